"""The audit trail of one case in sentences a clerk reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from typing import Any

from django.core.exceptions import FieldDoesNotExist
from django.db import models
from django.utils.dateparse import parse_date, parse_datetime

from portal import clock
from portal.audit.acts import label_of
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.subjects import ref

LONGEST_VALUE = 60
HIDDEN_FIELDS = frozenset({"version", "body_html", "import_digest"})
NOTHING = "（空）"
_CLOCK_LABELS = {"title": "期限", "due_on": "截止日", "outcome": "办结情况"}
_OTHER_LABELS = {"name": "名称", "title": "标题", "number": "编号", "takes_effect_on": "生效日期", "document": "文件"}
EMPTY: tuple[Any, ...] = (None, "")


@dataclass(frozen=True, slots=True)
class Change:
    """One field, before and after, as the page shows it."""

    label: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One act: what was done, by whom, why, and what it changed."""

    seq: int
    at: datetime
    what: str
    who: str
    reason: str
    changes: tuple[Change, ...]


def events_of(subject: models.Model) -> models.QuerySet[Event]:
    """The subject's own chain, newest first."""
    target = ref(subject)
    return Event.objects.filter(subject_label=target.label, subject_id=target.pk).order_by("-seq")


def last_seq(subject: models.Model) -> int:
    """The number of the newest event; 0 for none. A form carries it to tell later what happened meanwhile."""
    return events_of(subject).values_list("seq", flat=True).first() or 0


def revision(subject: models.Model) -> str:
    """What a form carries to notice that somebody else was first: the version, or else the newest event."""
    return str(getattr(subject, "version", None) or last_seq(subject))


def entries(
    subject: models.Model, labels: Mapping[str, str], *, limit: int | None = None, after: int = 0
) -> list[Entry]:
    """Newest first. ``labels`` names the subject's own acts; ``after`` leaves out events up to that number."""
    rows = events_of(subject).filter(seq__gt=after)
    return [_entry(event, subject, labels) for event in (rows if limit is None else rows[:limit])]


def _entry(event: Event, subject: models.Model, labels: Mapping[str, str]) -> Entry:
    names = [name for name in _in_order(event, subject) if name not in HIDDEN_FIELDS and _differ(event, name)]
    return Entry(
        seq=event.seq,
        at=clock.local(event.at),
        what=labels.get(event.act) or label_of(event.subject_label, event.act),
        who="　".join(part for part in (event.organ_name, event.actor_name) if part),
        reason=event.reason,
        changes=tuple(change for name in names if (change := _change(name, event, subject))),
    )


def _in_order(event: Event, subject: models.Model) -> list[str]:
    """The state first, then as the model lists its fields: PostgreSQL keeps no order of the keys of a JSON value."""
    places = {field.name: place for place, field in enumerate(subject._meta.get_fields())}
    return sorted(event.after, key=lambda name: (name != "state", places.get(name, len(places)), name))


def _differ(event: Event, name: str) -> bool:
    before, after = event.before.get(name), event.after[name]
    return before != after and not (before in EMPTY and after in EMPTY)


def _change(name: str, event: Event, subject: models.Model) -> Change | None:
    """``None`` for what only machines read: keys, codes, digests."""
    before, after = event.before.get(name), event.after.get(name)
    if "deadline" in event.after or "deadline" in event.before:
        if name not in _CLOCK_LABELS:
            return None
        clock_field = Deadline._meta.get_field(name)
        return Change(_CLOCK_LABELS[name], shown(clock_field, before), shown(clock_field, after))
    try:
        field = subject._meta.get_field(name)
    except FieldDoesNotExist:
        label = getattr(subject, "value_labels", {}).get(name) or _OTHER_LABELS.get(name)
        return Change(label, plain_words(before), plain_words(after)) if label else None
    codes = getattr(subject, "codes_of", {}).get(name)
    words = partial(_named, codes) if codes else partial(shown, field)
    return Change(str(getattr(field, "verbose_name", name)), words(before), words(after))


def _named(codes: type[models.TextChoices], value: Any) -> str:
    """Codes kept side by side, in a list or with commas, each by its name: a model says in ``codes_of`` which of its
    fields hold such."""
    kept = value if isinstance(value, list) else str(value or "").split(",")
    return plain_words("、".join(codes(code).label for code in kept if code in codes.values))


def shown(field: Any, value: Any) -> str:
    """The value of a model field in words: the name of a choice, a date, the length of a long text."""
    choices = {str(known): str(text) for known, text in getattr(field, "flatchoices", ())}
    return choices.get(str(value), "") or plain_words(value)


def in_full(field: Any, value: Any) -> str:
    """As ``shown``, but long texts whole: for the page that is about the text."""
    return value if isinstance(value, str) and value and not getattr(field, "choices", None) else shown(field, value)


def plain_words(value: Any) -> str:
    """Any JSON value in words: yes and no, dates as Chinese dates, long texts by their length, tables by their rows."""
    if value is None or value == "":
        return NOTHING
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        return clock.local(value).strftime("%Y-%m-%d %H:%M")
    if isinstance(value, dict):
        return str(value.get("name", "")) or (f"{len(value)}项" if value else NOTHING)
    if isinstance(value, list):
        return "、".join(plain_words(item) for item in value) or NOTHING
    return _date(str(value)) or _short(str(value))


def _date(text: str) -> str:
    if len(text) == len("2026-05-21") and (day := _parsed(parse_date, text)):
        return f"{day.year}年{day.month}月{day.day}日"
    if "T" in text and (moment := _parsed(parse_datetime, text)) and moment.tzinfo:
        return clock.local(moment).strftime("%Y-%m-%d %H:%M")
    return ""


def _parsed(parse: Any, text: str) -> Any:
    """``None`` for a text that only looks like a date, such as 2026-02-30."""
    try:
        return parse(text)
    except ValueError:
        return None


def _short(text: str) -> str:
    flat = " ".join(text.split())
    return flat if len(flat) <= LONGEST_VALUE else f"{flat[:LONGEST_VALUE]}……（共{len(text)}字）"
