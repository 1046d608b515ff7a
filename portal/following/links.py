"""The secrets of mailed links. All stand in the query string, which no log of the product or of nginx keeps.

A confirmation token is made from the row and the secret key whenever it is needed; stored is only its digest. The
other two links are signed: nothing is stored that could open them.
"""

from datetime import date, datetime
from hashlib import sha256
from urllib.parse import urlencode
from uuid import UUID

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.urls import reverse
from django.utils.crypto import salted_hmac

from portal import clock
from portal.following.models import Follower, Following, Route
from portal.following.states import CODE_DIGITS, LINK_LIFE

_SEPARATOR = "."
_MINE = Signer(sep=_SEPARATOR, salt="portal.following.mine")
_STOP = Signer(sep=_SEPARATOR, salt="portal.following.stop")


def confirmation_token(following: Following) -> str:
    """The token of the latest asking; another one after each."""
    asked = f"{following.row_key.hex}|{following.asked_at.timestamp()}"
    return salted_hmac("portal.following.confirm", asked, algorithm="sha256").hexdigest()


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def code_of(route: Route) -> str:
    """The code of the latest asking, made from the row and the secret key: stored is nothing of it."""
    asked = f"{route.row_key.hex}|{route.asked_at.timestamp()}"
    drawn = int(salted_hmac("portal.following.code", asked, algorithm="sha256").hexdigest(), 16)
    return f"{drawn % 10**CODE_DIGITS:0{CODE_DIGITS}d}"


def mine_token(follower: Follower, *, at: datetime) -> str:
    """Opens the person's own page until ``LINK_LIFE`` after ``at``."""
    until = clock.local(at + LINK_LIFE).date()
    return _MINE.sign(f"{follower.row_key.hex}-{until:%Y%m%d}")


def stop_token(follower: Follower) -> str:
    """Ends everything the person follows, for ever."""
    return _STOP.sign(follower.row_key.hex)


def whose_page(token: str, *, at: datetime) -> Follower | None:
    """The person the token opens a page for today."""
    key, _, until = _unsigned(_MINE, token).partition("-")
    if not key or _day(until) < clock.local(at).date():
        return None
    return Follower.objects.filter(row_key=UUID(key), ended_at=None, confirmed_at__isnull=False).first()


def whom_to_stop(token: str) -> Follower | None:
    key = _unsigned(_STOP, token)
    return Follower.objects.filter(row_key=UUID(key)).first() if key else None


def address_of(name: str, **query: str) -> str:
    """The full address of a page of this room, for mails."""
    tail = f"?{urlencode(query)}" if query else ""
    return f"{site_address(reverse(f'following:{name}'))}{tail}"


def site_address(path: str) -> str:
    """The full address of a path of this site: a mail is written where no request says it."""
    scheme = "https" if settings.HTTPS else "http"
    return f"{scheme}://{settings.SITE['domain']}{path}"


def _unsigned(signer: Signer, token: str) -> str:
    try:
        return signer.unsign(token)
    except BadSignature:
        return ""


def _day(written: str) -> date:
    return date(int(written[:4]), int(written[4:6]), int(written[6:]))
