"""How far a clarification has come, and who takes it there."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    FOUND = "found", "已发现，待报告"
    REPORTED = "reported", "已报告，待确认"
    CONFIRMED = "confirmed", "已确认，待起草"
    APPROVAL = "approval", "待批准、发布"
    PUBLISHED = "published", "已澄清"
    EVALUATED = "evaluated", "已澄清，已评估"
    TAKEN_DOWN = "taken_down", "已撤下"
    DISMISSED = "dismissed", "不需要澄清"
    EMERGENCY = "emergency", "转应急处置"


class ConsentState(models.TextChoices):
    ASKED = "asked", "等答复"
    AGREED = "agreed", "同意"
    REFUSED = "refused", "不同意"
    DROPPED = "dropped", "不再征求"


OPEN = (State.FOUND, State.REPORTED, State.CONFIRMED, State.APPROVAL)
PUBLIC = (State.PUBLISHED, State.EVALUATED)

FINDERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
DRAFTERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
ANSWERERS = (Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
PUBLISHERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
"""After the approvals: whoever puts it on the site decides nothing any more."""
