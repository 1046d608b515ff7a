"""提请常务会议审议: the plan and the explanation are papers of the item, as the document is (S0-2.7.3b)."""

from datetime import date, datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.documents.states import State
from interpretation.judging.rules import explaining_organ, verdict_on
from interpretation.materials.fields import MEETING
from interpretation.materials.models import Material, MeetingItem, Plan
from interpretation.materials.states import WRITERS
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.field_table import checked

_OVER = frozenset({State.PUBLISHED, State.RECALLED, State.WITHDRAWN, State.CANCELLED, State.FILED})


def not_for_meeting(document: Document, actor: Actor) -> str:
    """Why this actor may not bring the document before the meeting, in Chinese; empty when it is allowed."""
    if document.state in _OVER:
        return "公布以前才提请常务会议审议。"
    if not verdict_on(document).needs:
        return "不用解读的文件，提请审议不在这里登记。"
    organs = {explaining_organ(document).pk, document.organ.heir().pk}
    may = actor.is_system or any(rules.holds(actor, WRITERS, organ) for organ in organs)
    return "" if may else "由起草单位、制发单位的经办人、信息员登记。"


@transaction.atomic
def bring_to_meeting(
    document: Document, *, session: str, meeting_on: date | None, actor: Actor, at: datetime
) -> MeetingItem:
    """Put the item on record with the explanations that go along. There is no later here: a delay does not help.

    Raises ``NotAllowed``, ``InvalidInput``, or ``Blocked`` while plan or explanation are not ready.
    """
    if why := not_for_meeting(document, actor):
        raise NotAllowed(why)
    clean = checked(MEETING, {"session": session, "meeting_on": meeting_on})
    if clean["meeting_on"] is None:
        raise InvalidInput({"meeting_on": "请填写会议日期"})
    if MeetingItem.objects.filter(document=document, session=clean["session"]).exists():
        raise InvalidInput({"session": "这次会议已经登记过"})
    ready = list(Material.objects.ready().filter(document=document).order_by("number"))
    if reasons := [*_plan_faults(document), *([] if ready else ["解读材料还没有审定，不能作为议题附件"])]:
        raise Blocked(reasons)
    titles = [material.title for material in ready]
    item = MeetingItem.objects.create(document=document, materials=titles, person_name=actor.name, at=at, **clean)
    after = {"session": item.session, "meeting_on": str(item.meeting_on), "materials": titles}
    record(act="bring_to_meeting", subject=document, actor=actor, at=at, after=after)
    return item


def _plan_faults(document: Document) -> list[str]:
    plan = Plan.objects.filter(document=document).first()
    if plan is None:
        return ["还没有编解读方案，不能提请常务会议审议"]
    return [f"解读方案还没有填写{label}" for label in plan.lacking()]
