"""考评标准: begun from last year's or the city's own text, changed as a draft, put in force by the leading group."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessment.standards.criteria import CRITERIA
from assessment.standards.fields import OWN, table_of, values_of
from assessment.standards.marks import Marks
from assessment.standards.models import Criterion, DeductionRule, Standard
from assessment.standards.selectors import marks_of
from assessment.standards.states import EDITORS, StandardState
from portal import clock
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.workflow import edit, move, touch

YEARS = (2008, 2100)
"""The Regulations came into force in 2008."""


@transaction.atomic
def open_year(*, year: int, basis: str, actor: Actor, at: datetime) -> Standard:
    """Begin the standard of ``year``: a copy of the newest there is, else the city's published text.

    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, EDITORS, None, doing="起草考评标准")
    if not YEARS[0] <= year <= YEARS[1]:
        raise InvalidInput({"year": f"年度应当在{YEARS[0]}到{YEARS[1]}之间"})
    older = Standard.objects.with_marks().filter(year__lt=year).first()
    own = {name: getattr(older, name) for name in OWN} if older else {}
    own |= checked({"basis": OWN["basis"]}, {"basis": basis})
    organ = site_organ(clock.local(at).date())
    if organ is None:
        raise DomainError("还没有登记牵头考评的机关（政务公开办所在的机关或者市政府）")
    standard = Standard(year=year, organ=organ, writer_id=actor.id, **own)
    try:
        with transaction.atomic():
            standard.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput({"year": f"{year}年已经有考评标准"}) from None
    _copy_rows(older, standard)
    after = {"year": year, "basis": standard.basis, "from": older.year if older else "考核评定标准"}
    record(act="open_year", subject=standard, actor=actor, at=at, after=after)
    return standard


@transaction.atomic
def revise(standard: Standard, *, basis: str, reason: str, actor: Actor, at: datetime) -> Standard:
    """Begin the next edition of a year that was approved: a copy, changed as a draft and approved like the first.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` (field ``reason``); ``StaleState`` when there is a newer
    edition already.
    """
    if why := no_revision(standard, actor):
        raise NotAllowed(why)
    words = reason.strip()
    if not words:
        raise DomainError("请写明为什么修订", field="reason")
    older = Standard.objects.with_marks().get(pk=standard.pk)
    own = {name: getattr(older, name) for name in OWN} | checked({"basis": OWN["basis"]}, {"basis": basis})
    made = Standard(year=older.year, edition=older.edition + 1, organ=older.organ, writer_id=actor.id, **own)
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise StaleState from None
    _copy_rows(older, made)
    after = {"year": made.year, "edition": made.edition, "basis": made.basis}
    record(act="revise", subject=made, actor=actor, at=at, after=after, reason=words)
    return made


def no_revision(standard: Standard, actor: Actor) -> str:
    """Why the actor may not begin a new edition."""
    if standard.state != StandardState.IN_FORCE:
        return "施行以后才谈得上修订。"
    if not any(actor.holds_anywhere(role) for role in EDITORS):
        return "考评标准由政务公开办起草。"
    of_the_year = Standard.objects.filter(year=standard.year)
    if of_the_year.filter(edition__gt=standard.edition).exists():
        return "新版已经在起草。"
    if of_the_year.judged().exists():
        return f"{standard.year}年已经有单位的成绩审定，同一年的单位按同一个标准考评。"
    return ""


def _copy_rows(older: Standard | None, standard: Standard) -> None:
    rows = older.criteria.all() if older else CRITERIA
    for row in rows:
        criterion = Criterion.objects.create(
            standard=standard,
            code=row.code,
            group=row.group,
            title=row.title,
            dimension=row.dimension,
            points=row.points,
        )
        rules = row.rules.all() if isinstance(row, Criterion) else row.rules
        DeductionRule.objects.bulk_create(
            DeductionRule(
                criterion=criterion,
                code=rule.code,
                title=rule.title,
                points=rule.points,
                at_most=rule.at_most,
                sources=list(rule.sources),
            )
            for rule in rules
        )


@transaction.atomic
def change_marks(standard: Standard, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Standard:
    """Change numbers of a draft; keys as in ``fields``. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if why := no_pen(standard, actor):
        raise NotAllowed(why)
    row = Standard.objects.with_marks().select_for_update(of=("self",)).get(pk=standard.pk)
    if row.state != StandardState.DRAFT or row.version != standard.version:
        raise StaleState
    clean, before = checked(table_of(row), values), values_of(row)
    _require_order(before | clean)
    changed = {name: value for name, value in clean.items() if before[name] != value}
    if not changed:
        return standard
    touch(standard, {name: changed[name] for name in OWN if name in changed} | {"writer_id": actor.id})
    for criterion in row.criteria.all():
        _save(criterion, {"points": f"max_{criterion.code}"}, changed)
        for rule in criterion.rules.all():
            _save(rule, {"points": f"points_{rule.code}", "at_most": f"most_{rule.code}"}, changed)
    was = {name: before[name] for name in changed}
    record(act="change_marks", subject=standard, actor=actor, at=at, before=was, after=changed)
    return standard


def _require_order(values: Mapping[str, Any]) -> None:
    faults = {}
    if values["excellent"] <= values["passing"]:
        faults["passing"] = "合格的最低分要低于优秀的最低分"
    if values["fraud_to"] < values["fraud_from"]:
        faults["fraud_to"] = "最多扣的分不能少于最少扣的分"
    if faults:
        raise InvalidInput(faults)


def _save(row: Criterion | DeductionRule, names: Mapping[str, str], changed: Mapping[str, Any]) -> None:
    new = {attribute: changed[name] for attribute, name in names.items() if name in changed}
    for attribute, value in new.items():
        setattr(row, attribute, value)
    if new:
        row.save(update_fields=list(new))


@transaction.atomic
def put_in_force(standard: Standard, *, actor: Actor, at: datetime) -> Standard:
    """From this moment the year is assessed by it. What was in force gives way, and whoever is still being assessed by
    it goes on by the new edition. Raises as ``portal.workflow.move`` does."""
    move(standard, "put_in_force", actor=actor, at=at, fields={"approved_by": actor.name, "approved_at": at})
    for older in Standard.objects.filter(year=standard.year, state=StandardState.IN_FORCE).exclude(pk=standard.pk):
        move(older, "give_way", actor=actor, at=at)
        for row in older.assessments.all():
            edit(row, {"standard": standard}, act="follow_edition", actor=actor, at=at)
    return standard


def no_pen(standard: Standard, actor: Actor) -> str:
    """Why the actor may not change the numbers."""
    if standard.state != StandardState.DRAFT:
        return "已经施行的标准不能再改，要改先修订出新版。"
    return "" if any(actor.holds_anywhere(role) for role in EDITORS) else "考评标准由政务公开办起草。"


def supposed(standard: Standard, values: Mapping[str, Any]) -> Marks:
    """The marks as they would be with other numbers; nothing is saved. Raises ``InvalidInput``."""
    clean = checked(table_of(standard), values)
    _require_order(values_of(standard) | clean)
    marks = marks_of(standard)
    criteria = tuple(
        replace(
            row,
            points=clean.get(f"max_{row.code}", row.points),
            rules=tuple(
                replace(
                    rule,
                    points=clean.get(f"points_{rule.code}", rule.points),
                    at_most=clean.get(f"most_{rule.code}", rule.at_most),
                )
                for rule in row.rules
            ),
        )
        for row in marks.criteria
    )
    own = {name: clean[name] for name in ("excellent", "passing", "may_exceed") if name in clean}
    return replace(marks, criteria=criteria, **own)
