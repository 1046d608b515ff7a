"""The states of a document on its way to the public, and who answers for it in each. Moves: ``moves.py``."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    DRAFT = "draft", "拟稿"
    CHECKING = "checking", "核对"
    RETURNED = "returned", "已退文"
    SECRECY = "secrecy", "保密审查"
    REFERRED = "referred", "报审中"
    FIRST_REVIEW = "first_review", "初审"
    SECOND_REVIEW = "second_review", "复审"
    FINAL_REVIEW = "final_review", "终审"
    OFFICE_REVIEW = "office_review", "市政府办审批"
    SIGNING = "signing", "待签发"
    SIGNED = "signed", "已签发，待发布"
    FILED = "filed", "已备案，不主动公开"
    PUBLISHED = "published", "已发布"
    RECALLED = "recalled", "已召回"
    WITHDRAWN = "withdrawn", "已撤回"
    CANCELLED = "cancelled", "作废"


class ReportState(models.TextChoices):
    """States of a reader's report of an error."""

    OPEN = "open", "待处理"
    DONE = "done", "已处理"
    REJECTED = "rejected", "不采纳"


class CorrectionState(models.TextChoices):
    """How far the open correction of a published document has come."""

    PROPOSED = "proposed", "待保密审查"
    CLEARED = "cleared", "待复核"
    CHECKED = "checked", "待批准"
    APPROVED = "approved", "待市政府办批准"


class CorrectionOutcome(models.TextChoices):
    DONE = "done", "已更正"
    DROPPED = "dropped", "不予更正"


PUBLIC_STATES = frozenset({State.PUBLISHED})
"""Text is public in these states only."""

TOMBSTONE_STATES = frozenset({State.RECALLED, State.WITHDRAWN})
"""The page stays, without the text: what happened, why, and where to go on."""

EDITABLE_STATES = frozenset({State.DRAFT, State.RETURNED})
"""The drafter still holds the pen."""

DRAFTERS = (Role.HANDLER, Role.INFO_CLERK)
CHECKERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
COPY_CONFIRMERS = (*DRAFTERS, Role.DISCLOSURE_HEAD, Role.SECRECY_REVIEWER, Role.DEPT_REVIEWER)
SIGNERS = (Role.SIGNER, Role.HEAD)

STAGE_ROLES: dict[str, tuple[Role, ...]] = {
    State.CHECKING: CHECKERS,
    State.SECRECY: (Role.SECRECY_REVIEWER,),
    State.REFERRED: (Role.SECRECY_REVIEWER, Role.DISCLOSURE_HEAD),
    State.FIRST_REVIEW: (Role.INFO_CLERK,),
    State.SECOND_REVIEW: (Role.DEPT_REVIEWER,),
    State.FINAL_REVIEW: SIGNERS,
    State.OFFICE_REVIEW: (Role.OFFICE_APPROVER,),
    State.SIGNING: SIGNERS,
    State.SIGNED: SIGNERS,
}
"""Who decides in each stage, and therefore who may send the document back from it."""

SEPARATION_STATES = frozenset(STAGE_ROLES) - {State.CHECKING}
"""The text is settled and not released yet: what was cut out of it can be examined."""

RETURNERS = tuple(dict.fromkeys(role for roles in STAGE_ROLES.values() for role in roles))
