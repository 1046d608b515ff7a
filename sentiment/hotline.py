"""A letter of a citizen goes on to the hotline platform of the city (S1-4.3), which is a system of its own."""

from collections.abc import Mapping
from datetime import datetime

from django.conf import settings

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.audit.services import record
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.receipts.receivers import Carried, Receiver, Taken, register
from portal.subjects import ref
from sentiment.conversion import without_writer
from sentiment.mailbox.models import HotlineOrder, Message
from sentiment.mailbox.states import ROUTERS

KIND = "hotline_order"
LABEL = "热线工单"


def _take(carried: Carried, *, added: Mapping[str, str], reason: str, actor: Actor, at: datetime) -> Taken:
    """One order, one message on its way; the row says what was sent. Who wrote stays here: the platform answers to the
    organ, and the organ to the writer."""
    message = Message.objects.get(number=carried.number)
    order = HotlineOrder(
        message=message,
        number=f"热{carried.number.removeprefix('信')}",
        title=without_writer(carried, carried.title),
        words=f"{without_writer(carried, carried.text)}\n\n转办理由：{reason}",
        sent_by=actor.name,
        sent_at=at,
    )
    order.save(force_insert=True)
    record(act="send", subject=order, actor=actor, at=at, after={"number": order.number, "message": carried.number})
    queue(
        channel=ChannelName.WEBHOOK,
        to=settings.HOTLINE_URL,
        subject_line=f"{order.number} {order.title}",
        body=f"{carried.organ.name}转来群众留言{carried.number}\n\n{order.title}\n{order.words}",
        kind=KIND,
        dedupe_key=order.dedupe_key,
        at=at,
        about=ref(order),
    )
    return Taken(order.number)


def _why_not(organ: Organ, actor: Actor) -> str:
    if not settings.HOTLINE_URL:
        return "没有配置热线平台的接口（HOTLINE_URL）。"
    return "" if rules.holds(actor, ROUTERS, organ.pk) else "转热线要由承办机关或者政务公开办办理。"


def register_receiver() -> None:
    register(Receiver("hotline", LABEL, _take, _why_not))
