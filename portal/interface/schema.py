"""The description of the interface for machines: every operation names the errors it can answer."""

from typing import Any

from drf_spectacular.openapi import AutoSchema

from portal.interface.errors import STATUSES, ErrorSerializer

READS = ("GET", "HEAD")


class InterfaceSchema(AutoSchema):
    """Adds what is common to all operations, so that no view repeats it."""

    def _get_response_bodies(self, direction: Any = "response") -> dict[str, Any]:
        bodies: dict[str, Any] = super()._get_response_bodies(direction)
        for status in self._errors():
            described = self._get_response_for_code(ErrorSerializer, str(status))  # type: ignore[no-untyped-call]  # the library ships no types
            bodies.setdefault(str(status), described | {"description": STATUSES[status][1]})
        return bodies

    def _errors(self) -> list[int]:
        own = [int(status) for status in getattr(self.view, "errors", ())]
        with_key = [404] if "{" in self.path else []
        with_token = [401, 403] if self.view.authentication_classes else []
        with_body = [] if self.method in READS else [415]
        return sorted({400, 429, *own, *with_key, *with_token, *with_body})
