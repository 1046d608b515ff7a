"""What a time limit says: the columns of the table of legal limits. Pure Python."""

from dataclasses import asdict, dataclass, fields, replace
from datetime import date
from enum import StrEnum
from typing import Any, Self


class Unit(StrEnum):
    WORKDAY = "workday"
    CALENDAR_DAY = "calendar_day"
    HOUR = "hour"
    MONTH = "month"
    YEAR = "year"
    FIXED_DATE = "fixed_date"


UNIT_WORDS = {
    Unit.WORKDAY: "个工作日",
    Unit.CALENDAR_DAY: "日",
    Unit.HOUR: "小时",
    Unit.MONTH: "个月",
    Unit.YEAR: "年",
}


class Chapter(StrEnum):
    """Groups of the list, in the order people look for them."""

    REQUESTS = "依申请公开"
    REMEDIES = "复议、诉讼与投诉"
    DISCLOSURE = "主动公开"
    INTERPRETATION = "解读与回应"
    DECISIONS = "决策预公开与征求意见"
    INTERACTION = "留言与信访"
    SUPERVISION = "年报、考核与追责"
    WEBSITE = "政府网站"


class Basis(StrEnum):
    """Where the number comes from, and so whether a city may set its own."""

    LAW = "law"  # law, regulation or State Council document, verified
    SEED = "seed"  # the city's own rules; binds organs only, may be changed by the city
    UNVERIFIED = "unverified"  # general knowledge not yet checked against the text
    HOUSE = "house"  # no number in law; a default of this product


class Breach(StrEnum):
    """What the law attaches to letting the limit pass."""

    NOTHING = "nothing"
    DEEMED_CONSENT = "deemed_consent"
    DEEMED_ABANDONED = "deemed_abandoned"
    DEEMED_CONFIRMED = "deemed_confirmed"


BREACH_WORDS = {
    Breach.NOTHING: "",
    Breach.DEEMED_CONSENT: "逾期不答复，视为同意公开。",
    Breach.DEEMED_ABANDONED: "没有正当理由逾期的，视为放弃申请。",
    Breach.DEEMED_CONFIRMED: "逾期没有确认的，视为已经确认收到。",
}


class Ends(StrEnum):
    """How a stop ends: the clock goes on, or it begins anew."""

    RESUME = "resume"
    RESTART = "restart"


@dataclass(frozen=True, slots=True)
class Stop:
    """A lawful reason for the clock to stand still.

    ``longest`` is how many working days the answer may take by law: after that somebody must look, because a clock
    nobody resumes would stand still for ever.
    """

    code: str
    label: str
    article: str
    ends: Ends
    longest: int


@dataclass(frozen=True, slots=True)
class Extension:
    """How far the end may be moved, in the rule's unit, all extensions taken together.

    ``role`` is the appointment whose holder must agree, ``approver`` its name in the law.
    """

    amount: int
    approver: str
    role: str
    article: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LegalRule:
    """One time limit in one version of the law.

    The day the period begins on is never counted (Civil Code art. 201). ``rolls``: a last day that is no working day
    moves to the next one (art. 203). ``minimum``: the period must be granted, ``due`` is the earliest end.
    ``backward``: counted back from the anchor. ``month_day``: for FIXED_DATE, ``(month, day)``.
    ``individual``: for one case the organ may set another length when it says why ("一般", "合理期限").
    ``warnings``: reminders this many units before the end (days for MONTH, YEAR, FIXED_DATE);
    ``escalations``: this many after it. ``ceiling``: the most a city may set when the number is its own.
    In force from ``in_force_from`` inclusive to ``in_force_to`` exclusive.
    """

    code: str
    title: str
    chapter: Chapter
    article: str
    anchor: str
    verb: str
    mark: str = "起始"
    amount: int = 0
    unit: Unit = Unit.WORKDAY
    month_day: tuple[int, int] | None = None
    rolls: bool = False
    minimum: bool = False
    backward: bool = False
    individual: bool = False
    extension: Extension | None = None
    stops: tuple[Stop, ...] = ()
    warnings: tuple[int, ...] = ()
    escalations: tuple[int, ...] = (0, 3)
    breach: Breach = Breach.NOTHING
    breach_automatic: bool = False
    basis: Basis = Basis.LAW
    ceiling: int | None = None
    duties: tuple[str, ...] = ()
    in_force_from: date | None = None
    in_force_to: date | None = None

    @property
    def configurable(self) -> bool:
        """Whether a city may set its own number."""
        return self.basis is not Basis.LAW

    @property
    def length(self) -> str:
        """The period in words: 20个工作日, 30日, 1月31日."""
        if self.month_day:
            return f"{self.month_day[0]}月{self.month_day[1]}日"
        if self.unit is Unit.CALENDAR_DAY and self.amount == 0:
            return "当日"
        words = f"{self.amount}{UNIT_WORDS[self.unit]}"
        return f"不少于{words}" if self.minimum or self.backward else words

    def in_force(self, on: date) -> bool:
        """Whether this version applies to a period that begins on ``on``."""
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_to is None or on < self.in_force_to
        )

    def stop(self, code: str) -> Stop | None:
        """The stop with that code, when the law knows it for this limit."""
        return next((stop for stop in self.stops if stop.code == code), None)

    def ending_in(self, ends: Ends) -> tuple[Stop, ...]:
        """The stops that end that way."""
        return tuple(stop for stop in self.stops if stop.ends is ends)

    def with_local(self, *, amount: int | None = None, month_day: tuple[int, int] | None = None) -> Self:
        """This rule with the city's own number."""
        return replace(
            self,
            amount=self.amount if amount is None else amount,
            month_day=self.month_day if month_day is None else month_day,
        )

    def as_terms(self) -> dict[str, Any]:
        """Everything as plain JSON values, to be copied into a ledger row."""
        return {name: _plain(value) for name, value in asdict(self).items()}

    @classmethod
    def from_terms(cls, terms: dict[str, Any]) -> Self:
        """The rule a ledger row was opened under. Unknown columns of later releases are ignored."""
        known = {field.name for field in fields(cls)}
        values = {name: value for name, value in terms.items() if name in known}
        return cls(**{name: _READERS[name](value) if name in _READERS else value for name, value in values.items()})


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, date) else value


def _read_date(value: str | None) -> date | None:
    return date.fromisoformat(value) if value else None


_READERS: dict[str, Any] = {
    "chapter": Chapter,
    "unit": Unit,
    "basis": Basis,
    "breach": Breach,
    "month_day": lambda value: tuple(value) if value else None,
    "extension": lambda value: Extension(**value) if value else None,
    "stops": lambda value: tuple(Stop(**{**stop, "ends": Ends(stop["ends"])}) for stop in value),
    "warnings": tuple,
    "escalations": tuple,
    "duties": tuple,
    "in_force_from": _read_date,
    "in_force_to": _read_date,
}
