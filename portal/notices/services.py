"""Telling is part of the act: rows are written in its transaction and delivered afterwards by the worker."""

import logging
import re
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from portal.accounts import rules
from portal.accounts.models import User
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.notices import channels
from portal.notices.composing import is_composed
from portal.notices.models import Notice
from portal.notices.states import MAX_ATTEMPTS, ChannelName, Status, wait_after
from portal.subjects import TITLE_LENGTH, SubjectRef

logger = logging.getLogger(__name__)

BATCH = 100
_MOBILE = re.compile(r"1[0-9]{10}")


def queue(
    *,
    channel: str,
    to: User | str,
    subject_line: str,
    body: str,
    kind: str,
    dedupe_key: str,
    at: datetime,
    about: SubjectRef | None = None,
) -> tuple[Notice, bool]:
    """Store one message. Returns it and whether it is new: the same ``dedupe_key`` again changes nothing.

    ``to`` is a person for in-site messages and mail, else an e-mail address, a phone number or a webhook address; it
    may be empty for a kind that is composed when it leaves and knows whom to tell (portal/notices/composing.py).
    Raises ``InvalidInput`` (field ``to``) when the person cannot be reached this way.
    """
    user = to if isinstance(to, User) else None
    immediate = channels.channel(channel).immediate
    values = {
        "channel": ChannelName(channel),
        "kind": kind,
        "user": user,
        "address": "" if is_composed(kind) and not to else _address(ChannelName(channel), to),
        "subject_line": " ".join(subject_line.split())[:TITLE_LENGTH],
        "body": body,
        "about_label": about.label if about else "",
        "about_id": about.pk if about else None,
        "about_title": about.title if about else "",
        "queued_at": at,
        "next_attempt_at": at,
        "status": Status.SENT if immediate else Status.WAITING,
        "sent_at": at if immediate else None,
    }
    return Notice.objects.get_or_create(dedupe_key=dedupe_key, defaults=values)


def way_to(contact: str) -> ChannelName | None:
    """How somebody is reached who wrote one line about it: by mail, by SMS in the mainland, or not by a machine."""
    if "@" in contact:
        return ChannelName.EMAIL
    return ChannelName.SMS if _MOBILE.fullmatch(contact) else None


def queue_composed(
    messages: Iterable[tuple[str, str, SubjectRef]], *, subject_line: str, kind: str, dedupe_prefix: str, at: datetime
) -> None:
    """Store many messages that are composed when they leave, each as channel, end of its dedupe key and what it is
    about, in few statements: as ``queue`` does it one by one. What is stored already stays as it is."""
    Notice.objects.bulk_create(
        (
            Notice(
                channel=channel,
                kind=kind,
                subject_line=" ".join(subject_line.split())[:TITLE_LENGTH],
                dedupe_key=f"{dedupe_prefix}|{key}",
                about_label=about.label,
                about_id=about.pk,
                about_title=about.title,
                queued_at=at,
                next_attempt_at=at,
                status=Status.WAITING,
            )
            for channel, key, about in messages
        ),
        batch_size=1_000,
        ignore_conflicts=True,
    )


def tell(
    people: Iterable[User],
    *,
    subject_line: str,
    body: str,
    kind: str,
    dedupe_key: str,
    at: datetime,
    about: SubjectRef | None = None,
) -> int:
    """One message to each person, in the site and, where an address is known, by mail. Returns how many are new."""
    new = 0
    for person in people:
        for name in [ChannelName.IN_SITE] + ([ChannelName.EMAIL] if person.email else []):
            _, created = queue(
                channel=name,
                to=person,
                subject_line=subject_line,
                body=body,
                kind=kind,
                dedupe_key=f"{dedupe_key}|{name}|{person.pk}",
                at=at,
                about=about,
            )
            new += created
    return new


def deliver(*, at: datetime, limit: int = BATCH) -> int:
    """Try what is due; returns how many messages left. Any number of workers may run this at once."""
    due = Notice.objects.due(at).select_related("user")[:limit]
    return sum(_deliver_one(notice, at=at) for notice in due)


def _deliver_one(notice: Notice, *, at: datetime) -> bool:
    """Claim, send, write down what came of it. The claim counts as an attempt, so that a message that kills
    its worker comes to an end too."""
    if not _claim(notice, at=at):
        return False
    if notice.attempts > MAX_ATTEMPTS:
        _settle(notice, status=Status.DEAD, last_error="每次发送都中断了")
        return False
    try:
        channels.channel(notice.channel).send(notice, at=at)
    except channels.Undeliverable as error:
        _settle(notice, status=Status.DEAD, last_error=str(error))
    except Exception as error:  # noqa: BLE001  # one bad message must not stop the others; the reason is stored
        spent = notice.attempts >= MAX_ATTEMPTS
        _settle(notice, status=Status.DEAD if spent else Status.WAITING, last_error=_reason(error))
    else:
        _settle(notice, status=Status.SENT, sent_at=at, last_error="")
        return True
    logger.warning("notice %s not delivered, attempt %s", notice.pk, notice.attempts)
    return False


def _claim(notice: Notice, *, at: datetime) -> bool:
    """Only one worker's UPDATE finds the row as it was read; the others pass by until the next attempt is due."""
    attempts = notice.attempts + 1
    next_attempt_at = at + wait_after(attempts)
    as_read = Notice.objects.filter(pk=notice.pk, status=Status.WAITING, attempts=notice.attempts)
    if as_read.update(attempts=attempts, next_attempt_at=next_attempt_at) != 1:
        return False
    notice.attempts, notice.next_attempt_at = attempts, next_attempt_at
    return True


def _settle(notice: Notice, **values: object) -> None:
    Notice.objects.filter(pk=notice.pk, status=Status.WAITING, attempts=notice.attempts).update(**values)


def _reason(error: Exception) -> str:
    """The kind of failure only: texts of network errors carry addresses."""
    code = getattr(error, "smtp_code", "")
    return f"{type(error).__name__} {code}".strip()[:200]


@transaction.atomic
def send_again(notice: Notice, *, actor: Actor, at: datetime) -> None:
    """Give a dead message a fresh set of attempts. Raises ``DomainError`` when it is not dead."""
    if not (actor.is_system or actor.holds_anywhere(Role.SYSTEM_ADMIN) or rules.sees_every_organ(actor)):
        raise NotAllowed("重发通知要由系统管理员或者政务公开办办理。")
    dead = Notice.objects.filter(pk=notice.pk, status=Status.DEAD)
    if dead.update(status=Status.WAITING, attempts=0, next_attempt_at=at, last_error="") != 1:
        raise DomainError("这条通知不在“发不出去”里，不用重发。")
    record(act="notice_send_again", subject=notice, actor=actor, at=at)


def mark_read(*, user: User, at: datetime, notice_id: int | None = None) -> int:
    """The person has seen one message, or all of them. Returns how many were unread."""
    unread = Notice.objects.inbox_of(user.pk).unread()
    if notice_id is not None:
        unread = unread.filter(pk=notice_id)
    return unread.order_by().update(read_at=at)


def _address(name: ChannelName, to: User | str) -> str:
    if name is ChannelName.IN_SITE:
        if not isinstance(to, User):
            raise InvalidInput({"to": "站内消息只能发给工作人员。"})
        return ""
    address = to.email if isinstance(to, User) and name is ChannelName.EMAIL else to
    if not isinstance(address, str) or not address.strip():
        raise InvalidInput({"to": f"没有可用的{name.label}地址。"})
    return address.strip()
