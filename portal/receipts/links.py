"""Links mailed to citizens. Their secret stands in the query string, which no log of the product keeps.

A token is made from the row and the secret key when the mail leaves; stored is only its digest. It does its work once.
"""

import hmac
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Self
from urllib.parse import urlencode

from django.conf import settings
from django.db import models
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal.errors import DomainError
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.privacy.fields import Sealable
from portal.subjects import ref

DIGEST_LENGTH = 64
A_DAY = 5
"""Nobody's mailbox is flooded by whoever knows a number."""


class LinkPurpose(models.TextChoices):
    """What a link in a mail does once its page is confirmed."""

    PROVE = "prove", "核实邮箱"
    REISSUE = "reissue", "补发查询码"


LINK_LIFE = {LinkPurpose.PROVE: timedelta(hours=72), LinkPurpose.REISSUE: timedelta(minutes=30)}


class LinkSpent(DomainError):
    """The link was used, is too old, or never was one."""

    def __init__(self) -> None:
        super().__init__("这个链接已经用过，或者已经过期。")


class MailedLink(Sealable):
    """One link of one case. The room adds the case, and ``salt``, which tells its tokens from those of others."""

    salt: str

    purpose = models.CharField("用途", max_length=8, choices=LinkPurpose)
    token_digest = models.CharField("链接散列", max_length=DIGEST_LENGTH, unique=True)
    asked_at = models.DateTimeField("请求时间")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        abstract = True

    @property
    def token(self) -> str:
        asked = f"{self.row_key.hex}|{self.purpose}|{self.asked_at.timestamp()}"
        return salted_hmac(self.salt, asked, algorithm="sha256").hexdigest()

    @classmethod
    def opened(cls, token: str, *, at: datetime) -> Self | None:
        """The link the token belongs to, while it is unused and fresh."""
        link = cls._default_manager.filter(token_digest=_digest_of(token), used_at=None).first()
        return link if link and at < link.asked_at + LINK_LIFE[LinkPurpose(link.purpose)] else None

    def spend(self, *, at: datetime) -> None:
        """Raises ``LinkSpent`` when somebody was faster."""
        if type(self)._default_manager.filter(pk=self.pk, used_at=None).update(used_at=at) != 1:
            raise LinkSpent

    @classmethod
    def mail(
        cls, *, of: dict[str, models.Model], purpose: LinkPurpose, subject_line: str, kind: str, at: datetime
    ) -> None:
        """Queue the mail of a new link, in the transaction of the caller; older ones of the purpose open nothing any
        more. ``of`` names the case. At most ``A_DAY`` of one case: then nothing happens."""
        rows = cls._default_manager.filter(**of)
        if rows.filter(asked_at__gt=at - timedelta(days=1)).count() >= A_DAY:
            return
        rows.filter(purpose=purpose, used_at=None).update(used_at=at)
        link = cls(purpose=purpose, asked_at=at, **of)
        link.token_digest = _digest_of(link.token)
        link.save(force_insert=True)
        queue(
            channel=ChannelName.EMAIL,
            to="",
            subject_line=subject_line,
            body="",
            kind=kind,
            dedupe_key=f"{kind}|{link.pk}",
            at=at,
            about=ref(link),
        )


def same_mailbox(known: str, typed: str) -> bool:
    """The same work whether they are the same or not; never for an empty one."""
    same = hmac.compare_digest(known.strip().lower().encode(), typed.strip().lower().encode())
    return bool(known) and same


def address_of(name: str, **query: str) -> str:
    """The full address of a page: a mail is written where no request says it."""
    scheme = "https" if settings.HTTPS else "http"
    tail = f"?{urlencode(query)}" if query else ""
    return f"{scheme}://{settings.SITE['domain']}{reverse(name)}{tail}"


def _digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()
