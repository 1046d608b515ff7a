"""What the catalogue lacks: matters without a column, organs without a page, columns that stand still.

The rows a clerk sees in red (S0-1.5a, S0-1.5b, S1-3.2a, S1-3.3c; law.md E6).
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from disclosure.catalogue.column_templates import BY_CODE, STATUTORY, ColumnTemplate, items, templates_for
from disclosure.catalogue.models import Column, Guide
from disclosure.catalogue.states import ColumnType
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.deadlines import selectors as deadlines
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact
from portal.deadlines.legal_rules.terms import LegalRule

MAIN = ("guide", "rules", "statutory", "annual-report")
"""The four columns every organ's page begins with (law.md E1)."""

_FILLED_OTHERWISE = frozenset({ColumnType.GUIDE, ColumnType.RULES, ColumnType.INTERACTION, ColumnType.SERVICE})
"""Kinds whose pages are made of guides, regulations and services, not of documents in them."""

NAMED = 3
"""So many columns are named where a matter may stand in any of several."""

_PUBLIC = Q(documents__state="published", documents__attribute="active")


@dataclass(frozen=True, slots=True)
class UnmappedItem:
    """A matter that must be public and has no column in use; ``templates`` could carry it."""

    code: str
    templates: tuple[ColumnTemplate, ...]

    @property
    def basis(self) -> str:
        return self.templates[0].basis


@dataclass(frozen=True, slots=True)
class OrganGap:
    """An organ whose page is not complete."""

    organ: Organ
    missing: tuple[ColumnTemplate, ...]


@dataclass(frozen=True, slots=True)
class ColumnStanding:
    """A column with the day of its last publication and the day by which the next one is due."""

    column: Column
    last_on: date | None
    due_on: date | None

    @property
    def is_blank(self) -> bool:
        return self.last_on is None


def unmapped_items(*, on: date) -> list[UnmappedItem]:
    """Matters of law no organ of the city has a column for (S0-1.5a). Two queries."""
    organs = Organ.objects.listed(on)
    kinds = set(organs.order_by().values_list("kind", "sector"))
    used = set(_columns(on).exclude(template="").values_list("template", flat=True))
    return [
        UnmappedItem(code, templates)
        for code, templates in items().items()
        if _concerns_any(templates, kinds) and not used & {template.code for template in templates}
    ]


def _concerns_any(templates: Sequence[ColumnTemplate], organs: Collection[tuple[str, str]]) -> bool:
    return any(template.fits(kind, sector) for template in templates for kind, sector in organs)


def _columns(on: date) -> "QuerySet[Column]":
    return Column.objects.filter(is_active=True, organ__in=Organ.objects.active(on))


@dataclass(frozen=True, slots=True)
class ItemCoverage:
    """One matter with how many organs must make it public, have a column for it, and have something in that column."""

    code: str
    templates: tuple[ColumnTemplate, ...]
    organs: int
    columns: tuple[Column, ...]
    filled: int

    @property
    def name(self) -> str:
        """The columns that can carry it; of many the first few."""
        names = [template.name for template in self.templates]
        return "、".join(names[:NAMED]) + ("等" if len(names) > NAMED else "")

    @property
    def basis(self) -> str:
        return self.templates[0].basis

    @property
    def tone(self) -> str:
        """Red without a column, amber with columns nobody fills (S0-11.3)."""
        return "bad" if not self.columns else "ok" if self.filled else "warn"


def item_coverage(*, on: date) -> list[ItemCoverage]:
    """Every matter that concerns an organ of the city, in the order of the law. Two queries."""
    organs = list(Organ.objects.listed(on).values_list("kind", "sector"))
    standing = _columns(on).exclude(template="").annotate(public=Count("documents", filter=_PUBLIC))
    by_template: dict[str, list[Any]] = {}
    for column in standing.select_related("organ").order_by("organ__position", "organ"):
        by_template.setdefault(column.template, []).append(column)
    found = []
    for templates, code in matters().items():
        concerned = sum(_concerns_any(templates, [organ]) for organ in organs)
        columns = tuple(column for template in templates for column in by_template.get(template.code, ()))
        filled = sum(column.public > 0 or _is_filled_otherwise(column) for column in columns)
        if concerned:
            found.append(ItemCoverage(code, templates, concerned, columns, filled))
    return found


def matters() -> dict[tuple[ColumnTemplate, ...], str]:
    """Each set of columns that can carry something once, with the first item it stands for: several rules ask for the
    same matter."""
    found: dict[tuple[ColumnTemplate, ...], str] = {}
    for code, templates in items().items():
        found.setdefault(templates, code)
    return found


def _is_filled_otherwise(column: Column) -> bool:
    """Columns made of guides, regulations or services, and the one that only holds the others."""
    return column.kind in _FILLED_OTHERWISE or column.template == STATUTORY


