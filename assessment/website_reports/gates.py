"""What stands before the signature of a report on a website, and before its publication."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.website_reports import checks
from portal.actors import Actor


def is_complete(report: Any, _at: datetime) -> Sequence[str]:
    """No row of the official form stays empty."""
    return [f"没有填{row.full_name}。" for row in checks.missing(report.values)]


def identities_hold(report: Any, _at: datetime) -> Sequence[str]:
    return [f"{fault}。" for fault in checks.faults(report.values)]


def is_not_the_writer(report: Any, actor: Actor) -> str:
    return "填报的人不签发自己填的报表。" if report.writer_id == actor.id else ""
