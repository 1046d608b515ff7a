"""The states of an inquiry to other organs, of its answers, and of an approval; and what they are called."""

from django.db import models

from portal.accounts.states import Role


class Part(models.TextChoices):
    """What another organ has to do with a document (Regulations arts. 10 and 11)."""

    CONCERNED = "concerned", "内容涉及该机关"
    CO_ISSUER = "co_issuer", "共同制作（联合发文）"


class CoordinationState(models.TextChoices):
    OPEN = "open", "征求意见中"
    ESCALATED = "escalated", "已报请协调"
    TO_CHANGE = "to_change", "待按意见修改"
    CLEARED = "cleared", "可以发布"
    STOPPED = "stopped", "不予发布"
    WITHDRAWN = "withdrawn", "已作废"


class InquiryState(models.TextChoices):
    ASKED = "asked", "待答复"
    AGREED = "agreed", "同意"
    AGREED_WITH_CHANGES = "with_changes", "修改后同意"
    DISAGREED = "disagreed", "不同意"
    WITHDRAWN = "withdrawn", "已作废"


class Answer(models.TextChoices):
    """The three answers an organ may give; saying nothing is none of them (law.md C9b)."""

    AGREE = "agree", "同意发布"
    CHANGES = "agree_with_changes", "修改后同意发布"
    DISAGREE = "disagree", "不同意发布"


class Ruling(models.TextChoices):
    """How 政务公开办 settles a disagreement (S0-1.6b, S2-7.10)."""

    RELEASE = "rule_release", "可以发布"
    CHANGES = "rule_changes", "修改后发布"
    STOP = "rule_stop", "不予发布"


class ApprovalState(models.TextChoices):
    PROPOSED = "proposed", "待确认"
    NOT_NEEDED = "not_needed", "不需要批准"
    NEEDED = "needed", "待批准"
    APPROVED = "approved", "已批准"
    REFUSED = "refused", "未获批准"


ASKERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
"""Who asks for the organ that is about to publish."""

ANSWERERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.SIGNER, Role.HEAD)
"""Who answers in the name of the organ that was asked."""

CONFIRMERS = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
"""Who decides whether the rules of approval concern a document at all."""

IN_DISPUTE = frozenset({CoordinationState.OPEN, CoordinationState.ESCALATED})
STANDING = frozenset(CoordinationState) - {CoordinationState.WITHDRAWN}
