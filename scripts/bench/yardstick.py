"""Tantivy, a search library written in Rust, over the same terms: how fast it could be without Python."""

from collections.abc import Iterable

import tantivy

from portal.search import analyzer
from portal.search.entry import Entry
from portal.search.folding import fold, runs

_TOP = 10


class Tantivy:
    """Words cut by the same analyzer; all words must be there; the ten best are returned with their titles."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        builder = tantivy.SchemaBuilder()
        builder.add_text_field("title", stored=True, tokenizer_name="whitespace")
        builder.add_text_field("body", tokenizer_name="whitespace")
        self._index = tantivy.Index(builder.build())
        writer = self._index.writer(64_000_000, 1)
        for entry in entries:
            writer.add_document(tantivy.Document(title=[_cut(entry.title)], body=[_cut(entry.body)]))
        writer.commit()
        self._index.reload()

    def search(self, text: str) -> int:
        """How many hits were returned; all are counted as well, as a page of results needs."""
        words = [word for run in runs(fold(text)) for word in analyzer.query_words(run)]
        query = self._index.parse_query(" ".join(f"+{word}" for word in words) or "*", ["title", "body"])
        searcher = self._index.searcher()
        found = searcher.search(query, _TOP, count=True)
        for _, address in found.hits:
            searcher.doc(address)
        return len(found.hits)


def _cut(text: str) -> str:
    terms = analyzer.index_terms(text)
    return " ".join(word for word, times in terms.words.items() for _ in range(times))
