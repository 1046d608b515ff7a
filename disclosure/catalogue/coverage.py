"""What the catalogue lacks: matters without a column, organs without a page, columns that stand still.

The rows a clerk sees in red (S0-1.5a, S0-1.5b, S1-3.2a, S1-3.3c; law.md E6).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, Q, QuerySet
from django.db.models.functions import TruncDate

from disclosure.catalogue.column_templates import BY_CODE, ColumnTemplate, items, templates_for
from disclosure.catalogue.models import Column, Guide
from disclosure.catalogue.states import ColumnType
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.deadlines import selectors as deadlines
from portal.deadlines.arithmetic import compute
from portal.deadlines.course import EventKind, Fact

MAIN = ("guide", "rules", "statutory", "annual-report")
"""The four columns every organ's page begins with (law.md E1)."""

_FILLED_OTHERWISE = frozenset({ColumnType.GUIDE, ColumnType.RULES, ColumnType.INTERACTION, ColumnType.SERVICE})
"""Kinds whose pages are made of guides, regulations and services, not of documents in them."""

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
    kinds = set(organs.order_by().values_list("kind", flat=True))
    used = set(_columns(on).exclude(template="").values_list("template", flat=True))
    return [
        UnmappedItem(code, templates)
        for code, templates in items().items()
        if kinds & _organs_of(templates) and not used & {template.code for template in templates}
    ]


def _organs_of(templates: Sequence[ColumnTemplate]) -> set[str]:
    return {kind.value for template in templates for kind in template.organs}


def _columns(on: date) -> "QuerySet[Column]":
    return Column.objects.filter(is_active=True, organ__in=Organ.objects.active(on))


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


def standing_columns(*, on: date) -> list[ColumnStanding]:
    """Columns in use that are blank, or stood still longer than their rule allows, the most overdue first."""
    rows = (
        _columns(on)
        .annotate(last_on=TruncDate(Max("documents__published_at", filter=_PUBLIC), tzinfo=clock.SHANGHAI))
        .annotate(below=Count("children"))
        .select_related("organ")
        .order_by(F("last_on").asc(nulls_first=True), "position", "pk")
    )
    found = []
    for column in rows:
        last: date | None = column.last_on
        if last is None:
            # A column that only holds other columns is not blank: what stands below it is looked at by itself.
            if not column.below and column.kind not in _FILLED_OTHERWISE:
                found.append(ColumnStanding(column, None, None))
        elif column.update_rule and (due := due_after(column.update_rule, last)) < on:
            found.append(ColumnStanding(column, last, due))
    return found


def due_after(update_rule: str, last: date) -> date:
    """The last day by which a column must have something new after ``last``."""
    rule = deadlines.rule(update_rule, on=last)
    return compute(rule, [Fact(EventKind.OPENED, last)], deadlines.calendar(), on=last).due


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
