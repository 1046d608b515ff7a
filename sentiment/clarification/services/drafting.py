"""起草: what is true, in whose name, through which channels; and who else is asked beforehand."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.screening.models import Finding
from portal.workflow import move, touch
from sentiment.clarification.codes import Channel
from sentiment.clarification.fields import WORDS, WRITTEN
from sentiment.clarification.models import Clarification, Consent
from sentiment.clarification.parts import NAMES
from sentiment.clarification.services.telling import tell_people
from sentiment.clarification.states import ANSWERERS, DRAFTERS, ConsentState, State

UNAPPROVED = {
    "head_approved_by": "",
    "head_approved_at": None,
    "city_approved_by": "",
    "city_approved_at": None,
}
"""An approval holds for the words that were approved."""


def no_pen(row: Clarification, actor: Actor) -> str:
    """Why this actor may not write, in Chinese; empty when it is allowed."""
    if row.state != State.CONFIRMED:
        return "确认以后、报批以前才能起草。"
    return "" if rules.holds(actor, DRAFTERS, row.acting_organ_id) else "由责任机关起草。"


def write(
    row: Clarification, *, values: Mapping[str, Any], organs: Sequence[Organ], actor: Actor, at: datetime
) -> Clarification:
    """Write it down; ``organs`` are those whose duties it concerns, which are asked at once (S2-8.6.2b).

    ``values`` has the keys of ``WRITTEN``. An organ that agreed to other words is asked anew. Raises ``NotAllowed`` or
    ``InvalidInput``.
    """
    if why := no_pen(row, actor):
        raise NotAllowed(why)
    clean = checked(WRITTEN, values)
    if not clean["channels"]:
        raise InvalidInput({"channels": "请选择发布渠道"})
    if row.organ_id in {organ.pk for organ in organs}:
        raise InvalidInput({"organs": "不用征求自己的意见"})
    parts = [Part(code, label, clean[code]) for code, label in NAMES.items()]
    screening.refuse_marks(parts, doing="起草澄清", actor=actor, at=at)
    with transaction.atomic():
        is_reworded = any(getattr(row, name) != clean[name] for name in WORDS)
        touch(
            row,
            clean | UNAPPROVED | {"head_approver_id": None} | {"concerns_others": bool(organs), "writer_id": actor.id},
        )
        told = {"channels": [Channel(code).label for code in clean["channels"]]}
        record(act="write", subject=row, actor=actor, at=at, after=clean | told)
        screening.screen(row, parts, at=at)
        _ask(row, organs, is_reworded=is_reworded, at=at)
    return row


def _ask(row: Clarification, organs: Sequence[Organ], *, is_reworded: bool, at: datetime) -> None:
    wanted = {organ.pk for organ in organs}
    standing = set()
    for consent in row.consents.exclude(state=ConsentState.DROPPED).select_related("clarification", "organ"):
        if is_reworded or consent.organ_id not in wanted:
            move(consent, "drop", actor=SYSTEM, at=at)
        else:
            standing.add(consent.organ_id)
    words = "\n".join(f"{label}：{getattr(row, name)}" for name, label in NAMES.items())
    for organ in organs:
        if organ.pk not in standing:
            consent = Consent(clarification=row, organ=organ, words=words, asked_at=at)
            consent.save(force_insert=True)
            record(act="ask", subject=consent, actor=SYSTEM, at=at, after={"organ": organ.name})
            tell_people(consent, organ, "澄清征求意见", *ANSWERERS, at=at)


@transaction.atomic
def settle_findings(
    row: Clarification, *, findings: Iterable[Finding], decision: str, reason: str, actor: Actor, at: datetime
) -> None:
    """Decide about what the screening found; what has to go is written anew. Raises as ``decide`` of the screening."""
    if row.state != State.CONFIRMED:
        raise NotAllowed("报批以前才能处理筛查结果。")
    organ = row.organ.heir()
    screening.keep(row, findings, decision=decision, organ=organ, actor=actor, at=at, reason=reason)
