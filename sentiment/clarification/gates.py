"""What stands before an act on a clarification. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.accounts.states import CITY_WIDE_ROLES
from portal.actors import Actor
from portal.screening.kinds import Kind
from portal.screening.selectors import undecided
from sentiment.clarification.approvals import Level, needs, rules_for
from sentiment.clarification.codes import Channel
from sentiment.clarification.parts import parts_of
from sentiment.clarification.states import ConsentState


def needs_head(clarification: Any) -> bool:
    """The head has not approved what stands there now."""
    return needs(clarification, Level.HEAD) and clarification.head_approved_at is None


def needs_city(clarification: Any) -> bool:
    """The city comes last: what its own head has not approved does not go up."""
    waiting = needs(clarification, Level.CITY) and clarification.city_approved_at is None
    return waiting and not needs_head(clarification)


def is_written(clarification: Any, _at: datetime) -> Sequence[str]:
    """S2-8.4b: accurate information, on facts, through channels that were chosen."""
    wanted = {
        "statement": "还没有写准确的信息",
        "basis": "还没有写事实依据",
        "name_of": "还没有定以谁的名义",
        "channels": "还没有选发布渠道",
    }
    return [words for name, words in wanted.items() if not getattr(clarification, name)]


def others_agreed(clarification: Any, _at: datetime) -> Sequence[str]:
    """S2-8.6.2b: beforehand."""
    if not needs(clarification, Level.CONSENT):
        return []
    asked = clarification.consents.exclude(state=ConsentState.DROPPED).select_related("organ")
    if not asked:
        return ["还没有征求相关部门的意见"]
    rows = [row for row in asked if row.state != ConsentState.AGREED]
    return [f"{row.organ.short_name}{row.get_state_display()}" for row in rows]


def is_approved(clarification: Any, _at: datetime) -> Sequence[str]:
    """S2-8.6: every rule that applies is kept."""
    given = {
        Level.HEAD: clarification.head_approved_at is not None,
        Level.CITY: clarification.city_approved_at is not None,
    }
    return [rule.words for rule in rules_for(clarification) if not given.get(rule.level, True)]


def is_screened(clarification: Any, _at: datetime) -> Sequence[str]:
    found = undecided(clarification, parts_of(clarification))
    return list(dict.fromkeys(f"{row.where}里有{Kind(row.kind).label}，还没有处理" for row in found))


def went_out_everywhere(clarification: Any, _at: datetime) -> Sequence[str]:
    """What was chosen was done: each channel has its entry."""
    done = set(clarification.releases.values_list("channel", flat=True))
    return [f"还没有登记在{Channel(code).label}的发布" for code in clarification.channels if code not in done]


def is_not_of_the_organ(clarification: Any, actor: Actor) -> str:
    """S2-8.6: nobody who signs, writes or heads anything in the organ enters that the city approved of it."""
    own = {role for organ, role in actor.roles if organ == clarification.acting_organ_id} - CITY_WIDE_ROLES
    return "在责任机关任职的人，不能登记市政府批准。" if own else ""


def is_not_the_head(clarification: Any, actor: Actor) -> str:
    if clarification.head_approver_id is None or actor.id != clarification.head_approver_id:
        return ""
    return "以主要负责人身份审批过的，不能再登记市政府批准。"


def is_not_the_writer(clarification: Any, actor: Actor) -> str:
    return "自己起草的，不能由自己批准。" if actor.id == clarification.writer_id else ""
