"""转载专项检查: freeze the figures of a period, and open a finding for every organ that is behind."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.monitoring.looking.reposts import fault_of, still_behind
from disclosure.monitoring.looking.seeing import Round, Seen
from disclosure.monitoring.services import reconcile, tell_organs
from disclosure.monitoring.states import FindingKind
from disclosure.monitoring.table import BY_KIND
from disclosure.repost_checks.fields import CHECK
from disclosure.repost_checks.models import RepostCheck, RepostCheckLine
from disclosure.reposting.models import RepostTask
from disclosure.reposting.selectors import Cell, by_organ, cells, of_period
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.errors import InvalidInput
from portal.field_table import checked

REPOST_CHECK = "REPOST_CHECK"


@transaction.atomic
def make_check(
    *, starts_on: date, ends_on: date, threshold: int, actor: Actor, at: datetime, note: str = ""
) -> RepostCheck:
    """Freeze what the report of that period says now (S3-5.1f). ``threshold`` is the repost rate asked for, in percent.

    An organ under it gets a finding of the daily check, which ends when it has caught up. The clock of the next check
    begins. Raises ``InvalidInput``, also where no task fell into the period.
    """
    require(actor, (Role.OVERSIGHT,), None, doing="转载专项检查")
    given = {"starts_on": starts_on, "ends_on": ends_on, "threshold": threshold, "note": note}
    clean = checked(CHECK, given)
    _require_period(clean, local(at).date())
    found = cells(of_period(RepostTask.objects.all(), clean["starts_on"], clean["ends_on"]), at=at)
    if not found:
        raise InvalidInput({"starts_on": "这段时间没有转载任务"})
    check = RepostCheck(made_by=actor.name, made_at=at, **clean)
    check.save(force_insert=True)
    RepostCheckLine.objects.bulk_create(_line(check, cell) for cell in found)
    record(act="make_check", subject=check, actor=actor, at=at, after=clean)
    _restart_clock(check, actor, at)
    _open_findings(check, found, at)
    return check


def _require_period(clean: dict[str, Any], today: date) -> None:
    for name, label in (("starts_on", "从哪一天"), ("ends_on", "到哪一天")):
        if clean[name] is None:
            raise InvalidInput({name: f"请填写检查时段{label}"})
    if clean["ends_on"] < clean["starts_on"]:
        raise InvalidInput({"ends_on": "检查时段的最后一天不能早于第一天"})
    if clean["ends_on"] > today:
        raise InvalidInput({"ends_on": "检查时段不能超过今天"})


def _line(check: RepostCheck, cell: Cell) -> RepostCheckLine:
    figures = cell.figures
    return RepostCheckLine(
        check_of=check,
        organ_id=cell.organ_id,
        organ_name=cell.organ,
        source_id=cell.source_id,
        source_name=cell.source,
        in_time=figures.in_time,
        late=figures.late,
        missing=figures.missing,
        waiting=figures.waiting,
    )


def _restart_clock(check: RepostCheck, actor: Actor, at: datetime) -> None:
    """The next check is due a period later, whoever makes it."""
    today, label = local(at).date(), RepostCheck._meta.label_lower
    for running in Deadline.objects.running().filter(rule=REPOST_CHECK, subject_label=label):
        close(running, on=today, actor=actor, at=at)
    office = Round(at, 0).site_organ
    open_deadline(rule=REPOST_CHECK, subject=check, organ=office, start=today, actor=actor, at=at)


def _open_findings(check: RepostCheck, found: Sequence[Cell], at: datetime) -> None:
    """Organs found behind before this check, and not yet caught up, keep their finding."""
    behind = {seen.key: seen for seen in still_behind(Round(at, 0)).seen}
    behind |= {seen.key: seen for seen in _seen(check, found)}
    reconcile(BY_KIND[FindingKind.REPOST_BEHIND], list(behind.values()), at=at)
    tell_organs(at=at)


def _seen(check: RepostCheck, found: Sequence[Cell]) -> list[Seen]:
    lines = [line for line in by_organ(found) if line.figures.is_under(check.threshold)]
    organs = Organ.objects.select_related("successor").in_bulk([line.pk for line in lines])
    return [
        fault_of(
            organs[line.pk], line.figures, starts_on=check.starts_on, ends_on=check.ends_on, threshold=check.threshold
        )
        for line in lines
    ]