def organs_without_page(*, on: date) -> list[OrganGap]:
    """Organs that lack one of the four main columns of their own page (S0-1.5b). Two queries."""
    standing: dict[int, set[str]] = {}
    for organ_id, template in _columns(on).filter(template__in=MAIN).values_list("organ_id", "template"):
        standing.setdefault(organ_id, set()).add(template)
    gaps = []
    for organ in Organ.objects.listed(on).exclude(kind=OrganKind.PUBLIC_ENTERPRISE):
        wanted = {template.code for template in templates_for(organ.kind)} & set(MAIN)
        missing = wanted - standing.get(organ.pk, set())
        if missing:
            gaps.append(OrganGap(organ, tuple(BY_CODE[code] for code in MAIN if code in missing)))
    return gaps


class DueDays:
    """Days by which something new is due, with the calendar and each rule read once."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._calendar = deadlines.calendar()
        self._rules: dict[str, LegalRule] = {}

    def after(self, code: str, last: date) -> date:
        """The last day for something new after ``last``, by the limit that holds today."""
        if code not in self._rules:
            self._rules[code] = deadlines.rule(code, on=self._on)
        return compute(self._rules[code], [Fact(EventKind.OPENED, last)], self._calendar, on=last).due


def standing_columns(*, on: date) -> list[ColumnStanding]:
    """Columns in use that are blank, or stood still longer than their rule allows, the most overdue first.

    The number of queries does not grow with the columns.
    """
    due_days, found = DueDays(on), []
    for column in _watched_columns(on):
        last: date | None = column.last_on
        if last is None:
            # A column that only holds other columns is not blank: what stands below it is looked at by itself.
            if not column.below and column.kind not in _FILLED_OTHERWISE:
                found.append(ColumnStanding(column, None, None))
        elif column.update_rule and (due := due_days.after(column.update_rule, last)) < on:
            found.append(ColumnStanding(column, last, due))
    return found


def due_columns(*, on: date) -> list[ColumnStanding]:
    """Columns with an update rule that are still in time, with the day something new is due."""
    due_days = DueDays(on)
    rows = [column for column in _watched_columns(on) if column.update_rule and column.last_on is not None]
    found = [ColumnStanding(row, row.last_on, due_days.after(row.update_rule, row.last_on)) for row in rows]
    return [row for row in found if row.due_on is not None and row.due_on >= on]


def _watched_columns(on: date) -> "QuerySet[Any]":
    return (
        _columns(on)
        .annotate(last_on=TruncDate(Max("documents__published_at", filter=_PUBLIC), tzinfo=clock.SHANGHAI))
        .annotate(below=Count("children"))
        .select_related("organ")
        .order_by(F("last_on").asc(nulls_first=True), "position", "pk")
    )


@dataclass(frozen=True, slots=True)
class TemplateDifference:
    """A statutory column that is not what the city's common catalogue says; ``faults`` in words."""

    column: Column
    faults: tuple[str, ...]


def unlike_template(*, on: date) -> tuple[int, list[TemplateDifference]]:
    """How many columns stand for a row of the common catalogue, and those that differ from it (S1-3.1a). One query."""
    columns = Column.objects.exclude(template="").filter(organ__in=Organ.objects.active(on))
    rows = list(columns.select_related("organ", "parent").order_by("organ__position", "position", "pk"))
    differences = [(row, _template_faults(row)) for row in rows]
    return len(rows), [TemplateDifference(row, faults) for row, faults in differences if faults]


def _template_faults(column: Column) -> tuple[str, ...]:
    template = BY_CODE.get(column.template)
    if template is None:
        return ("统一目录里已经没有这个栏目",)
    under = column.parent.template if column.parent else ""
    place = f"应当放在“{BY_CODE[template.under].name}”下面" if template.under else "应当是一级栏目"
    faults = {
        "这是法定栏目，现在停用了": not column.is_active,
        f"名称应当是“{template.name}”": column.name != template.name,
        place: under != template.under,
        "更新要求低于统一目录": bool(template.update_rule) and column.update_rule != template.update_rule,
    }
    return tuple(words for words, wrong in faults.items() if wrong)


def guides_out_of_step(*, on: date) -> list[tuple[Organ, list[str]]]:
    """Organs whose guide is missing or says another address, telephone or hours than the register of organs."""
    guides = {guide.organ_id: guide for guide in Guide.objects.in_force(on)}
    found = []
    for organ in Organ.objects.listed(on).exclude(kind=OrganKind.PUBLIC_ENTERPRISE):
        wrong = _differences(organ, guides.get(organ.pk))
        if wrong:
            found.append((organ, wrong))
    return found


def _differences(organ: Organ, guide: Guide | None) -> list[str]:
    if guide is None:
        return ["还没有公开指南"]
    labels = {"address": "办公地址", "phone": "联系电话", "hours": "办公时间"}
    return [
        f"{label}和机关登记的不一致"
        for name, label in labels.items()
        if getattr(organ, name) and getattr(organ, name) != getattr(guide, name)
    ]
