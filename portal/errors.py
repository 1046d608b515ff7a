"""Expected failures. Each message is shown to a person, in Chinese, at the field it concerns."""

from collections.abc import Mapping, Sequence


class DomainError(Exception):
    """A rule of the house or of law refuses the act.

    ``field`` names the form field the message belongs to; empty means the act as a whole.
    """

    def __init__(self, message: str, *, field: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.field = field

    def by_field(self) -> dict[str, list[str]]:
        """Messages keyed by form field; the key ``""`` holds those of the act as a whole."""
        return {self.field: [self.message]}


class NotAllowed(DomainError):
    """The actor may not do this. Views answer 403."""


class StaleState(DomainError):
    """Somebody else changed the subject first; nothing was written."""

    def __init__(self, message: str = "刚才有人先改了这件事，您的操作没有生效。请刷新页面，看过最新内容再办。") -> None:
        super().__init__(message)


class Blocked(DomainError):
    """Gates stand before the move. ``reasons`` are shown one by one."""

    def __init__(self, reasons: Sequence[str]) -> None:
        super().__init__("；".join(reasons))
        self.reasons = tuple(reasons)

    def by_field(self) -> dict[str, list[str]]:
        return {"": list(self.reasons)}


class InvalidInput(DomainError):
    """One message per wrong field."""

    def __init__(self, messages: Mapping[str, str]) -> None:
        super().__init__("；".join(messages.values()))
        self.messages = dict(messages)

    def by_field(self) -> dict[str, list[str]]:
        return {field: [message] for field, message in self.messages.items()}
