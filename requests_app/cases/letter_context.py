"""What every letter about a request is filled with: personal data goes from its seal into the sealed letter."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.accounts.models import Organ
from portal.clock import local
from portal.privacy.services import plain_text
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.cases.states import Channel, Delivery

BASE_NAMES = {
    "applicant": "申请人",
    "you": "对申请人的称呼",
    "number": "申请编号",
    "received_on": "收到日",
    "channel": "申请渠道",
    "items": "申请的内容",
    "asked": "申请的内容",
    "organ": "机关",
    "unit": "公开工作机构",
    "unit_address": "公开工作机构地址",
    "unit_phone": "公开工作机构电话",
    "unit_hours": "办公时间",
    "delivery": "获取途径代码",
    "delivery_words": "获取途径",
    "form_words": "提供形式",
}

_CHANNEL_WORDS = {
    Channel.IN_PERSON: "当面提交",
    Channel.ORAL: "口头提出、由本机关代为填写",
    Channel.SIGNED_MAIL: "邮寄",
    Channel.PLAIN_MAIL: "邮寄",
    Channel.ONLINE: "通过互联网提交",
    Channel.EMAIL: "以电子邮件提交",
    Channel.FAX: "以传真提交",
    Channel.TRANSFER: "由其他机关转来",
}


def base_context(
    request: DisclosureRequest, *, at: datetime, items: Sequence[RequestItem] | None = None
) -> dict[str, Any]:
    """Keys as in ``BASE_NAMES``; ``items`` are those the letter speaks about, all of them unless given.

    ``you`` is 您 for a person and 你单位 for an organisation. Queries: the applicant, the items, the guide.
    """
    chosen = list(request.items.all()) if items is None else list(items)
    return {
        "applicant": plain_text(request.applicant, "name"),
        "you": "您" if request.applicant.is_person else "你单位",
        "number": request.number,
        "received_on": request.received_on,
        "channel": _CHANNEL_WORDS[Channel(request.channel)],
        "items": item_lines(chosen, numbered=request.items.count() > 1),
        "asked": "、".join(f"“{_one_line(item.text)}”" for item in chosen),
        "delivery": request.delivery,
        "delivery_words": Delivery(request.delivery).label,
        "form_words": request.get_form_display(),
    } | office(request.organ.heir(), at=at)


def office(organ: Organ, *, at: datetime) -> dict[str, str]:
    """Where the organ's disclosure office is found: its 公开指南 in force, or the register of organs without one."""
    guide = organ.guides.current(local(at).date()).first()
    if guide is None:
        words = (f"{organ.name}政府信息公开工作机构", organ.address, organ.phone, organ.hours)
    else:
        words = (guide.unit_name, guide.address, guide.phone, guide.hours)
    return {"organ": organ.name} | dict(zip(("unit", "unit_address", "unit_phone", "unit_hours"), words, strict=True))


def item_lines(items: Sequence[RequestItem], *, numbered: bool) -> tuple[str, ...]:
    """What is asked, a line for each; with its number when there are several in the request."""
    return tuple(f"{item.position}．{_whole(item)}" if numbered else _whole(item) for item in items)


def _whole(item: RequestItem) -> str:
    details = [
        f"文号：{item.file_number}" if item.file_number else "",
        f"时间：{item.time_span}" if item.time_span else "",
    ]
    extra = "，".join(filter(None, details))
    return _one_line(item.text) + (f"（{extra}）" if extra else "")


def _one_line(text: str) -> str:
    return " ".join(text.split()).rstrip("。；;")
