"""The course of an objection: the publishing organ answers, 政务公开办 decides where it will not."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.objections.states import ANSWERERS, ObjectionState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow


def is_mended(objection: Any, _at: datetime) -> Sequence[str]:
    """S2-7.11a: the page was taken down or put right after the objection came."""
    if objection.mended_since():
        return []
    return ["公文还没有更正、召回或者撤回：先在公文页面办理，再登记补救"]


OBJECTION_WORKFLOW = Workflow(
    "发布异议",
    (
        Move(
            act="accept",
            label="接受异议",
            sources=frozenset({ObjectionState.OPEN, ObjectionState.REFUSED}),
            target=ObjectionState.ACCEPTED,
            roles=ANSWERERS,
            reason_required=True,
            duties=("S2-7.11a",),
        ),
        Move(
            act="refuse",
            label="不接受异议",
            sources=frozenset({ObjectionState.OPEN}),
            target=ObjectionState.REFUSED,
            roles=ANSWERERS,
            reason_required=True,
            duties=("S2-7.11b",),
        ),
        Move(
            act="order",
            label="责令补救",
            sources=frozenset({ObjectionState.OPEN, ObjectionState.REFUSED}),
            target=ObjectionState.ACCEPTED,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
            duties=("S2-7.11a", "S2-7.11b"),
        ),
        Move(
            act="dismiss",
            label="认定异议不成立",
            sources=frozenset({ObjectionState.OPEN, ObjectionState.REFUSED}),
            target=ObjectionState.DISMISSED,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
        ),
        Move(
            act="remedy",
            label="登记补救情况",
            sources=frozenset({ObjectionState.ACCEPTED}),
            target=ObjectionState.REMEDIED,
            roles=ANSWERERS,
            gates=(is_mended,),
            reason_required=True,
            duties=("S2-7.11a",),
        ),
    ),
)
