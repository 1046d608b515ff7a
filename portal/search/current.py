"""The engine of this installation."""

from collections.abc import Callable
from functools import lru_cache
from pathlib import Path

from django.conf import settings

from portal.search.engine import Engine
from portal.search.postgres.engine import PostgresEngine
from portal.search.whoosh_engine import WhooshEngine

_MAKERS: dict[str, Callable[[Path], Engine]] = {"whoosh": WhooshEngine, "postgres": lambda _root: PostgresEngine()}


def engine() -> Engine:
    """One engine per process and index folder."""
    return _engine(settings.SEARCH_ENGINE, Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _engine(name: str, root: Path) -> Engine:
    return _MAKERS[name](root)
