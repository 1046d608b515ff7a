"""The score of an organ, now or at any moment before, down to the problems it is made of."""

from collections import Counter
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db.models import Count

from assessment.demonstration.selectors import named_in
from assessment.problems.models import Problem, ProblemQuerySet
from assessment.problems.selectors import assessed
from assessment.problems.states import BY_PERSON
from assessment.scoring.models import Assessment
from assessment.scoring.states import AssessmentState
from assessment.standards.known import SUBORDINATE
from assessment.standards.marks import ZERO, Marks, Score, score
from assessment.standards.models import Standard
from assessment.standards.selectors import in_force, marks_of
from portal import clock
from portal.accounts import rules
from portal.accounts.models import Organ, OrganQuerySet
from portal.actors import Actor
from portal.letters.models import Letter
from portal.subjects import ref

RESULT_LETTER = "Z-3"


@dataclass(frozen=True, slots=True)
class Placed:
    """One organ on the board. ``rank`` is shared by equal scores; ``last`` is its score of the year before."""

    organ: Organ
    score: Score
    rank: int
    assessment: Assessment | None
    last: Decimal | None


def assessed_organs(actor: Actor) -> OrganQuerySet:
    """The organs whose score the actor reads."""
    if actor.is_system or rules.sees_every_organ(actor):
        return Organ.objects.all()
    return Organ.objects.filter(pk__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


def counted(year: int, organ_ids: Collection[int] | None, *, at: datetime) -> ProblemQuerySet:
    """The problems that count for the year as it was known at that moment. Of an approved score, those it was approved
    with and those errata added since."""
    rows = Problem.objects.known_at(at).filter(year=year)
    return rows if organ_ids is None else rows.filter(organ__in=organ_ids)


def cases_by_organ(
    marks: Marks, year: int, organ_ids: Collection[int] | None, *, at: datetime
) -> dict[int, Counter[str]]:
    """Organ → rule → how many problems. Two queries, however many problems there are."""
    late = _late_finds(year, at)
    rows = counted(year, organ_ids, at=at).values("organ_id", "source", "rule", "frozen_at").order_by()
    cases: dict[int, Counter[str]] = {}
    for row in rows.annotate(found=Count("pk")):
        if row["organ_id"] in late and (row["frozen_at"] is None or row["frozen_at"] > at):
            continue  # found after the score was approved: counts by an erratum alone
        code = row["rule"] if row["source"] == BY_PERSON else marks.of_source.get(row["source"], "")
        if code:
            cases.setdefault(row["organ_id"], Counter())[code] += row["found"]
    return cases


def _late_finds(year: int, at: datetime) -> frozenset[int]:
    """Organs whose score was approved by then."""
    approved = Assessment.objects.filter(year=year, state=AssessmentState.APPROVED, approved_at__lte=at)
    return frozenset(approved.values_list("organ_id", flat=True))


def scores(
    standard: Standard, organs: Collection[Organ], *, at: datetime, marks: Marks | None = None
) -> dict[int, Score]:
    """Organ → score as it stood at that moment, with ``marks`` instead of the standard's own where one supposes others.

    Whoever was named in 示范创建 that year, and bore the name at that moment, has the bonus of the standard: nobody
    types it (S1-8.3b). What was approved keeps the bonus it had. Six queries, however many organs.
    """
    marks = marks or marks_of(standard)
    children = _children([organ.pk for organ in organs], clock.local(at).date())
    wanted = {organ.pk for organ in organs} | {child for units in children.values() for child in units}
    cases = cases_by_organ(marks, standard.year, wanted, at=at)
    given = {row.organ_id: row for row in Assessment.objects.filter(year=standard.year, organ__in=wanted)}
    named = set(named_in(standard.year, clock.local(at).date()).values_list("organ", flat=True))
    lost = {organ_id: score(marks, cases.get(organ_id, {})).lost for organ_id in wanted}
    found: dict[int, Score] = {}
    for organ in organs:
        own = Counter(cases.get(organ.pk, {}))
        row = given.get(organ.pk)
        if rule := marks.of_source.get(SUBORDINATE):
            frozen = _frozen_cases(row, rule, at)
            own[rule] = sum(1 for child in children.get(organ.pk, ()) if lost[child]) if frozen is None else frozen
        bonus = standard.bonus if organ.pk in named else ZERO
        found[organ.pk] = score(marks, own, **_judged(row, bonus, at))
    return found


def _judged(row: Assessment | None, bonus: Decimal, at: datetime) -> dict[str, Decimal]:
    """What is taken off for falsehood and given for the name, as it stood at that moment."""
    if row is None or row.proposed_at is None or row.proposed_at > at:
        return {"bonus": bonus}
    approved = row.approved_at is not None and row.approved_at <= at
    return {"fraud": row.fraud, "bonus": row.bonus if approved else bonus}


def _frozen_cases(row: Assessment | None, rule: str, at: datetime) -> int | None:
    """How many units an approved score was made of: what they lose afterwards changes it no more. ``None`` before."""
    if row is None or row.approved_at is None or row.approved_at > at:
        return None
    rules = (each for line in row.frozen["lines"] for each in line["rules"] if each["code"] == rule)
    return next((each["found"] for each in rules), 0)


def _children(organ_ids: Collection[int], on: date) -> Mapping[int, list[int]]:
    """Units below those organs that are assessed themselves. One query."""
    found: dict[int, list[int]] = {}
    for pk, parent in assessed(on).filter(parent__in=organ_ids).values_list("pk", "parent"):
        if parent is not None:
            found.setdefault(parent, []).append(pk)
    return found


def board(year: int, *, at: datetime) -> list[Placed]:
    """All organs that are assessed, the best first; empty without a standard in force."""
    standard = in_force(year, at=at)
    return board_of(standard, at=at) if standard else []


def board_of(standard: Standard, *, at: datetime, marks: Marks | None = None) -> list[Placed]:
    """The board by this standard, or by other ``marks`` supposed for it. Equal scores share a rank."""
    year = standard.year
    organs = list(assessed(min(clock.local(at).date(), date(year, 12, 31))))
    by_organ = scores(standard, organs, at=at, marks=marks)
    rows = {row.organ_id: row for row in Assessment.objects.filter(year=year).select_related("organ")}
    before = dict(Assessment.objects.filter(year=year - 1).values_list("organ", "total"))
    ordered = sorted(organs, key=lambda organ: (-by_organ[organ.pk].total, organ.position, organ.pk))
    totals = [by_organ[organ.pk].total for organ in ordered]
    return [
        Placed(organ, found, totals.index(found.total) + 1, rows.get(organ.pk), before.get(organ.pk))
        for organ in ordered
        for found in (by_organ[organ.pk],)
    ]


def problems_of(marks: Marks, organ: Organ, year: int, rule: str, *, at: datetime) -> ProblemQuerySet:
    """The problems behind one number."""
    sources = [source for source, code in marks.of_source.items() if code == rule]
    rows = counted(year, [organ.pk], at=at)
    return rows.filter(source__in=sources) | rows.filter(source=BY_PERSON, rule=rule)


def behind(marks: Marks, organ: Organ, year: int, rules: Collection[str], *, at: datetime) -> ProblemQuerySet:
    """The problems a score lost points by under those rules: as many as ``cases_by_organ`` counts."""
    rows = Problem.objects.none()
    for rule in rules:
        rows = rows | problems_of(marks, organ, year, rule, at=at)
    if organ.pk in _late_finds(year, at):
        rows = rows.filter(frozen_at__lte=at)
    return rows.order_by("-occurred_on", "-pk")


def units_behind(standard: Standard, organ: Organ, *, at: datetime) -> list[tuple[Organ, Score]]:
    """Units of the organ that lost points, as they count for it (S2-11.A4)."""
    ids = _children([organ.pk], clock.local(at).date()).get(organ.pk, [])
    units = list(Organ.objects.filter(pk__in=ids).order_by("position", "pk"))
    found = scores(standard, units, at=at)
    return [(unit, found[unit.pk]) for unit in units if found[unit.pk].lost]


def notice_of(row: Assessment) -> Letter | None:
    """The newest notice of the result."""
    mine = ref(row)
    rows = Letter.objects.filter(template_code=RESULT_LETTER, subject_label=mine.label, subject_id=mine.pk)
    return rows.order_by("-pk").first()
