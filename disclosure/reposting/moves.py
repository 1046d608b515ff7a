"""The course of a task to repost an important policy."""

from disclosure.reposting.states import DOERS, TaskState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

REPOST_WORKFLOW = Workflow(
    "转载任务",
    (
        Move(
            act="complete",
            label="登记已转载",
            sources=frozenset({TaskState.OPEN}),
            target=TaskState.DONE,
            roles=DOERS,
            duties=("S3-5.1e",),
        ),
        Move(
            act="waive",
            label="不需要转载",
            sources=frozenset({TaskState.OPEN}),
            target=TaskState.WAIVED,
            roles=(Role.OVERSIGHT,),
            reason_required=True,
        ),
    ),
)
