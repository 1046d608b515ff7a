"""The course of one consultation. What silence means is a row per kind, never a branch; that of an organ without
a part in the information means nothing, so that a person decides when not to wait any longer."""

from collections.abc import Callable
from functools import partial
from typing import Any

from portal.workflow import Move, Workflow
from requests_app.cases.gates import belongs_to_unanswered
from requests_app.cases.states import RECEIVERS
from requests_app.consulting.states import ConsultationState, PartyKind

_asked = partial(Move, sources=frozenset({ConsultationState.ASKED}))
_heard = partial(
    Move,
    sources=frozenset({ConsultationState.ASKED, ConsultationState.SILENT}),
    gates=(belongs_to_unanswered,),
)
"""What a third party says after its time is looked at all the same: the organ decides either way (art. 32)."""


def of_kind(*kinds: PartyKind) -> Callable[[Any], bool]:
    return lambda consultation: consultation.kind in kinds


CONSULTATION_WORKFLOW = Workflow(
    "征求意见",
    (
        _heard(act="agree", label="登记同意公开", target=ConsultationState.AGREED, roles=RECEIVERS),
        _heard(
            act="object",
            label="登记不同意公开",
            target=ConsultationState.OBJECTED,
            roles=RECEIVERS,
            reason_required=True,
        ),
        _heard(
            act="object_partly",
            label="登记部分不同意",
            target=ConsultationState.PARTLY,
            roles=RECEIVERS,
            reason_required=True,
        ),
        _asked(
            act="note_silence",
            label="逾期没有提出意见",
            target=ConsultationState.SILENT,
            roles=(),
            by_system=True,
            applies=of_kind(PartyKind.THIRD_PARTY),
            duties=("law.A4.32",),
        ),
        _asked(
            act="deem_consent",
            label="逾期视为同意公开",
            target=ConsultationState.DEEMED,
            roles=(),
            by_system=True,
            applies=of_kind(PartyKind.JOINT_ORGAN),
            duties=("S2-7.9b", "S2-7.9c"),
        ),
        _asked(
            act="cancel",
            label="不再征求意见",
            target=ConsultationState.CANCELLED,
            roles=RECEIVERS,
            by_system=True,
            by_citizen=True,
            reason_required=True,
        ),
    ),
)
