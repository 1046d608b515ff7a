"""What is registered, what is owed, and what may be cited as evidence."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlencode

from django.db.models import Count, QuerySet
from django.urls import reverse

from disclosure.registers import kinds
from disclosure.registers.kinds import RegisterKind
from disclosure.registers.kinds.terms import FILERS
from disclosure.registers.models import RegisterEntry, RegisterEntryQuerySet
from disclosure.registers.periods import STANDING, Period, period_of, periods_in
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.accounts.states import Role
from portal.actors import Actor


@dataclass(frozen=True, slots=True)
class Evidence:
    """What an organ registered under one kind in one year. ``url`` is the staff page that shows just these."""

    kind: RegisterKind
    organ: Organ
    year: int
    entries: Sequence[RegisterEntry]
    url: str

    @property
    def count(self) -> int:
        return len(self.entries)


def evidence(kind: str, organ: Organ, year: int) -> Evidence:
    """For assessments to cite: entries of that year, or what stood on some day of it. One query.

    Raises ``KeyError`` for a kind nobody knows.
    """
    row = kinds.BY_CODE[kind]
    found = of_year(RegisterEntry.objects.standing().filter(kind=kind, organ=organ), row, year)
    return Evidence(row, organ, year, list(found.select_related("organ")), evidence_url(kind, organ, year))


def evidence_for(duty: str, organ: Organ, year: int) -> list[Evidence]:
    """The same for every register that serves a duty, such as S2-11.C3. One query a register."""
    return [evidence(row.code, organ, year) for row in kinds.serving(duty)]


def of_year(entries: RegisterEntryQuerySet, kind: RegisterKind, year: int) -> RegisterEntryQuerySet:
    """Those of one kind that happened in the year, or stood on some day of it."""
    first, last = date(year, 1, 1), date(year, 12, 31)
    return entries.in_force(first, last) if kind.is_standing else entries.filter(happened_on__range=(first, last))


def evidence_url(kind: str, organ: Organ, year: int) -> str:
    """The address stays the same whatever is registered later."""
    asked = urlencode({"kind": kind, "organ__id__exact": organ.pk, "year": year})
    return f"{reverse('admin:disclosure_registerentry_changelist')}?{asked}"


# --- what is owed -----------------------------------------------------------------------------------


def owed_kinds(organ: Organ, *, office: Organ | None) -> list[RegisterKind]:
    """The registers that organ must keep; ``office`` is the organ that keeps those of the whole city."""
    is_office = office is not None and organ.pk == office.pk
    return [
        row
        for row in kinds.BY_CODE.values()
        if (row.is_owed and is_office if row.by_office else organ.kind in row.owed_by)
    ]


@dataclass(frozen=True, slots=True)
class Filed:
    """What stands registered: (organ, kind, period); of what stands until it is ended, that which does on the day."""

    places: frozenset[tuple[int, str, str]]

    def lacks(self, organ: Organ, kind: RegisterKind, period: Period | None) -> bool:
        return (organ.pk, kind.code, period.code if period else STANDING) not in self.places


def filed(organs: Iterable[Organ], *, on: date) -> Filed:
    """Two queries, however many organs."""
    rows = RegisterEntry.objects.standing().filter(organ__in=[organ.pk for organ in organs]).order_by()
    by_period = rows.exclude(period="").values_list("organ_id", "kind", "period")
    lasting = rows.filter(period="").in_force(on, on).values_list("organ_id", "kind", "period")
    return Filed(frozenset([*by_period.distinct(), *lasting.distinct()]))


def keepers(on: date) -> list[Organ]:
    """Organs that owe any register on that day. One query."""
    owing = {kind for row in kinds.BY_CODE.values() for kind in row.owed_by}
    office = site_organ(on)
    found = list(Organ.objects.listed(on).filter(kind__in=owing))
    return found if office is None or office in found else [office, *found]


@dataclass(frozen=True, slots=True)
class Cell:
    """One period of one organ. ``owed`` is false where the organ need not register then."""

    label: str
    is_filed: bool
    owed: bool
    is_over: bool


@dataclass(frozen=True, slots=True)
class Line:
    organ: Organ
    cells: Sequence[Cell]

    @property
    def missing(self) -> int:
        return sum(cell.owed and not cell.is_filed for cell in self.cells)


@dataclass(frozen=True, slots=True)
class Gaps:
    """One register of one year: who registered what, period by period."""

    kind: RegisterKind
    year: int
    lines: Sequence[Line]

    @property
    def missing(self) -> int:
        return sum(line.missing for line in self.lines)

    @property
    def owing(self) -> int:
        """How many organs lack something."""
        return sum(bool(line.missing) for line in self.lines)


def gaps(year: int, *, on: date, organs: Sequence[Organ], office: Organ | None) -> list[Gaps]:
    """Every register somebody owes, with its holes, the holes first. Two queries."""
    day = min(on, date(year, 12, 31))
    standing, now = filed(organs, on=day), "现在" if year == on.year else "年底"
    found = []
    for row in kinds.BY_CODE.values():
        owing = [organ for organ in organs if row in owed_kinds(organ, office=office)]
        if not owing:
            continue
        periods: list[Period | None] = [None] if row.is_standing else [*periods_in(row.rhythm, year, until=on)]
        found.append(Gaps(row, year, [Line(organ, _cells(organ, row, periods, standing, on, now)) for organ in owing]))
    return sorted(found, key=lambda each: -each.owing)


def _cells(
    organ: Organ, row: RegisterKind, periods: Sequence[Period | None], standing: Filed, on: date, now: str
) -> list[Cell]:
    """``now`` is what the cell of a register without periods is called."""
    return [
        Cell(
            label=period.label if period else now,
            is_filed=not standing.lacks(organ, row, period),
            owed=period is None or organ.active_from <= period.last,
            is_over=period is None or period.last < on,
        )
        for period in periods
    ]


@dataclass(frozen=True, slots=True)
class Desk:
    """One register as its keeper finds it: how many entries, and what is open for the present period."""

    kind: RegisterKind
    count: int
    lacking: str
    may_file: bool


def filing_organs(kind: RegisterKind, actor: Actor, *, on: date, office: Organ | None) -> "QuerySet[Organ]":
    """The organs for which the actor may register something of that kind."""
    organs = Organ.objects.active(on).order_by("position", "pk")
    if kind.by_office and office is not None:
        organs = organs.filter(pk=office.pk)
        if actor.holds_anywhere(Role.OVERSIGHT):
            return organs
    else:
        organs = organs.filter(kind__in=kind.organs)
    return organs.filter(pk__in={organ for role in FILERS for organ in actor.organ_ids(role)})


def desk(actor: Actor, *, on: date, office: Organ | None) -> list[tuple[str, list[Desk]]]:
    """All registers by chapter for one person: what may be filed, what the person's organs lack. Six queries."""
    seen = RegisterEntry.objects.standing().visible_to(actor).order_by()
    counts = dict(seen.values_list("kind").annotate(rows=Count("pk")))
    organs = [organ for organ in keepers(on) if organ.pk in actor.organ_ids()]
    standing = filed(organs, on=on)
    own = Organ.objects.active(on).filter(pk__in={organ for role in FILERS for organ in actor.organ_ids(role)})
    of_kinds, of_office = {organ.kind for organ in own}, office is not None and office in own
    shown = []
    for group, rows in kinds.grouped().items():
        desks = []
        for row in rows:
            may = bool(of_kinds & set(row.organs))
            if row.by_office and office is not None:
                may = of_office or actor.holds_anywhere(Role.OVERSIGHT)
            lacking = _lacking(row, organs, office, standing, on)
            desks.append(Desk(row, counts.get(row.code, 0), lacking, may))
        shown.append((group.value, desks))
    return shown


