"""Asked, looked into, answered with a letter: corrected, not corrected, or where the power lies."""

from portal.workflow import Move, Workflow
from requests_app.cases.states import RECEIVERS
from requests_app.rectifying.states import DECIDERS, Ending, RecordState

_TARGETS = {
    Ending.CORRECTED: ("予以更正", RecordState.CORRECTED),
    Ending.REFUSED: ("不予更正", RecordState.REFUSED),
    Ending.FORWARDED: ("转送有权更正的机关", RecordState.FORWARDED),
    Ending.TOLD: ("告知向有权更正的机关提出", RecordState.TOLD),
}

CORRECTION_WORKFLOW = Workflow(
    "更正信息记录",
    (
        *(
            Move(
                act=ending.value,
                label=label,
                sources=frozenset({RecordState.OPEN}),
                target=target,
                roles=DECIDERS,
                duties=("law.A4.41",),
            )
            for ending, (label, target) in _TARGETS.items()
        ),
        Move(
            act="cancel",
            label="登记申请人撤回",
            sources=frozenset({RecordState.OPEN}),
            target=RecordState.CANCELLED,
            roles=RECEIVERS,
            by_citizen=True,
            reason_required=True,
        ),
    ),
)
