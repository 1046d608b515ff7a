"""Specials of the demonstration city."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from disclosure.documents.models import Document
from disclosure.specials import services
from portal.accounts.models import Organ
from portal.actors import SYSTEM


def open_special(row: Mapping[str, Any], documents: Mapping[Document, str], *, at: datetime) -> None:
    """One page with its documents, each under its heading."""
    values = {name: row[name] for name in ("code", "title", "summary")}
    special = services.open_special(Organ.objects.get(code=row["organ"]), values=values, actor=SYSTEM, at=at)
    for document, heading in documents.items():
        services.collect(special, document=document, heading=heading, actor=SYSTEM, at=at)
