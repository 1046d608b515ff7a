"""检查网站: look, compare with what is known, open and close findings, tell who must mend them."""

import logging
from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction

from disclosure.documents.services.telling import holders
from disclosure.monitoring.looking.columns import soon_stale
from disclosure.monitoring.looking.seeing import Look, Round, Seen
from disclosure.monitoring.models import CheckResult, Finding, SiteCheck
from disclosure.monitoring.table import CHECKS, Check
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.audit.services import record
from portal.notices.services import tell
from portal.subjects import ref

logger = logging.getLogger(__name__)

TOLD = (Role.INFO_CLERK, Role.DISCLOSURE_HEAD)
GIVEN_UP_AFTER = timedelta(minutes=30)
LISTED = 10
LIST_PAGE = "/admin/disclosure/finding/"


@dataclass(frozen=True, slots=True)
class Made:
    """What one check changed."""

    opened: int
    closed: int


def check_site(*, at: datetime, seed: int, again: bool = False) -> SiteCheck | None:
    """Make today's check. ``None`` when it was made already, or another worker is at it; ``again`` makes it anew.

    A check that fails is written down with its reason, changes no finding and stops no other.
    """
    run = _claim(at, seed, again=again)
    if run is None:
        return None
    round_ = Round(at, run.seed)
    for check in CHECKS:
        _make(check, run, round_)
    tell_organs(at=at)
    remind(at=at)
    run.outside, run.finished_at = round_.crawl.outside, at
    run.save(update_fields=["outside", "finished_at"])
    return run


def _claim(at: datetime, seed: int, *, again: bool) -> SiteCheck | None:
    """The day's row, for one worker only. A run that did not come to its end is taken over after a while."""
    day = clock.local(at).date()
    try:
        with transaction.atomic():
            return SiteCheck.objects.create(day=day, started_at=at, seed=seed)
    except IntegrityError:
        rows = SiteCheck.objects.filter(day=day)
        if not again:
            rows = rows.filter(finished_at=None, started_at__lte=at - GIVEN_UP_AFTER)
        taken = rows.update(started_at=at, seed=seed, finished_at=None)
        return SiteCheck.objects.get(day=day) if taken else None


def _make(check: Check, run: SiteCheck, round_: Round) -> None:
    error, look, made = "", Look(0, []), Made(0, 0)
    try:
        look = check.look(round_)
        made = reconcile(check, look.seen, at=round_.at)
    except Exception as failure:
        logger.exception("check %s could not be made", check.kind)
        error = f"没有查成（{type(failure).__name__}）"
    CheckResult.objects.update_or_create(
        run=run,
        kind=check.kind,
        defaults={
            "looked": look.looked,
            "found": len(look.seen),
            "opened": made.opened,
            "closed": made.closed,
            "error": error,
        },
    )


@transaction.atomic
def reconcile(check: Check, seen: list[Seen], *, at: datetime) -> Made:
    """Open what is new, keep what is still there, close what is gone."""
    standing = {row.key: row for row in Finding.objects.open().filter(kind=check.kind).select_related("organ")}
    now = {fault.key: fault for fault in seen}
    new = [_opened(check, fault, at) for key, fault in now.items() if key not in standing]
    still = [row for key, row in standing.items() if key in now]
    for row in still:
        fault = now[row.key]
        row.seen_at, row.evidence, row.title, row.organ_id = at, fault.evidence, fault.title[:300], fault.organ_id
    Finding.objects.bulk_update(still, ["seen_at", "evidence", "title", "organ"], batch_size=500)
    gone = [row for key, row in standing.items() if key not in now]
    for row in gone:
        _close(row, at)
    return Made(len(new), len(gone))


def _opened(check: Check, fault: Seen, at: datetime) -> Finding:
    row = Finding.objects.create(
        kind=check.kind,
        key=fault.key,
        title=fault.title[:300],
        organ_id=fault.organ_id,
        url=fault.url,
        evidence=fault.evidence,
        opened_at=at,
        seen_at=at,
    )
    record(act="open_finding", subject=row, actor=SYSTEM, at=at, after={"title": row.title} | fault.evidence)
    return row


def _close(row: Finding, at: datetime) -> None:
    row.closed_at = at
    row.save(update_fields=["closed_at"])
    record(act="close_finding", subject=row, actor=SYSTEM, at=at)


def tell_organs(*, at: datetime) -> int:
    """Tell each organ of its findings nobody told it of yet: one message per organ, each finding once."""
    waiting: dict[int, list[Finding]] = defaultdict(list)
    for row in Finding.objects.open().filter(told_at=None).order_by("pk"):
        waiting[row.organ_id].append(row)
    return sum(_tell_one(organ_id, rows, at=at) for organ_id, rows in waiting.items())


@transaction.atomic
def _tell_one(organ_id: int, rows: list[Finding], *, at: datetime) -> int:
    first, more = rows[0], len(rows) - LISTED
    lines = [str(row) for row in rows[:LISTED]] + ([f"还有{more}个。"] if more > 0 else [])
    sent = tell(
        holders(organ_id, TOLD, at=at),
        subject_line=f"网站检查发现{len(rows)}个新问题" if len(rows) > 1 else f"网站检查：{first}",
        body="\n".join([*lines, f"请改正，改好以后第二天检查时自动消除。清单：{LIST_PAGE}"]),
        kind="finding",
        dedupe_key=f"finding|{organ_id}|{first.pk}",
        at=at,
        about=ref(first) if len(rows) == 1 else None,
    )
    Finding.objects.filter(pk__in=[row.pk for row in rows]).update(told_at=at)
    return sent


def remind(*, at: datetime) -> int:
    """Tell organs of columns that will stand still too long soon, once per warning of the rule."""
    sent = 0
    for row, days in soon_stale(clock.local(at).date()):
        column, due = row.column, row.due_on
        sent += tell(
            holders(_heir(column.organ), TOLD, at=at),
            subject_line=f"栏目“{column.name}”要在{due:%Y-%m-%d}以前更新",
            body=f"上次更新是{row.last_on:%Y-%m-%d}。过了{due:%Y-%m-%d}没有新内容，就会列为网站问题。",
            kind="column_due",
            dedupe_key=f"column-due|{column.pk}|{row.last_on:%Y%m%d}|{days}",
            at=at,
            about=ref(column),
        )
    return sent


def _heir(organ: Organ) -> int:
    return organ.heir().pk
