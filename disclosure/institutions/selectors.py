"""Public enterprises and institutions by sector: their lists, what stands empty, and appeals in figures."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from disclosure.documents.models import Document
from disclosure.institutions.models import Appeal, UnitItem
from disclosure.institutions.states import ORDERED, AppealState
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Sector


@dataclass(frozen=True, slots=True)
class Line:
    """One item of a list and how many public documents its column holds."""

    item: UnitItem
    count: int


@dataclass(frozen=True, slots=True)
class UnitList:
    """A unit with its list. ``empty`` counts items under which nothing is published."""

    organ: Organ
    lines: Sequence[Line]

    @property
    def empty(self) -> int:
        return sum(not line.count for line in self.lines)


@dataclass(frozen=True, slots=True)
class SectorPart:
    """The units of one sector; there may be none yet."""

    sector: Sector
    units: Sequence[UnitList]


def units(on: date) -> list[Organ]:
    """Those that exist on that day. One query."""
    rows = Organ.objects.listed(on).filter(kind=OrganKind.PUBLIC_ENTERPRISE)
    return list(rows.select_related("parent", "parent__successor"))


def sectors(on: date) -> list[SectorPart]:
    """Every sector in the order of the rules (S0-9.1, S2-1.17, S3-2.4g). Three queries."""
    lists = _lists(units(on), on)
    return [SectorPart(sector, [each for each in lists if each.organ.sector == sector]) for sector in Sector]


def unit_list(organ: Organ, on: date) -> UnitList:
    """Two queries."""
    return _lists([organ], on)[0]


def _lists(organs: Sequence[Organ], on: date) -> list[UnitList]:
    items = UnitItem.objects.listed(on).filter(organ__in=organs).select_related("column").order_by("position", "pk")
    rows = list(items)
    held = Document.objects.public().filter(column__in={row.column_id for row in rows}).order_by().values("column")
    counts = {row["column"]: row["count"] for row in held.annotate(count=Count("pk"))}
    lines = [Line(row, counts.get(row.column_id, 0)) for row in rows]
    return [UnitList(organ, [line for line in lines if line.item.organ_id == organ.pk]) for organ in organs]


def competent_department(unit: Organ, on: date) -> Organ | None:
    """Who investigates an appeal about the unit: the organ above it, or the government where there is none."""
    if unit.parent is not None:
        return unit.parent.heir()
    return Organ.objects.active(on).filter(kind=OrganKind.GOVERNMENT).order_by("position", "pk").first()


@dataclass(frozen=True, slots=True)
class Figures:
    """Appeals of a year, as everybody reads them; they are neither reviews nor lawsuits."""

    received: int
    told: int
    ordered: int
    late: int


def figures(year: int) -> Figures:
    """One query."""
    rows = Appeal.objects.filter(received_at__year=year).order_by()
    told = Q(state=AppealState.TOLD)
    return Figures(
        **rows.aggregate(
            received=Count("pk"),
            told=Count("pk", filter=told),
            ordered=Count("pk", filter=told & Q(finding__in=ORDERED)),
            late=Count("pk", filter=told & Q(is_late=True)),
        )
    )
