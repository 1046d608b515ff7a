"""What stands before the signature, the hand-in and the clearance of a report."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.annual_reports.codes import CHAPTERS, SECTIONS, WRITTEN
from portal.actors import Actor


def is_complete(report: Any, _at: datetime) -> Sequence[str]:
    """The five sections of chapter one, and chapters five and six (S2-9.4.0, S2-9.4.2)."""
    lacking = [code for code in WRITTEN if not report.sections.get(code)]
    return [
        f"缺“{CHAPTERS[0]}”里的“{SECTIONS[code]}”。" if code in SECTIONS else f"缺“{WRITTEN[code]}”。"
        for code in lacking
    ]


def identities_hold(report: Any, _at: datetime) -> Sequence[str]:
    return [f"{finding.text}。" for finding in report.faults()]


def figures_are_current(report: Any, _at: datetime) -> Sequence[str]:
    """What was received, answered or registered since it was counted is in it (law.md C5, identity 10)."""
    return [f"{finding.text}。" for finding in report.outdated()]


def warnings_are_confirmed(report: Any, _at: datetime) -> Sequence[str]:
    return [f"{finding.text}。改正，或者写明理由。" for finding in report.open_warnings()]


def is_not_the_writer(report: Any, actor: Actor) -> str:
    return "起草的人不签发自己起草的报告。" if report.writer_id == actor.id else ""


def is_not_the_signer(report: Any, actor: Actor) -> str:
    return "签发的人不核自己签发的报告。" if report.signer_id == actor.id else ""
