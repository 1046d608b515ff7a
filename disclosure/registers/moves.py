"""登记 → 公开; and how a reminder ends."""

from disclosure.registers import gates
from disclosure.registers.kinds.terms import FILERS
from disclosure.registers.states import PUBLISHERS, RELEASERS, EntryState, ReminderState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

ENTRY_WORKFLOW = Workflow(
    "台账记录",
    (
        Move(
            act="publish",
            label="公开",
            sources=frozenset({EntryState.FILED}),
            target=EntryState.PUBLIC,
            roles=RELEASERS,
            gates=(gates.is_screened,),
            person_rules=(gates.is_not_the_filer,),
            applies=gates.is_for_the_public,
        ),
        Move(
            act="withdraw",
            label="撤销登记",
            sources=frozenset({EntryState.FILED}),
            target=EntryState.WITHDRAWN,
            roles=(*FILERS, Role.OVERSIGHT),
            reason_required=True,
            danger=True,
        ),
        Move(
            act="take_down",
            label="撤下",
            sources=frozenset({EntryState.PUBLIC}),
            target=EntryState.WITHDRAWN,
            roles=PUBLISHERS,
            reason_required=True,
            danger=True,
        ),
    ),
)

REMINDER_WORKFLOW = Workflow(
    "台账催报",
    (
        Move(
            act="complete",
            label="登记齐了",
            sources=frozenset({ReminderState.OWED}),
            target=ReminderState.DONE,
            roles=FILERS,
            gates=(gates.is_complete,),
            by_system=True,
        ),
        Move(
            act="reopen",
            label="又缺了",
            sources=frozenset({ReminderState.DONE}),
            target=ReminderState.OWED,
            roles=(),
            by_system=True,
        ),
        Move(
            act="lapse",
            label="随机关撤销",
            sources=frozenset({ReminderState.OWED}),
            target=ReminderState.LAPSED,
            roles=(),
            by_system=True,
        ),
    ),
)
