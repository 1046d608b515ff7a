"""Code lists of the annual report."""

from django.db import models

from portal.accounts.states import STATUTORY_KINDS, Role


class ReportState(models.TextChoices):
    DRAFT = "draft", "起草"
    SIGNED = "signed", "已签发，待报送"
    SUBMITTED = "submitted", "已报送，待核"
    CLEARED = "cleared", "已通过，待公布"
    PUBLISHED = "published", "已公布"


HANDED_IN = (ReportState.SUBMITTED, ReportState.CLEARED, ReportState.PUBLISHED)
FINAL = (ReportState.CLEARED, ReportState.PUBLISHED)
"""What the city's own report is the sum of."""

WRITERS = (Role.HANDLER, Role.DISCLOSURE_HEAD)
SIGNERS = (Role.HEAD,)
CLEARERS = (Role.OVERSIGHT, Role.OFFICE_APPROVER)

REPORTING_KINDS = STATUTORY_KINDS
"""Administrative organs and organisations with administrative powers (art. 49); public enterprises report under rules
of their own (art. 55)."""
