"""年度考评: opened for everybody, assessed by the organ itself, proposed by the office, approved by the leading
group."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.db import transaction
from django.db.models import Max

from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.problems.selectors import assessed
from assessment.scoring.announcing import announce
from assessment.scoring.fields import proposal_table, self_table
from assessment.scoring.freezing import digest_of, evidence, freeze_problems
from assessment.scoring.models import Assessment, Erratum
from assessment.scoring.selectors import scores
from assessment.scoring.states import PROPOSERS, SELF_ASSESSORS, AssessmentState, Change
from assessment.standards.criteria import plain
from assessment.standards.models import Standard
from assessment.standards.selectors import in_force, marks_of
from assessment.standards.states import APPROVERS
from portal import clock
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import edit, move, require_move

__all__ = [
    "announce",
    "approve",
    "assess_itself",
    "correct",
    "open_assessments",
    "propose",
    "send_back",
]

YEARLY = "ANNUAL_ASSESSMENT"


@transaction.atomic
def open_assessments(*, year: int, actor: Actor, at: datetime) -> list[Assessment]:
    """Begin the assessment of ``year`` for every organ that is assessed and has none yet (S2-11.2, S2-11.6).

    Returns the new ones. Raises ``NotAllowed``, or ``DomainError`` (field ``year``) without a standard in force.
    """
    require(actor, PROPOSERS, None, doing="启动年度考评")
    standard = in_force(year)
    if standard is None:
        raise DomainError(f"{year}年的考评标准还没有施行", field="year")
    day = min(clock.local(at).date(), date(year, 12, 31))
    there = set(Assessment.objects.filter(year=year).values_list("organ_id", flat=True))
    new = [
        Assessment.objects.create(organ=organ, year=year, standard=standard)
        for organ in assessed(day)
        if organ.pk not in there
    ]
    if not new:
        raise DomainError(f"{year}年的考评已经全部启动", field="year")
    for row in new:
        record(act="open_assessment", subject=row, actor=actor, at=at, after={"year": year, "organ": row.organ.name})
        _tell(row, f"{year}年考评开始了，请总结和自评", *SELF_ASSESSORS, at=at)
    _start_year(standard, actor, at)
    return new


def _start_year(standard: Standard, actor: Actor, at: datetime) -> None:
    """The assessment takes place once a year: whoever leads it has to the end of the year (S2-11.6)."""
    standard = _first_edition(standard)
    if running_clock(ref(standard), YEARLY) is None:
        start = min(date(standard.year, 1, 1), clock.local(at).date())
        open_deadline(rule=YEARLY, subject=standard, organ=standard.organ.heir(), start=start, actor=actor, at=at)


@transaction.atomic
def assess_itself(
    row: Assessment, *, points: Mapping[str, Decimal], summary: str, actor: Actor, at: datetime
) -> Assessment:
    """The organ's own account and its own points, item by item: before anybody else judges it (S2-11.8a)."""
    require_move(row, "assess_itself", actor=actor)
    clean = checked(self_table(row.standard), {"summary": summary} | {f"own_{code}": n for code, n in points.items()})
    if missing := [name for name in self_table(row.standard) if name not in clean]:
        raise InvalidInput(dict.fromkeys(missing, "请填写"))
    own = {name.removeprefix("own_"): str(value) for name, value in clean.items() if name != "summary"}
    fields = {"self_points": own, "self_summary": clean["summary"], "assessed_itself_at": at}
    move(row, "assess_itself", actor=actor, at=at, fields=fields)
    return row


