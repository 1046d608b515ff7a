"""The course of a data set, and of each version: 核对 → 保密审查 → 审核发布 → 撤回."""

from disclosure.datasets import gates
from disclosure.datasets.states import BEFORE, EDITORS, PUBLISHERS, WITHDRAWERS, DatasetState, VersionState
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

_LISTED = frozenset({DatasetState.LISTED})
_CLEAN = (
    gates.columns_are_confirmed,
    gates.every_cell_fits,
    gates.personal_data_is_out,
)

DATASET_WORKFLOW = Workflow(
    "数据集",
    (
        Move(
            act="upload",
            label="上传数据",
            sources=_LISTED,
            target=DatasetState.LISTED,
            roles=EDITORS,
            duties=("S3-5.3a",),
        ),
        Move(
            act="withdraw",
            label="撤下数据集",
            sources=_LISTED,
            target=DatasetState.WITHDRAWN,
            roles=WITHDRAWERS,
            reason_required=True,
            danger=True,
        ),
    ),
)

VERSION_WORKFLOW = Workflow(
    "数据集版本",
    (
        Move(
            act="submit",
            label="送审",
            sources=frozenset({VersionState.DRAFT}),
            target=VersionState.CHECKING,
            roles=EDITORS,
            gates=_CLEAN,
            duties=("S3-5.3a",),
        ),
        Move(
            act="clear",
            label="保密审查通过",
            sources=frozenset({VersionState.CHECKING}),
            target=VersionState.CLEARED,
            roles=(Role.SECRECY_REVIEWER,),
            gates=(gates.personal_data_is_out, gates.secrecy_words_are_settled),
            person_rules=(gates.not_the_uploader,),
            duties=("S3-2.6f",),
        ),
        Move(
            act="publish",
            label="审核发布",
            sources=frozenset({VersionState.CLEARED}),
            target=VersionState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(*_CLEAN, gates.secrecy_words_are_settled),
            person_rules=(gates.not_the_uploader, gates.not_the_clearer),
            duties=("S3-5.3c", "S4-1.8a"),
        ),
        Move(
            act="send_back",
            label="退回修改",
            sources=frozenset({VersionState.CHECKING, VersionState.CLEARED}),
            target=VersionState.DRAFT,
            roles=(Role.SECRECY_REVIEWER, *PUBLISHERS),
            reason_required=True,
        ),
        Move(
            act="discard",
            label="作废",
            sources=frozenset(BEFORE),
            target=VersionState.CANCELLED,
            roles=(*EDITORS, *PUBLISHERS),
            reason_required=True,
            danger=True,
        ),
        Move(
            act="withdraw",
            label="撤回这一版",
            sources=frozenset({VersionState.PUBLISHED}),
            target=VersionState.WITHDRAWN,
            roles=WITHDRAWERS,
            gates=(gates.another_version_stays,),
            reason_required=True,
            danger=True,
        ),
    ),
)
