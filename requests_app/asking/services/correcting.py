"""补正: asked once for everything that lacks; the full period begins anew when it comes (Regulations art. 30)."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction

from portal.actors import Actor
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, pause, restart
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import edit, move, require_move
from requests_app.asking.fields import ANSWER, CORRECTION
from requests_app.asking.models import Correction
from requests_app.asking.states import CorrectionState, Lack
from requests_app.cases import clocks
from requests_app.cases.fields import APPLICANT
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant, tell_organ
from requests_app.outcomes import BY_CODE
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Purpose

STOP = "CORRECTION"
DAYS_AT_MOST = 90
"""A house limit against slips of the pen; the law says "reasonable"."""

ABANDONED = BY_CODE["3.6.1"]


@transaction.atomic
def notify_correction(
    request: DisclosureRequest,
    *,
    lacks: Sequence[str],
    guidance: str,
    days: int,
    means: str,
    actor: Actor,
    at: datetime,
    edits: Mapping[str, str] | None = None,
) -> Correction:
    """Issue and send the one notice; the clock of the answer stands still from today.

    ``lacks`` are codes of ``Lack``, ``days`` the applicant's calendar days from receipt. Raises ``InvalidInput``,
    ``Blocked`` after the seventh working day or a second time.
    """
    require_move(request, "notify_correction", actor=actor)
    clean = checked(CORRECTION, {"guidance": guidance})
    if faults := _faults(lacks, days):
        raise InvalidInput(faults)
    today = local(at).date()
    move(request, "notify_correction", actor=actor, at=at)
    context = base_context(request, at=at) | {
        "lacks": [Lack(code).label for code in lacks],
        "guidance": clean["guidance"],
        "days": days,
    }
    letter = issue_letter(
        template="T-04",
        subject=ref(request),
        organ=request.organ,
        context=context,
        edits=edits,
        actor=actor,
        at=at,
    )
    correction = Correction(
        request=request,
        round=request.round,
        lacks=list(lacks),
        guidance=clean["guidance"],
        days=days,
        letter=letter,
        sent_on=today,
    )
    correction.save(force_insert=True)
    _keep_time_of_notice(request, on=today, actor=actor, at=at)
    if clock := running_clock(ref(request), clocks.REPLY):
        pause(clock, stop=STOP, on=today, actor=actor, at=at, evidence=f"补正告知书{letter.number}")
    serving.send(request, letter=letter, purpose=Purpose.CORRECTION, means=means, on=today, actor=actor, at=at)
    tell_applicant(request, "机关请您补正申请，请查看补正告知书。", at=at, key=f"correction-{correction.pk}")
    return correction


def _keep_time_of_notice(request: DisclosureRequest, *, on: date, actor: Actor, at: datetime) -> None:
    """The seven working days, begun and ended at once: proof that the notice was in time."""
    if request.received_on is not None:
        clocks.start(request, clocks.CORRECTION_NOTICE, on=request.received_on, actor=actor, at=at)
        clocks.stop(request, clocks.CORRECTION_NOTICE, on=on, actor=actor, at=at)


def _faults(lacks: Sequence[str], days: int) -> dict[str, str]:
    found = {
        "lacks": "" if lacks and set(lacks) <= set(Lack.values) else "请选择需要补正的事项",
        "days": "" if 1 <= days <= DAYS_AT_MOST else f"补正期限要在1至{DAYS_AT_MOST}日之间，一般15日",
    }
    return {name: fault for name, fault in found.items() if fault}


@transaction.atomic
def correction_reached(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """The notice reached the applicant: the time to correct begins the next day."""
    serving.register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    correction = Correction.objects.select_related("request__organ", "letter").get(letter=service.letter_id)
    edit(correction, {"served_on": on}, act="note_served", actor=actor, at=at)
    if correction.state != CorrectionState.NOTIFIED:
        return
    clocks.start(
        correction.request,
        clocks.CORRECTION,
        on=on,
        actor=actor,
        at=at,
        amount=correction.days,
        evidence=f"补正告知书{correction.letter.number}写明的期限",
    )


@transaction.atomic
def receive_correction(
    request: DisclosureRequest,
    *,
    answer: str,
    actor: Actor,
    at: datetime,
    on: date | None = None,
    applicant: Mapping[str, Any] | None = None,
) -> Correction:
    """The correction came in, from the applicant online or through a clerk: the full period begins anew.

    ``applicant`` are values of APPLICANT that were missing. A correction after the time is over still counts while
    nobody has taken the request as given up. Raises ``InvalidInput`` or ``StaleState``.
    """
    correction = _open_correction(request)
    clean = checked(ANSWER, {"answer": answer})
    given = {name: value for name, value in checked(APPLICANT, applicant or {}).items() if value}
    day = on or local(at).date()
    if not correction.sent_on <= day <= local(at).date():
        raise InvalidInput({"on": "收到补正的日子要在发出通知和今天之间"})
    move(correction, "receive", actor=actor, at=at, fields={"answer": clean["answer"], "received_on": day})
    move(request, "receive_correction", actor=actor, at=at, fields={"restarted_on": day})
    if given:
        person = request.applicant
        for name, value in given.items():
            setattr(person, name, value)
        person.save(update_fields=[*given, "identity_index"])
    clocks.stop(request, clocks.CORRECTION, on=day, actor=actor, at=at)
    if clock := running_clock(ref(request), clocks.REPLY):
        restart(clock, stop=STOP, on=day, actor=actor, at=at, evidence="收到补正")
    tell_organ(request, "收到申请人的补正", at=at)
    return correction


@transaction.atomic
def take_as_abandoned(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """A person confirms that the applicant let the time pass without good reason; the answer R-6.1 goes its way.

    Raises ``Blocked`` before the time is over.
    """
    correction = _open_correction(request)
    move(request, "take_as_abandoned", actor=actor, at=at, reason=reason)
    move(correction, "abandon", actor=actor, at=at)
    today = local(at).date()
    clocks.stop(request, clocks.CORRECTION, on=today, actor=actor, at=at, outcome=Outcome.ABANDONED)
    if clock := running_clock(ref(request), clocks.REPLY):
        close(clock, on=today, actor=actor, at=at, outcome=Outcome.ABANDONED, evidence="逾期不补正")
    return request


def _open_correction(request: DisclosureRequest) -> Correction:
    correction: Correction | None = request.corrections.filter(round=request.round).select_related("letter").first()
    if correction is None:
        raise DomainError("这件申请没有发过补正通知。")
    correction.request = request
    return correction
