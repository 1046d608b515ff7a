"""Proposed by the handler, agreed to by the head of the disclosure office, effective when it reached the applicant."""

from typing import Any

from portal.accounts.states import Role
from portal.actors import Actor
from portal.workflow import Move, Workflow
from requests_app.cases.states import DRAFTERS, RECEIVERS
from requests_app.extending.states import ExtensionState


def is_not_proposer(extension: Any, actor: Actor) -> str:
    """Four eyes: who asks for more time does not grant it."""
    return "自己申请的延期，不能由自己同意。" if actor.id == extension.proposer_id else ""


EXTENSION_WORKFLOW = Workflow(
    "延期答复",
    (
        Move(
            act="approve",
            label="同意延期",
            sources=frozenset({ExtensionState.PROPOSED}),
            target=ExtensionState.APPROVED,
            roles=(Role.DISCLOSURE_HEAD,),
            person_rules=(is_not_proposer,),
            duties=("S2-2.6d",),
        ),
        Move(
            act="refuse",
            label="不同意延期",
            sources=frozenset({ExtensionState.PROPOSED}),
            target=ExtensionState.REFUSED,
            roles=(Role.DISCLOSURE_HEAD,),
            person_rules=(is_not_proposer,),
            reason_required=True,
        ),
        Move(
            act="serve",
            label="登记延期告知书送达",
            sources=frozenset({ExtensionState.APPROVED}),
            target=ExtensionState.SERVED,
            roles=RECEIVERS,
            by_system=True,
            by_citizen=True,
            duties=("S2-2.6d",),
        ),
        Move(
            act="note_late",
            label="登记逾期送达",
            sources=frozenset({ExtensionState.APPROVED}),
            target=ExtensionState.LATE,
            roles=RECEIVERS,
            by_system=True,
            by_citizen=True,
        ),
        Move(
            act="cancel",
            label="作废",
            sources=frozenset({ExtensionState.PROPOSED, ExtensionState.APPROVED}),
            target=ExtensionState.CANCELLED,
            roles=DRAFTERS,
            by_system=True,
            by_citizen=True,
        ),
    ),
)
