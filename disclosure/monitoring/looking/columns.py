"""What is wrong with the catalogue: what stands still, what is empty, what has no place."""

from datetime import date

from django.db.models import Max

from disclosure.catalogue import coverage
from disclosure.catalogue.coverage import ColumnStanding
from disclosure.catalogue.models import Column
from disclosure.catalogue.states import UpdateRule
from disclosure.documents.models import Document
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from portal import clock
from portal.accounts.models import Organ
from portal.deadlines import selectors as deadlines

HOME_RULE = "HOME_PAGE_UPDATE"


def stale_home(round_: Round) -> Look:
    """The home page shows the newest documents of all organs: without a new one it stands still."""
    newest = Document.objects.public().aggregate(at=Max("published_at"))["at"]
    last = clock.local(newest).date() if newest else None
    due = coverage.DueDays(round_.on).after(HOME_RULE, last) if last else None
    if due is not None and due >= round_.on:
        return Look(1, [])
    evidence = {"last_on": _iso(last), "due_on": _iso(due)}
    return Look(1, [Seen("/", "首页", round_.site_organ.pk, "/", evidence)])


def stale_news(round_: Round) -> Look:
    return _stale(round_, (UpdateRule.NEWS,))


def stale_policy(round_: Round) -> Look:
    return _stale(round_, (UpdateRule.POLICY,))


def stale_others(round_: Round) -> Look:
    return _stale(round_, tuple(rule for rule in UpdateRule if rule not in {UpdateRule.NEWS, UpdateRule.POLICY}))


def _stale(round_: Round, rules: tuple[UpdateRule, ...]) -> Look:
    watched = Column.objects.filter(is_active=True, update_rule__in=rules).count()
    standing = [row for row in _standing(round_) if not row.is_blank and row.column.update_rule in rules]
    return Look(watched, [_of_column(row) for row in standing])


def blank(round_: Round) -> Look:
    found = [_of_column(row) for row in _standing(round_) if row.is_blank]
    return Look(Column.objects.filter(is_active=True).count(), found)


def _standing(round_: Round) -> list[ColumnStanding]:
    return coverage.standing_columns(on=round_.on)


def _of_column(row: ColumnStanding) -> Seen:
    column = row.column
    evidence = {"last_on": _iso(row.last_on), "due_on": _iso(row.due_on), "rule": column.update_rule}
    return Seen(
        column.code,
        f"{column.organ.short_name}“{column.name}”",
        column.organ.heir().pk,
        f"/columns/{column.code}/",
        {name: value for name, value in evidence.items() if value},
    )


def items_without_column(round_: Round) -> Look:
    """Several items of one matter are one fault: one column mends them all."""
    matters = coverage.matters()

    seen = [
        Seen(
            item.code,
            f"{item.templates[0].name}（{item.basis}）",
            round_.site_organ.pk,
            "",
            {"columns": [template.name for template in item.templates], "basis": item.basis},
        )
        for item in coverage.unmapped_items(on=round_.on)
        if matters[item.templates] == item.code
    ]
    return Look(len(matters), seen)


def organs_without_page(round_: Round) -> Look:
    seen = [
        _of_organ(gap.organ, {"columns": [template.name for template in gap.missing]})
        for gap in coverage.organs_without_page(on=round_.on)
    ]
    return Look(Organ.objects.listed(round_.on).count(), seen)


def guides_out_of_step(round_: Round) -> Look:
    seen = [_of_organ(organ, {"faults": wrong}) for organ, wrong in coverage.guides_out_of_step(on=round_.on)]
    return Look(Organ.objects.listed(round_.on).count(), seen)


def unlike_template(round_: Round) -> Look:
    looked, differences = coverage.unlike_template(on=round_.on)
    seen = [
        Seen(
            row.column.code,
            f"{row.column.organ.short_name}“{row.column.name}”",
            row.column.organ.heir().pk,
            f"/columns/{row.column.code}/" if row.column.is_active else "",
            {"faults": list(row.faults)},
        )
        for row in differences
    ]
    return Look(looked, seen)


def _of_organ(organ: Organ, evidence: dict[str, object]) -> Seen:
    return Seen(organ.code, organ.name, organ.pk, f"/organs/{organ.code}/", evidence)


def _iso(day: date | None) -> str:
    return day.isoformat() if day else ""


def soon_stale(on: date) -> list[tuple[ColumnStanding, int]]:
    """Columns that must have something new within the rule's longest warning, with the warning that has come."""
    warnings = {rule: deadlines.rule(rule, on=on).warnings for rule in UpdateRule}
    found = []
    for row in coverage.due_columns(on=on):
        left = (row.due_on - on).days if row.due_on else -1
        come = [days for days in warnings[UpdateRule(row.column.update_rule)] if 0 <= left <= days]
        if come:
            found.append((row, min(come)))
    return found
