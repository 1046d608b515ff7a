"""决定: measures, letters, service, and what is reported back (S2-3.7–S2-3.9)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from assessment.accountability import rules
from assessment.accountability.fields import DECIDED, MEASURE, REPORTED, SERVED
from assessment.accountability.models import Accountability, Respondent
from assessment.accountability.selectors import REPORT, REVIEW, last_day
from assessment.accountability.services.investigating import edit_quietly, require_investigating
from assessment.accountability.services.leading import tell_of
from assessment.accountability.states import INVESTIGATORS, CaseState, Measure, Share
from portal import clock
from portal.actors import Actor
from portal.deadlines.selectors import rule
from portal.errors import Blocked, InvalidInput, StaleState
from portal.field_table import Refused, checked
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import blockers, move, require_move


@transaction.atomic
def decide(
    case: Accountability,
    *,
    values: Mapping[str, Any],
    measures: Mapping[int, str],
    actor: Actor,
    at: datetime,
) -> Accountability:
    """``values`` has the keys of ``fields.DECIDED``; ``measures`` maps keys of respondents to what is done about each,
    within what the gravity and the share allow. Every respondent who bears something gets a letter.

    Raises ``NotAllowed``, ``Blocked``, ``InvalidInput`` (``measure_<key>``), ``MissingElements``.
    """
    require_move(case, "decide", actor=actor)
    clean = checked(DECIDED, values)
    if reasons := blockers(case, "decide", at=at):  # before the letters, whose own words say less
        raise Blocked(reasons)
    rows = list(case.respondents.all())
    _allot(rows, clean["gravity"], measures)
    move(case, "decide", actor=actor, at=at, derived=clean | {"decided_at": at, "decided_by": actor.name})
    for row in rows:
        row.letter = _letter(case, row, actor=actor, at=at) if row.share != Share.NONE else None
        row.save(update_fields=["measure", "letter"])
    tell_of(case, "已经决定，请送达决定书", INVESTIGATORS, at=at)
    return case


def _allot(rows: list[Respondent], gravity: str, measures: Mapping[int, str]) -> None:
    faults = {}
    for row in rows:
        allowed = rules.measures(gravity, row.part, row.share)
        chosen = measures.get(row.pk, "") or (allowed[0] if len(allowed) == 1 else "")
        try:
            row.measure = MEASURE.read(f"对{row.name}的处理", chosen)
        except Refused as refusal:
            faults[f"measure_{row.pk}"] = str(refusal)
            continue
        if row.measure not in allowed:
            words = "、".join(Measure(each).label for each in allowed)
            faults[f"measure_{row.pk}"] = f"这种情节、这种责任的处理是：{words}"
    if faults:
        raise InvalidInput(faults)


def _letter(case: Accountability, row: Respondent, *, actor: Actor, at: datetime) -> Any:
    context = {
        "respondent": f"{row.name}（{row.post}）" if row.post else row.name,
        "situation": case.get_situation_display(),
        "course": case.get_course_display(),
        "facts": case.facts,
        "evidence": list(dict.fromkeys(each.shows for each in case.evidence.all())),
        "statement": row.statement,
        "taken_up": row.taken_up,
        "share": row.get_share_display(),
        "measure": row.get_measure_display(),
        "decision": case.decision,
        "remedy": _remedy(case, clock.local(at).date()),
        "report": _report(clock.local(at).date()),
    }
    organ = case.authority.heir()
    return issue_letter(template="Z-2", subject=ref(case), organ=organ, context=context, actor=actor, at=at)


def _remedy(case: Accountability, today: date) -> str:
    """Civil Servants Law art. 95, in the words of the letter."""
    review, direct, appeal = (
        rule(code, on=today).length for code in (REVIEW, "ACCOUNTABILITY_DIRECT_APPEAL", "ACCOUNTABILITY_APPEAL")
    )
    authority = case.authority.heir().name
    return (
        f"对本决定有异议的，可以自接到之日起{review}内向{authority}申请复核；对复核结果不服的，"
        f"可以自接到复核决定之日起{appeal}内申诉；也可以不经复核，自接到本决定之日起{direct}内直接申诉。"
    )


def _report(today: date) -> str:
    return f"请立即纠正，并自收到本决定之日起{rule(REPORT, on=today).length}内，由单位书面报告改正情况。"


@transaction.atomic
def serve(
    case: Accountability, *, respondent: Respondent, served_on: date | None, actor: Actor, at: datetime
) -> Accountability:
    """One respondent has the letter in hand: the periods to object begin. With the last one the case is served, and the
    period to report begins."""
    require_investigating(case, actor, CaseState.DECIDED)
    day = _day_since_decision(case, checked(SERVED, {"served_on": served_on})["served_on"], "served_on", at)
    waiting = case.respondents.filter(served_on=None).exclude(letter=None)
    if waiting.filter(pk=respondent.pk).update(served_on=day, review_by=last_day(REVIEW, day)) != 1:
        raise StaleState
    edit_quietly(case, {}, act="serve", actor=actor, at=at)
    if not waiting.exists():
        latest = max(row.served_on for row in case.respondents.all() if row.served_on)
        move(case, "complete_service", actor=actor, at=at, derived={"report_by": last_day(REPORT, latest)})
    return case


@transaction.atomic
def report(case: Accountability, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Accountability:
    """The unit has said in writing what it put right (S2-3.9); ``values`` has the keys of ``fields.REPORTED``."""
    require_investigating(case, actor, CaseState.SERVED, CaseState.REVIEWING)
    clean = checked(REPORTED, values)
    clean["reported_on"] = _day_since_decision(case, clean["reported_on"], "reported_on", at)
    edit_quietly(case, clean, act="report", actor=actor, at=at)
    return case


@transaction.atomic
def close(case: Accountability, *, actor: Actor, at: datetime) -> Accountability:
    """Reported, or revoked altogether, and no review pending. Raises ``Blocked``."""
    move(case, "close", actor=actor, at=at)
    return case


def _day_since_decision(case: Accountability, day: date | None, field: str, at: datetime) -> date:
    if case.decided_at is None:
        raise StaleState
    if day is None or not clock.local(case.decided_at).date() <= day <= clock.local(at).date():
        raise InvalidInput({field: "请填写日期，不早于作出决定的那天，不晚于今天"})
    return day
