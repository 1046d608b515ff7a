"""Whoosh's own search over the same index folder: all words, ten hits, no facets, no excerpts."""

from pathlib import Path

from whoosh import index, query
from whoosh.filedb.filestore import FileStorage

from portal.search.analyzer import query_words
from portal.search.folding import fold, runs
from portal.search.generations import Generations

_TOP = 10


class PlainWhoosh:
    """A searcher kept open."""

    def __init__(self, root: Path) -> None:
        generations = Generations(root)
        folder = generations.folder(generations.current())
        self._searcher = index.FileIndex(FileStorage(str(folder))).searcher()

    def search(self, text: str) -> int:
        """How many hits are returned."""
        words = [word for run in runs(fold(text)) for word in query_words(run)]
        return len(self._searcher.search(query.And([query.Term("words", word) for word in words]), limit=_TOP))
