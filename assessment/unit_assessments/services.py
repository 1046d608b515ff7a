"""内部考评: begun with the city's numbers, changed as a draft, put in force by the head, concluded with the results."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.standards.criteria import plain
from assessment.standards.fields import table_of, values_of
from assessment.standards.selectors import in_force
from assessment.standards.services import supposed
from assessment.unit_assessments.models import NAME_LENGTH, UnitAssessment
from assessment.unit_assessments.selectors import Placed, kept, placed, units_of
from assessment.unit_assessments.states import TOLD, WRITERS, State
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import Field, checked, line
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.workflow import edit, move, require_move

_NAMED = {"name": Field("细则名称", line(NAME_LENGTH, required=True))}
_OPEN_TO_CHANGE = ("max", "points", "most", "excellent", "passing")
"""What the rules of an organ may set otherwise. Falsehood, bonus and the weight are the city's alone."""


@transaction.atomic
def begin(*, organ: Organ, year: int, name: str, actor: Actor, at: datetime) -> UnitAssessment:
    """Begin the year of one organ with the numbers of the city's standard. Raises ``NotAllowed`` or ``DomainError``."""
    require(actor, WRITERS, organ.heir(), doing="启动内部考评")
    words = checked(_NAMED, {"name": name})["name"]
    standard = in_force(year)
    if standard is None:
        raise DomainError(f"{year}年的考评标准还没有施行", field="year")
    if not units_of(organ, clock.local(at).date()).exists():
        raise DomainError("这个单位没有要考评的所属单位", field="organ")
    Organ.objects.select_for_update().get(pk=organ.pk)  # two people at once begin one
    if UnitAssessment.objects.filter(organ=organ, year=year).exists():
        raise DomainError(f"{year}年的内部考评已经启动", field="year")
    row = UnitAssessment.objects.create(organ=organ, standard=standard, year=year, name=words, writer_id=actor.id)
    record(act="begin", subject=row, actor=actor, at=at, after={"organ": organ.name, "year": year, "name": words})
    return row


@transaction.atomic
def change_marks(row: UnitAssessment, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> UnitAssessment:
    """Numbers of the draft, by the names of ``standards.fields``; one equal to the standard's is none of its own.

    Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``.
    """
    require(actor, WRITERS, row.organ.heir(), doing="修改内部考评细则")
    if row.state != State.DRAFT:
        raise StaleState
    standard = row.marked_standard()
    if strange := [name for name in values if name.partition("_")[0] not in _OPEN_TO_CHANGE]:
        raise InvalidInput(dict.fromkeys(strange, "这一项由全市的考评标准规定"))
    table, own = table_of(standard), values_of(standard)
    clean = checked(table, values)
    wanted = row.changes | {name: kept(value) for name, value in clean.items()}
    changes = {name: value for name, value in wanted.items() if value != kept(own[name])}
    supposed(standard, changes)
    words = "；".join(f"{table[name].label}{value}" for name, value in changes.items())
    edit(
        row, {"changes": changes}, act="change_marks", actor=actor, at=at, reason=words, derived={"writer_id": actor.id}
    )
    return row


@transaction.atomic
def put_in_force(row: UnitAssessment, *, actor: Actor, at: datetime) -> UnitAssessment:
    """Raises ``Blocked`` while the items do not make 100 points."""
    move(row, "put_in_force", actor=actor, at=at, fields={"approved_by": actor.name, "approved_at": at})
    return row


@transaction.atomic
def conclude(row: UnitAssessment, *, actor: Actor, at: datetime) -> UnitAssessment:
    """The results are kept as they are now, and each unit hears its own."""
    require_move(row, "conclude", actor=actor)
    found = placed(row, at=at)
    move(row, "conclude", actor=actor, at=at, fields={"concluded_at": at, "results": [_line(each) for each in found]})
    for each in found:
        _tell(row, each, at)
    return row


def _line(each: Placed) -> dict[str, Any]:
    lost = {line.criterion.code: plain(line.lost) for line in each.score.lines if line.lost}
    return {
        "unit": each.organ.code,
        "name": each.organ.short_name,
        "rank": each.rank,
        "total": plain(each.score.total),
        "grade": str(each.score.grade.label),
        "by_city": plain(each.by_city),
        "lost": lost,
        "problems": [f"{problem.title}（{problem.occurred_on:%Y-%m-%d}）" for problem in each.problems],
    }


def _tell(row: UnitAssessment, each: Placed, at: datetime) -> None:
    words = f"{row}：{plain(each.score.total)}分，{each.score.grade.label}"
    tell(
        recipients_of(each.organ.heir(), *TOLD, at=at),
        subject_line=words,
        body=f"按“{row.name}”考评。扣分的问题在“考评问题”里，可以逐个查看。",
        kind="unit_assessment",
        dedupe_key=f"unit_assessment|{row.pk}|{each.organ.pk}",
        at=at,
    )
