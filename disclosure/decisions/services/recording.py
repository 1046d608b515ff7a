"""Steps: what was done, or why it was left out. One service for all rows of the table."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from disclosure.decisions import gates
from disclosure.decisions.codes import PROGRAMME
from disclosure.decisions.fields import LEFT_OUT
from disclosure.decisions.models import Decision, StepRecord
from disclosure.decisions.parts import marked, parts_of
from disclosure.decisions.states import BEFORE, DECIDED, DRAFTERS
from disclosure.decisions.steps import ALWAYS_BROUGHT, BY_CODE, MATERIALS, Code, StepRow
from portal.accounts import rules
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.workflow import touch


def not_to_record(decision: Decision, actor: Actor, step: str) -> str:
    """Why this actor may not record the step now, in Chinese; empty when it is allowed."""
    row = BY_CODE[step]
    if not row.items:
        return f"{row.name}在听证会里登记。"
    if row.is_late and decision.state not in DECIDED[:1]:
        return f"{row.name}在公布决定以后、归档以前登记。"
    if not row.is_late and decision.state not in BEFORE:
        return f"{row.name}在启动以后、公布以前登记。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员登记。"


def record_step(decision: Decision, *, step: str, values: Mapping[str, Any], actor: Actor, at: datetime) -> StepRecord:
    """Write down one step; ``values`` has the names of its items. A step that does not repeat is written over.

    Raises ``NotAllowed``, ``InvalidInput`` (also for 密级标志, a review that was too short, a meeting without its
    materials), ``Blocked`` for a meeting before the steps that come first.
    """
    row = _row(step)
    if why := not_to_record(decision, actor, step):
        raise NotAllowed(why)
    clean = checked({item.name: item.field for item in row.items}, {item.name: "" for item in row.items} | dict(values))
    screening.refuse_marks(marked(row, clean), doing=f"登记{row.name}", actor=actor, at=at)
    _refuse_future(clean, at)
    _check(decision, row, clean)
    with transaction.atomic():
        return _write(decision, row, actor=actor, at=at, values=clean)


def leave_out(decision: Decision, *, step: str, ground: str, reason: str, actor: Actor, at: datetime) -> StepRecord:
    """Leave a step out where the law lets it: ``ground`` in its words, and the reason for all to read.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    row = _row(step)
    if not row.grounds:
        raise InvalidInput({"step": f"{row.name}不能不办（{PROGRAMME}{row.article}）"})
    if row.code is Code.HEARING and decision.must_hear:
        raise InvalidInput({"step": "法律、法规、规章规定应当听证的，不能不办"})
    if why := _not_to_leave_out(decision, actor, row):
        raise NotAllowed(why)
    if ground not in row.grounds:
        raise InvalidInput({"ground": f"{row.name}没有这种可以不办的情形"})
    clean = checked(LEFT_OUT, {"reason": reason})
    screening.refuse_marks([Part("reason", "理由", clean["reason"])], doing=f"登记{row.name}", actor=actor, at=at)
    with transaction.atomic():
        return _write(decision, row, actor=actor, at=at, ground=ground, reason=clean["reason"])


def _not_to_leave_out(decision: Decision, actor: Actor, row: StepRow) -> str:
    states = DECIDED[:1] if row.is_late else BEFORE
    if decision.state not in states:
        return f"现在不能决定{row.name}办不办。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员登记。"


def _row(step: str) -> StepRow:
    if step not in BY_CODE:
        raise InvalidInput({"step": "没有这个步骤"})
    return BY_CODE[step]


def _write(
    decision: Decision,
    row: StepRow,
    *,
    actor: Actor,
    at: datetime,
    values: Mapping[str, Any] | None = None,
    ground: str = "",
    reason: str = "",
) -> StepRecord:
    touch(decision)
    rows = StepRecord.objects.filter(decision=decision, step=row.code.value)
    number = (rows.aggregate(last=Max("number"))["last"] or 0) + 1 if row.repeats else 1
    old = None if row.repeats else rows.first()
    written = {"values": dict(values or {}), "ground": ground, "reason": reason}
    who = {"recorder_id": actor.id, "recorder_name": actor.name, "recorded_at": at}
    made, _ = StepRecord.objects.update_or_create(
        decision=decision, step=row.code.value, number=number, defaults=written | who
    )
    decision.forget_records()
    before = {"values": old.values, "ground": old.ground, "reason": old.reason} if old else {}
    act = "leave_out" if ground else "record_step"
    record(act=act, subject=decision, actor=actor, at=at, before=before, after={"step": row.name, **written})
    screening.screen(decision, parts_of(decision), at=at)
    return made


# --- what one step demands beyond its fields ----------------------------------------------------------


def _refuse_future(values: Mapping[str, Any], at: datetime) -> None:
    today = local(at).date().isoformat()
    faults = {name: "这一天还没有到，请核对日期" for name in ("held_on", "sent_on") if values.get(name, "") > today}
    if faults:
        raise InvalidInput(faults)


def _check(decision: Decision, row: StepRow, values: Mapping[str, Any]) -> None:
    if row.code is Code.LEGALITY:
        _check_legality(values)
    if row.code is Code.DISCUSSION:
        _check_discussion(decision, values)


def _check_legality(values: Mapping[str, Any]) -> None:
    """第二十六条: the time the review was given, generally no less than seven working days."""
    sent_on, asked_by = date.fromisoformat(values["sent_on"]), date.fromisoformat(values["asked_by"])
    earliest = gates.earliest_opinion(sent_on)
    if asked_by < earliest and not values["short_reason"]:
        when = f"{sent_on:%-m月%-d日}送审，最早只能要求{earliest:%-m月%-d日}出具意见"
        raise InvalidInput({"asked_by": f"合法性审查时间一般不少于7个工作日：{when}；要缩短的，写明原因"})
    if values["held_on"] < values["sent_on"]:
        raise InvalidInput({"held_on": "出具意见的日子早于送审的日子"})


def _check_discussion(decision: Decision, values: Mapping[str, Any]) -> None:
    """第二十九条至第三十一条: after everything that comes first, with its materials, the head speaking last."""
    if lacking := gates.before_discussion(decision):
        raise Blocked([f"还不能提交讨论。{words}" for words in lacking])
    needed = [*ALWAYS_BROUGHT]
    for code, name in ((Code.EXPERTS, MATERIALS[2]), (Code.RISK, MATERIALS[3])):
        found = decision.record_of(code)
        if found is not None and not found.is_left_out:
            needed.append(name)
    faults = {}
    if lacking := [name for name in MATERIALS if name in needed and name not in values["materials"]]:
        faults["materials"] = f"还没有提交：{'、'.join(lacking)}"
    if not values["head_last"]:
        faults["head_last"] = "行政首长末位发言：要在其他组成人员发言以后发言（第三十条）"
    last = max((row.ends_on for row in decision.consultations.all() if row.ends_on), default=None)
    if last is not None and values["held_on"] <= last.isoformat():
        faults["held_on"] = f"征求意见{last:%-m月%-d日}才截止，讨论应当在这以后"
    if faults:
        raise InvalidInput(faults)
