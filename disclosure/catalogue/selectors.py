"""What the public pages read about columns, organs, guides and rules. No query grows with the number of rows."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Count, Max

from disclosure.catalogue.column_templates import TEMPLATES, ColumnTemplate, templates_for
from disclosure.catalogue.models import Column, Guide, Regulation
from disclosure.catalogue.states import ColumnType, RegulationSubject
from disclosure.documents.models import Document, DocumentQuerySet
from disclosure.documents.selectors import cards
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.selectors import in_charge
from portal.accounts.states import OrganKind, Role
from portal.deadlines import legal_rules
from portal.deadlines.legal_rules.terms import LegalRule

_KIND_ORDER = (
    OrganKind.GOVERNMENT,
    OrganKind.DEPARTMENT,
    OrganKind.AFFILIATED,
    OrganKind.AUTHORIZED,
    OrganKind.COORDINATING,
    OrganKind.TOWNSHIP,
    OrganKind.SUBDISTRICT,
    OrganKind.PUBLIC_ENTERPRISE,
)
_ELEMENTS = (("机构设置", "art20-02"), ("办事程序", "art20-05"), ("举报办法", "local-complaints"))
"""What an organ must tell about itself in texts, and the template of the column that carries each."""


@dataclass(slots=True)
class Branch:
    """One column of the tree with what hangs below it; ``count`` is of the column itself."""

    column: Column
    count: int
    newest_on: date | None
    children: list["Branch"] = field(default_factory=list)

    @property
    def total(self) -> int:
        """Documents in the column and in all columns below it."""
        return self.count + sum(child.total for child in self.children)


@dataclass(frozen=True, slots=True)
class StatutoryMatter:
    """One matter the law wants public, with the columns of all organs that carry it."""

    name: str
    description: str
    branches: Sequence[Branch]

    @property
    def total(self) -> int:
        return sum(branch.total for branch in self.branches)


@dataclass(frozen=True, slots=True)
class OrganPage:
    """What an organ tells about itself (S2-1.8.1): who leads it, how to reach it, where its columns are."""

    organ: Organ
    abolished: bool
    guide: Guide | None
    leaders: Sequence[tuple[Role, str]]
    branches: Sequence[Branch]
    elements: Sequence[tuple[str, Branch | None]]


@dataclass(frozen=True, slots=True)
class DirectoryRow:
    """One matter the organ must make public: by which rule, within which time, in which column. ``branch`` is empty
    where the organ has no column for it."""

    template: ColumnTemplate
    limit: LegalRule
    branch: Branch | None


@dataclass(frozen=True, slots=True)
class OrganGroup:
    """Organs of one kind."""

    name: str
    organs: Sequence[Organ]


@dataclass(frozen=True, slots=True)
class SubjectRules:
    """The rules in force on one subject."""

    name: str
    rules: Sequence[Regulation]


def column_forest(columns: Iterable[Column]) -> list[Branch]:
    """The given columns as trees, with counts of public documents. One query besides the columns' own."""
    held = Document.objects.public().values("column").annotate(count=Count("pk"), newest=Max("published_at")).order_by()
    counts = {row["column"]: (row["count"], row["newest"]) for row in held}
    branches: dict[int, Branch] = {}
    for column in columns:
        count, newest = counts.get(column.pk, (0, None))
        branches[column.pk] = Branch(column, count, newest.date() if newest else None)
    roots: list[Branch] = []
    for branch in branches.values():
        parent = branches.get(branch.column.parent_id or 0)
        (parent.children if parent else roots).append(branch)
    return roots


def organ_page(organ: Organ, *, on: date) -> OrganPage:
    """The organ as it stands on that day; the same number of queries for every organ."""
    branches = column_forest(organ.columns.filter(is_active=True))
    below = [*branches, *(child for branch in branches for child in branch.children)]
    by_template = {branch.column.template: branch for branch in below}
    elements = [(name, by_template.get(template)) for name, template in _ELEMENTS]
    guide = organ.guides.current(on).first()
    return OrganPage(organ, not organ.is_active(on), guide, in_charge(organ, on=on), branches, elements)


def statutory_columns(on: date) -> list[tuple[Organ, list[Branch]]]:
    """法定主动公开内容 of every organ that exists on that day: the whole index. Three queries."""
    return _by_organ(_statutory_branches(on))


def columns_by_organ() -> list[tuple[Organ, list[Branch]]]:
    """Every column in use as trees, organ by organ. Two queries."""
    return _by_organ(column_forest(Column.objects.filter(is_active=True).select_related("organ")))


