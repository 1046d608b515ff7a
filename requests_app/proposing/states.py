"""Proposals to publish (Regulations art. 44), and answers that were released to everybody."""

from django.db import models

from portal.accounts.states import Role
from requests_app.cases.states import State
from requests_app.outcomes import Group

DECIDERS = (Role.DISCLOSURE_HEAD, Role.INFO_CLERK)
"""Who takes up a proposal or turns it down."""

AUTHORS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
"""Who rewrites an answer for everybody."""

APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)

WITHDRAWERS = (Role.INFO_CLERK, *APPROVERS)
"""What should not be on the site comes off quickly."""

DISCLOSED = (Group.GRANTED.value, Group.PARTLY.value)
"""Outcomes that are themselves groups of one: the information, or part of it, may be public."""


FINISHED = (State.ANSWERED, State.ARCHIVED)
"""Requests whose answer has reached the applicant."""


class Origin(models.TextChoices):
    FOUND = "found", "多人申请同一信息"
    SUGGESTED = "suggested", "申请人建议"


class ProposalState(models.TextChoices):
    OPEN = "open", "等决定是否主动公开"
    ACCEPTED = "accepted", "同意公开，等发布"
    DONE = "done", "已经主动公开"
    DECLINED = "declined", "不纳入主动公开"


class AnswerState(models.TextChoices):
    DRAFT = "draft", "起草"
    APPROVAL = "approval", "等批准公开"
    PUBLISHED = "published", "已公开"
    WITHDRAWN = "withdrawn", "已撤下"
    DROPPED = "dropped", "不再公开，已作废"
