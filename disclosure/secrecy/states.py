"""密级 and how a term of secrecy ends."""

from django.db import models

from portal.accounts.states import Role


class Level(models.TextChoices):
    TOP_SECRET = "绝密", "绝密"
    SECRET = "机密", "机密"
    CONFIDENTIAL = "秘密", "秘密"


class TermState(models.TextChoices):
    IN_FORCE = "in_force", "保密期限内"
    EXPIRED = "expired", "期满自行解密"
    DECLASSIFIED = "declassified", "提前解密"


KEEPERS = (Role.SECRECY_REVIEWER,)