def _by_organ(branches: Iterable[Branch]) -> list[tuple[Organ, list[Branch]]]:
    found: dict[Organ, list[Branch]] = {}
    for branch in branches:
        found.setdefault(branch.column.organ, []).append(branch)
    return sorted(found.items(), key=lambda row: (row[0].position, row[0].pk))


def statutory_matters(on: date) -> list[StatutoryMatter]:
    """The same index by matter, in the order of the law; an organ's own columns come last. Three queries."""
    by_name: dict[str, list[Branch]] = {}
    for branch in _statutory_branches(on):
        by_name.setdefault(branch.column.name, []).append(branch)
    in_law = {template.name: place for place, template in enumerate(TEMPLATES)}
    matters = [StatutoryMatter(name, rows[0].column.description, rows) for name, rows in by_name.items()]
    return sorted(matters, key=lambda matter: (in_law.get(matter.name, len(in_law)), matter.name))


def _statutory_branches(on: date) -> list[Branch]:
    columns = Column.objects.filter(is_active=True, kind=ColumnType.STATUTORY, organ__in=Organ.objects.listed(on))
    forest = column_forest(columns.select_related("organ").order_by("organ__position", "organ", "position", "pk"))
    return [branch for root in forest for branch in root.children or [root]]


def columns_below(column: Column) -> Any:
    """Keys of the column and of the two levels below it, as a subquery."""
    places = Column.objects.filter(pk=column.pk) | Column.objects.filter(parent=column)
    return (places | Column.objects.filter(parent__parent=column)).values("pk")


def documents_in(column: Column) -> DocumentQuerySet:
    """Public documents of the column and of the two levels below it, newest first."""
    return cards(Document.objects.public().filter(column__in=columns_below(column)))


def organ_groups(on: date) -> list[OrganGroup]:
    """Organs by kind, the city first, then its departments, then towns and streets. One query."""
    organs = list(Organ.objects.listed(on))
    groups = [OrganGroup(kind.label, [organ for organ in organs if organ.kind == kind]) for kind in _KIND_ORDER]
    return [group for group in groups if group.organs]


_CITY_LIMITS = {"annual-report": "ANNUAL_REPORT_CITY"}
"""Where the city's own limit is not that of its departments (Regulations art. 49)."""


def directory(organ: Organ, *, on: date) -> list[DirectoryRow]:
    """主动公开基本目录 of one organ, in the order of the table. Two queries."""
    branches = column_forest(organ.columns.filter(is_active=True))
    below = [*branches, *(child for branch in branches for child in branch.children)]
    held = {branch.column.template: branch for branch in below if branch.column.template}
    special = _CITY_LIMITS if organ.kind == OrganKind.GOVERNMENT else {}
    return [
        DirectoryRow(
            template, legal_rules.rule(special.get(template.code, template.limit), on=on), held.get(template.code)
        )
        for template in templates_for(organ.kind, organ.sector)
    ]


def guides_in_force(on: date) -> Sequence[Guide]:
    """The guide of every organ that exists on that day, by the order of organs. One query."""
    listed = Organ.objects.listed(on).order_by()
    guides = Guide.objects.in_force(on).filter(organ__in=listed).select_related("organ")
    return list(guides.order_by("organ__position", "organ"))


def rules_by_subject(on: date) -> list[SubjectRules]:
    """公开制度 in force, by subject (S1-2.a–h). One query."""
    rules = list(Regulation.objects.in_force(on).select_related("organ", "document"))
    groups = [
        SubjectRules(subject.label, [rule for rule in rules if rule.subject == subject])
        for subject in RegulationSubject
    ]
    return [group for group in groups if group.rules]


def annual_reports() -> DocumentQuerySet:
    """Annual reports of all organs and years."""
    return cards(Document.objects.public().filter(column__kind=ColumnType.ANNUAL_REPORT))


def catalogue(*, organ: str = "", year: str = "") -> DocumentQuerySet:
    """公开目录 (Regulations art. 12: index, name, summary, date), generated from what is public."""
    rows = Document.objects.public()
    if organ:
        rows = rows.filter(organ__code=organ)
    if year.isdecimal() and len(year) == 4:
        rows = rows.filter(formed_on__year=int(year))
    return cards(rows)


def public_count() -> int:
    return Document.objects.public().count()


def published_since(day: date) -> int:
    """Published here since that day; imported history is not counted."""
    return Document.objects.public().filter(import_source="", published_at__gte=clock.start_of_day(day)).count()
