"""Nothing is released before those it concerns have agreed and those who must approve it have done so.

Gates ask the rows of their subject and import no model, so that the table of moves can stand below the models.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.coordination.essence import essence
from disclosure.coordination.states import (
    STANDING,
    ApprovalState,
    CoordinationState,
    InquiryState,
)
from portal.actors import Actor

_WAITING = {
    CoordinationState.ESCALATED: "各方意见不一致，正在由政务公开办协调",
    CoordinationState.TO_CHANGE: "要先按意见修改稿子，再确认已经修改",
    CoordinationState.STOPPED: "政务公开办裁决不予发布",
}
_UNANSWERED = {
    InquiryState.ASKED: "{organ}还没有书面答复，不答复不等于同意",
    InquiryState.DISAGREED: "{organ}不同意发布，要修改稿子或者报请政务公开办协调",
}
_UNAPPROVED = {
    ApprovalState.PROPOSED: "“{category}”类信息要不要经{authority}批准，还没有人确认",
    ApprovalState.NEEDED: "“{category}”类信息要经{authority}批准，还没有登记批准情况",
    ApprovalState.REFUSED: "“{category}”类信息没有获得{authority}批准，不能发布",
}


def essence_of(document: Any) -> str:
    """What the document says now. Two queries at most."""
    files = [row.file.essence() for row in document.attachments.with_files()]
    return essence(document.title, document.body, files)


# --- before a document leaves ------------------------------------------------------------------------


def organs_have_agreed(document: Any, _at: datetime) -> Sequence[str]:
    """S0-1.6a, Regulations art. 11: all organs named have agreed in writing, or a ruling has settled the matter."""
    named = {row.organ_id: row.organ.short_name for row in document.concerns.select_related("organ")}
    if not named:
        return []
    standing = document.coordinations.filter(state__in=STANDING).order_by("-pk").first()
    if standing is None:
        return [f"涉及{'、'.join(named.values())}，还没有书面征求意见"]
    inquiries = list(standing.inquiries.select_related("organ"))
    asked = {row.organ_id for row in inquiries}
    unasked = [f"还没有书面征求{name}的意见" for pk, name in named.items() if pk not in asked]
    return [*unasked, *_unsettled(standing, inquiries, document)]


def _unsettled(standing: Any, inquiries: Sequence[Any], document: Any) -> Sequence[str]:
    if standing.state == CoordinationState.OPEN:
        lines = [(_UNANSWERED.get(row.state, ""), row.organ.short_name) for row in inquiries]
        return [line.format(organ=name) for line, name in lines if line]
    if standing.state == CoordinationState.CLEARED:
        same = standing.settled_essence == essence_of(document)
        return [] if same else ["征求意见以后稿子改过，要重新征求意见"]
    return [_WAITING[standing.state]]


def approvals_are_given(document: Any, _at: datetime) -> Sequence[str]:
    """S2-1.14b, S2-7.6: what needs an approval is not released without it."""
    rows = document.approvals_needed.filter(state__in=_UNAPPROVED)
    return [_UNAPPROVED[row.state].format(category=row.category, authority=row.authority) for row in rows]


# --- inside a coordination ---------------------------------------------------------------------------


def is_disputed(coordination: Any, at: datetime) -> Sequence[str]:
    """S0-1.6b: somebody disagrees, or let the time pass."""
    return [] if coordination.disputed(at) else ["还没有机关不同意，也没有机关逾期不答复，不用报请协调"]


def text_was_changed(coordination: Any, _at: datetime) -> Sequence[str]:
    if coordination.current_essence() != coordination.essence:
        return []
    return ["稿子还没有修改：请先退回拟稿人修改，再确认"]


def rules_for_others(coordination: Any, actor: Actor) -> str:
    """Who drafted the text is no judge of the disagreement about it."""
    return "自己拟的稿，不能由自己裁决。" if actor.id == coordination.document.drafter_id else ""
