"""签发、报送、退回、通过、公布."""

from datetime import datetime

from django.db import transaction

from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.selectors import repeated
from assessment.annual_reports.states import CLEARERS, WRITERS
from assessment.yearly.slips import end_clocks, tell_about
from portal.actors import Actor
from portal.workflow import edit, move, require_move


@transaction.atomic
def sign(report: AnnualReport, *, actor: Actor, at: datetime) -> AnnualReport:
    """The head of the organ answers for it. Raises ``Blocked`` naming every missing section and wrong cell."""
    fields = {"signed_by": actor.name, "signed_at": at}
    move(report, "sign", actor=actor, at=at, fields=fields, derived={"signer_id": actor.id})
    return report


@transaction.atomic
def reopen(report: AnnualReport, *, reason: str, actor: Actor, at: datetime) -> AnnualReport:
    move(report, "reopen", actor=actor, at=at, reason=reason, fields=_unsigned(reason))
    return report


@transaction.atomic
def submit(report: AnnualReport, *, actor: Actor, at: datetime) -> AnnualReport:
    """To the office; from now on its text is held against all that were handed in."""
    move(report, "submit", actor=actor, at=at, fields={"submitted_at": at, "comments": ""})
    similar = repeated(report)
    edit(report, {"similar": similar}, act="compare", actor=actor, at=at)
    tell_about(report, f"{report}已报送，请核", *CLEARERS, at=at, office=True)
    return report


@transaction.atomic
def send_back(report: AnnualReport, *, reason: str, actor: Actor, at: datetime) -> AnnualReport:
    """Back to the draft with the office's comments."""
    move(report, "send_back", actor=actor, at=at, reason=reason, fields=_unsigned(reason))
    tell_about(report, f"{report}退回修改", *WRITERS, at=at)
    return report


def _unsigned(reason: str) -> dict[str, object]:
    return {"comments": reason.strip(), "signed_by": "", "signed_at": None, "submitted_at": None, "cleared_at": None}


@transaction.atomic
def clear(report: AnnualReport, *, actor: Actor, at: datetime) -> AnnualReport:
    move(report, "clear", actor=actor, at=at, fields={"cleared_at": at})
    tell_about(report, f"{report}已通过，请公布", *WRITERS, at=at)
    return report


@transaction.atomic
def publish(report: AnnualReport, *, actor: Actor, at: datetime) -> AnnualReport:
    """On the site, and with it the clocks of the report are done."""
    require_move(report, "publish", actor=actor)
    move(report, "publish", actor=actor, at=at, fields={"published_at": at})
    end_clocks(report, actor=actor, at=at)
    return report
