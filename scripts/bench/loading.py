"""Real documents into a scratch database, as published documents."""

import os
from datetime import date, timedelta
from pathlib import Path

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_BATCH = 200


def load(folder: Path) -> None:
    """All of them at once: what is measured is searching, not the procedure of publishing."""
    django.setup()
    from disclosure.catalogue.models import Column
    from disclosure.documents.codes import Attribute, DocumentKind
    from disclosure.documents.models import Document
    from disclosure.documents.states import State
    from portal import clock
    from portal.accounts.models import Organ
    from portal.accounts.states import OrganKind
    from scripts.bench import corpus

    at = clock.now()
    organ = Organ.objects.create(
        name="测试机关", short_name="测试机关", code="bench", kind=OrganKind.DEPARTMENT, active_from=date(2000, 1, 1)
    )
    names = sorted({row["column"] for row in corpus.documents(folder) if row["column"]})
    columns = {
        name: Column.objects.create(code=f"bench-{number}", name=name, organ=organ, kind="policy", description=name)
        for number, name in enumerate(names)
    }
    kinds = set(DocumentKind.values)
    Document.objects.bulk_create(
        (
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
                column=columns.get(row["column"]),
                index_number=f"bench/{row['id']}",
                published_at=at - timedelta(minutes=row["id"]),
                import_source="bench",
                import_id=str(row["id"]),
            )
            for row in corpus.documents(folder)
        ),
        batch_size=_BATCH,
    )
