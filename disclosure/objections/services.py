"""Lodge, answer, decide, put right."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.objections.models import Objection
from disclosure.objections.states import OBJECTORS, ObjectionState, Situation
from portal.accounts.models import Organ, User
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import InvalidInput
from portal.field_table import Field, checked, choice, paragraphs
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move

REPLY = "OBJECTION_REPLY"

_FIELDS = {
    "situation": Field("情形", choice(Situation.values, required=True)),
    "text": Field("异议和理由", paragraphs(3000, required=True)),
}
_OPEN = (ObjectionState.OPEN, ObjectionState.REFUSED, ObjectionState.ACCEPTED)


@transaction.atomic
def lodge(*, document: Document, objector: Organ, situation: str, text: str, actor: Actor, at: datetime) -> Objection:
    """Object to a published document (S2-7.11b); 政务公开办 is told at once. Raises ``InvalidInput``."""
    require(actor, OBJECTORS, objector, doing="提出异议")
    clean = checked(_FIELDS, {"situation": situation, "text": text})
    organ = document.responsible_organ
    if fault := _fault(document, organ, objector):
        raise InvalidInput({"document": fault})
    objection = Objection(
        document=document, organ=organ, objector=objector, lodged_by=actor.name, lodged_at=at, **clean
    )
    objection.save(force_insert=True)
    record(act="lodge", subject=objection, actor=actor, at=at, after=clean)
    open_deadline(rule=REPLY, subject=objection, organ=organ, start=local(at).date(), actor=actor, at=at)
    people = recipients_of(organ, Role.DISCLOSURE_HEAD, Role.SIGNER, at=at) + recipients_of(None, Role.OVERSIGHT, at=at)
    _tell(objection, people, "有机关对已经发布的信息提出异议", at=at)
    return objection


def _fault(document: Document, organ: Organ, objector: Organ) -> str:
    if not document.is_public:
        return "只能对已经发布的公文提出异议"
    if organ.pk == objector.pk:
        return "这是本单位发布的，发现问题请直接更正或者撤回"
    if Objection.objects.filter(document=document, objector=objector, state__in=_OPEN).exists():
        return "本单位对这份公文提出的异议还在办理"
    return ""


@transaction.atomic
def accept(objection: Objection, *, reason: str, actor: Actor, at: datetime) -> Objection:
    """The publishing organ agrees and will put it right."""
    return _answer(objection, "accept", reason, actor=actor, at=at)


@transaction.atomic
def refuse(objection: Objection, *, reason: str, actor: Actor, at: datetime) -> Objection:
    """The publishing organ stands by its text; 政务公开办 decides."""
    return _answer(objection, "refuse", reason, actor=actor, at=at)


def _answer(objection: Objection, act: str, reason: str, *, actor: Actor, at: datetime) -> Objection:
    move(objection, act, actor=actor, at=at, reason=reason, fields={"reply": reason.strip()})
    _stop_clock(objection, actor=actor, at=at)
    _tell_both(objection, at=at)
    return objection


@transaction.atomic
def order(objection: Objection, *, reason: str, actor: Actor, at: datetime) -> Objection:
    """政务公开办 orders the publishing organ to put it right."""
    return _decide(objection, "order", reason, actor=actor, at=at)


@transaction.atomic
def dismiss(objection: Objection, *, reason: str, actor: Actor, at: datetime) -> Objection:
    """政务公开办 finds that the text may stand."""
    return _decide(objection, "dismiss", reason, actor=actor, at=at)


def _decide(objection: Objection, act: str, reason: str, *, actor: Actor, at: datetime) -> Objection:
    move(objection, act, actor=actor, at=at, reason=reason, fields={"ruling": reason.strip()})
    _stop_clock(objection, actor=actor, at=at)
    _tell_both(objection, at=at)
    return objection


@transaction.atomic
def remedy(objection: Objection, *, reason: str, actor: Actor, at: datetime) -> Objection:
    """The page was corrected or taken down (S2-7.11a). Raises ``Blocked`` while it was not."""
    move(objection, "remedy", actor=actor, at=at, reason=reason, fields={"remedy": reason.strip()})
    _tell_both(objection, at=at)
    return objection


def _stop_clock(objection: Objection, *, actor: Actor, at: datetime) -> None:
    if clock := running_clock(ref(objection), REPLY):
        close(clock, on=local(at).date(), actor=actor, at=at)


def _tell_both(objection: Objection, *, at: datetime) -> None:
    people = [
        *recipients_of(objection.objector.heir(), *OBJECTORS, at=at),
        *recipients_of(objection.organ, Role.DISCLOSURE_HEAD, at=at),
        *recipients_of(None, Role.OVERSIGHT, at=at),
    ]
    _tell(objection, people, f"发布异议有结果：{objection.get_state_display()}", at=at)


def _tell(objection: Objection, people: list[User], words: str, *, at: datetime) -> None:
    tell(
        {person.pk: person for person in people}.values(),
        subject_line=words,
        body=f"请在工作台办理：/admin/disclosure/objection/{objection.pk}/change/",
        kind="objection",
        dedupe_key=f"objection|{objection.pk}|{objection.version}",
        at=at,
        about=ref(objection),
    )
