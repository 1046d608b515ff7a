"""延期: proposed, agreed to by another, told before the old end (Regulations art. 33 para. 2)."""

from datetime import date, datetime

from django.db import transaction

from portal.accounts.models import User
from portal.accounts.rules import require
from portal.accounts.selectors import actor_of
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import calendar, running_clock
from portal.deadlines.services import extend
from portal.errors import DomainError, InvalidInput
from portal.field_table import Field, checked, paragraphs
from portal.letters.services import issue_letter
from portal.subjects import ref
from portal.workflow import move, require_move
from requests_app.cases import clocks
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant, tell_organ
from requests_app.cases.states import DRAFTERS, UNSERVED
from requests_app.extending.models import Extension
from requests_app.extending.states import ExtensionState
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Purpose

_FIELDS = {"reason": Field("延期的理由", paragraphs(1000, required=True))}
_STANDING = (ExtensionState.PROPOSED, ExtensionState.APPROVED, ExtensionState.SERVED)


@transaction.atomic
def propose(request: DisclosureRequest, *, days: int, reason: str, actor: Actor, at: datetime) -> Extension:
    """Ask the head of the disclosure office for more time, once in a round and within the cap of the law.

    Raises ``InvalidInput`` or ``DomainError`` when no clock runs that could be extended.
    """
    require(actor, DRAFTERS, request.organ.heir(), doing="申请延期")
    clean = checked(_FIELDS, {"reason": reason})
    clock = _clock(request, at)
    most = clock.legal_rule.extension.amount if clock.legal_rule.extension else 0
    if not 1 <= days <= most - clock.extended_by:
        raise InvalidInput({"days": f"延长要在1至{most - clock.extended_by}个工作日之间"})
    if request.extensions.filter(round=request.round, state__in=_STANDING).exists():
        raise DomainError("这件申请已经申请过延期。")
    extension = Extension(
        request=request,
        round=request.round,
        days=days,
        proposer_id=actor.id,
        proposed_by=actor.name,
        proposed_at=at,
        **clean,
    )
    extension.save(force_insert=True)
    record(act="propose", subject=extension, actor=actor, at=at, after=clean | {"days": days})
    tell_organ(request, "有一件申请要延期，请同意或者不同意", at=at)
    return extension


def _clock(request: DisclosureRequest, at: datetime) -> Deadline:
    """The running clock of the answer, while more time can still be had. Raises ``DomainError``."""
    clock = running_clock(ref(request), clocks.REPLY)
    if request.state not in UNSERVED or clock is None:
        raise DomainError("答复期限没有在计算，不能延期。")
    if clock.waiting_since is not None:
        raise DomainError("期限正在暂停，恢复计算以后才能延期：现在还算不出延长到哪一天。")
    if at >= clock.due_at:
        raise DomainError(f"答复期限{clock.due_on}已满，不能再延期。")
    return clock


@transaction.atomic
def approve(extension: Extension, *, means: str, actor: Actor, at: datetime) -> Extension:
    """The head agrees: the letter is issued and sent. The end moves only when it has reached the applicant."""
    request = extension.request
    require_move(extension, "approve", actor=actor)
    clock = _clock(request, at)
    until = calendar().nth_after(clock.due_on, extension.days)
    letter = issue_letter(
        template="T-06",
        subject=ref(request),
        organ=request.organ,
        context=base_context(request, at=at) | {"reason": extension.reason, "days": extension.days, "until": until},
        actor=actor,
        at=at,
    )
    fields = {"approver_id": actor.id, "approved_by": actor.name, "approved_at": at, "letter": letter}
    move(extension, "approve", actor=actor, at=at, fields=fields)
    serving.send(request, letter=letter, purpose=Purpose.EXTENSION, means=means, on=letter.dated, actor=actor, at=at)
    tell_applicant(request, "机关延长了答复期限，请查看延期答复告知书。", at=at, key=f"extension-{extension.pk}")
    return extension


@transaction.atomic
def refuse(extension: Extension, *, reason: str, actor: Actor, at: datetime) -> Extension:
    """No more time."""
    move(extension, "refuse", actor=actor, at=at, reason=reason)
    return extension


@transaction.atomic
def cancel(extension: Extension, *, reason: str, actor: Actor, at: datetime) -> Extension:
    """Not needed any more, before it reached the applicant."""
    move(extension, "cancel", actor=actor, at=at, reason=reason)
    return extension


@transaction.atomic
def extension_reached(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """The letter reached the applicant. On or before the old end the clock moves; later it does not, and that stays on
    record as ``LATE``. A clock that stands still has not reached its end; an extension that is no longer wanted moves
    nothing."""
    serving.register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    extension = Extension.objects.select_related("request__organ", "letter").get(letter=service.letter_id)
    if extension.state != ExtensionState.APPROVED:
        return
    clock = running_clock(ref(extension.request), clocks.REPLY)
    in_time = clock is not None and (clock.waiting_since is not None or on <= clock.due_on)
    move(extension, "serve" if in_time else "note_late", actor=actor, at=at, fields={"served_on": on})
    if clock is not None and in_time:
        approver = actor_of(User.objects.get(pk=extension.approver_id or 0), at=extension.approved_at or at)
        evidence = f"延期答复告知书{service.letter.number}：{extension.reason}"[:300]
        extend(clock, amount=extension.days, on=on, actor=approver, at=at, evidence=evidence)
