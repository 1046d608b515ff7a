"""说明理由 by the applicant (Regulations art. 35): words and files together."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from requests_app.asking import services as asking
from requests_app.asking.models import Demand
from requests_app.cases import services as cases
from requests_app.citizens.services.filing import File, take_in


def explain(demand: Demand, *, answer: str, files: Sequence[File], actor: Actor, at: datetime) -> None:
    """Raises ``InvalidInput`` keyed by field, ``DomainError`` or ``StaleState``; then no file of it stays with the
    case."""
    refuse_marks([Part("answer", "理由", answer)], doing="网上说明理由", actor=actor, at=at)
    taken = [take_in(file, actor=actor, at=at) for file in files]
    with transaction.atomic():
        asking.explain(demand, answer=answer, actor=actor, at=at)
        rows = [cases.attach(demand.request, one, actor=actor, at=at) for one in taken]
        cases.note_files(demand.request, rows, actor=actor, at=at)
