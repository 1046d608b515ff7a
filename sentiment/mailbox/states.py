"""How far a letter has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    SUBMITTED = "submitted", "待受理"
    HANDLING = "handling", "办理中"
    APPROVAL = "approval", "答复待审核"
    ANSWERED = "answered", "已答复"
    PUBLISHED = "published", "已答复并公开"
    PRIVATE = "private", "已答复，不公开"
    TAKEN_DOWN = "taken_down", "已撤下"
    REDIRECTED = "redirected", "已告知办理途径"
    INVALID = "invalid", "无效留言"
    WITHDRAWN = "withdrawn", "已撤回"


OPEN = (State.SUBMITTED, State.HANDLING, State.APPROVAL)
"""Nobody has told the writer anything yet."""
ANSWERED = (State.ANSWERED, State.PUBLISHED, State.PRIVATE, State.TAKEN_DOWN)
RESPONDED = (*ANSWERED, State.REDIRECTED)
NOT_COUNTED = (State.INVALID, State.WITHDRAWN)
"""No 有效留言."""

RECEIVERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
ROUTERS = (*RECEIVERS, Role.OVERSIGHT)
DRAFTERS = (Role.HANDLER, Role.INFO_CLERK)
APPROVERS = (Role.DEPT_REVIEWER, Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
PUBLISHERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
JUDGES = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD, Role.OVERSIGHT)
"""Who says that a letter is not to be answered here, or is none."""

SEES_WRITER = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)

HAND_OVERS_AT_MOST = 2
"""An organ passes a letter on only so often; after that 政务公开办 names the organ, so that no letter wanders."""

SCORES = ((5, "很满意"), (4, "满意"), (3, "一般"), (2, "不满意"), (1, "很不满意"))
WORDS_LENGTH = 500
FILES_AT_MOST = 5
