"""编写: the first edition of a guide, the next one, and what is changed while it is a draft."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.documents.models import Document
from disclosure.facilities.models import Facility
from disclosure.services_guide import fields, parts
from disclosure.services_guide.models import GuideBasis, ServiceGuide
from disclosure.services_guide.services.bases import as_seen
from disclosure.services_guide.states import OPEN, WRITERS, GuideState
from portal import doc_numbers
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.workflow import touch

_COPIED = (*fields.GUIDE, "code", "organ")
_REQUIRED: dict[str, Any] = {"code": "", "name": "", "theme": ""}


def begin(
    *,
    organ: Organ,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    cited: Collection[str] = (),
    facilities: Collection[Facility] = (),
) -> ServiceGuide:
    """The first edition of a guide; ``values`` are fields of ``fields.GUIDE`` and the code, ``cited`` 文号 or addresses
    of documents of this site it rests on.

    Raises ``NotAllowed`` or ``InvalidInput``, also for a code another errand has; 密级标志 is refused unstored.
    """
    require(actor, WRITERS, organ, doing="编办事指南")
    clean = checked(fields.CODE | fields.GUIDE, _REQUIRED | dict(values))
    refuse_marks(parts.typed(clean, parts.SCREENED), doing="编办事指南", actor=actor, at=at)
    documents = _documents(cited)
    if ServiceGuide.objects.filter(code=clean["code"]).exists():
        raise InvalidInput({"code": "这个事项编码已经有指南了：要改的，在已发布的指南上编新版"})
    with transaction.atomic():
        return _begun(ServiceGuide(organ=organ, **clean), documents, facilities, "begin", actor=actor, at=at)


def _begun(
    guide: ServiceGuide,
    documents: Collection[Document],
    facilities: Collection[Facility],
    act: str,
    *,
    actor: Actor,
    at: datetime,
) -> ServiceGuide:
    guide.writer_id = actor.id if actor.kind is ActorKind.USER else None
    try:
        with transaction.atomic():
            guide.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput({"code": "这个事项已经有一版在编"}) from None
    guide.facilities.set(facilities)
    _rest_on(guide, documents)
    after = {"code": guide.code, "edition": guide.edition, "name": redacted(guide.name)}
    record(act=act, subject=guide, actor=actor, at=at, after=after)
    screen(guide, parts.fields(guide), at=at)
    return guide


def no_pen(guide: ServiceGuide, actor: Actor) -> str:
    """Why this actor may not change the guide, in Chinese; empty when it is allowed."""
    if guide.state != GuideState.DRAFT:
        return "编写的时候才能修改。"
    return "" if rules.holds(actor, WRITERS, guide.acting_organ_id) else "指南由办理机关经办人、信息员编写。"


def require_pen(guide: ServiceGuide, actor: Actor) -> None:
    if guide.state != GuideState.DRAFT:
        raise StaleState
    if why := no_pen(guide, actor):
        raise NotAllowed(why)


def write(
    guide: ServiceGuide,
    *,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    cited: Collection[str] | None = None,
    facilities: Collection[Facility] | None = None,
) -> ServiceGuide:
    """Change a draft; what is ``None`` stays. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``."""
    require_pen(guide, actor)
    clean = checked(fields.GUIDE, values)
    refuse_marks(parts.typed(clean, parts.SCREENED), doing="编办事指南", actor=actor, at=at)
    documents = None if cited is None else _documents(cited)
    with transaction.atomic():
        changed = {name: value for name, value in clean.items() if getattr(guide, name) != value}
        # Not through ``edit()``: its record would keep for ever what is masked later.
        touch(guide, changed)
        if facilities is not None:
            guide.facilities.set(facilities)
        if documents is not None:
            _rest_on(guide, documents)
        record(act="write", subject=guide, actor=actor, at=at, after={"fields": sorted(changed)})
        screen(guide, parts.fields(guide), at=at)
    return guide


def no_reviser(guide: ServiceGuide, actor: Actor) -> str:
    """Why this actor may not begin the next edition, in Chinese; empty when it is allowed."""
    if guide.state != GuideState.PUBLISHED:
        return "已经发布的指南才能编新版。"
    if not rules.holds(actor, WRITERS, guide.acting_organ_id):
        return "指南由办理机关经办人、信息员编写。"
    if ServiceGuide.objects.filter(code=guide.code, state__in=OPEN).exists():
        return "已经有一版在编。"
    return ""


@transaction.atomic
def revise(guide: ServiceGuide, *, change_note: str, actor: Actor, at: datetime) -> ServiceGuide:
    """The next edition, as a draft with everything the present one has, which stays out until that is published.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    if why := no_reviser(guide, actor):
        raise NotAllowed(why)
    note = checked({"change_note": fields.GUIDE["change_note"]}, {"change_note": change_note})["change_note"]
    if not note:
        raise InvalidInput({"change_note": "请填写这一版改了什么"})
    newest = ServiceGuide.objects.filter(code=guide.code).order_by("-edition").values_list("edition", flat=True)[0]
    given = {name: getattr(guide, name) for name in _COPIED} | {"change_note": note, "edition": newest + 1}
    bases = [row.document for row in guide.bases.select_related("document")]
    draft = _begun(ServiceGuide(**given), bases, guide.facilities.all(), "revise", actor=actor, at=at)
    _take_papers(guide, draft)
    screen(draft, parts.fields(draft), at=at)
    return draft


def _take_papers(guide: ServiceGuide, draft: ServiceGuide) -> None:
    for material in guide.materials.prefetch_related("files"):
        files = list(material.files.all())
        material.pk, material.guide = None, draft
        material.save(force_insert=True)
        for row in files:
            row.pk, row.material = None, material
            row.save(force_insert=True)


def _rest_on(guide: ServiceGuide, documents: Collection[Document]) -> None:
    GuideBasis.objects.filter(guide=guide).delete()
    rows = [GuideBasis(guide=guide, document=document, seen=as_seen(document)) for document in documents]
    GuideBasis.objects.bulk_create(rows)


def _documents(cited: Collection[str]) -> list[Document]:
    """Public documents by 文号 or address, each once. Raises ``InvalidInput`` naming those that are not found."""
    found: dict[int, Document] = {}
    missing = []
    for words in filter(None, (text.strip() for text in cited)):
        document = _document(words)
        if document is None:
            missing.append(words[:40])
        else:
            found[document.pk] = document
    if missing:
        raise InvalidInput({"cited": f"网站上没有找到这些公开文件：{'、'.join(missing)}"})
    return list(found.values())


def _document(words: str) -> Document | None:
    last = words.rstrip("/").rpartition("/")[2]
    rows = Document.objects.public()
    if "/documents/" in words and last.isascii() and last.isdecimal() and len(last) < 10:
        return rows.filter(pk=int(last)).first()
    return rows.filter(doc_number=doc_numbers.normalise(words)).order_by("pk").first()
