"""送审、法制审核、保密审查、签发: three people, and what they let out of the house."""

from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.clock import local
from portal.errors import InvalidInput
from portal.letters.services import issue_letter, void_letter
from portal.screening.services import MARKED, marks_in, refuse_marks
from portal.subjects import ref
from portal.workflow import blockers, move, require_move
from requests_app.answering import wording
from requests_app.answering.selectors import letter_parts, wordings_of
from requests_app.answering.services.handing_out import rescreen
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services import closing
from requests_app.cases.services.telling import tell_holders, tell_organ
from requests_app.cases.states import REVIEWERS, SECRECY_REVIEWERS, SIGNERS
from requests_app.serving import services as serving
from requests_app.serving.selectors import answers_of
from requests_app.serving.states import Purpose

TAKEN_BACK = "答复送达以前，申请人撤回了申请"


def submit(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """Hand the answer in for review. Nothing can be asked for any more: the clock of the correction notice ends.

    Raises ``Blocked`` with everything the decisions lack. What the screening found is kept.
    """
    require_move(request, "submit", actor=actor)
    if not blockers(request, "submit", at=at):
        rescreen(request, at=at)
    return _handed_in(request, "submit", actor, at)


def answer_on_the_spot(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """当场答复 (art. 33 para. 1; S2-2.6a): what is public or can simply be handed over goes to the signer at once."""
    require_move(request, "answer_on_the_spot", actor=actor)
    if not blockers(request, "answer_on_the_spot", at=at):
        rescreen(request, at=at)
    return _handed_in(request, "answer_on_the_spot", actor, at)


@transaction.atomic
def _handed_in(request: DisclosureRequest, act: str, actor: Actor, at: datetime) -> DisclosureRequest:
    at_once = act == "answer_on_the_spot"
    fields = {"drafter_id": actor.id, "reviewer_id": None, "was_answered_on_the_spot": at_once}
    move(request, act, actor=actor, at=at, fields=fields)
    tell_holders(
        request, SIGNERS if at_once else REVIEWERS, "有一件答复等签发" if at_once else "有一件答复等审核", at=at
    )
    return request


@transaction.atomic
def pass_review(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """法制审核 by the second person."""
    move(request, "pass_review", actor=actor, at=at, fields={"reviewer_id": actor.id})
    tell_holders(request, SECRECY_REVIEWERS, "有一件答复等保密审查", at=at)
    return request


@transaction.atomic
def pass_secrecy(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """保密审查 before anything is handed out (S2-2.8). Raises ``Blocked`` with the findings nobody decided about."""
    move(request, "pass_secrecy", actor=actor, at=at)
    tell_holders(request, SIGNERS, "有一件答复等签发", at=at)
    return request


def return_review(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    return _returned(request, "return_review", reason, actor, at)


def return_secrecy(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    return _returned(request, "return_secrecy", reason, actor, at)


def return_signing(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    return _returned(request, "return_signing", reason, actor, at)


@transaction.atomic
def _returned(request: DisclosureRequest, act: str, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    fields = {"reviewer_id": None, "was_answered_on_the_spot": False}
    move(request, act, actor=actor, at=at, reason=reason, fields=fields)
    _tell_handler(request, "答复被退回，请修改", at=at)
    return request


def sign(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """The third person signs, and the letters are issued: one for each kind, covering its items, not sent yet.

    Raises ``Blocked`` with what the letters lack; a letter with 密级标志 is refused and the refusal kept.
    """
    require_move(request, "sign", actor=actor)
    refuse_marks(letter_parts(request, on=local(at).date()), doing="签发答复", actor=actor, at=at)
    return _signed(request, actor, at)


@transaction.atomic
def _signed(request: DisclosureRequest, actor: Actor, at: datetime) -> DisclosureRequest:
    move(request, "sign", actor=actor, at=at)
    edits = wordings_of(request)
    for answer in wording.answers_of(request.current_decisions()):
        letter = issue_letter(
            template=answer.code,
            subject=ref(request),
            organ=request.organ.heir(),
            context=wording.context_of(request, answer, at=at),
            edits=edits.get(answer.code, {}),
            inspect=_refuse_marks,
            actor=actor,
            at=at,
        )
        items = [row.item for row in answer.decisions]
        serving.prepare(request, letter=letter, purpose=Purpose.ANSWER, items=items, actor=actor, at=at)
    tell_organ(request, "答复已经签发，请送达申请人", at=at)
    return request


def _refuse_marks(text: str) -> None:
    if marks_in(text):
        raise InvalidInput({"": f"文书{MARKED}"})


@transaction.atomic
def unsign(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """Take the signature back while nothing has arrived; the letters are void and their numbers used up."""
    move(request, "unsign", actor=actor, at=at, reason=reason, fields={"reviewer_id": None})
    for service in answers_of(request):
        void_letter(service.letter, reason=reason, actor=actor, at=at)
        serving.void_service(service, actor=actor, at=at)
    _tell_handler(request, "签发已经撤回，请重新办理", at=at)
    return request


@transaction.atomic
def withdraw(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """撤回: the applicant takes the request back, and an answer that was signed and has not arrived is void with it.

    Raises as a move does: ``Blocked`` once a part of the answer was served.
    """
    closing.withdraw(request, reason=reason, actor=actor, at=at)
    for service in answers_of(request):
        void_letter(service.letter, reason=TAKEN_BACK, actor=actor, at=at)
        serving.void_service(service, actor=actor, at=at)
    return request


def _tell_handler(request: DisclosureRequest, words: str, *, at: datetime) -> None:
    tell_organ(request, words, at=at, people=[request.handler] if request.handler else None)
