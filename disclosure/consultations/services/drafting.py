"""起草: the matter, its texts, the period; screened and handed to the 保密审查员."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.consultations import clocks
from disclosure.consultations.codes import ALWAYS
from disclosure.consultations.fields import CONSULTATION, DECIDED
from disclosure.consultations.models import Consultation
from disclosure.consultations.parts import parts_of, result_parts_of, typed
from disclosure.consultations.services.telling import tell_organ
from disclosure.consultations.states import DRAFTERS, REVIEWERS, State
from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.models import Finding
from portal.workflow import edit, move

_FIRST: dict[str, Any] = {"title": "", "category": "", "scope": "", "legal_kind": ""} | {name: [] for name in ALWAYS}


def create(
    *, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime, document: Document | None = None
) -> Consultation:
    """Begin a consultation; the clock of its publication runs from ``decided_on``.

    ``values`` has keys of ``CONSULTATION`` and ``decided_on``; texts may follow later. Raises ``NotAllowed`` or
    ``InvalidInput``, also for 密级标志.
    """
    require(actor, DRAFTERS, organ, doing="起草征求意见")
    if actor.id is None:
        raise NotAllowed("征求意见要由人起草。")
    given = dict(values)
    decided = checked(DECIDED, {"decided_on": given.pop("decided_on", None)})
    if decided["decided_on"] > local(at).date():
        raise InvalidInput({"decided_on": "这一天还没有到，请核对日期"})
    clean = checked(CONSULTATION, _FIRST | given)
    if document is not None and document.organ_id != organ.pk:
        raise InvalidInput({"document": "只能为本机关的文件征求意见"})
    screening.refuse_marks(typed(clean), doing="起草征求意见", actor=actor, at=at)
    with transaction.atomic():
        row = Consultation(organ=organ, document=document, drafter_id=actor.id, **clean, **decided)
        row.save(force_insert=True)
        after = {"title": row.title, "organ": organ.name, "decided_on": row.decided_on, "days": row.days}
        record(act="create", subject=row, actor=actor, at=at, after=after)
        screening.screen(row, parts_of(row), at=at)
        clocks.start(row, actor=actor, at=at)
    return row


def no_pen(consultation: Consultation, actor: Actor) -> str:
    """Why this actor may not write the texts, in Chinese; empty when it is allowed."""
    if consultation.state != State.DRAFT:
        return "起草的时候才能修改；发布以后，草案的文字不能再改。"
    return "" if rules.holds(actor, DRAFTERS, consultation.acting_organ_id) else "由经办人或者信息员起草。"


def change(consultation: Consultation, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Consultation:
    """Write on; ``values`` has keys of ``CONSULTATION``. Whoever wrote
    first or last is not the one who reviews or approves it.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    if why := no_pen(consultation, actor):
        raise NotAllowed(why)
    clean = checked(CONSULTATION, values)
    screening.refuse_marks(typed(clean), doing="起草征求意见", actor=actor, at=at)
    with transaction.atomic():
        edit(consultation, clean, act="change", actor=actor, at=at, derived={"editor_id": actor.id})
        screening.screen(consultation, parts_of(consultation), at=at)
    return consultation


@transaction.atomic
def submit(consultation: Consultation, *, actor: Actor, at: datetime) -> Consultation:
    """To the 保密审查员. Raises ``Blocked`` with what is missing."""
    derived = {"reviewed_at": None, "secrecy_kinds": "", "secrecy_opinion": "", "shortener_id": None}
    move(consultation, "submit", actor=actor, at=at, derived=derived)
    tell_organ(consultation, "有一件征求意见等保密审查", *REVIEWERS, at=at)
    return consultation


@transaction.atomic
def settle_findings(
    consultation: Consultation, *, findings: Iterable[Finding], decision: str, actor: Actor, at: datetime, reason: str
) -> Consultation:
    """Decide about what the screening found in the draft or in the result; masking is done by writing anew.

    Raises as ``decide`` of the screening.
    """
    if consultation.state not in (State.DRAFT, State.CLOSED):
        raise NotAllowed("起草的时候、整理结果的时候才能处理筛查结果。")
    organ = consultation.organ.heir()
    screening.decide(consultation, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
    return consultation


def screen_result(consultation: Consultation, *, at: datetime) -> None:
    """Bring the findings of the result up to what it says now."""
    screening.screen(consultation, result_parts_of(consultation), at=at)
