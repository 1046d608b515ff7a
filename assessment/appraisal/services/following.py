"""What follows from the results: a problem in the assessment (S2-11.7a–b), then a notice of rectification."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.appraisal.models import Appraisal
from assessment.appraisal.states import ORGANISERS
from assessment.problems.models import Problem
from assessment.problems.services import note_problem
from assessment.problems.states import CheckWay
from assessment.rectification.models import Rectification
from assessment.rectification.selectors import to_rectify
from assessment.rectification.services import draft_of
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import DomainError
from portal.subjects import ref
from portal.workflow import touch


@transaction.atomic
def find_problem(
    row: Appraisal, *, organ: Organ, rule: str, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Problem:
    """What those who judged found wrong becomes a problem of the organ and costs points by the year's standard.

    ``values`` has ``title``, ``facts`` and ``difference`` of ``problems.fields.NOTED``. Raises as ``note_problem``, and
    ``DomainError`` before the results are public.
    """
    require(actor, ORGANISERS, None, doing="登记评议发现的问题")
    if not row.has_results:
        raise DomainError("结果公开以后才能登记问题")
    if not row.judged.filter(organ=organ).exists():
        raise DomainError("这次没有评这个单位", field="organ")
    given = {"way": CheckWay.PANEL, "article": "", "occurred_on": clock.local(at).date()} | dict(values)
    touch(row)
    return note_problem(organ=organ.heir(), rule=rule, values=given, subject=ref(row), actor=actor, at=at)


@transaction.atomic
def rectify(row: Appraisal, *, actor: Actor, at: datetime) -> list[Rectification]:
    """A draft of a notice for each organ with a problem of this appraisal that nobody was told to mend yet.

    Raises ``NotAllowed``, or ``DomainError`` when there is nothing.
    """
    subject = ref(row)
    found = to_rectify().filter(subject_label=subject.label, subject_id=subject.pk).select_related("organ")
    return draft_of(found, values={}, actor=actor, at=at)
