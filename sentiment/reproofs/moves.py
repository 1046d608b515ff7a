"""What 政务公开办 makes of a proposal."""

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from sentiment.reproofs.states import ReproofState

_PROPOSED = frozenset({ReproofState.PROPOSED})

REPROOF_WORKFLOW = Workflow(
    "约谈和通报",
    (
        Move(
            act="carry_out",
            label="登记落实情况",
            sources=_PROPOSED,
            target=ReproofState.CARRIED_OUT,
            roles=(Role.OVERSIGHT,),
            duties=("S3-4.7b", "S4-1.15b", "S0-3.12b"),
        ),
        Move(
            act="dismiss",
            label="不采取措施",
            sources=_PROPOSED,
            target=ReproofState.DISMISSED,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
            danger=True,
        ),
    ),
)
