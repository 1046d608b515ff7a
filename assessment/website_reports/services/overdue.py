"""逾期: a site whose report is not out in time is proposed to the supervision office and told to make up for it."""

from datetime import datetime

from django.db import transaction

from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.services.opening import LIMIT, tell_about
from assessment.website_reports.states import SIGNERS, URGERS, WRITERS, ReportState
from portal import clock
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor
from portal.deadlines.models import Deadline
from portal.deadlines.services import open_deadline
from portal.errors import DomainError
from portal.subjects import ref
from portal.workflow import edit

MAKE_UP = "RECTIFICATION"


@transaction.atomic
def propose_slips(*, at: datetime) -> list[WebsiteReport]:
    """Once a report; returns those proposed now."""
    over = Deadline.objects.filter(
        rule=LIMIT, subject_label=WebsiteReport._meta.label_lower, closed_on=None, due_at__lt=at
    )
    rows = WebsiteReport.objects.filter(pk__in=over.values("subject_id"), slip_on=None).select_related("organ")
    late = list(rows.exclude(state=ReportState.PUBLISHED))
    for report in late:
        edit(report, {"slip_on": clock.local(at).date()}, act="propose_slip", actor=SYSTEM, at=at)
        tell_about(report, f"{report}逾期，拟提请督查", *URGERS, at=at, office=True)
    return late


@transaction.atomic
def send_slip(report: WebsiteReport, *, actor: Actor, at: datetime) -> WebsiteReport:
    """The slip goes to the supervision office, and the organ has the period of a rectification to make up.

    Raises ``NotAllowed`` or ``DomainError`` when none is proposed.
    """
    require(actor, URGERS, None, doing="发督查单")
    if not is_slip_due(report):
        raise DomainError("这份报表没有逾期，或者督查单已经发出。")
    today = clock.local(at).date()
    edit(report, {"slip_sent_on": today}, act="send_slip", actor=actor, at=at)
    open_deadline(rule=MAKE_UP, subject=ref(report), organ=report.organ.heir(), start=today, actor=actor, at=at)
    tell_about(report, f"{report}逾期，已提请督查，请限期发布", *SIGNERS, *WRITERS, at=at)
    return report


def is_slip_due(report: WebsiteReport) -> bool:
    return report.slip_on is not None and report.slip_sent_on is None and report.state != ReportState.PUBLISHED
