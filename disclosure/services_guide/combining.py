"""Several errands as one: which papers are handed in once, how long it takes together. Pure."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Paper:
    """``copies`` is what the errand that wants most asks for; ``used_by`` are the names of the errands."""

    name: str
    form: str
    copies: int
    used_by: tuple[str, ...]

    @property
    def is_shared(self) -> bool:
        return len(self.used_by) > 1


@dataclass(frozen=True, slots=True)
class Wave:
    """Errands done at the same time; ``days`` is the longest of them."""

    number: int
    steps: Sequence[Any]
    days: int


@dataclass(frozen=True, slots=True)
class Combined:
    """``alone`` is how long the errands take one after the other, ``asked`` how many papers they ask for apart."""

    waves: Sequence[Wave]
    papers: Sequence[Paper]
    alone: int
    asked: int

    @property
    def days(self) -> int:
        """Working days in all: waves one after the other, what is in a wave at once."""
        return sum(wave.days for wave in self.waves)

    @property
    def saved_papers(self) -> int:
        return self.asked - len(self.papers)


def combine(steps: Sequence[Any]) -> Combined:
    """``steps`` have ``wave`` and ``guide``; guides have ``name``, ``promised_days`` and ``materials.all()``."""
    numbers = sorted({step.wave for step in steps})
    waves = [_wave(place, [step for step in steps if step.wave == number]) for place, number in enumerate(numbers, 1)]
    asked = [(step.guide, material) for step in steps for material in step.guide.materials.all()]
    return Combined(waves, list(_papers(asked)), sum(_days(step) for step in steps), len(asked))


def _wave(number: int, steps: Sequence[Any]) -> Wave:
    return Wave(number, steps, max(_days(step) for step in steps))


def _days(step: Any) -> int:
    return int(step.guide.promised_days or 0)


def _papers(asked: Iterable[tuple[Any, Any]]) -> Iterable[Paper]:
    """Alike is what has the same name and format, however it is spaced."""
    found: dict[tuple[str, str], list[tuple[Any, Any]]] = {}
    for guide, material in asked:
        key = ("".join(material.name.split()), material.get_form_display())
        found.setdefault(key, []).append((guide, material))
    for (_, form), rows in found.items():
        names = tuple(dict.fromkeys(guide.name for guide, _ in rows))
        yield Paper(rows[0][1].name, form, max(material.copies for _, material in rows), names)
