"""Who hears of a ticket: in the site, by mail, and by phone where a mobile number is known."""

import re
from collections.abc import Iterable
from datetime import datetime

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.subjects import ref
from sentiment.tickets.models import Ticket
from sentiment.tickets.states import CORRECTORS

_FIRST = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
_SUPERIORS = (Role.DEPT_REVIEWER, Role.SIGNER, Role.HEAD)
_MOBILE = re.compile(r"1\d{10}")


def alert(ticket: Ticket, people: Iterable[User], *, words: str, key: str, at: datetime, by_phone: bool = False) -> int:
    """One message to each person; with ``by_phone`` also to mobile numbers, at any hour. Returns how many are new."""
    once = list({person.pk: person for person in people}.values())
    line = f"{words}：{ticket}"
    key = f"opinion|{ticket.pk}|{key}"
    new = tell(
        once,
        subject_line=line,
        body=f"{line}\n第一责任主体：{ticket.organ.short_name}\n请在工作台办理：/admin/sentiment/ticket/{ticket.pk}/change/",
        kind="opinion",
        dedupe_key=key,
        at=at,
        about=ref(ticket),
    )
    return new + sum(_text(ticket, person, line, key, at) for person in once if by_phone)


def _text(ticket: Ticket, person: User, line: str, key: str, at: datetime) -> bool:
    """Office numbers of fixed lines take no texts."""
    if not _MOBILE.fullmatch(person.phone):
        return False
    _, created = queue(
        channel=ChannelName.SMS,
        to=person.phone,
        subject_line=line,
        body=line,
        kind="opinion",
        dedupe_key=f"{key}|sms|{person.pk}",
        at=at,
        about=ref(ticket),
    )
    return created


def tell_responsible(ticket: Ticket, words: str, *, at: datetime) -> None:
    """Those who answer for it; in grave matters their superiors and 政务公开办 as well, by phone."""
    organ = ticket.organ.heir()
    people = recipients_of(organ, *_FIRST, at=at)
    if ticket.is_major:
        people += recipients_of(organ, *_SUPERIORS, at=at) + recipients_of(None, Role.OVERSIGHT, at=at)
    alert(ticket, people, words=words, key=str(ticket.version), at=at, by_phone=ticket.is_major)


def tell_earlier(ticket: Ticket, *, key: str, at: datetime) -> None:
    """It was seen before the moment its hours count from: whoever may correct that moment decides."""
    people = recipients_of(ticket.organ.heir(), *CORRECTORS, at=at) + recipients_of(None, Role.OVERSIGHT, at=at)
    alert(ticket, people, words="监测系统的发现时间早于登记的知悉时间，请核对", key=key, at=at)
