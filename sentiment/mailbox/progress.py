"""The page of one letter as its writer sees it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from portal.audit.models import Event
from portal.clock import local
from portal.deadlines.selectors import calendar, light_of
from portal.deadlines.wording import full_date, month_day, weekday
from portal.receipts.receivers import receiver
from sentiment.mailbox import clocks
from sentiment.mailbox.codes import Fault
from sentiment.mailbox.gates import may_be_public
from sentiment.mailbox.models import Message
from sentiment.mailbox.states import OPEN, RESPONDED, State
from sentiment.mailbox.wording import SENTENCES


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history. ``iso`` is the moment for machines."""

    when: str
    iso: str
    words: str


def progress_of(message: Message, *, at: datetime) -> dict[str, Any]:
    """The context of the page. Five queries, whatever has happened."""
    big, under = _standing(message, at)
    return {
        "message": message,
        "big": big,
        "under": under,
        "is_open": message.state in OPEN,
        "may_rate": message.state in RESPONDED,
        "is_shown": message.is_public,
        "will_be_shown": may_be_public(message),
        "history": _history(message),
        "offer": receiver(message.offered) if message.state in OPEN else None,
        "files": list(message.files.select_related("file")),
    }


def _standing(message: Message, at: datetime) -> tuple[str, str]:
    if message.state == State.WITHDRAWN:
        return "您已经撤回", "不再办理，也不会有答复。"
    if message.state == State.INVALID:
        return (
            "没有作为有效留言办理",
            f"原因：{Fault(message.fault).label}。有不同意见的，可以重新留言说明，或者打电话。",
        )
    if message.state in RESPONDED:
        return f"{_day(message)}已经答复您", f"{message.organ.name}答复。"
    clock = clocks.of_the_answer(message)
    if clock is None:
        return "机关正在办理", ""
    light = light_of(clock, at, calendar())
    end = f"{month_day(clock.due_on)}（{weekday(clock.due_on)}）"
    if at >= clock.due_at:
        return "已经超过答复期限", f"{full_date(clock.due_on)}到期，{light.words}。可以打电话催办。"
    return f"{end}前答复您", f"{light.words}，{message.organ.name}{message.get_state_display()}。"


def _day(message: Message) -> str:
    return month_day(local(message.answered_at).date()) if message.answered_at else ""


def _history(message: Message) -> list[Entry]:
    rows = Event.objects.filter(subject_label=message._meta.label_lower, subject_id=message.pk, act__in=SENTENCES)
    return [_entry(event) for event in rows.order_by("seq")]


def _entry(event: Event) -> Entry:
    moment = local(event.at)
    return Entry(f"{month_day(moment.date())} {moment:%H:%M}", moment.isoformat(), SENTENCES[event.act])
