"""The digest: one mail with everything new for one person, made when it is due and never twice.

The news is read once for all who are due, and sorted once per kind: the number of queries grows with people, not with
documents. What was told is a row of ``Line``, unique in the database, so that a worker killed anywhere, two workers at
once and a run three days late come to the same: each item once. The mail is an outbox row of the same transaction.
"""

import logging
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import DatabaseError, transaction

from portal.following import kinds
from portal.following.kinds import NotNow, Ref, sorted_by
from portal.following.models import Digest, Follower, Following, Line
from portal.following.ports import open_port
from portal.following.states import SETTLING, next_moment
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.subjects import ref

logger = logging.getLogger(__name__)

DIGEST = "following_digest"
SHORT = "following_short"
"""The same in a few words, for those who want a text message or a push as well."""

BATCH = 200


@dataclass(frozen=True, slots=True)
class _Case:
    """One person who is due, with what is followed."""

    follower: Follower
    followings: Sequence[Following]

    @property
    def since(self) -> datetime:
        """Where the look back begins."""
        told = self.follower.told_until
        if told is None:
            raise ValueError("a follower who is due was confirmed")
        return told - SETTLING


def send_due(*, at: datetime) -> int:
    """Make every digest that is due; returns how many mails were queued. Run again at once, it finds nothing to do."""
    made, last = 0, 0
    while batch := list(Follower.objects.due(at).filter(pk__gt=last).order_by("pk")[:BATCH]):
        last = batch[-1].pk
        made += _serve(batch, at=at)
    return made


def _serve(batch: Sequence[Follower], *, at: datetime) -> int:
    cases = _cases(batch)
    news = kinds.news(min(case.since for case in cases), at)
    found, not_now = _sorted(cases, news)
    told = _told(batch, news)
    made = 0
    for case in cases:
        if any(each.kind in not_now for each in case.followings):
            continue  # stays due: the next run serves the whole of it
        made += _serve_one(case, _lines(case, news, found, told), at=at)
    return made


def _cases(batch: Sequence[Follower]) -> list[_Case]:
    by_follower: dict[int, list[Following]] = {follower.pk: [] for follower in batch}
    for following in Following.objects.confirmed().filter(follower__in=batch).order_by("pk"):
        by_follower[following.follower_id].append(following)
    return [_Case(follower, by_follower[follower.pk]) for follower in batch]


def _sorted(cases: Iterable[_Case], news: kinds.News) -> tuple[dict[tuple[str, str], set[Ref]], set[str]]:
    """The items of each thing followed, by kind and key, and the kinds that cannot answer now."""
    keys: dict[str, set[str]] = {}
    for case in cases:
        for each in case.followings:
            keys.setdefault(each.kind, set()).add(each.key)
    found: dict[tuple[str, str], set[Ref]] = {}
    not_now = set()
    for code in keys if news else ():
        kind = kinds.kind_of(code)
        if kind is None:
            continue
        try:
            found |= {(code, key): items for key, items in sorted_by(kind, sorted(keys[code]), news).items()}
        except NotNow:
            logger.warning("digests of those who follow a %s wait: it cannot be asked now", code)
            not_now.add(code)
    return found, not_now


def _told(batch: Sequence[Follower], news: kinds.News) -> set[tuple[int, Ref]]:
    """Which of the news these people know already."""
    ids = [pk for _, pk in news]
    lines = Line.objects.filter(follower__in=batch, object_id__in=ids) if ids else Line.objects.none()
    return {(row.follower_id, (row.label, row.object_id)) for row in lines.only("follower_id", "label", "object_id")}


def _lines(
    case: _Case, news: kinds.News, found: dict[tuple[str, str], set[Ref]], told: set[tuple[int, Ref]]
) -> dict[Ref, Following]:
    """What is new to this person, each item under the first following it belongs to, the newest first."""
    lines: dict[Ref, Following] = {}
    for following in case.followings:
        begins = max(case.since, following.confirmed_at or case.since)
        for item in found.get((following.kind, following.key), ()):
            if news[item] > begins and (case.follower.pk, item) not in told:
                lines.setdefault(item, following)
    return dict(sorted(lines.items(), key=lambda line: (news[line[0]], line[0]), reverse=True))


def _serve_one(case: _Case, lines: dict[Ref, Following], *, at: datetime) -> bool:
    """Whether a mail was queued. One that cannot be saved stops nobody else and is due again at the next run."""
    try:
        return _write(case.follower, lines, at=at)
    except DatabaseError:
        logger.exception("the digest of follower %s could not be saved", case.follower.pk)
        return False


@transaction.atomic
def _write(follower: Follower, lines: dict[Ref, Following], *, at: datetime) -> bool:
    as_read = Follower.objects.filter(pk=follower.pk, next_digest_at=follower.next_digest_at, ended_at=None)
    if as_read.update(next_digest_at=next_moment(follower.frequency, at), told_until=at) != 1:
        return False  # another worker was faster, or the person has just ended it
    if not lines:
        return False
    digest = Digest.objects.create(follower=follower, made_at=at)
    Line.objects.bulk_create(
        Line(digest=digest, follower=follower, following=following, label=label, object_id=pk)
        for (label, pk), following in lines.items()
    )
    _queue(digest, DIGEST, ChannelName.EMAIL, at=at)
    for channel in follower.routes.filter(confirmed_at__isnull=False).values_list("channel", flat=True):
        if open_port(channel):
            _queue(digest, SHORT, channel, at=at)
    return True


def _queue(digest: Digest, kind: str, channel: str, *, at: datetime) -> None:
    queue(
        channel=channel,
        to="",
        subject_line="您关注的内容有新文件",
        body="",
        kind=kind,
        dedupe_key=f"{kind}|{digest.pk}" + ("" if kind == DIGEST else f"|{channel}"),
        at=at,
        about=ref(digest),
    )
