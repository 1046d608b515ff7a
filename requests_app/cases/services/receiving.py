"""登记: a request comes in, gets its number and code, and its first clock (Regulations arts. 29 and 31)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.receipts import codes
from requests_app.cases import clocks, rules
from requests_app.cases.codes import request_number
from requests_app.cases.fields import APPLICANT, ITEM, ITEMS_AT_MOST, REQUEST
from requests_app.cases.models import Applicant, DisclosureRequest, RequestItem
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import RECEIVED_AT_ONCE, RECEIVERS, Channel, State

NOT_ADDRESSED = frozenset({OrganKind.OUTSIDE, OrganKind.PUBLIC_ENTERPRISE, OrganKind.COORDINATING})
"""Whom nobody can address a request to (Regulations arts. 27 and 55)."""


@dataclass(frozen=True, slots=True)
class Filed:
    """A request just taken in. ``code`` is the query code, to be shown now and never again."""

    request: DisclosureRequest
    code: str


@transaction.atomic
def file_online(
    *,
    organ: Organ,
    values: Mapping[str, Any],
    items: Sequence[Mapping[str, Any]],
    actor: Actor,
    at: datetime,
    code: str = "",
) -> Filed:
    """A citizen files over the site: complete or not at all. Received when the organ confirms (art. 31 item 3).

    ``values`` has the keys of ``APPLICANT`` and ``REQUEST``, each of ``items`` those of ``ITEM``. Raises
    ``InvalidInput`` keyed by field; item fields as ``items-0-text``. ``code`` is the query code to be given, a
    fresh one without it (``codes.code_from``).
    """
    clean, asked = _clean(values, items)
    if faults := rules.lacks(clean):
        raise InvalidInput(faults)
    day = local(at).date()
    filed = _store(organ, Channel.ONLINE, clean, asked, arrived_on=day, extra={}, actor=actor, at=at, code=code)
    clocks.start(filed.request, clocks.CONFIRM, on=day, actor=actor, at=at)
    tell_organ(filed.request, "有人在网上提交了申请", at=at)
    return filed


@transaction.atomic
def register(
    *,
    organ: Organ,
    channel: str,
    arrived_on: date,
    values: Mapping[str, Any],
    items: Sequence[Mapping[str, Any]],
    actor: Actor,
    at: datetime,
    receipt_note: str = "",
) -> Filed:
    """A clerk enters what came by hand, mail, fax or word of mouth (art. 29 para. 1, S2-2.3b).

    Nothing is refused for being incomplete: what is lacking is asked for afterwards (law.md C4). In person and signed
    mail are received on ``arrived_on``; everything else when the applicant was reached.
    """
    require(actor, RECEIVERS, organ, doing="登记申请")
    if channel not in set(Channel.values) - {Channel.ONLINE, Channel.TRANSFER}:
        raise InvalidInput({"channel": "请选择申请渠道"})
    if arrived_on > local(at).date():
        raise InvalidInput({"arrived_on": "这一天还没有到，请核对日期"})
    clean, asked = _clean(values, items)
    extra = {"receipt_note": receipt_note.strip(), "typed_by": actor.name if channel == Channel.ORAL else ""}
    filed = _store(organ, channel, clean, asked, arrived_on=arrived_on, extra=extra, actor=actor, at=at)
    if channel in RECEIVED_AT_ONCE:
        begin(filed.request, on=arrived_on, actor=actor, at=at)
    else:
        clocks.start(filed.request, clocks.CONFIRM, on=arrived_on, actor=actor, at=at)
    return filed


def begin(request: DisclosureRequest, *, on: date, actor: Actor, at: datetime) -> None:
    """Day 0: the twenty working days of the answer begin after ``on``."""
    clocks.start(request, clocks.REPLY, on=on, actor=actor, at=at)


@transaction.atomic
def reissue_code(request: DisclosureRequest, *, actor: Actor, at: datetime) -> str:
    """A new query code; the old one opens nothing any more. The caller has verified the contact it goes to."""
    code = codes.new_query_code()
    digest = codes.code_digest(request.number, code)
    DisclosureRequest.objects.filter(pk=request.pk).update(code_hash=digest)
    request.code_hash = digest
    record(act="reissue_code", subject=request, actor=actor, at=at)
    return code


def _clean(
    values: Mapping[str, Any], items: Sequence[Mapping[str, Any]]
) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """Raises ``InvalidInput`` with all faults of all fields at once."""
    faults: dict[str, str] = {}
    clean: dict[str, Any] = {}
    try:
        clean = checked(APPLICANT | REQUEST, values)
    except InvalidInput as refused:
        faults |= refused.messages
    asked = []
    for place, item in enumerate(items):
        try:
            asked.append(checked(ITEM, item))
        except InvalidInput as refused:
            faults |= {f"items-{place}-{name}": message for name, message in refused.messages.items()}
    if not items:
        faults["items-0-text"] = "请写明需要什么信息"
    if len(items) > ITEMS_AT_MOST:
        faults[f"items-{ITEMS_AT_MOST}-text"] = f"一次最多{ITEMS_AT_MOST}项，其余请另外提交"
    if faults:
        raise InvalidInput(faults)
    return clean, asked


def _store(
    organ: Organ,
    channel: str,
    clean: Mapping[str, Any],
    asked: Sequence[Mapping[str, Any]],
    *,
    arrived_on: date,
    extra: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    code: str = "",
) -> Filed:
    if organ.kind in NOT_ADDRESSED or not organ.is_active(local(at).date()):
        raise InvalidInput({"organ": "不能向这个机关申请，请另选一个"})
    at_once = channel in RECEIVED_AT_ONCE
    request = DisclosureRequest(
        organ=organ,
        channel=channel,
        state=State.HANDLING if at_once else State.SUBMITTED,
        submitted_at=at,
        arrived_on=arrived_on,
        received_on=arrived_on if at_once else None,
        **{name: clean[name] for name in REQUEST if name in clean},
        **extra,
    )
    code = give_number(request, year=arrived_on.year, code=code)
    request.save(force_insert=True)
    Applicant(request=request, **{name: clean[name] for name in APPLICANT if name in clean}).save(force_insert=True)
    RequestItem.objects.bulk_create(
        RequestItem(request=request, position=place, **item) for place, item in enumerate(asked, start=1)
    )
    after = {"channel": channel, "arrived_on": arrived_on, "items": len(asked), "organ": organ.pk}
    record(act="register", subject=request, actor=actor, at=at, after=after)
    return Filed(request, code)


def give_number(request: DisclosureRequest, *, year: int, code: str = "") -> str:
    """Number the request and return its query code, a fresh one unless given; the caller saves."""
    [sequence] = next_numbers(RunningNumber.Register.REQUEST, request.organ, year)
    request.number = request_number(request.organ, year, sequence)
    code = code or codes.new_query_code()
    request.code_hash = codes.code_digest(request.number, code)
    return code
