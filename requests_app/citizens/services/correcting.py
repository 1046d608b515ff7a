"""补正 by the applicant: words and files together, and the full period begins anew."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.services.filing import File, take_in


def correct(case: DisclosureRequest, *, answer: str, files: Sequence[File], actor: Actor, at: datetime) -> None:
    """Raises ``InvalidInput`` (``answer`` or the field of a file), ``DomainError`` or ``StaleState``; then no file
    stays with the case."""
    refuse_marks([Part("answer", "补正内容", answer)], doing="网上补正", actor=actor, at=at)
    taken = [take_in(file, actor=actor, at=at) for file in files]
    with transaction.atomic():
        asking.receive_correction(case, answer=answer, actor=actor, at=at)
        rows = [cases.attach(case, one, actor=actor, at=at) for one in taken]
        cases.note_files(case, rows, actor=actor, at=at)
