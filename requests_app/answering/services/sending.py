"""The answer leaves the house and reaches the applicant: the clock ends on the legal day of service."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.deadlines.states import Outcome
from portal.errors import Blocked, DomainError, StaleState
from portal.workflow import move, require_move, touch
from requests_app.cases import clocks, gates
from requests_app.cases.models import DisclosureRequest, RequestFile
from requests_app.cases.services.telling import tell_applicant
from requests_app.extending.states import ExtensionState
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.selectors import answers_of, answers_to_send, answers_under_way
from requests_app.serving.states import INTERNET

_FIRST_ROUND = 1


@transaction.atomic
def send_answer(
    request: DisclosureRequest,
    *,
    means: str,
    on: date,
    actor: Actor,
    at: datetime,
    services: Iterable[Service] | None = None,
) -> list[Service]:
    """The signed letters go out, all of them or those given.

    A third party against whose will something is disclosed is told before (art. 32): raises ``Blocked`` until it was.
    """
    require_move(request, "serve", actor=actor)
    if reasons := gates.third_parties_were_told(request, at):
        raise Blocked(reasons)
    rows = list(answers_to_send(request)) if services is None else list(services)
    if not rows:
        raise DomainError("没有等发出的文书。")
    sent = [
        serving.send(request, letter=row.letter, purpose=row.purpose, means=means, on=on, actor=actor, at=at)
        for row in rows
        if _is_own(request, row)
    ]
    touch(request)
    after = {"letters": [row.letter.number for row in sent], "means": means, "sent_on": on}
    record(act="send_answer", subject=request, actor=actor, at=at, after=after)
    return sent


def _is_own(request: DisclosureRequest, service: Service) -> bool:
    if service.request_id != request.pk or service.round != request.round or service.is_void:
        raise StaleState
    return True


@transaction.atomic
def serve_answer(
    request: DisclosureRequest,
    *,
    served_on: date,
    proof: str,
    actor: Actor,
    at: datetime,
    services: Iterable[Service] | None = None,
    proof_file: RequestFile | None = None,
) -> DisclosureRequest:
    """Letters under way have arrived, all of them or those given; with the last one the request is answered.

    The items of a letter count on its own day of service, in the first round only. Raises ``InvalidInput``
    (``served_on``, ``proof``), ``DomainError`` when nothing is under way, ``StaleState``.
    """
    require_move(request, "serve", actor=actor)
    rows = list(answers_under_way(request)) if services is None else list(services)
    if not rows:
        raise DomainError("没有已经发出、等登记送达的文书。先登记发出。")
    for row in rows:
        if _is_own(request, row):
            row.request = request
            serving.register_service(row, served_on=served_on, proof=proof, proof_file=proof_file, actor=actor, at=at)
            _count(request, row)
    standing = list(answers_of(request))
    if all(row.served_on for row in standing):
        _close(request, standing, actor, at)
    else:
        touch(request)
    return request


def arrived(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """For ``serving.reaching``: the applicant opened the answer, or the mail about it arrived."""
    request = service.request
    serve_answer(request, served_on=on, proof=proof, services=[service], actor=actor, at=at)


def _count(request: DisclosureRequest, service: Service) -> None:
    """Table 3 counts the first answer, whatever a later decision says. Written once."""
    if request.round != _FIRST_ROUND:
        return
    outcomes = {row.item_id: row.outcome for row in request.current_decisions()}
    for item in service.items.filter(counted_on=None):
        request.items.filter(pk=item.pk, counted_on=None).update(
            counted_outcome=outcomes[item.pk], counted_on=service.served_on
        )


def _close(request: DisclosureRequest, standing: list[Service], actor: Actor, at: datetime) -> None:
    day = max(row.served_on for row in standing if row.served_on)
    fields = {"closed_on": day} if request.closed_on is None else {}
    move(request, "serve", actor=actor, at=at, fields=fields)
    clocks.stop(request, *clocks.OF_THE_ANSWER, on=day, actor=actor, at=at)
    clocks.abandon_all(request, on=day, actor=actor, at=at, outcome=Outcome.CANCELLED)
    for extension in request.extensions.filter(state__in=(ExtensionState.PROPOSED, ExtensionState.APPROVED)):
        move(extension, "cancel", actor=SYSTEM, at=at, reason="答复已经送达")
    if any(row.means not in INTERNET for row in standing):
        tell_applicant(request, "机关已经作出答复，答复书已经送达。", at=at, key=f"answered|{request.round}")
