"""What stands before a proposal and before the approval of a score."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.problems.models import Problem
from assessment.problems.states import ProblemState
from assessment.standards import selectors as standards
from portal.actors import Actor


def has_standard(assessment: Any, _at: datetime) -> Sequence[str]:
    if standards.in_force(assessment.year) is not None:
        return []
    return [f"{assessment.year}年的考评标准还没有施行。"]


def nothing_contested(assessment: Any, _at: datetime) -> Sequence[str]:
    open_ = Problem.objects.filter(
        organ_id=assessment.organ_id, year=assessment.year, state=ProblemState.CONTESTED
    ).count()
    return [f"还有{open_}个异议没有裁定。"] if open_ else []


def is_not_the_proposer(assessment: Any, actor: Actor) -> str:
    return "提出考评结果的人不审定自己提出的结果。" if assessment.proposer_id == actor.id else ""
