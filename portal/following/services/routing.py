"""Other ways than mail: asked for on one's own page, confirmed by a code that is sent there, given up at any time."""

from datetime import datetime
from hmac import compare_digest

from django.db import transaction
from django.db.models import F

from portal.errors import DomainError, InvalidInput
from portal.following import links
from portal.following.models import Follower, Route
from portal.following.ports import open_port
from portal.following.services.asking import may_write_to
from portal.following.states import CODE_LIFE, CODE_TRIES
from portal.notices.services import queue
from portal.subjects import ref

CODE = "following_code"


@transaction.atomic
def ask_for_code(follower: Follower, *, channel: str, address: str, at: datetime) -> None:
    """Send a code to the number or address; whatever was confirmed on this way before is no longer.

    Raises ``InvalidInput`` (``address``) for no address, ``DomainError`` for a way that is not open or too many codes.
    """
    port = open_port(channel)
    if port is None:
        raise DomainError("现在不能用这种方式告知。")
    tidied = port.tidy(address)
    if not tidied:
        raise InvalidInput({"address": port.wrong})
    if not may_write_to(follower, at=at):
        raise DomainError("今天发的太多了，请明天再试。")
    Route.objects.filter(follower=follower, channel=channel).delete()
    route = Route.objects.create(follower=follower, channel=channel, address=tidied, asked_at=at)
    queue(
        channel=channel,
        to="",
        subject_line="确认关注",
        body="",
        kind=CODE,
        dedupe_key=f"{CODE}|{route.row_key.hex}",
        at=at,
        about=ref(route),
    )


def confirm_code(follower: Follower, *, channel: str, code: str, at: datetime) -> None:
    """The owner of the number typed in what was sent there. Raises ``InvalidInput`` (``code``)."""
    rows = Route.objects.filter(follower=follower, channel=channel, confirmed_at=None)
    # Counted before it is compared, so that two at once cannot try more often than one.
    counted = rows.filter(asked_at__gt=at - CODE_LIFE, tries__lt=CODE_TRIES).update(tries=F("tries") + 1)
    route = rows.first() if counted else None
    if route is None:
        raise InvalidInput({"code": "验证码已经失效，请重新发送"})
    if not compare_digest(links.code_of(route).encode(), "".join(code.split()).encode(errors="surrogatepass")):
        raise InvalidInput({"code": "验证码不对，请再核对"})
    Route.objects.filter(pk=route.pk, confirmed_at=None).update(confirmed_at=at)


def drop(follower: Follower, *, channel: str) -> None:
    """Nothing is sent on this way any more; the number goes with the row."""
    Route.objects.filter(follower=follower, channel=channel).delete()
