"""The course of a term of secrecy."""

from disclosure.secrecy import gates
from disclosure.secrecy.states import KEEPERS, TermState
from portal.workflow import Move, Workflow

_RUNNING = frozenset({TermState.IN_FORCE})

TERM_WORKFLOW = Workflow(
    "保密期限",
    (
        Move(
            act="redetermine",
            label="重新确定保密期限",
            sources=_RUNNING,
            target=TermState.IN_FORCE,
            roles=KEEPERS,
            gates=(gates.has_not_ended,),
            reason_required=True,
            duties=("S2-6.5.3",),
        ),
        Move(
            act="declassify",
            label="提前解密",
            sources=_RUNNING,
            target=TermState.DECLASSIFIED,
            roles=KEEPERS,
            reason_required=True,
            danger=True,
            duties=("S2-6.8",),
        ),
        Move(
            act="expire",
            label="期满自行解密",
            sources=_RUNNING,
            target=TermState.EXPIRED,
            roles=(),
            gates=(gates.has_ended,),
            by_system=True,
            duties=("S2-6.5.3", "S2-6.8"),
        ),
    ),
)
