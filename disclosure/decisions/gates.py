"""What stands before an act on a catalogue, a decision or a hearing. Gates ask the row itself."""

from collections.abc import Sequence
from datetime import date, datetime, timedelta
from typing import Any

from disclosure.consultations.selectors import Standing, standing_of
from disclosure.decisions.codes import AGREED, UNLAWFUL
from disclosure.decisions.parts import hearing_parts, parts_of
from disclosure.decisions.states import COMING, HearingState
from disclosure.decisions.steps import BEFORE_DISCUSSION, BY_CODE, Code, StepRow
from portal.actors import Actor
from portal.clock import local
from portal.deadlines.selectors import calendar, rule
from portal.screening.kinds import Kind
from portal.screening.selectors import undecided

HEARING_MATERIALS = "HEARING_MATERIALS"

# --- the catalogue ------------------------------------------------------------------------------------


def party_agreed(catalogue: Any, _at: datetime) -> Sequence[str]:
    """第三条: published after the party committee of the same level agreed."""
    return [] if catalogue.agreed_on and catalogue.agreement else ["还没有登记同级党委同意的日期和依据"]


def has_items(catalogue: Any, _at: datetime) -> Sequence[str]:
    return [] if catalogue.items.exists() else ["目录里还没有事项"]


# --- the decision -------------------------------------------------------------------------------------


def is_described(decision: Any, _at: datetime) -> Sequence[str]:
    labels = {"matter": "要决定什么", "reasons": "为什么启动"}
    return [f"还没有写“{label}”" for name, label in labels.items() if not getattr(decision, name)]


def is_screened(decision: Any, _at: datetime) -> Sequence[str]:
    found = undecided(decision, parts_of(decision))
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def steps_are_done(decision: Any, _at: datetime) -> Sequence[str]:
    """Every step before the meeting, or the reason for leaving it out; then the meeting itself (第二十九条)."""
    return [*before_discussion(decision), *_lacking(decision, BY_CODE[Code.DISCUSSION])]


def before_discussion(decision: Any) -> list[str]:
    return [words for code in BEFORE_DISCUSSION for words in _lacking(decision, BY_CODE[code])]


def missing_of(decision: Any, row: StepRow) -> list[str]:
    """What one step still lacks, in words; for the pages that show the course."""
    return list(_lacking(decision, row))


def _lacking(decision: Any, row: StepRow) -> Sequence[str]:
    record = decision.record_of(row.code)
    if record is not None and record.is_left_out:
        return []
    special = _SPECIAL.get(row.code)
    if special is not None:
        return special(decision, row, record)
    return [] if record is not None else [f"{row.name}：还没有（{row.wanted}，{row.article}）"]


def _participation(decision: Any, row: StepRow, _record: Any) -> Sequence[str]:
    standing = standing_of(decision.consultations.all())
    words = {
        Standing.NONE: f"{row.name}：还没有公开征求意见（{row.article}；预公开制度）",
        Standing.UNDER_WAY: f"{row.name}：征求意见还没有公布结果",
    }
    return [words[standing]] if standing in words else []


def _hearing(decision: Any, row: StepRow, _record: Any) -> Sequence[str]:
    states = set(decision.hearings.values_list("state", flat=True))
    if states & set(COMING):
        return [f"{row.name}：听证会还没有举行"]
    return [] if HearingState.HELD in states else [f"{row.name}：还没有（{row.wanted}，{row.article}）"]


def _legality(_decision: Any, row: StepRow, record: Any) -> Sequence[str]:
    if record is None:
        return [f"{row.name}：还没有，{row.wanted}（{row.article}）"]
    if record.values.get("conclusion") == UNLAWFUL:
        return [f"{row.name}：结论是不合法，不能提交讨论；修改以后重新审查"]
    return []


def _discussion(_decision: Any, row: StepRow, record: Any) -> Sequence[str]:
    if record is None:
        return [f"{row.name}：还没有（{row.wanted}，{row.article}）"]
    outcome = record.values.get("outcome")
    return [] if outcome in AGREED else [f"{row.name}：结果是“{outcome}”，还没有通过"]


