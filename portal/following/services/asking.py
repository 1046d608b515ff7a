"""Asking to follow something, and confirming it from the mailbox.

Nothing here goes into the audit trail: the trail cannot be erased, and what a person reads is nobody's business.
Whoever asks gets the same answer whether the address is known or not.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import IntegrityError, transaction
from django.db.models import F

from portal import clock
from portal.errors import DomainError, InvalidInput
from portal.following import links
from portal.following.kinds import Thing
from portal.following.models import Follower, Following
from portal.following.selectors import waiting_for
from portal.following.states import (
    ADDRESS_LENGTH,
    MAILS_A_DAY,
    MOST_FOLLOWINGS,
    MOST_WAITING,
    Frequency,
    next_moment,
)
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.subjects import ref

CONFIRMATION = "following_confirmation"
LINK = "following_link"


def confirmation_key(following: Following) -> str:
    """Names the mail of the latest asking in the outbox; no mail any more once that was confirmed."""
    return f"{CONFIRMATION}|{following.token_digest}"


class LinkSpent(DomainError):
    """The link of a mail was used, is too old, or never was one."""

    def __init__(self) -> None:
        super().__init__("这个链接已经用过，或者过了48小时。需要的话，请回到那个页面重新关注。")


@transaction.atomic
def ask(*, address: str, thing: Thing, frequency: str, at: datetime) -> None:
    """Send the address a mail that asks whether it wants to follow ``thing``. Raises ``InvalidInput`` for no address.

    Says nothing about what is known of the address: not when it follows the thing already, not when it has had all the
    mails of the day.
    """
    follower = _follower_of(_tidied(address), at=at)
    waiting = follower.followings.filter(confirmed_at=None).exclude(kind=thing.kind.code, key=thing.key)
    if waiting.count() >= MOST_WAITING or not may_write_to(follower, at=at):
        return
    wish = frequency if frequency in Frequency.values else Frequency.DAILY
    following, _ = Following.objects.get_or_create(
        follower=follower, kind=thing.kind.code, key=thing.key, defaults={"asked_at": at}
    )
    following.asked_at, following.wish = at, wish
    following.token_digest = links.digest_of(links.confirmation_token(following))
    following.save(update_fields=["asked_at", "wish", "token_digest"])
    Follower.objects.filter(pk=follower.pk).update(asked_at=at)
    _write(CONFIRMATION, following, key=confirmation_key(following), at=at)


@transaction.atomic
def confirm(*, token: str, at: datetime) -> Following:
    """The owner of the mailbox says yes. Raises ``LinkSpent``, or ``InvalidInput`` when there are too many."""
    following = waiting_for(token, at=at)
    if following is None:
        raise LinkSpent
    follower = following.follower
    others = follower.followings.confirmed().exclude(pk=following.pk)
    if others.count() >= MOST_FOLLOWINGS:
        raise InvalidInput({"": f"一个邮箱最多关注{MOST_FOLLOWINGS}项，请先在“我的关注”里移除几项。"})
    as_read = Following.objects.filter(pk=following.pk, token_digest=following.token_digest)
    if as_read.update(token_digest="", confirmed_at=following.confirmed_at or at) != 1:
        raise LinkSpent
    starts_anew = follower.ended_at is not None or follower.told_until is None
    Follower.objects.filter(pk=follower.pk).update(
        confirmed_at=follower.confirmed_at or at,
        ended_at=None,
        paused_at=None,
        frequency=following.wish,
        next_digest_at=next_moment(following.wish, at),
        told_until=at if starts_anew else follower.told_until,
    )
    following.refresh_from_db()
    return following


@transaction.atomic
def ask_for_link(*, address: str, at: datetime) -> None:
    """Mail the link to one's own page. An address that follows nothing gets nothing, and the asker the same answer."""
    follower = _known(_tidied(address))
    if follower is None or follower.confirmed_at is None or follower.ended_at is not None:
        return
    if may_write_to(follower, at=at):
        _write(LINK, follower, key=f"{LINK}|{follower.row_key.hex}|{at.isoformat()}", at=at)


def _tidied(address: str) -> str:
    typed = address.strip().lower()
    try:
        validate_email(typed)
    except ValidationError:
        raise InvalidInput({"address": "请填写完整的邮箱地址，例如 name@example.com"}) from None
    if len(typed) > ADDRESS_LENGTH:
        raise InvalidInput({"address": f"邮箱地址最多{ADDRESS_LENGTH}个字符"})
    return typed


def _known(address: str) -> Follower | None:
    index = Follower._meta.get_field("address_index")
    return Follower.objects.filter(index.matching(address)).first()


def _follower_of(address: str, *, at: datetime) -> Follower:
    """The row of the address; of two that are made at once, one wins and both use it."""
    known = _known(address)
    if known is not None:
        return known
    try:
        with transaction.atomic():
            return Follower.objects.create(address=address, asked_at=at)
    except IntegrityError:
        found = _known(address)
        if found is None:
            raise
        return found


def may_write_to(follower: Follower, *, at: datetime) -> bool:
    """Count one mail against the address; not when it has had all of the day."""
    today = clock.local(at).date()
    row = Follower.objects.filter(pk=follower.pk)
    row.exclude(mailed_on=today).update(mailed_on=today, mails=0)
    return row.filter(mails__lt=MAILS_A_DAY).update(mails=F("mails") + 1) == 1


def _write(kind: str, about: Follower | Following, *, key: str, at: datetime) -> None:
    """The letter itself, with its secret link, is made when it leaves (portal/following/letters.py)."""
    queue(
        channel=ChannelName.EMAIL,
        to="",
        subject_line="邮件关注",
        body="",
        kind=kind,
        dedupe_key=key,
        at=at,
        about=ref(about),
    )
