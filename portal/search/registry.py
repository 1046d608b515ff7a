"""Which models can be searched. Each app registers its own in ``search.py``, from ``AppConfig.ready()``."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

from portal.search.entry import Entry


@dataclass(frozen=True, slots=True)
class SearchSource:
    """``public`` gives the rows anybody may read, with the joins ``to_entry`` needs: the only rule of visibility."""

    label: str
    public: Callable[[], "QuerySet[Any]"]
    to_entry: Callable[[Any], Entry]


_sources: dict[str, SearchSource] = {}


def register(source: SearchSource) -> None:
    """Registering a label again replaces the source."""
    _sources[source.label] = source


def unregister(label: str) -> None:
    """Items of this label are no longer found."""
    _sources.pop(label, None)


def sources() -> list[SearchSource]:
    return list(_sources.values())


def source_of(label: str) -> SearchSource:
    """Raises ``KeyError`` for a label nobody registered."""
    return _sources[label]


def public_ids(label: str, ids: Iterable[int]) -> set[int]:
    """Those of ``ids`` that anybody may read now: one query. None of an unregistered label."""
    source = _sources.get(label)
    wanted = list(ids)
    if source is None or not wanted:
        return set()
    return set(source.public().filter(pk__in=wanted).order_by().values_list("pk", flat=True))
