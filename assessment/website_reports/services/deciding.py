"""签发、退回修改、发布."""

from datetime import datetime

from django.db import transaction

from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.states import WRITERS
from assessment.yearly.slips import end_clocks, tell_about
from portal.actors import Actor
from portal.workflow import move, require_move


@transaction.atomic
def sign(report: WebsiteReport, *, actor: Actor, at: datetime) -> WebsiteReport:
    """The head of the organ answers for it. Raises ``Blocked`` naming every empty row and every one that cannot be."""
    fields = {"signed_by": actor.name, "signed_at": at}
    move(report, "sign", actor=actor, at=at, fields=fields)
    tell_about(report, f"{report}已签发，请发布", *WRITERS, at=at)
    return report


@transaction.atomic
def reopen(report: WebsiteReport, *, reason: str, actor: Actor, at: datetime) -> WebsiteReport:
    fields = {"signed_by": "", "signed_at": None}
    move(report, "reopen", actor=actor, at=at, reason=reason, fields=fields)
    tell_about(report, f"{report}退回修改：{reason.strip()}", *WRITERS, at=at)
    return report


@transaction.atomic
def publish(report: WebsiteReport, *, actor: Actor, at: datetime) -> WebsiteReport:
    """On the site, and with it the clocks of the report are done."""
    require_move(report, "publish", actor=actor)
    move(report, "publish", actor=actor, at=at, fields={"published_at": at})
    end_clocks(report, actor=actor, at=at)
    return report
