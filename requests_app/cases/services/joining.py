"""归并、拆分、转办: one matter asked in many pieces, several matters in one, and what belongs to another organ."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import Max

from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.privacy.services import plain_text
from portal.workflow import move, require_move, touch
from requests_app.cases import clocks
from requests_app.cases.fields import APPLICANT
from requests_app.cases.models import Applicant, DisclosureRequest, RequestItem
from requests_app.cases.services.receiving import NOT_ADDRESSED, Filed, begin, give_number
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import Channel, State

_COPIED = ("applicant_kind", "purpose", "form", "delivery", "needs_help")
_SEALED = tuple(name for name in APPLICANT if name != "identity_kind")


@transaction.atomic
def merge(
    request: DisclosureRequest, *, into: DisclosureRequest, reason: str, actor: Actor, at: datetime
) -> DisclosureRequest:
    """One matter split too finely is handled as one (S2-2.5b): the items go over, this case counts no more."""
    fault = _merge_fault(request, into)
    if fault:
        raise InvalidInput({"into": fault})
    last = into.items.aggregate(last=Max("position"))["last"] or 0
    move(request, "merge", actor=actor, at=at, reason=reason, fields={"merged_into": into})
    touch(into)
    for place, item in enumerate(request.items.all(), start=last + 1):
        RequestItem.objects.create(
            request=into, position=place, text=item.text, file_number=item.file_number, time_span=item.time_span
        )
    clocks.abandon_all(request, on=local(at).date(), actor=actor, at=at, outcome=Outcome.SUPERSEDED)
    cancel_what_waits(request, words=f"已经归并到{into.number}", actor=actor, at=at)
    record(act="take_in", subject=into, actor=actor, at=at, after={"from": request.number}, reason=reason)
    return request


def cancel_what_waits(request: DisclosureRequest, *, words: str, actor: Actor, at: datetime) -> None:
    """Open questions to the applicant, third parties and organs have lost their reason."""
    for rows in (request.corrections, request.fees, request.extensions, request.consultations):
        for row in rows.all():
            if any(found.act == "cancel" for found in row.workflow.from_state(row.state)):
                move(row, "cancel", actor=actor, at=at, reason=words)


def _merge_fault(request: DisclosureRequest, into: DisclosureRequest) -> str:
    if request.pk == into.pk:
        return "不能归并到自己"
    if request.organ_id != into.organ_id or into.state not in (State.SUBMITTED, State.HANDLING):
        return "只能归并到本机关正在办理的申请"
    if into.round > 1:
        return f"{into.number}正在重新处理，不能再加事项"
    if not same_applicant(request, into):
        return "两件申请的申请人不是同一个"
    if (request.received_on or request.arrived_on).year != (into.received_on or into.arrived_on).year:
        return "不是同一年收到的，归并会改变年报的数，请分别办理"
    if request.received_on and (into.received_on is None or into.received_on > request.received_on):
        return f"{into.number}收到得晚，请归并到先收到的一件，期限不能往后推"
    return ""


def same_applicant(one: DisclosureRequest, other: DisclosureRequest) -> bool:
    """By the keyed digest of the identity number; without one, never."""
    index = one.applicant.identity_index
    return bool(index) and index == other.applicant.identity_index


@transaction.atomic
def split_off(
    request: DisclosureRequest, *, items: Sequence[RequestItem], reason: str, actor: Actor, at: datetime
) -> Filed:
    """Some items become a case of their own with the same day of receipt, so that each is answered when it is ready.

    Only before the clock was stopped or moved: afterwards the two would have different histories.
    """
    row = require_move(request, "submit", actor=actor)
    chosen = [item for item in items if item.request_id == request.pk]
    if not chosen or len(chosen) == request.items.count():
        raise InvalidInput({"items": f"“{row.label}”以前，选要分出去的事项，至少留一项"})
    clock = clocks.of_the_answer(request)
    if clock is None or clock.events.count() > 1 or request.received_on is None or request.round > 1:
        raise DomainError("期限已经暂停、延长或者重新计算过，不能再拆分。")
    filed = _copy(request, request.organ, request.channel, links={"split_from": request}, actor=actor, at=at)
    _hand_items(chosen, filed.request, request)
    begin(filed.request, on=request.received_on, actor=actor, at=at)
    touch(request)
    record(act="split_off", subject=request, actor=actor, at=at, after={"to": filed.request.number}, reason=reason)
    return filed


@transaction.atomic
def transfer(
    request: DisclosureRequest,
    *,
    organ: Organ,
    items: Sequence[RequestItem],
    consent: str,
    actor: Actor,
    at: datetime,
) -> Filed:
    """Hand the items over to the organ that answers for them, with the applicant's consent; its own clock begins when
    it confirms. This organ still answers, naming the other (R-4.1): the items stay here too.

    ``consent`` says when and how the applicant agreed.
    """
    require_move(request, "submit", actor=actor)
    if organ.kind in NOT_ADDRESSED or organ.pk == request.organ_id or not organ.is_active(local(at).date()):
        raise InvalidInput({"organ": "不能转给这个机关，请另选一个"})
    if not consent.strip():
        raise InvalidInput({"consent": "转办要申请人同意，请写明什么时候、怎样同意的"})
    chosen = [item for item in items if item.request_id == request.pk]
    if not chosen:
        raise InvalidInput({"items": "请选择转办的事项"})
    filed = _copy(request, organ, Channel.TRANSFER, links={"transferred_from": request}, actor=actor, at=at)
    for place, item in enumerate(chosen, start=1):
        RequestItem.objects.create(
            request=filed.request,
            position=place,
            text=item.text,
            file_number=item.file_number,
            time_span=item.time_span,
        )
    clocks.start(filed.request, clocks.CONFIRM, on=local(at).date(), actor=actor, at=at)
    touch(request)
    after = {"to": filed.request.number, "organ": organ.name}
    record(act="transfer", subject=request, actor=actor, at=at, after=after, reason=consent.strip())
    tell_organ(filed.request, f"{request.organ.short_name}转来一件申请", at=at)
    return filed


def _copy(
    source: DisclosureRequest, organ: Organ, channel: str, *, links: dict[str, object], actor: Actor, at: datetime
) -> Filed:
    """A case of its own with the same applicant and wishes, without items."""
    at_once = "split_from" in links
    request = DisclosureRequest(
        organ=organ,
        channel=channel,
        state=State.HANDLING if at_once else State.SUBMITTED,
        submitted_at=at,
        arrived_on=source.arrived_on if at_once else local(at).date(),
        received_on=source.received_on if at_once else None,
        handler=source.handler if at_once else None,
        **{name: getattr(source, name) for name in _COPIED},
        **links,
    )
    code = give_number(request, year=request.arrived_on.year)
    request.save(force_insert=True)
    Applicant(
        request=request,
        identity_kind=source.applicant.identity_kind,
        **{name: plain_text(source.applicant, name) for name in _SEALED},
    ).save(force_insert=True)
    after = {"channel": channel, "from": source.number, "organ": organ.pk}
    record(act="register", subject=request, actor=actor, at=at, after=after)
    return Filed(request, code)


def _hand_items(chosen: Sequence[RequestItem], target: DisclosureRequest, source: DisclosureRequest) -> None:
    """What was decided about them so far rests on files and letters of the old case: it is decided anew."""
    source.decisions.filter(item__in=chosen).delete()
    source.wordings.all().delete()
    for place, item in enumerate(chosen, start=1):
        RequestItem.objects.filter(pk=item.pk).update(request=target, position=place)
    for place, left in enumerate(source.items.order_by("position"), start=1):
        RequestItem.objects.filter(pk=left.pk).update(position=place)
