"""Handing in: the system drafts as a clerk would, through the same acts; what follows is the work of people."""

import hashlib
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.catalogue.models import Column
from disclosure.documents import parts
from disclosure.documents.models import Attachment, Document
from disclosure.documents.services import add_attachment, create_draft
from disclosure.documents.services.telling import holders
from disclosure.documents.states import DRAFTERS
from disclosure.intake.models import Intake
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.errors import InvalidInput
from portal.files.services import Upload
from portal.interface.keys import content_digest, require_key, require_same
from portal.interface.models import ApiClient
from portal.notices.services import tell
from portal.screening.services import refuse_marks
from portal.subjects import ref

Answer = Callable[[Intake], Mapping[str, Any]]
"""What the caller is told about a document just handed in."""


def hand_in(
    *,
    client: ApiClient,
    organ: Organ,
    key: str,
    values: Mapping[str, Any],
    external_id: str,
    answer: Answer,
    actor: Actor,
    at: datetime,
) -> tuple[Intake, bool]:
    """Make a draft of ``organ``; returns the intake and whether it is new.

    The same ``key`` with the same content gives the intake there is; with another content it raises ``Conflict``.
    Otherwise raises what ``create_draft`` raises. Of two at the same moment one makes the draft and both get it.
    """
    require_key(key)
    digest = content_digest([dict(values), external_id])
    if known := _known(client, key, digest):
        return known, False
    # Here and not only inside the transaction below, so that the trace of a refusal stays.
    refuse_marks(parts.typed(Document, values), doing="接口交稿", actor=actor, at=at)
    try:
        return _hand_in(client, organ, key, digest, values, external_id, answer, actor, at), True
    except IntegrityError:
        if known := _known(client, key, digest):
            return known, False
        raise


@transaction.atomic
def _hand_in(
    client: ApiClient,
    organ: Organ,
    key: str,
    digest: str,
    values: Mapping[str, Any],
    external_id: str,
    answer: Answer,
    actor: Actor,
    at: datetime,
) -> Intake:
    given = dict(values)
    if code := given.pop("column", ""):
        given["column"] = _column(organ, code)
    document = create_draft(organ=organ, values=given, actor=actor, at=at)
    intake = Intake(client=client, key=key, digest=digest, document=document, external_id=external_id, at=at)
    intake.answer = dict(answer(intake))
    intake.save(force_insert=True)
    tell(
        holders(organ.pk, DRAFTERS, at=at),
        subject_line=f"{client.name}交来一份文稿",
        body=f"请核对后送审：/admin/disclosure/document/{document.pk}/change/",
        kind="document_handed_in",
        dedupe_key=f"intake|{document.pk}",
        at=at,
        about=ref(document),
    )
    return intake


def attach(
    intake: Intake, *, name: str, upload: Upload, attribute: str, actor: Actor, at: datetime
) -> tuple[Attachment, bool]:
    """Add a file to a draft that was handed in; the same file again is the one there is.

    Raises what ``add_attachment`` raises.
    """
    sha256 = _content_digest(upload)
    rows = intake.document.attachments.with_files()
    if same := rows.filter(file__sha256=sha256, file__name=name).first():
        return same, False
    document = Document.objects.get(pk=intake.document_id)
    return add_attachment(document, name=name, upload=upload, attribute=attribute, actor=actor, at=at), True


def _content_digest(upload: Upload) -> str:
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    return digest.hexdigest()


def _known(client: ApiClient, key: str, digest: str) -> Intake | None:
    intake = Intake.objects.filter(client=client, key=key).select_related("document").first()
    if intake is not None:
        require_same(intake.digest, digest)
    return intake


def _column(organ: Organ, code: str) -> Column:
    column = Column.objects.filter(organ=organ, code=code, is_active=True).first()
    if column is None:
        raise InvalidInput({"column": "本机关没有这个栏目，代码见/api/v1/columns/"})
    return column
