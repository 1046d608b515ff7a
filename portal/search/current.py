"""The engine of this installation."""

from functools import lru_cache
from pathlib import Path

from django.conf import settings

from portal.search.engine import Engine
from portal.search.whoosh_engine import WhooshEngine


def engine() -> Engine:
    """One engine per process and index folder."""
    return _engine(Path(settings.SEARCH_INDEX_DIR))


@lru_cache(maxsize=4)
def _engine(root: Path) -> Engine:
    return WhooshEngine(root)
