"""Which automatic sources the house has. The rooms above tell it when the project starts."""

from collections.abc import Mapping

SUBORDINATE = "subordinate"
"""The source that is no fact of its own: units of the organ that lost points (S2-11.A4)."""

_LABELS: dict[str, str] = {SUBORDINATE: "所属单位在考评中被扣分"}


def register_sources(labels: Mapping[str, str]) -> None:
    """Code → what it is called. Registering twice changes nothing."""
    _LABELS.update(labels)


def sources() -> Mapping[str, str]:
    return _LABELS
