"""Registered, answered with evidence, closed with a result. Who orders a new decision opens the case again."""

from portal.accounts.states import Role
from portal.workflow import Move, Workflow
from requests_app.remedies.states import RemedyState

REGISTRARS = (Role.DISCLOSURE_HEAD, Role.DEPT_REVIEWER, Role.SIGNER)

REMEDY_WORKFLOW = Workflow(
    "救济",
    (
        Move(
            act="answer",
            label="登记提交书面答复和证据",
            sources=frozenset({RemedyState.OPEN}),
            target=RemedyState.OPEN,
            roles=REGISTRARS,
            applies=lambda remedy: remedy.needs_rebuttal and remedy.answered_on is None,
        ),
        Move(
            act="close",
            label="登记结果",
            sources=frozenset({RemedyState.OPEN}),
            target=RemedyState.CLOSED,
            roles=REGISTRARS,
        ),
    ),
)