def _lacking(row: RegisterKind, organs: Sequence[Organ], office: Organ | None, standing: Filed, on: date) -> str:
    """What is open for the present period, in words; empty for nothing."""
    period = period_of(row.rhythm, on)
    owing = [organ for organ in organs if row in owed_kinds(organ, office=office)]
    names = [organ.short_name for organ in owing if standing.lacks(organ, row, period)]
    several = f"：{'、'.join(names)}" if len(organs) > 1 else ""
    return f"{period.label if period else '现在'}还没有登记{several}" if names else ""


# --- what the public reads --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shelf:
    """One register on the public index."""

    kind: RegisterKind
    count: int


def shelves(on: date) -> list[Shelf]:
    """The public registers that have something in them. One query."""
    rows = RegisterEntry.objects.public(on).filter(kind__in=kinds.public_codes()).order_by()
    counts = dict(rows.values_list("kind").annotate(rows=Count("pk")))
    return [Shelf(kinds.BY_CODE[code], counts[code]) for code in kinds.public_codes() if code in counts]


def shown(kind: RegisterKind, on: date) -> RegisterEntryQuerySet:
    """Places by organ, what happened the newest first."""
    rows = RegisterEntry.objects.public(on).filter(kind=kind.code).select_related("organ")
    order = ("organ__position", "organ", "happened_on", "pk") if kind.is_standing else ("-happened_on", "-pk")
    return rows.order_by(*order)
