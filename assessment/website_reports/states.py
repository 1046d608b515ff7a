"""Code lists of the report on a website."""

from django.db import models

from portal.accounts.states import Role


class ReportState(models.TextChoices):
    DRAFT = "draft", "起草"
    SIGNED = "signed", "已签发，待发布"
    PUBLISHED = "published", "已发布"


WRITERS = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
SIGNERS = (Role.HEAD,)
