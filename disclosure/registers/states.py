"""How far an entry of a register is, and how far a reminder."""

from django.db import models

from portal.accounts.states import Role

RELEASERS = (Role.DISCLOSURE_HEAD, Role.SIGNER)
"""Who lets an entry out of the house."""

PUBLISHERS = (*RELEASERS, Role.OVERSIGHT)
"""Who puts right what is out, and takes it back."""


class EntryState(models.TextChoices):
    FILED = "filed", "已登记"
    PUBLIC = "public", "已公开"
    WITHDRAWN = "withdrawn", "已撤销"


STANDING = (EntryState.FILED, EntryState.PUBLIC)
"""Entries that count as evidence."""


class ReminderState(models.TextChoices):
    OWED = "owed", "还没有登记齐"
    DONE = "done", "已登记齐"
    LAPSED = "lapsed", "机关已撤销"