def _announcement(decision: Any, row: StepRow, record: Any) -> Sequence[str]:
    missing = [] if record is not None else [f"{row.name}：还没有写在哪里公布"]
    if decision.document is None:
        return [*missing, f"{row.name}：还没有选决定的文件"]
    if not decision.document.is_public:
        missing.append(f"{row.name}：决定的文件还没有发布")
    experts = decision.record_of(Code.EXPERTS)
    judged = experts is not None and not experts.is_left_out
    if record is not None and judged and not record.values.get("experts_adopted"):
        missing.append(f"{row.name}：作过专家论证，还没有写专家意见采纳情况（{row.article}）")
    return missing


_SPECIAL = {
    Code.PARTICIPATION: _participation,
    Code.HEARING: _hearing,
    Code.LEGALITY: _legality,
    Code.DISCUSSION: _discussion,
    Code.ANNOUNCEMENT: _announcement,
}


def is_announced_whole(decision: Any, _at: datetime) -> Sequence[str]:
    """The document is out, with what became of the opinions of the public and of experts (第三十二条)."""
    return _lacking(decision, BY_CODE[Code.ANNOUNCEMENT])


def is_followed_up(decision: Any, _at: datetime) -> Sequence[str]:
    """Execution in the open (S3-2.2a), and evaluation or why not."""
    return [words for code in (Code.EXECUTION, Code.EVALUATION) for words in _lacking(decision, BY_CODE[code])]


# --- the hearing --------------------------------------------------------------------------------------


def is_announceable(hearing: Any, at: datetime) -> Sequence[str]:
    """第十六条: when, where, how people are chosen, how to apply."""
    labels = {"place": "地点", "selection": "遴选办法", "how_to_apply": "怎么报名"}
    missing = [f"还没有写“{label}”" for name, label in labels.items() if not getattr(hearing, name)]
    return [*missing, *is_ahead(hearing, at)]


def is_ahead(hearing: Any, at: datetime) -> Sequence[str]:
    """S0-6.5: names and method are out before the hearing."""
    return [] if at < hearing.held_at else ["听证会的时间已经过了，要先改期"]


def has_a_list(hearing: Any, _at: datetime) -> Sequence[str]:
    return [] if hearing.people else ["还没有填听证参加人名单"]


def last_day_to_serve(hearing: Any) -> date:
    """The last lawful day for the materials (S0-6.4), so many natural days before the hearing."""
    held_on = local(hearing.held_at).date()
    return held_on - timedelta(days=rule(HEARING_MATERIALS, on=held_on).amount)


def materials_were_served(hearing: Any, _at: datetime) -> Sequence[str]:
    """S0-6.4."""
    last = last_day_to_serve(hearing)
    if hearing.served_on is None:
        return [f"还没有登记材料送达；最晚{last:%Y年%-m月%-d日}送达全部参加人"]
    if hearing.served_on > last:
        return [f"材料{hearing.served_on:%-m月%-d日}才送达，最晚应当是{last:%-m月%-d日}（会前7日），听证会要改期"]
    return []


def it_took_place(hearing: Any, at: datetime) -> Sequence[str]:
    return [] if at >= hearing.held_at else ["听证会还没有到时间"]


def earliest_opinion(sent_on: date) -> date:
    """The first day the organ may ask the legality review to be finished by (第二十六条)."""
    return calendar().nth_after(sent_on, rule("LEGALITY_REVIEW", on=sent_on).amount)


def hearing_is_screened(hearing: Any, _at: datetime) -> Sequence[str]:
    found = undecided(hearing, hearing_parts(hearing))
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


# --- persons ------------------------------------------------------------------------------------------


def is_not_the_drafter(subject: Any, actor: Actor) -> str:
    return "自己起草的，不能由自己批准。" if actor.id == subject.drafter_id else ""
