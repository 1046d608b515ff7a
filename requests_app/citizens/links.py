"""The secrets of mailed links. They stand in the query string, which no log of the product keeps.

A token is made from the row and the secret key when the mail leaves; stored is only its digest.
"""

from datetime import datetime
from hashlib import sha256
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse
from django.utils.crypto import salted_hmac

from requests_app.citizens.models import MailLink
from requests_app.citizens.states import LINK_LIFE, LinkPurpose


def token_of(link: MailLink) -> str:
    asked = f"{link.row_key.hex}|{link.purpose}|{link.asked_at.timestamp()}"
    return salted_hmac("requests_app.citizens.links", asked, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def open_link(token: str, *, at: datetime) -> MailLink | None:
    """The link the token belongs to, while it is unused and fresh."""
    link = MailLink.objects.select_related("request__organ").filter(token_digest=digest_of(token), used_at=None).first()
    if link is None or at >= link.asked_at + LINK_LIFE[LinkPurpose(link.purpose)]:
        return None
    return link


def address_of(name: str, **query: str) -> str:
    """The full address of a page of this room: a mail is written where no request says it."""
    scheme = "https" if settings.HTTPS else "http"
    tail = f"?{urlencode(query)}" if query else ""
    return f"{scheme}://{settings.SITE['domain']}{reverse(f'requests:{name}')}{tail}"
