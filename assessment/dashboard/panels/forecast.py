"""年底会得多少分: what is lost so far, and what the limits still running would cost at the rate kept until now."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Q

from assessment.dashboard.panels.peers import clocks
from assessment.dashboard.panels.shapes import Entry, Line, Listing, Panel, entries, number, said, within
from assessment.dashboard.selectors import SMALL
from assessment.measures import ledger
from assessment.measures.figures import Kept
from assessment.measures.scope import Scope, last_months
from assessment.problems.models import ProblemQuerySet
from assessment.problems.sources.clocks import FAMILIES
from assessment.scoring.selectors import board, counted
from assessment.standards.criteria import plain
from assessment.standards.marks import Marks, Score, score
from assessment.standards.selectors import in_force, marks_of
from portal import clock
from portal.accounts.models import Organ
from portal.deadlines.models import Deadline, DeadlineQuerySet

_FAMILY_OF = {rule: family for family, rules in FAMILIES.items() for rule in rules}
_ZERO = Decimal(0)
_AN_HOUR = 3600


@dataclass(frozen=True, slots=True)
class Ahead:
    """One organ. ``running`` limits end by the year's end, ``expected`` of them are missed at the rate of the last
    twelve months; ``cost`` and ``worst`` are the points these, and all of them, take off."""

    organ: Organ
    now: Score
    problems: int
    running: int
    expected: Decimal
    cost: Decimal
    worst: Decimal

    @property
    def projected(self) -> Decimal:
        return max(_ZERO, self.now.total - self.cost)


def ahead(scope: Scope) -> list[Ahead]:
    """Organs that are assessed, the lowest forecast first; empty without a standard in force."""
    year = _year(scope)
    standard = in_force(year)
    if standard is None:
        return []
    marks = marks_of(standard)
    shares, running = _shares(scope, marks), _coming_by_organ(scope, marks)
    found = dict(_problems(scope).order_by().values_list("organ").annotate(n=Count("pk")))
    rows = [
        _of(row.organ, row.score, found.get(row.organ.pk, 0), running.get(row.organ.pk, {}), shares, marks)
        for row in board(year, at=scope.at)
        if scope.has(row.organ.pk)
    ]
    return sorted(rows, key=lambda row: (row.projected, row.organ.position, row.organ.pk))


def coming(scope: Scope, marks: Marks) -> DeadlineQuerySet:
    """Limits that run, are not over, do not stand still, end this year, and would cost points."""
    ending = (
        _costly(marks).running().filter(waiting_since=None, due_at__gt=scope.at, due_on__lte=date(_year(scope), 12, 31))
    )
    return within(ending, scope).order_by("due_at", "pk")


def _costly(marks: Marks) -> DeadlineQuerySet:
    rules = [rule for rule, family in _FAMILY_OF.items() if family in marks.of_source]
    return Deadline.objects.filter(rule__in=rules, is_minimum=False)


def _year(scope: Scope) -> int:
    return clock.local(scope.at).year


def _problems(scope: Scope) -> ProblemQuerySet:
    return counted(_year(scope), scope.organ_ids, at=scope.at)


def _coming_by_organ(scope: Scope, marks: Marks) -> dict[int, dict[str, int]]:
    found: dict[int, dict[str, int]] = {}
    for organ, rule, count in coming(scope, marks).order_by().values_list("organ", "rule").annotate(n=Count("pk")):
        families = found.setdefault(organ, {})
        families[_FAMILY_OF[rule]] = families.get(_FAMILY_OF[rule], 0) + count
    return found


class _Shares:
    """The share missed of what ended: of the organ where enough of the family ended, else of the city, else of the
    city in all families together."""

    def __init__(self, kept: Mapping[tuple[int, str], Kept]) -> None:
        self.kept = kept
        self.city: dict[str, Kept] = {}
        for (_, family), each in kept.items():
            self.city[family] = self.city.get(family, Kept()) + each
        self.whole = sum(self.city.values(), Kept())

    def of(self, organ: int, family: str) -> Decimal:
        own = self.kept.get((organ, family), Kept())
        city = self.city.get(family, Kept())
        used = next((each for each in (own, city) if each.due >= SMALL), self.whole)
        return Decimal(used.late) / used.due if used.due else _ZERO


def _shares(scope: Scope, marks: Marks) -> _Shares:
    """Of the last twelve months, whatever the period; kept for an hour, for a year's rate moves slowly."""
    asked = f"{clock.local(scope.at).date()}|{sorted(marks.of_source)}"
    key = f"dashboard:shares:{sha256(asked.encode()).hexdigest()}"
    return _Shares(cache.get_or_set(key, lambda: _missed(scope, marks), _AN_HOUR) or {})


