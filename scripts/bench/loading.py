"""Real documents into a scratch database, as published documents."""

import os
from collections.abc import Iterable
from datetime import date, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_BATCH = 200


def load(folder: Path) -> None:
    """All of them at once: what is measured is searching, not the procedure of publishing."""
    from scripts.bench import corpus

    _load(corpus.documents(folder))


def load_varied(folder: Path, first: int, last: int) -> None:
    """Rows ``first`` to ``last`` of the corpus repeated with variation (``scripts/bench/variation.py``)."""
    from scripts.bench import variation

    _load(variation.documents(folder, first, last))


def _load(rows: Iterable[dict[str, Any]]) -> None:
    django.setup()
    from disclosure.catalogue.models import Column
    from disclosure.documents.codes import Attribute, DocumentKind
    from disclosure.documents.models import Document
    from disclosure.documents.states import State
    from portal import clock
    from portal.accounts.models import Organ
    from portal.accounts.states import OrganKind

    at = clock.now()
    organ, _ = Organ.objects.get_or_create(
        code="bench",
        defaults={
            "name": "测试机关",
            "short_name": "测试机关",
            "kind": OrganKind.DEPARTMENT,
            "active_from": date(2000, 1, 1),
        },
    )
    columns = {column.name: column for column in Column.objects.filter(code__startswith="bench-")}

    def column_of(name: str) -> Column | None:
        if name and name not in columns:
            code = f"bench-{len(columns)}"
            columns[name] = Column.objects.create(code=code, name=name, organ=organ, kind="policy", description=name)
        return columns.get(name)

    kinds = set(DocumentKind.values)
    documents = (
        Document(
            state=State.PUBLISHED,
            attribute=Attribute.ACTIVE,
            organ=organ,
            issuer=row["organ"] or organ.name,
            kind=row["kind"] if row["kind"] in kinds else DocumentKind.NOTICE,
            title=row["title"],
            body=row["body"],
            doc_number=row["doc_number"] or "",
            formed_on=date.fromisoformat(row["date"]) if row["date"] else None,
            column=column_of(row["column"]),
            index_number=f"bench/{row['id']}",
            published_at=at - timedelta(minutes=row["id"]),
            import_source="bench",
            import_id=str(row["id"]),
        )
        for row in rows
    )
    while batch := list(islice(documents, _BATCH)):
        Document.objects.bulk_create(batch)
