"""From an entry and a query to a hit with marks. Knows no engine."""

from portal.search import analyzer, box, snippets
from portal.search.entry import Entry
from portal.search.folding import fold, runs
from portal.search.query import Query
from portal.search.results import Hit


def stretches_for(query: Query) -> tuple[str, ...]:
    """What to mark in a folded text."""
    stretches = [*runs(fold(query.title)), *runs(fold(query.body))]
    phrases: list[str] = []
    for text in (query.q, query.within):
        asked = box.read(text)
        stretches += asked.whole
        phrases += ["".join(phrase) for phrase in asked.phrases]
        stretches += [run for phrase in asked.phrases for run in phrase]
    words = [word for stretch in stretches for word in analyzer.query_words(stretch)]
    return snippets.worth_marking([*stretches, *phrases, *words])


def hit_of(entry: Entry, folded: str, marked: tuple[str, ...]) -> Hit:
    """``folded`` is the body of the entry, folded."""
    return Hit(
        key=entry.key,
        title=entry.title,
        title_html=snippets.mark(entry.title, fold(entry.title), marked),
        snippet=snippets.excerpt(entry.body, folded, marked),
        url=entry.url,
        doc_number=entry.doc_number,
        dated=entry.dated,
        choices=entry.choices(),
        attributes=entry.attributes,
    )
