"""What is typed into a meeting, an item, an observer and a result, field by field."""

import re
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from disclosure.consultations.models import Consultation
from disclosure.documents.models import Document
from disclosure.sessions.codes import Kind, LiveChannel, ObserverKind, OpenForm, Openness
from disclosure.sessions.models import LINE_LENGTH, TITLE_LENGTH
from portal import typed_text
from portal.clock import SHANGHAI
from portal.field_table import (
    Field,
    Refused,
    as_text,
    choice,
    flag,
    line,
    optional_flag,
    paragraphs,
    web_address,
)

TEXT_LENGTH = 5000
RECORD_LENGTH = 50_000
REASON_LENGTH = 500
NAME_LENGTH = 50
CONTACT_LENGTH = 200
SEATS_AT_MOST = 500
_PHONE = re.compile(r"1[3-9]\d{9}|0\d{2,3}\d{7,8}")


def _moment(label: str, value: Any) -> datetime | None:
    if value is None:
        return None
    if not isinstance(value, datetime):
        raise Refused(f"请填写{label}")
    return value if value.tzinfo else value.replace(tzinfo=SHANGHAI)


def _required_moment(label: str, value: Any) -> datetime:
    found = _moment(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _several(values: Iterable[str]) -> Callable[[str, Any], list[str]]:
    """Some of the values, in their order."""
    known = list(values)

    def read(label: str, value: Any) -> list[str]:
        given = value if isinstance(value, list | tuple) else []
        if wrong := [str(each) for each in given if each not in known]:
            raise Refused(f"{label}里没有“{wrong[0][:20]}”这一项")
        return [code for code in known if code in given]

    return read


def _seats(label: str, value: Any) -> int:
    if value is None:
        return 0
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= SEATS_AT_MOST:
        raise Refused(f"{label}请填0到{SEATS_AT_MOST}的整数")
    return value


def _document(label: str, value: Any) -> Document | None:
    if value is None or isinstance(value, Document):
        return value
    raise Refused(f"请选择{label}")


def _consultation(label: str, value: Any) -> Consultation | None:
    if value is None or isinstance(value, Consultation):
        return value
    raise Refused(f"请选择{label}")


def _contact(label: str, value: Any) -> str:
    """A mobile or other telephone number, or a mail address."""
    text = line(CONTACT_LENGTH)(label, value)
    if "@" in text:
        try:
            validate_email(text)
        except ValidationError:
            raise Refused(f"{label}请填完整的邮箱，例如 name@example.com") from None
        return text
    digits = re.sub(r"[\s()（）-]", "", typed_text.line(as_text(value)))
    if digits and not _PHONE.fullmatch(digits):
        raise Refused(f"{label}请填11位手机号、带区号的固定电话，或者邮箱")
    return digits


def _required_contact(label: str, value: Any) -> str:
    found = _contact(label, value)
    if not found:
        raise Refused(f"请填写{label}")
    return found


PLAN = {
    "kind": Field("会议种类", choice(Kind.values, required=True)),
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "summary": Field("内容", paragraphs(TEXT_LENGTH)),
    "starts_at": Field("召开时间", _required_moment),
    "place": Field("地点", line(LINE_LENGTH, required=True)),
    "is_of_wide_interest": Field("是否涉及公众利益、需要社会广泛知晓", flag),
    "live_channels": Field("直播渠道", _several(LiveChannel.values)),
    "live_url": Field("直播网址", web_address),
    "seats": Field("旁听席位", _seats),
    "registers_until": Field("报名截止", _moment),
}
EMPTY_PLAN: dict[str, Any] = dict.fromkeys(PLAN, "") | {
    "starts_at": None,
    "is_of_wide_interest": False,
    "live_channels": [],
    "seats": 0,
    "registers_until": None,
}
ITEM = {
    "title": Field("议题", line(LINE_LENGTH, required=True)),
    "reporter": Field("汇报单位", line(LINE_LENGTH)),
    "document": Field("审议的公文", _document),
    "is_livelihood": Field("是否重大民生议题", flag),
    "invites": Field("是否邀请列席", optional_flag),
    "invited_kinds": Field("邀请哪些人", _several(ObserverKind.values)),
    "openness": Field("是否公开", choice(Openness.values)),
    "open_forms": Field("公开方式", _several(OpenForm.values)),
    "closed_reason": Field("不公开的理由", paragraphs(REASON_LENGTH)),
    "was_consulted": Field("是否公开征求过意见", flag),
    "consultation": Field("征求意见", _consultation),
    "adoption_statement": Field("意见收集和采纳情况说明", paragraphs(TEXT_LENGTH)),
}
EMPTY_ITEM: dict[str, Any] = dict.fromkeys(ITEM, "") | {
    "document": None,
    "consultation": None,
    "is_livelihood": False,
    "invites": None,
    "invited_kinds": [],
    "open_forms": [],
    "was_consulted": False,
}
OUTCOME = {
    "outcome": Field("议定的事项", paragraphs(TEXT_LENGTH)),
    "is_withheld": Field("是否依法保密", flag),
    "withheld_basis": Field("保密的依据", line(LINE_LENGTH)),
}
RECORD = {"record": Field("会议情况", paragraphs(RECORD_LENGTH))}
LABEL = {"label": Field("说明", line(TITLE_LENGTH, required=True))}
REGISTRATION = {
    "kind": Field("列席身份", choice(ObserverKind.values, required=True)),
    "name": Field("姓名", line(NAME_LENGTH, required=True)),
    "affiliation": Field("单位、住处", line(LINE_LENGTH)),
    "contact": Field("联系方式", _required_contact),
    "reason": Field("和议题的关系", paragraphs(REASON_LENGTH, required=True)),
}
INVITATION = REGISTRATION | {
    "contact": Field("联系方式", _contact),
    "reason": Field("邀请的理由", paragraphs(REASON_LENGTH)),
}
