"""What the calculator asks, for the page, the interface and the command line alike."""

import re
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

from django import forms
from django.http import QueryDict
from django.utils.datastructures import MultiValueDict

from portal.clock import SHANGHAI
from portal.deadlines import selectors
from portal.deadlines.arithmetic import Computation, compute
from portal.deadlines.course import EventKind, Fact, ImpossibleClock
from portal.deadlines.legal_rules.terms import Ends, LegalRule, Unit
from portal.deadlines.wording import full_date
from portal.deadlines.workdays import WorkCalendar
from portal.errors import DomainError, InvalidInput

FIRST_YEAR, LAST_YEAR = 1949, 2199
DEFAULT_RULE = "FOI_REPLY"
MAX_STOPS = 10
DAYS_AT_MOST = 400
MONTH = timedelta(days=30)

_DAY = re.compile(
    r"(?P<year>\d{4})[-/.年](?P<month>\d{1,2})[-/.月](?P<day>\d{1,2})日?"
    r"(?:[T ]\s*(?P<hour>\d{1,2})[:：](?P<minute>\d{2})(?:[:：]\d{2})?)?"
)
_EXAMPLE = "日期请写成2026-09-18的样子。"


def read_day(text: str) -> date | datetime:
    """A day, or a moment in Asia/Shanghai when a time stands beside it. Raises ``forms.ValidationError``."""
    found = _DAY.fullmatch(text.strip())
    if found is None:
        raise forms.ValidationError(_EXAMPLE)
    try:
        day = date(int(found["year"]), int(found["month"]), int(found["day"]))
        if not FIRST_YEAR <= day.year <= LAST_YEAR:
            raise forms.ValidationError(f"请写{FIRST_YEAR}年到{LAST_YEAR}年之间的日子。")
        if found["hour"] is None:
            return day
        return datetime(day.year, day.month, day.day, int(found["hour"]), int(found["minute"]), tzinfo=SHANGHAI)
    except ValueError as error:
        raise forms.ValidationError("日历上没有这一天，请核对。") from error


class DayField(forms.CharField):
    """A day as people write it; a moment where a time is given."""

    default_error_messages = {"required": "请写起算的日子。", "max_length": _EXAMPLE}

    def __init__(self, *, required: bool = True) -> None:
        super().__init__(max_length=40, required=required)

    def clean(self, value: Any) -> Any:
        """The day, the moment, or ``None``."""
        text = super().clean(value)
        return read_day(text) if text else None


