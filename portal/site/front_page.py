"""What has to stand at a prominent place of the first page for a time. Rooms say what and until when."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Poster:
    words: str
    address: str


Source = Callable[[date], Sequence[Poster]]
"""Takes the civil day; returns what to show on it."""

_sources: dict[str, Source] = {}


def register(room: str, source: Source) -> None:
    """Registering twice changes nothing."""
    _sources[room] = source


def posters(today: date) -> list[Poster]:
    """In the order of the rooms. As many queries as the sources ask."""
    return [poster for source in _sources.values() for poster in source(today)]
