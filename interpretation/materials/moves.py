"""The course of an explanation: 起草 → 主要负责人审定 → 合法性审查 where needed → 与文件同步发布."""

from interpretation.materials import gates
from interpretation.materials.states import (
    EDITABLE,
    EXAMINERS,
    PUBLISHERS,
    TAKERS_DOWN,
    WRITERS,
    MaterialState,
)
from portal.accounts.states import Role
from portal.workflow import Move, Workflow

_REVIEW = frozenset({MaterialState.REVIEW})

MATERIAL_WORKFLOW = Workflow(
    "政策解读",
    (
        Move(
            act="submit",
            label="送主要负责人审定",
            sources=EDITABLE,
            target=MaterialState.REVIEW,
            roles=WRITERS,
            gates=(*gates.WRITTEN, *gates.SCREENED),
            duties=("S0-2.4a", "S0-2.4b", "S0-2.5.1", "S0-2.7.2", "S2-4.2a", "S2-4.7b", "S3-3.2c"),
        ),
        Move(
            act="approve",
            label="审定",
            sources=_REVIEW,
            target=MaterialState.APPROVED,
            roles=(Role.HEAD,),
            applies=gates.is_ordinary,
            gates=(*gates.WRITTEN, *gates.SCREENED),
            person_rules=(gates.not_the_writer,),
            duties=("S0-2.7.2", "S3-3.3.1b", "S3-3.3.1c"),
        ),
        Move(
            act="approve_major",
            label="审定，送合法性审查",
            sources=_REVIEW,
            target=MaterialState.LEGALITY,
            roles=(Role.HEAD,),
            applies=gates.is_major,
            gates=(*gates.WRITTEN, *gates.SCREENED),
            person_rules=(gates.not_the_writer,),
            duties=("S0-2.7.2", "S0-2.7.3c", "S3-3.3.1c"),
        ),
        Move(
            act="pass_legality",
            label="登记合法性审查意见",
            sources=frozenset({MaterialState.LEGALITY}),
            target=MaterialState.APPROVED,
            roles=EXAMINERS,
            person_rules=(gates.not_the_writer, gates.not_the_approver),
            duties=("S0-2.7.3c",),
        ),
        Move(
            act="send_back",
            label="退回",
            sources=frozenset({MaterialState.REVIEW, MaterialState.LEGALITY, MaterialState.APPROVED}),
            target=MaterialState.RETURNED,
            roles=(Role.HEAD, *EXAMINERS),
            reason_required=True,
            duties=("S3-3.3.1c",),
        ),
        Move(
            act="publish",
            label="发布解读",
            sources=frozenset({MaterialState.APPROVED}),
            target=MaterialState.PUBLISHED,
            roles=PUBLISHERS,
            gates=(gates.document_is_out, *gates.WRITTEN, *gates.SCREENED),
            by_system=True,
            duties=("S0-2.7.4a", "S2-4.4", "S2-4.5b", "S3-3.3.1e"),
        ),
        Move(
            act="withdraw",
            label="撤下",
            sources=frozenset({MaterialState.PUBLISHED}),
            target=MaterialState.WITHDRAWN,
            roles=TAKERS_DOWN,
            reason_required=True,
            danger=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=EDITABLE,
            target=MaterialState.CANCELLED,
            roles=(*WRITERS, Role.DISCLOSURE_HEAD),
            reason_required=True,
            danger=True,
        ),
    ),
)
