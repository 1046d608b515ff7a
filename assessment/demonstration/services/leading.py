"""The year's programme: drafted, issued, and what counties still owe it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction

from assessment.demonstration.fields import PROGRAMME
from assessment.demonstration.models import Programme
from assessment.demonstration.selectors import Owed, applicants, owed
from assessment.demonstration.services.words import tell_about
from assessment.demonstration.states import DRAFTERS, OFFICE, SUBMITTERS, ProgrammeState
from portal import clock
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_among, recipients_of
from portal.workflow import move

URGED_BEFORE = timedelta(days=10)
"""How long before the last day a county that put forward too few is told; the office is told for as long after it."""


@transaction.atomic
def draft_programme(*, year: int, values: Mapping[str, Any], actor: Actor, at: datetime) -> Programme:
    """The programme of a year, once. ``values`` has the keys of ``fields.PROGRAMME``.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` without a government.
    """
    require(actor, DRAFTERS, None, doing="起草示范创建方案")
    clean = _in_order(checked(PROGRAMME, values))
    if Programme.objects.filter(year=year).exists():
        raise InvalidInput({"year": f"{year}年的方案已经有了"})
    leader = site_organ(clock.local(at).date())
    if leader is None:
        raise DomainError("还没有登记市政府和政务公开办")
    row = Programme.objects.create(organ=leader, year=year, drafter_id=actor.id, drafted_at=at, **clean)
    record(act="draft_programme", subject=row, actor=actor, at=at, after={"year": year} | clean)
    return row


@transaction.atomic
def change(row: Programme, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Programme:
    """Other words, days or quotas while it is a draft."""
    require(actor, DRAFTERS, None, doing="修改示范创建方案")
    if row.state != ProgrammeState.DRAFT:
        raise StaleState
    clean = _in_order(checked(PROGRAMME, values))
    before = {name: getattr(row, name) for name in clean}
    for name, value in clean.items():
        setattr(row, name, value)
    row.save(update_fields=list(clean))
    record(act="change", subject=row, actor=actor, at=at, before=before, after=clean)
    return row


def _in_order(clean: dict[str, Any]) -> dict[str, Any]:
    if not clean["apply_until"] <= clean["guide_until"] <= clean["accept_until"]:
        raise InvalidInput({"accept_until": "申报、督促指导、检查验收的截止日期应当一个比一个晚"})
    return clean


@transaction.atomic
def issue(row: Programme, *, actor: Actor, at: datetime) -> Programme:
    """Every organ that may apply is told."""
    move(row, "issue", actor=actor, at=at, fields={"issued_at": at})
    people = recipients_among(applicants(clock.local(at).date()), *SUBMITTERS, at=at)
    tell_about(row, people, f"{row.title}开始申报，{row.apply_until:%-m月%-d日}截止", at=at)
    return row


def urge_counties(*, at: datetime) -> int:
    """Tell counties that put forward too few townships while there is time, and the office when there is none left
    (S1-7.1b); each once. Returns how many counties are short."""
    today, short = clock.local(at).date(), 0
    near = Programme.objects.public().filter(
        apply_until__gte=today - URGED_BEFORE, apply_until__lte=today + URGED_BEFORE
    )
    for row in near:
        found = owed(row, today)
        short += len(found)
        if found and row.apply_until < today:
            names = "、".join(f"{each.county.short_name}{each.applied}个" for each in found)
            words = f"申报截止，上报的乡镇（街道）不够{row.least_townships}个的有：{names}"
            tell_about(row, recipients_of(None, *OFFICE, at=at), words, at=at, key="short")
        elif found:
            _urge(row, found, at=at)
    return short


def _urge(row: Programme, found: list[Owed], *, at: datetime) -> None:
    for each in found:
        people = recipients_of(each.county.heir(), *SUBMITTERS, at=at)
        words = f"上报了{each.applied}个乡镇（街道），至少要{each.least}个，{row.apply_until:%-m月%-d日}截止"
        tell_about(row, people, words, at=at, key=f"urge|{each.county.pk}")
