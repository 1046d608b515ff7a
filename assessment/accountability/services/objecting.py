"""复核 within thirty days, 申诉 within thirty or, after a review, fifteen (S2-3.8d; Civil Servants Law art. 95)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessment.accountability.fields import OBJECTED, RULED
from assessment.accountability.models import Accountability, Objection, Respondent
from assessment.accountability.selectors import APPEAL, last_day, objection_until
from assessment.accountability.services.investigating import edit_quietly, require_investigating
from assessment.accountability.services.leading import tell_of
from assessment.accountability.states import DECIDERS, CaseState, ObjectionKind
from portal import clock
from portal.actors import Actor
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.workflow import move, require_move


@transaction.atomic
def lodge(
    case: Accountability, *, respondent: Respondent, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Accountability:
    """Register a review or an appeal that came in; ``values`` has the keys of ``fields.OBJECTED``. A review is decided
    here, an appeal elsewhere. Raises ``InvalidInput`` for one that is too late or the second of its kind."""
    require_investigating(case, actor, CaseState.DECIDED, CaseState.SERVED, CaseState.REVIEWING, CaseState.CLOSED)
    clean = checked(OBJECTED, values)
    until, day = objection_until(respondent, clean["kind"]), clean["lodged_on"]
    if respondent.case_id != case.pk or until is None or respondent.served_on is None:
        raise InvalidInput({"respondent": "决定书还没有送达，或者复核还没有结果"})
    if day is None or not respondent.served_on <= day <= clock.local(at).date():
        raise InvalidInput({"lodged_on": "请填写提出日期，不早于送达，不晚于今天"})
    if day > until:
        raise InvalidInput({"lodged_on": f"期限到{until:%Y年%-m月%-d日}为止，已经过了"})
    if clean["kind"] == ObjectionKind.REVIEW and case.state not in (CaseState.SERVED, CaseState.REVIEWING):
        raise InvalidInput({"kind": "决定书全部送达以后、办结以前才能登记复核"})
    try:
        with transaction.atomic():
            Objection.objects.create(respondent=respondent, **clean)
    except IntegrityError as error:
        raise InvalidInput({"kind": "已经登记过"}) from error
    if clean["kind"] == ObjectionKind.REVIEW and case.state == CaseState.SERVED:
        move(case, "take_review", actor=actor, at=at)
        tell_of(case, "有人申请复核，请作出复核决定", DECIDERS, at=at)
    else:
        edit_quietly(case, {}, act="lodge", actor=actor, at=at)
    return case


@transaction.atomic
def rule_on_review(case: Accountability, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Accountability:
    """The oldest review that is pending; ``values`` has the keys of ``fields.RULED``. The period to appeal begins with
    the day the ruling is given."""
    require_move(case, "rule_on_review", actor=actor)
    clean = checked(RULED, values)
    pending = Objection.objects.filter(respondent__case=case, kind=ObjectionKind.REVIEW, ruling="").order_by("pk")
    row = pending.first()
    if row is None:
        raise StaleState
    today = clock.local(at).date()
    given = clean | {"ruled_on": today, "appeal_by": last_day(APPEAL, today)}
    Objection.objects.filter(pk=row.pk).update(**given)
    if pending.exists():
        edit_quietly(case, {}, act="rule_on_review", actor=actor, at=at)
    else:
        move(case, "rule_on_review", actor=actor, at=at)
    return case
