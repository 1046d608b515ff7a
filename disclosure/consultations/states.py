"""How far a consultation and an opinion have come, and who takes them there."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    DRAFT = "draft", "起草"
    REVIEW = "review", "待保密审查"
    CLEARED = "cleared", "待批准"
    APPROVED = "approved", "待发布"
    OPEN = "open", "征求意见中"
    CLOSED = "closed", "已截止，整理意见"
    RESULT_REVIEW = "result_review", "结果待审核"
    RESULT = "result", "已公布结果"
    CANCELLED = "cancelled", "已取消"
    EXEMPT = "exempt", "认定不适用"


BEFORE = (State.DRAFT, State.REVIEW, State.CLEARED, State.APPROVED)
"""Nothing of it is known to the public."""
WAITING = (State.CLOSED, State.RESULT_REVIEW)
"""The public waits for the result."""
ANSWERABLE = (State.OPEN, State.CLOSED)
"""Opinions are read, grouped and answered in draft."""
OPENED = (State.OPEN, State.CLOSED, State.RESULT_REVIEW, State.RESULT)


class OpinionState(models.TextChoices):
    VALID = "valid", "有效"
    SHOWN = "shown", "有效，已公开"
    INVALID = "invalid", "无效"
    WITHDRAWN = "withdrawn", "已撤回"


COUNTED = (OpinionState.VALID, OpinionState.SHOWN)
"""Opinions that are answered."""

DRAFTERS = (Role.HANDLER, Role.INFO_CLERK)
REVIEWERS = (Role.SECRECY_REVIEWER,)
APPROVERS = (Role.SIGNER, Role.HEAD)
PUBLISHERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
RESULT_APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
SENDERS_BACK = (*REVIEWERS, *APPROVERS)
SEES_WRITER = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
