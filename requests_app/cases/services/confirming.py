"""双方确认: the day both sides know is day 0 (Regulations art. 31, law.md A5.1)."""

import logging
from datetime import date, datetime

from django.db import transaction

from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.workflow import move
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.receiving import begin
from requests_app.cases.services.telling import tell_applicant, tell_organ
from requests_app.cases.states import State

logger = logging.getLogger(__name__)

BATCH = 200


@transaction.atomic
def confirm(
    request: DisclosureRequest, *, actor: Actor, at: datetime, on: date | None = None, receipt_note: str = ""
) -> DisclosureRequest:
    """The organ confirms receipt; ``on`` is the day of it, today unless a call is entered later. The clock begins."""
    day = on or local(at).date()
    if day > local(at).date():
        raise InvalidInput({"on": "这一天还没有到，请核对日期"})
    if day < request.arrived_on:
        raise InvalidInput({"on": f"确认日不能早于到达日{request.arrived_on}"})
    fields = {"received_on": day, "receipt_note": receipt_note.strip() or request.receipt_note}
    move(request, "confirm", actor=actor, at=at, fields=fields)
    deemed = Outcome.DEEMED if actor.is_system else Outcome.DONE
    clocks.stop(request, clocks.CONFIRM, on=day, actor=actor, at=at, outcome=deemed)
    begin(request, on=day, actor=actor, at=at)
    words = f"机关已经确认收到您的申请，收到日是{day.year}年{day.month}月{day.day}日，从第二天起计算20个工作日。"
    tell_applicant(request, words, at=at, key="confirmed")
    return request


def confirm_unattended(*, at: datetime) -> int:
    """Nobody confirmed in time: confirmed by itself, with an event, and the people are told (law.md A5.1).

    Returns how many. A case somebody confirmed meanwhile is left alone.
    """
    overdue = Deadline.objects.due_by(at).filter(rule=clocks.CONFIRM, subject_label=DisclosureRequest._meta.label_lower)
    waiting = DisclosureRequest.objects.filter(
        state=State.SUBMITTED, channel__in=_CONFIRMED_BY_TIME, pk__in=overdue.values("subject_id")
    )
    return sum(_confirm_one(request, at) for request in waiting.select_related("organ").order_by("pk")[:BATCH])


_CONFIRMED_BY_TIME = ("online", "email", "fax", "transfer")


def _confirm_one(request: DisclosureRequest, at: datetime) -> bool:
    try:
        with transaction.atomic():
            confirm(request, actor=SYSTEM, at=at, receipt_note="逾期没有人确认，自动确认")
            tell_organ(request, "申请逾期没有人确认，已经自动确认，开始计算答复期限", at=at)
    except DomainError:
        logger.info("request %s was confirmed meanwhile", request.pk)
        return False
    return True


@transaction.atomic
def mark_unreachable(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """No way to reach the applicant: kept on record for a year (S2-2.9.1b). ``reason`` says what was tried."""
    move(request, "mark_unreachable", actor=actor, at=at, reason=reason)
    today = local(at).date()
    clocks.stop(request, clocks.CONFIRM, on=today, actor=actor, at=at, outcome=Outcome.CANCELLED)
    clocks.start(request, clocks.RETENTION, on=today, actor=actor, at=at)
    return request


@transaction.atomic
def reach(request: DisclosureRequest, *, on: date, receipt_note: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """Contact was made after all: that day is the day of receipt (国办公开办函〔2015〕207号)."""
    if not request.arrived_on <= on <= local(at).date():
        raise InvalidInput({"on": "恢复联系的日子要在到达日和今天之间"})
    move(request, "reach", actor=actor, at=at, fields={"received_on": on, "receipt_note": receipt_note.strip()})
    clocks.stop(request, clocks.RETENTION, on=local(at).date(), actor=actor, at=at, outcome=Outcome.CANCELLED)
    begin(request, on=on, actor=actor, at=at)
    return request