class CalculationForm(forms.Form):
    """``rule, from, pause=A:B …, restart, extend``; the page may send ``pause_from``/``pause_to`` pairs instead.

    When valid, ``answer`` is the computation, ``calendar`` what it was counted on and ``notes`` what had no effect.
    """

    rule = forms.CharField(
        max_length=40, error_messages={"required": "请选择要算的期限。", "max_length": "没有这个期限。"}
    )
    restart = DayField(required=False)
    extend = forms.IntegerField(
        required=False,
        min_value=1,
        max_value=1000,
        error_messages={
            "invalid": "延期请写天数，例如10。",
            "min_value": "延期请写大于0的天数。",
            "max_value": "延期的天数太大了。",
        },
    )

    answer: Computation
    calendar: WorkCalendar

    def __init__(self, data: QueryDict | MultiValueDict[str, str]) -> None:
        super().__init__(data)
        self.fields["from"] = DayField()
        self.sent = data
        self.notes: list[str] = []
        self.stops: list[tuple[date, date]] = []
        self.legal_rule: LegalRule | None = None

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        self.stops = self._read_stops()
        if self.errors:
            return cleaned
        try:
            self._compute(cleaned, self.stops)
        except DomainError as error:
            self._refuse(error.field, error.message)
        return cleaned

    def shown(self, name: str) -> str:
        """A value to put back into its input: in ISO 8601 when it was understood, else as typed."""
        value = self.cleaned_data.get(name)
        if isinstance(value, datetime):
            return value.strftime("%Y-%m-%dT%H:%M")
        return value.isoformat() if isinstance(value, date) else str(self.sent.get(name) or "").strip()

    def pairs(self) -> list[tuple[str, str]]:
        """The stops to put back into their inputs."""
        if "pause" in self.errors:
            return self._typed_pairs()
        return [(first.isoformat(), last.isoformat()) for first, last in self.stops]

    def _typed_pairs(self) -> list[tuple[str, str]]:
        joined = [tuple(text.partition(":")[::2]) for text in self.sent.getlist("pause") if text.strip()]
        split = zip(self.sent.getlist("pause_from"), self.sent.getlist("pause_to"), strict=False)
        return [(str(first), str(last)) for first, last in [*joined, *split] if first.strip() or last.strip()]

    def _compute(self, cleaned: dict[str, Any], stops: list[tuple[date, date]]) -> None:
        start = cleaned["from"]
        day = _day(start)
        self.legal_rule = rule = selectors.rule(cleaned["rule"], on=day)
        moment = start if isinstance(start, datetime) else None
        again = cleaned.get("restart")
        if stops and not rule.ending_in(Ends.RESUME):
            raise ImpossibleClock(f"“{rule.title}”的期限不能暂停。", field="pause")
        if again and not rule.ending_in(Ends.RESTART):
            raise ImpossibleClock(f"“{rule.title}”的期限不会重新计算。", field="restart")
        facts = [Fact(EventKind.OPENED, day, moment), *_later_facts(stops, again, cleaned.get("extend"), day)]
        self.calendar = selectors.calendar()
        self.answer = compute(rule, facts, self.calendar, on=day, moment=moment)
        self.notes = [
            f"{full_date(after)}开始的暂停在期限届满以后，不影响截止日。"
            for after, _ in stops
            if after > self.answer.due
        ]

    def _read_stops(self) -> list[tuple[date, date]]:
        pairs = self._typed_pairs()
        if len(pairs) > MAX_STOPS:
            self._refuse("pause", f"暂停最多写{MAX_STOPS}次。")
            return []
        found: list[tuple[date, date]] = []
        for first, last in pairs:
            try:
                found.append(_read_stop(first, last))
            except forms.ValidationError as error:
                self._refuse("pause", error.messages[0])
        return found

    def _refuse(self, field: str, message: str) -> None:
        """``pause`` is sent in several shapes and is no field of its own; its messages bear its name all the same."""
        if field == "pause":
            self.errors.setdefault("pause", self.error_class([message]))
        else:
            self.add_error(field if field in self.fields else None, message)


def _read_stop(first: str, last: str) -> tuple[date, date]:
    if not first.strip() or not last.strip():
        raise forms.ValidationError("暂停要写两个日子：从哪天，到哪天。")
    after, until = _day(read_day(first[:40])), _day(read_day(last[:40]))
    if until < after:
        raise forms.ValidationError("暂停结束的日子不能早于开始的日子。")
    return after, until


def _day(value: date | datetime) -> date:
    return value.date() if isinstance(value, datetime) else value


def _later_facts(
    stops: list[tuple[date, date]], again: date | datetime | None, extension: int | None, start: date
) -> Iterator[Fact]:
    """Stops begun before the restart come before it, and are forgotten by it."""
    restart = _day(again) if again else None
    numbered = sorted(enumerate(stops), key=lambda item: item[1])
    for number, stop in numbered:
        if restart and stop[0] < restart:
            yield from _stop_facts(number, stop)
    if restart:
        yield Fact(EventKind.RESTARTED, restart)
    for number, stop in numbered:
        if not restart or stop[0] >= restart:
            yield from _stop_facts(number, stop)
    if extension:
        yield Fact(EventKind.EXTENDED, restart or start, amount=extension)


def _stop_facts(number: int, stop: tuple[date, date]) -> Iterator[Fact]:
    yield Fact(EventKind.PAUSED, stop[0], key=str(number))
    yield Fact(EventKind.RESUMED, stop[1], key=str(number))


def asks_for_time(rule: LegalRule | None) -> bool:
    """Whether the start must carry a time of day."""
    return rule is not None and rule.unit is Unit.HOUR


def days_asked(params: QueryDict, *, today: date) -> tuple[date, date]:
    """The first and the last day of a stretch of the calendar: ``from`` and ``to``; a month from today by default.

    Raises ``InvalidInput``.
    """
    faults: dict[str, str] = {}
    found: dict[str, date] = {}
    for name in ("from", "to"):
        try:
            if text := str(params.get(name) or "")[:40]:
                found[name] = _day(read_day(text))
        except forms.ValidationError as error:
            faults[name] = error.messages[0]
    first = found.get("from", today)
    last = found.get("to", first + MONTH)
    if not faults and not first <= last < first + timedelta(days=DAYS_AT_MOST):
        faults["to"] = f"止日要在起日以后，一次最多{DAYS_AT_MOST}天。"
    if faults:
        raise InvalidInput(faults)
    return first, last
