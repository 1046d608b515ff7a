"""What an act is called in Chinese. Each package registers its own acts when it starts."""

from collections.abc import Mapping

ANY_SUBJECT = ""
"""In place of a subject label: the act can happen to any kind of subject."""

_labels: dict[tuple[str, str], str] = {}


def register(subject_label: str, labels: Mapping[str, str]) -> None:
    """Name acts on one kind of subject. Raises ``ValueError`` when an act already has another name."""
    for act, label in labels.items():
        known = _labels.setdefault((subject_label, act), label)
        if known != label:
            raise ValueError(f"{subject_label}.{act} is already called {known}")


def label_of(subject_label: str, act: str) -> str:
    """The Chinese name; an act nobody named shows its code, so that the gap is seen and not hidden."""
    return _labels.get((subject_label, act)) or _labels.get((ANY_SUBJECT, act)) or f"其他操作（{act}）"


def choices() -> list[tuple[str, str]]:
    """Every known act once with its name, for filters."""
    return sorted({act: label for (_, act), label in _labels.items()}.items(), key=lambda pair: pair[1])
