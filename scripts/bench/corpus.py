"""Real documents to measure with, and the searches that go with them.

A folder holds ``documents.jsonl.xz`` (id, title, body, organ, doc_number, date, kind, column), and may hold
``known_items.json`` and ``queries.json``: searches with the document each must bring up.
"""

import json
import lzma
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from portal.search.entry import Choice, Entry
from portal.search.query import MappedParams, Query, parse

LABEL = "bench.document"


@dataclass(frozen=True, slots=True)
class Case:
    """One search. ``target`` must be among the first ``top``; without one the first title must hold the text."""

    category: str
    params: dict[str, str]
    target: int | None
    top: int

    @property
    def query(self) -> Query:
        return parse(MappedParams(self.params))

    def holds(self, found: list[tuple[int, str]]) -> bool:
        """``found`` are ids and titles in order."""
        if self.target is None:
            return bool(found) and self.params["q"] in found[0][1]
        return self.target in [pk for pk, _ in found[: self.top]]


def documents(folder: Path) -> Iterator[dict[str, Any]]:
    with lzma.open(folder / "documents.jsonl.xz", "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)


def entries(folder: Path) -> Iterator[Entry]:
    return map(_entry, documents(folder))


def cases(folder: Path) -> list[Case]:
    return [
        _case(row)
        for name in ("known_items.json", "queries.json")
        if (folder / name).exists()
        for row in json.loads((folder / name).read_text(encoding="utf-8"))
    ]


def _entry(row: dict[str, Any]) -> Entry:
    return Entry(
        label=LABEL,
        pk=row["id"],
        title=row["title"],
        body=row["body"],
        url=f"/documents/{row['id']}/",
        doc_number=row["doc_number"] or "",
        dated=date.fromisoformat(row["date"]) if row["date"] else None,
        kind=_choice(row["kind"]),
        organ=_choice(row["organ"]),
        columns=(Choice(row["column"], row["column"]),) if row["column"] else (),
    )


def _choice(name: str) -> Choice | None:
    return Choice(name, name) if name else None


def _case(row: dict[str, Any]) -> Case:
    text = f"“{row['text']}”" if row.get("phrase") else row["text"]
    filters = {name: str(value) for name, value in row.get("filters", {}).items()}
    return Case(row.get("cat") or f"known {row['type']}", {"q": text, **filters}, row["target"], row["top"])
