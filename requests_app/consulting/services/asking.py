"""A letter to the party; the clock of the answer stands still from the day it is sent (Regulations arts. 32–34)."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines import selectors
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline, pause
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.letters.models import Letter
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import edit, touch
from requests_app.cases import clocks
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant
from requests_app.cases.states import DRAFTERS, State
from requests_app.consulting.fields import ASK
from requests_app.consulting.models import Consultation
from requests_app.consulting.states import ConsultationState, PartyKind
from requests_app.consulting.terms import TERMS, Terms
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Means, Purpose


@transaction.atomic
def note_need(request: DisclosureRequest, *, kind: str, actor: Actor, at: datetime) -> Deadline:
    """Somebody will have to be asked: the time to send the letter runs from receipt (S2-2.7a, S2-7.9a)."""
    require(actor, DRAFTERS, request.organ.heir(), doing="征求意见")
    if request.state != State.HANDLING:
        raise StaleState("申请不在办理中，不能征求意见。")
    return _sending_clock(request, TERMS[PartyKind(kind)], actor=actor, at=at)


@transaction.atomic
def consult(
    request: DisclosureRequest,
    *,
    kind: str,
    summary: str,
    means: str,
    actor: Actor,
    at: datetime,
    applicant_means: str = Means.ONLINE,
    organ: Organ | None = None,
    party: str = "",
    party_contact: str = "",
) -> Consultation:
    """Issue and send the letter; for a third party also the word to the applicant. Several may be asked at once.

    ``organ`` for organs, ``party`` and ``party_contact`` for a third party. Raises ``InvalidInput`` or ``StaleState``.
    """
    require(actor, DRAFTERS, request.organ.heir(), doing="征求意见")
    if request.state != State.HANDLING:
        raise StaleState("申请不在办理中，不能征求意见。")
    given = {"kind": kind, "summary": summary, "party": party, "party_contact": party_contact}
    clean = checked(ASK, given)
    if faults := _faults(request, clean, organ):
        raise InvalidInput(faults)
    terms, today = TERMS[PartyKind(clean["kind"])], local(at).date()
    letter = _letter(request, terms, clean, organ, actor=actor, at=at)
    row = Consultation(request=request, organ=organ, letter=letter, sent_on=today, **clean)
    row.applicant_letter = _word_to_applicant(request, row, actor=actor, at=at)
    row.save(force_insert=True)
    touch(request)
    after = {"kind": clean["kind"], "letter": letter.number, "organ": organ.name if organ else ""}
    record(act="consult", subject=row, actor=actor, at=at, after=after)
    close(_sending_clock(request, terms, actor=actor, at=at), on=today, actor=actor, at=at)
    _stop_the_answer(request, terms, row, on=today, actor=actor, at=at)
    serving.send(request, letter=letter, purpose=Purpose.CONSULTATION, means=means, on=today, actor=actor, at=at)
    if row.applicant_letter:
        serving.send(
            request,
            letter=row.applicant_letter,
            purpose=Purpose.NOTICE,
            means=applicant_means,
            to_applicant=True,
            on=today,
            actor=actor,
            at=at,
        )
        words = "您申请的信息涉及第三方，机关正在书面征求其意见。征求意见的时间不算在答复期限里。"
        tell_applicant(request, words, at=at, key=f"consultation-{row.pk}")
    return row


def _faults(request: DisclosureRequest, clean: dict[str, str], organ: Organ | None) -> dict[str, str]:
    if clean["kind"] == PartyKind.THIRD_PARTY:
        missing = {"party": "请填写第三方的姓名或者名称", "party_contact": "请填写第三方的联系方式"}
        found = {name: fault for name, fault in missing.items() if not clean[name]}
        return found | ({"organ": "征求第三方意见不选机关"} if organ else {})
    if organ is None or organ.pk == request.organ_id:
        return {"organ": "请选择被征求的机关"}
    asked = request.consultations.filter(organ=organ, kind=clean["kind"]).waiting().exists()
    return {"organ": f"正在等{organ.short_name}的意见"} if asked else {}


def _letter(
    request: DisclosureRequest, terms: Terms, clean: dict[str, str], organ: Organ | None, *, actor: Actor, at: datetime
) -> Letter:
    days = selectors.rule(terms.reply, on=local(at).date()).amount
    own = base_context(request, at=at)
    context = {
        "addressee": organ.name if organ else clean["party"],
        "summary": clean["summary"],
        "days": days,
        "unit_phone": own["unit_phone"],
    }
    return issue_letter(
        template=terms.template,
        subject=ref(request),
        organ=request.organ,
        context=context,
        actor=actor,
        at=at,
    )


def _word_to_applicant(request: DisclosureRequest, row: Consultation, *, actor: Actor, at: datetime) -> Letter | None:
    if row.kind != PartyKind.THIRD_PARTY:
        return None
    return issue_letter(
        template="T-08",
        subject=ref(request),
        organ=request.organ,
        context=base_context(request, at=at),
        actor=actor,
        at=at,
    )


def _sending_clock(request: DisclosureRequest, terms: Terms, *, actor: Actor, at: datetime) -> Deadline:
    """The running clock for sending, begun on the day of receipt or of the correction."""
    if clock := running_clock(ref(request), terms.sending):
        return clock
    begun = request.restarted_on or request.received_on
    if begun is None:
        raise DomainError("还没有确认收到，不能征求意见。")
    return clocks.start(request, terms.sending, on=begun, actor=actor, at=at)


def _stop_the_answer(
    request: DisclosureRequest, terms: Terms, row: Consultation, *, on: date, actor: Actor, at: datetime
) -> None:
    clock = running_clock(ref(request), clocks.REPLY)
    if clock is None:
        return
    pause(clock, stop=terms.stop, key=str(row.pk), on=on, actor=actor, at=at, evidence=row.letter.number)


@transaction.atomic
def consultation_reached(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """The letter reached the party: its own time begins the next day."""
    serving.register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    row = Consultation.objects.select_related("request__organ", "letter").get(letter=service.letter_id)
    edit(row, {"served_on": on}, act="note_served", actor=actor, at=at)
    if row.state != ConsultationState.ASKED:
        return
    open_deadline(
        rule=TERMS[PartyKind(row.kind)].reply,
        subject=row,
        organ=row.request.organ.heir(),
        start=on,
        actor=actor,
        at=at,
        evidence=row.letter.number,
    )
