"""补正 by the applicant: words and files together, and the full period begins anew."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.errors import InvalidInput
from portal.privacy.services import plain_text
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from requests_app.asking import services as asking
from requests_app.cases import rules
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.services.filing import File, take_in

IDENTITY = ("name", "identity_kind", "identity_number")


def correct(
    case: DisclosureRequest,
    *,
    answer: str,
    files: Sequence[File],
    identity: Mapping[str, str],
    actor: Actor,
    at: datetime,
) -> None:
    """``identity`` has keys of ``IDENTITY``; what is empty stays as it was.

    Raises ``InvalidInput`` keyed by field, ``DomainError`` or ``StaleState``; then no file of it stays with the case.
    """
    given = {name: identity[name].strip() for name in IDENTITY if identity.get(name, "").strip()}
    if faults := _faults(case, given):
        raise InvalidInput(faults)
    refuse_marks([Part("answer", "补正内容", answer)], doing="网上补正", actor=actor, at=at)
    taken = [take_in(file, actor=actor, at=at) for file in files]
    with transaction.atomic():
        asking.receive_correction(case, answer=answer, applicant=given, actor=actor, at=at)
        rows = [cases.attach(case, one, actor=actor, at=at) for one in taken]
        cases.note_files(case, rows, actor=actor, at=at)


def _faults(case: DisclosureRequest, given: Mapping[str, str]) -> dict[str, str]:
    """What was typed and is wrong. What is still missing is no fault: the organ judges whether it suffices."""
    if not given:
        return {}
    person = case.applicant
    whole = {
        "applicant_kind": case.applicant_kind,
        "identity_kind": person.identity_kind,
        "identity_number": plain_text(person, "identity_number"),
    }
    return {name: fault for name, fault in rules.lacks({**whole, **given}).items() if name in given}
