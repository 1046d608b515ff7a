"""Code lists of the assessment an organ makes of its own units."""

from django.db import models

from portal.accounts.states import Role


class State(models.TextChoices):
    DRAFT = "draft", "起草细则"
    IN_FORCE = "in_force", "细则施行"
    CONCLUDED = "concluded", "已出结果"


WRITERS = (Role.HANDLER, Role.DISCLOSURE_HEAD)
HEADS = (Role.HEAD,)
TOLD = (Role.DISCLOSURE_HEAD, Role.HEAD)
"""Who hears the result in the unit."""
