"""How far a question about a policy has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class QuestionState(models.TextChoices):
    ASKED = "asked", "待答复"
    ANSWERED = "answered", "待审核"
    PUBLISHED = "published", "已公开答复"
    CLOSED = "closed", "不公开答复"
    WITHDRAWN = "withdrawn", "已撤下"


BEFORE = (QuestionState.ASKED, QuestionState.ANSWERED)
ANSWERERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