@transaction.atomic
def propose(row: Assessment, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Assessment:
    """The office's judgement. ``values``: ``opinion``, ``fraud`` with ``fraud_facts``.

    Falsehood costs nothing or what the standard allows (2 to 5 points, S2-11.12), with what it was.
    """
    require_move(row, "propose", actor=actor)
    clean = checked(proposal_table(row.standard), values)
    standard = row.standard
    if clean["fraud"] and not standard.fraud_from <= clean["fraud"] <= standard.fraud_to:
        raise InvalidInput(
            {"fraud": f"弄虚作假扣{plain(standard.fraud_from)}到{plain(standard.fraud_to)}分，没有的填0"}
        )
    if bool(clean["fraud"]) != bool(clean["fraud_facts"]):
        raise InvalidInput({"fraud_facts": "扣了分的写明情况，没有扣的不填"})
    judged = {"proposer_id": actor.id, "proposed_at": at}
    move(row, "propose", actor=actor, at=at, fields=clean, derived=judged)
    return row


@transaction.atomic
def send_back(row: Assessment, *, reason: str, actor: Actor, at: datetime) -> Assessment:
    move(row, "send_back", actor=actor, at=at, reason=reason)
    return row


@transaction.atomic
def approve(row: Assessment, *, actor: Actor, at: datetime) -> Assessment:
    """The score is what the facts make it, frozen with them; from now on only errata change it (S2-11.8b)."""
    require_move(row, "approve", actor=actor)
    freeze_problems(row, at=at)
    written = _reckoned(row, at=at)
    move(
        row,
        "approve",
        actor=actor,
        at=at,
        fields={name: written[name] for name in ("total", "grade", "digest", "bonus")},
        derived={"frozen": written["frozen"], "approved_by": actor.name, "approved_at": at},
    )
    _tell(row, f"{row.year}年考评结果：{plain(written['total'])}分，{row.get_grade_display()}", *SELF_ASSESSORS, at=at)
    _end_year(row, actor, at)
    return row


def _reckoned(row: Assessment, *, at: datetime) -> dict[str, Any]:
    standard = Standard.objects.with_marks().get(pk=row.standard_id)
    marks = marks_of(standard)
    found = scores(standard, [row.organ], at=at)[row.organ_id]
    frozen = evidence(row, marks, found, at=at)
    judged = {"total": found.total, "grade": found.grade.value, "bonus": found.bonus}
    return judged | {"frozen": frozen, "digest": digest_of(frozen)}


def _first_edition(standard: Standard) -> Standard:
    """The clock of the year stands with it, whatever edition the year ends by."""
    return Standard.objects.get(year=standard.year, edition=1)


def _end_year(row: Assessment, actor: Actor, at: datetime) -> None:
    waiting = Assessment.objects.filter(year=row.year).exclude(state=AssessmentState.APPROVED)
    running = running_clock(ref(_first_edition(row.standard)), YEARLY)
    if running is not None and not waiting.exists():
        close(running, on=clock.local(at).date(), actor=actor, at=at)


@transaction.atomic
def correct(row: Assessment, *, change: str, problem: Problem, reason: str, actor: Actor, at: datetime) -> Erratum:
    """A numbered erratum to an approved score: one problem taken out or put in, with reasons, and the score anew.

    Raises ``NotAllowed``, ``DomainError`` or ``StaleState``.
    """
    require(actor, APPROVERS, None, doing="更正考评成绩")
    locked = Assessment.objects.select_for_update(of=("self",)).get(pk=row.pk)
    if locked.state != AssessmentState.APPROVED or locked.version != row.version:
        raise StaleState
    if problem.organ_id != row.organ_id or problem.year != row.year:
        raise DomainError("只能更正本单位本年度的问题", field="problem")
    words = reason.strip()
    if not words:
        raise DomainError("请写明更正的理由", field="reason")
    act = problems.strike if Change(change) is Change.STRIKE else problems.count
    act(problem, reason=words, actor=actor, at=at)
    before, written = row.total or Decimal(0), _reckoned(row, at=at)
    number = (row.errata.aggregate(last=Max("number"))["last"] or 0) + 1
    erratum = Erratum.objects.create(
        assessment=row,
        number=number,
        change=change,
        problem=problem,
        reason=words,
        before=before,
        after=written["total"],
        digest=written["digest"],
        approved_by=actor.name,
        approved_at=at,
    )
    fields = {name: written[name] for name in ("total", "grade", "digest")}
    edit(row, fields, act="correct", actor=actor, at=at, reason=words, derived={"frozen": written["frozen"]})
    _tell(row, f"{row.year}年考评成绩更正第{number}号", *SELF_ASSESSORS, at=at)
    return erratum


def _tell(row: Assessment, words: str, *roles: Role, at: datetime) -> None:
    tell(
        recipients_of(row.organ.heir(), *roles, at=at),
        subject_line=words,
        body=f"/admin/assessment/assessment/{row.pk}/change/",
        kind="assessment",
        dedupe_key=f"assessment|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )
