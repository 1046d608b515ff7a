"""What of a document the public will read: the texts and files that are screened before they leave.

Asks the document's own rows and imports no model, so that the gates can stand on it.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from disclosure.documents.codes import Attribute, SecrecyConclusion, WithholdingBasis
from portal.files.states import CopyKind
from portal.screening.locating import Part

SCREENED = ("title", "body", "summary", "keywords", "contact", "source_name")


def fields(document: Any, changes: Mapping[str, Any] | None = None) -> list[Part]:
    """Those that are filled in, with the values of ``changes`` in place of the present ones."""
    changed = dict(changes or {})
    written = [_field(document, name, changed.get(name, getattr(document, name))) for name in SCREENED]
    return [part for part in written if part.text]


def speaks_of_openness(body: str) -> bool:
    """Whether the text says at all that something will be made public."""
    return any(word in body for word in ("公开", "公布", "公示", "公告"))


def attached(document: Any) -> Sequence[Any]:
    """The attachments with their files. Two queries at most."""
    return list(document.attachments.with_files())


def is_separated(document: Any, attachments: Sequence[Any] | None = None) -> bool:
    """区分处理: something that may be a state secret was cut out before the rest is released (Regulations art. 37).

    A redacted copy does not say why it was made; an earlier round, or the original of an assessed document, was
    withheld as a state secret.
    """
    rows = attached(document) if attachments is None else attachments
    if any(copy.copy_kind == CopyKind.REDACTED for copy in _copies(rows)):
        return True
    original = document.derived_from
    if original is not None and original.withholding_basis == WithholdingBasis.STATE_SECRET:
        return True
    found = document.secrecyreviews.filter(state_secret=True).exclude(conclusion=SecrecyConclusion.REFER)
    return bool(found.exists())


def who_cut(document: Any) -> set[int]:
    """The people who wrote the draft and made the copies."""
    makers = {copy.person_id for copy in _copies(attached(document))}
    return {pk for pk in (document.drafter_id, *makers) if pk is not None}


def _copies(rows: Sequence[Any]) -> Sequence[Any]:
    """Those that stand, or stood before they were cleaned, for a file the public will get."""
    return [copy for row in rows if row.attribute == Attribute.ACTIVE for copy in row.file.copies.all()]


def file_code(stored: Any) -> str:
    """How the screening calls the content of a stored file."""
    return f"file:{stored.pk}"


def texts(
    document: Any, changes: Mapping[str, Any] | None = None, *, attachments: Sequence[Any] | None = None
) -> list[Part]:
    """The fields and the names of the files. ``attachments`` spares the queries when they are known."""
    rows = attached(document) if attachments is None else attachments
    names = [Part(f"name:{row.pk}", f"附件{row.position}的文件名", row.file.current().name) for row in rows]
    return [*fields(document, changes), *names]


def proposed(document: Any) -> list[Part]:
    """The texts an open correction would put on the page; none without one."""
    correction = document.open_correction()
    changes = correction.changes if correction else {}
    return [_field(document, name, changes[name]) for name in SCREENED if changes.get(name)]


def typed(document_class: Any, values: Mapping[str, Any]) -> list[Part]:
    """Whatever text was typed into the fields of a document, before it is stored."""
    labels = {field.name: str(field.verbose_name) for field in document_class._meta.fields}
    written = {name: value for name, value in values.items() if isinstance(value, str) and name in labels}
    return [Part(name, labels[name], value) for name, value in written.items()]


def _field(document: Any, name: str, value: Any) -> Part:
    return Part(name, _label(document, name), str(value or ""))


def _label(document: Any, name: str) -> str:
    return str(document._meta.get_field(name).verbose_name)
