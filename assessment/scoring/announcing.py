"""结果通知: the approved score goes to its organ as a numbered letter; after an erratum it goes out anew."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.scoring.models import Assessment
from assessment.scoring.selectors import RESULT_LETTER, notice_of
from assessment.scoring.states import PROPOSERS, SELF_ASSESSORS, AssessmentState
from assessment.standards.criteria import plain
from assessment.standards.models import Standard
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.letters.models import Letter
from portal.letters.services import issue_letter
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref


def why_not_announced(row: Assessment) -> str:
    """Why there is nothing to tell; empty when the score, or its last erratum, was not told yet."""
    if row.state != AssessmentState.APPROVED:
        return "成绩审定以后才下发结果通知。"
    told, last = notice_of(row), row.errata.order_by("-number").first()
    if told is not None and (last is None or last.approved_at <= told.issued_at):
        return "结果通知已经下发，成绩更正以后才再发。"
    return ""


@transaction.atomic
def announce(row: Assessment, *, actor: Actor, at: datetime) -> Letter:
    """Issue the notice of the result (S2-11.8b). Raises ``NotAllowed``, or ``DomainError`` when it is out already."""
    require(actor, PROPOSERS, None, doing="下发考评结果")
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if reason := why_not_announced(locked):
        raise DomainError(reason)
    letter = issue_letter(
        template=RESULT_LETTER,
        subject=ref(row),
        organ=row.standard.organ.heir(),
        context=_context(locked),
        actor=actor,
        at=at,
    )
    record(act="announce", subject=row, actor=actor, at=at, after={"number": letter.number})
    tell(
        recipients_of(row.organ.heir(), *SELF_ASSESSORS, at=at),
        subject_line=f"{row.year}年考评结果通知书（{letter.number}）",
        body=f"/admin/assessment/assessment/{row.pk}/change/",
        kind="assessment",
        dedupe_key=f"assessment|{row.pk}|letter|{letter.pk}",
        at=at,
        about=ref(row),
    )
    return letter


def _context(row: Assessment) -> dict[str, Any]:
    before = Assessment.objects.filter(organ=row.organ_id, year=row.year - 1).values_list("total", flat=True).first()
    errata = "；".join(
        f"第{each.number}号更正，{plain(each.before)}分改为{plain(each.after)}分，{' '.join(each.reason.split())}"
        for each in row.errata.order_by("number")
    )
    return {
        "organ": row.organ.heir().name,
        "year": row.year,
        "basis": row.standard.basis,
        "total": plain(row.total) if row.total is not None else "",
        "grade": row.get_grade_display(),
        "last": f"上年得分{plain(before)}分。" if before is not None else "上年没有考评成绩。",
        "deductions": _deductions(row) or ["没有扣分。"],
        "opinion": " ".join(row.opinion.split()),
        "errata": f"本结果包含更正：{errata}。" if errata else "",
        "digest": row.digest,
    }


def _deductions(row: Assessment) -> list[str]:
    """One line for each rule that cost points, as they are frozen; then what was taken off or given besides."""
    titles = {rule.code: rule.title for rule in Standard.objects.with_marks().get(pk=row.standard_id).rules()}
    lines = [
        f"{line['code']}（扣{line['lost'].removesuffix('.0')}分）：{_reasons(line, titles)}。"
        for line in row.frozen["lines"]
        if line["rules"]
    ]
    if row.fraud:
        lines.append(f"弄虚作假，扣{plain(row.fraud)}分：{' '.join(row.fraud_facts.split())}")
    if row.bonus:
        lines.append(f"示范创建，加{plain(row.bonus)}分。")
    return [f"{place}．{line}" for place, line in enumerate(lines, start=1)]


def _reasons(line: Mapping[str, Any], titles: Mapping[str, str]) -> str:
    return "；".join(f"{titles[each['code']]}，{each['found']}个" for each in line["rules"])
