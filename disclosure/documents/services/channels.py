"""登记发布渠道: where else a document was made known, after the website and never before it."""

from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from disclosure.documents.codes import Channel
from disclosure.documents.models import ChannelRelease, Document
from portal import clock
from portal.actors import Actor
from portal.errors import InvalidInput
from portal.field_table import Field, checked, choice, line, web_address
from portal.workflow import move, require_move

NOTE_LENGTH = 200

_FIELDS = {
    "channel": Field("渠道", choice(Channel.values, required=True)),
    "link": Field("网址", web_address),
    "note": Field("在哪里", line(NOTE_LENGTH)),
}


@transaction.atomic
def register_channel(
    document: Document,
    *,
    channel: str,
    released_at: datetime,
    actor: Actor,
    at: datetime,
    link: str = "",
    note: str = "",
) -> Document:
    """Put on record that the document was released through ``channel`` at ``released_at``, an aware moment.

    Raises ``InvalidInput`` for a release before that of the website (S0-1.10a), in the future, or on record already.
    """
    require_move(document, "register_channel", actor=actor)
    values = checked(_FIELDS, {"channel": channel, "link": link, "note": note})
    if fault := _fault(document, released_at, at):
        raise InvalidInput({"released_at": fault})
    try:
        with transaction.atomic():
            release = ChannelRelease.objects.create(
                document=document, released_at=released_at, registered_at=at, person_name=actor.name, **values
            )
    except IntegrityError:
        raise InvalidInput({"channel": "这个渠道的这一次发布已经登记过了"}) from None
    move(document, "register_channel", actor=actor, at=at, reason=_in_words(release))
    return document


def _fault(document: Document, released_at: datetime, at: datetime) -> str:
    """The website comes first or at the same time; people give the moment to the minute."""
    if released_at > at:
        return "发布时间不能晚于现在，发布以后再登记"
    if document.published_at and released_at < _minute(document.published_at):
        return f"网站是第一发布平台，其他渠道不能更早：本文件在网站发布是{_moment(document.published_at)}"
    return ""


def _minute(moment: datetime) -> datetime:
    return moment - timedelta(seconds=moment.second, microseconds=moment.microsecond)


def _moment(moment: datetime) -> str:
    return f"{clock.local(moment):%Y-%m-%d %H:%M}"


def _in_words(release: ChannelRelease) -> str:
    parts = (release.get_channel_display(), _moment(release.released_at), release.note, release.link)
    return "，".join(part for part in parts if part)
