"""What the calculator page shows, ready to print: the template computes nothing."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from itertools import groupby
from urllib.parse import urlencode

from portal.deadlines import selectors
from portal.deadlines.forms import DEFAULT_RULE, CalculationForm, asks_for_time
from portal.deadlines.legal_rules import CODES, latest
from portal.deadlines.legal_rules.terms import Chapter, LegalRule, Unit
from portal.deadlines.wording import clock_time, full_date, makeup_days, sentences, weekday


@dataclass(frozen=True, slots=True)
class Choice:
    """One limit in the list."""

    code: str
    words: str
    anchor: str
    by_hour: bool


Chapters = tuple[tuple[str, tuple[Choice, ...]], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """The form as typed. ``kind`` is the type of the start's input; a text that is no date keeps its text input."""

    rule: LegalRule
    chapters: Chapters
    start: str
    kind: str
    pairs: tuple[tuple[str, str], ...]
    restart: str
    restart_kind: str
    extend: str
    more_open: bool
    errors: dict[str, str]


@dataclass(frozen=True, slots=True)
class Answer:
    """The outcome in words."""

    verb: str
    date_words: str
    weekday_words: str
    time_words: str
    sentences: tuple[str, ...]
    makeup_days: tuple[str, ...]
    basis: tuple[str, ...]
    notes: tuple[str, ...]


def canonical_query(form: CalculationForm) -> str:
    """The question as one shareable query string, in the spelling of the interface."""
    pairs = [("rule", form.shown("rule")), ("from", form.shown("from"))]
    pairs += [("pause", f"{first}:{last}") for first, last in form.pairs()]
    pairs += [(name, value) for name in ("restart", "extend") if (value := form.shown(name))]
    return urlencode(pairs)


def question(form: CalculationForm, *, on: date) -> Question:
    """The form to show again, nothing lost."""
    code = form.shown("rule")
    rule = form.legal_rule or latest(code if code in CODES else DEFAULT_RULE)
    start, restart, extend = form.shown("from"), form.shown("restart"), form.shown("extend")
    pairs = (*form.pairs(), ("", ""))
    return Question(
        rule=rule,
        chapters=_chapters(on),
        start=start,
        kind=_input_kind(form, start, with_time=asks_for_time(rule)),
        pairs=pairs,
        restart=restart,
        restart_kind="text" if "restart" in form.errors else "date",
        extend=extend,
        more_open=len(pairs) > 1 or bool(restart or extend),
        errors={name or "all": str(messages[0]) for name, messages in form.errors.items()},
    )


def answer(form: CalculationForm) -> Answer:
    """The outcome of a valid form."""
    found = form.answer
    moment = found.due_at
    return Answer(
        verb=found.rule.verb,
        date_words=full_date(found.due),
        weekday_words=weekday(found.due),
        time_words=clock_time(moment) if moment else "",
        sentences=tuple(sentences(found, form.calendar)),
        makeup_days=tuple(makeup_days(found)),
        basis=_basis(form),
        notes=tuple(form.notes),
    )


def _input_kind(form: CalculationForm, typed: str, *, with_time: bool) -> str:
    cleaned = form.cleaned_data.get("from")
    wanted = "datetime-local" if with_time else "date"
    if not typed:
        return wanted
    fits = isinstance(cleaned, datetime) == with_time and cleaned is not None and "from" not in form.errors
    return wanted if fits else "text"


def _chapters(on: date) -> Chapters:
    return _grouped(tuple(selectors.rules_today(on)))


@lru_cache(maxsize=4)
def _grouped(rows: tuple[LegalRule, ...]) -> Chapters:
    """The same list on every page until a local limit changes a row."""
    order = list(Chapter)
    chapters = groupby(sorted(rows, key=lambda row: order.index(row.chapter)), key=lambda row: row.chapter)
    return tuple((chapter.value, tuple(map(_choice, group))) for chapter, group in chapters)


def _choice(row: LegalRule) -> Choice:
    return Choice(row.code, f"{row.title}（{row.length}）", row.anchor, asks_for_time(row))


_CIVIL_CODE = {
    Unit.HOUR: ("《民法典》第二百零一条第二款",),
    Unit.FIXED_DATE: (),
    Unit.WORKDAY: ("《民法典》第二百零一条、第二百零三条",),
    Unit.CALENDAR_DAY: ("《民法典》第二百零一条、第二百零三条",),
    Unit.MONTH: ("《民法典》第二百零一条至第二百零三条",),
    Unit.YEAR: ("《民法典》第二百零一条至第二百零三条",),
}


def _basis(form: CalculationForm) -> tuple[str, ...]:
    """The article of the limit, how periods are counted, and the holidays where they matter."""
    rule = form.answer.rule
    holidays = (_holidays(form),) if rule.unit is Unit.WORKDAY or rule.rolls else ()
    return (rule.article, *_CIVIL_CODE[rule.unit], *holidays)


def _holidays(form: CalculationForm) -> str:
    years = sorted({day.date.year for day in form.answer.days})
    known = [f"{year}年" for year in years if not form.calendar.is_provisional(date(year, 1, 1))]
    notices = f"国务院办公厅{'、'.join(known)}节假日通知" if known else "《全国年节及纪念日放假办法》"
    return f"放假安排依{notices}"
