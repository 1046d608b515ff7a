"""督查单: a report not out in time is proposed to the supervision office and told to make up for it (S2-9.5)."""

from collections.abc import Sequence
from datetime import datetime
from typing import TypeVar

from django.db import transaction

from assessment.yearly.models import PUBLISHED, YearlyReport
from assessment.yearly.states import ANSWERABLE, URGERS
from portal import clock
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor
from portal.deadlines.models import Deadline
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import edit

MAKE_UP = "RECTIFICATION"

Report = TypeVar("Report", bound=YearlyReport)


@transaction.atomic
def propose_slips(kind: type[Report], limits: Sequence[str], *, at: datetime) -> list[Report]:
    """Once a report whose clock by one of the rules ``limits`` has run out; returns those proposed now."""
    over = Deadline.objects.filter(rule__in=limits, subject_label=kind._meta.label_lower, closed_on=None, due_at__lt=at)
    rows = kind._default_manager.filter(pk__in=over.values("subject_id"), slip_on=None).select_related("organ")
    late = list(rows.exclude(state=PUBLISHED))
    for report in late:
        edit(report, {"slip_on": clock.local(at).date()}, act="propose_slip", actor=SYSTEM, at=at)
        tell_about(report, f"{report}逾期，拟提请督查", *URGERS, at=at, office=True)
    return late


@transaction.atomic
def send_slip(report: Report, *, actor: Actor, at: datetime) -> Report:
    """The slip goes to the supervision office, and the organ has the period of a rectification to make up.

    Raises ``NotAllowed`` or ``DomainError`` when none is proposed.
    """
    require(actor, URGERS, None, doing="发督查单")
    if not report.is_slip_due:
        raise DomainError("没有逾期，或者督查单已经发出。")
    today = clock.local(at).date()
    edit(report, {"slip_sent_on": today}, act="send_slip", actor=actor, at=at)
    open_deadline(rule=MAKE_UP, subject=ref(report), organ=report.organ.heir(), start=today, actor=actor, at=at)
    tell_about(report, f"{report}逾期，已提请督查，请限期补报", *ANSWERABLE, at=at)
    return report


def end_clocks(report: YearlyReport, *, actor: Actor, at: datetime) -> None:
    """It is out: its limits and the period of a slip are kept."""
    for running in Deadline.objects.of(ref(report)).running():
        close(running, on=clock.local(at).date(), actor=actor, at=at)


def tell_about(report: YearlyReport, words: str, *roles: str, at: datetime, office: bool = False) -> None:
    """``office``: whoever holds the roles anywhere, not in the organ of the report."""
    tell(
        recipients_of(None if office else report.organ.heir(), *roles, at=at),
        subject_line=words,
        body=report.page.format(report.pk),
        kind=report.notice,
        dedupe_key=f"{report.notice}|{report.pk}|{report.version}|{words}",
        at=at,
        about=ref(report),
    )