def _missed(scope: Scope, marks: Marks) -> dict[tuple[int, str], Kept]:
    """Organ and family → what ended in the whole city. One query."""
    rows = ledger.ended(_costly(marks), last_months(scope.at))
    kept: dict[tuple[int, str], Kept] = {}
    lines = rows.order_by().values_list("organ", "rule")
    for organ, rule, due, late in lines.annotate(due=Count("pk"), late=Count("pk", filter=Q(ledger.MISSED))):
        cell = organ, _FAMILY_OF[rule]
        kept[cell] = kept.get(cell, Kept()) + Kept(due, late)
    return kept


def _of(organ: Organ, now: Score, problems: int, running: Mapping[str, int], shares: _Shares, marks: Marks) -> Ahead:
    missed = {family: count * shares.of(organ.pk, family) for family, count in running.items()}
    by_rule: dict[str, Decimal] = {}
    every: Counter[str] = Counter()
    for family, count in running.items():
        rule = marks.of_source[family]
        by_rule[rule] = by_rule.get(rule, _ZERO) + missed[family]
        every[rule] += count
    expected = Counter({rule: int(each.quantize(Decimal(1), ROUND_HALF_UP)) for rule, each in by_rule.items()})
    cost, worst = _cost(now, expected, marks), _cost(now, every, marks)
    return Ahead(organ, now, problems, sum(running.values()), sum(missed.values(), _ZERO), cost, worst)


def _cost(now: Score, more: Counter[str], marks: Marks) -> Decimal:
    """What so many more problems take off, within the limits of each item."""
    found = Counter({each.rule.code: each.found for line in now.lines for each in line.deductions})
    return score(marks, found + more).lost - now.lost


def _lines(scope: Scope) -> list[Line]:
    return [
        Line(
            row.organ.short_name,
            (
                said(plain(row.now.total)),
                number(row.problems, f"problems.{row.organ.code}"),
                said(plain(row.now.lost)),
                number(row.running, f"coming.{row.organ.code}"),
                said(f"{row.expected:.1f}"),
                said(plain(row.cost)),
                said(plain(row.projected)),
                said(plain(max(_ZERO, row.now.total - row.worst))),
            ),
        )
        for row in ahead(scope)
    ]


def _behind(scope: Scope, key: str) -> Listing | None:
    what, _, code = key.partition(".")
    organ = Organ.objects.filter(code=code).first()
    if organ is None or not scope.has(organ.pk):
        return None
    own = scope.of(organ.pk)
    standard = in_force(_year(scope))
    if what == "coming" and standard is not None:
        heads = ("事项", "机关", "截止日", "办结日")
        return Listing(
            f"{organ.short_name}，年底前到期的", heads, coming(own, marks_of(standard)).select_related("organ"), clocks
        )
    if what == "problems":
        rows = _problems(own).order_by("-occurred_on", "-pk")
        return Listing(f"{organ.short_name}，{_year(scope)}年的问题", ("问题", "依据", "发生"), rows, _shown)
    return None


def _shown(page: Sequence[Any]) -> list[Entry]:
    return entries(page, lambda row: row.article, lambda row: row.occurred_on)


FORECAST = Panel(
    code="forecast",
    version=1,
    title="年底考评预计",
    definition="现在的分和问题按考评标准算。假定：还没有到期、12月31日以前到期、超期要扣分的期限，按这个机关近12个月同类期限没有按时的比例超期"
    f"（到期不足{SMALL}件的用全市的，全市也不足的用全市各类合计的，比例每小时算一次），每条规则的件数四舍五入，按每件的分值和每项的上限再扣；全部超期就是最低。停止计时的、还没有开始的事不估，"
    "人工检查会发现的问题不估，已经超期的每天自动登记为问题，在现在的分里。",
    article="本市政府信息公开考评规定",
    headings=(
        "机关",
        "现在",
        "问题（件）",
        "已扣",
        "年底前到期（件）",
        "按比例会超期",
        "预计再扣",
        "年底预计",
        "全部超期时",
    ),
    lines=_lines,
    behind=_behind,
    is_dear=True,
)
