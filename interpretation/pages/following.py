"""Explanations as news: to followers of the organ that explains, of the column of the document, and of the document."""

from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from disclosure.documents.following import COLUMN_LINE, grouped, of_organs
from disclosure.documents.models import Document
from interpretation.materials.models import Material
from portal.errors import InvalidInput
from portal.following.kinds import Kind, Ref, register, register_further, register_news

LABEL = "interpretation.material"
_KEY_DIGITS = 12


def _published(since: datetime, until: datetime) -> Iterable[tuple[int, datetime]]:
    rows = Material.objects.public().filter(published_at__gt=since, published_at__lte=until)
    return ((pk, at) for pk, at in rows.order_by().values_list("pk", "published_at") if at is not None)


def _rows(items: Collection[Ref]) -> "Iterable[int]":
    return [pk for label, pk in items if label == LABEL]


def _by_organ(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    return of_organs(Material, LABEL, keys, items)


def _by_column(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """吹风 tells no column: its document is still to come. One query."""
    wanted = frozenset(keys)
    rows = Material.objects.filter(pk__in=_rows(items), document__published_at__isnull=False).order_by()
    lines = rows.values_list("pk", *(f"document__{name}" for name in COLUMN_LINE))
    return _grouped((code, pk) for pk, *line in lines for code in line if code in wanted)


def _documents(keys: Collection[str]) -> Mapping[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    rows = Document.objects.public().filter(pk__in=numbers).order_by()
    return {str(pk): f"《{title}》的解读" for pk, title in rows.values_list("pk", "title")}


def _by_document(keys: Collection[str], items: Collection[Ref]) -> Mapping[str, Collection[Ref]]:
    """One query."""
    rows = Material.objects.filter(pk__in=_rows(items), document__published_at__isnull=False).order_by()
    found = ((str(document), pk) for document, pk in rows.values_list("document", "pk"))
    return _grouped((key, pk) for key, pk in found if key in set(keys))


def _number(typed: str) -> str:
    """Raises ``InvalidInput`` for what is no number of a document."""
    if not (typed.isascii() and typed.isdecimal() and len(typed) <= _KEY_DIGITS):
        raise InvalidInput({"": "没有这份文件"})
    return str(int(typed))


def _grouped(pairs: Iterable[tuple[str, int]]) -> Mapping[str, Collection[Ref]]:
    return grouped(LABEL, pairs)


def register_kinds() -> None:
    register_news(LABEL, _published)
    register_further("organ", LABEL, _by_organ)
    register_further("column", LABEL, _by_column)
    register(
        Kind("document", "文件的解读", _documents, lambda key: f"/documents/{key}/", _by_document, canonical=_number)
    )
