"""Whether an application is whole (Regulations art. 29). What lacks is asked for once; nothing is refused for it."""

import re
from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.accounts import uscc
from portal.screening.checks import is_id_card, is_old_id_card
from requests_app.cases.states import Delivery, IdentityKind
from requests_app.outcomes import ApplicantKind

_PHONE = re.compile(r"\+?[\d\s()（）-]{7,25}")


def lacks(values: Mapping[str, Any]) -> dict[str, str]:
    """What is missing or wrong, keyed by field, in Chinese. ``values`` are clean values of APPLICANT and REQUEST."""
    person = values.get("applicant_kind") == ApplicantKind.NATURAL
    found = {
        "name": "" if values.get("name") else "请填写姓名" if person else "请填写单位名称",
        "identity_kind": "" if values.get("identity_kind") else "请选择证件",
        "identity_number": _identity_fault(values),
        **contact_faults(values),
    }
    if not person:
        found["representative"] = "" if values.get("representative") else "请填写法定代表人或者负责人"
        found["contact_person"] = "" if values.get("contact_person") else "请填写联系人"
    if values.get("agent_name") and not values.get("agent_identity"):
        found["agent_identity"] = "有代理人的，请填写代理人的证件号码"
    return {name: fault for name, fault in found.items() if fault}


def contact_faults(values: Mapping[str, Any]) -> dict[str, str]:
    """What is missing or wrong in ``phone``, ``email`` and ``address``, given the ``delivery`` wanted."""
    found = {"phone": _contact_fault(values), "email": _email_fault(values), "address": _address_fault(values)}
    return {name: fault for name, fault in found.items() if fault}


def _identity_fault(values: Mapping[str, Any]) -> str:
    number = str(values.get("identity_number") or "")
    if not number:
        return "请填写证件号码"
    if values.get("identity_kind") == IdentityKind.RESIDENT_ID:
        return "" if _is_resident_id(number.lower()) else "身份证号码不对，请对照证件逐位核对"
    if values.get("identity_kind") == IdentityKind.USCC:
        return uscc.fault(number.upper())
    return ""


def _is_resident_id(number: str) -> bool:
    if len(number) == 18:
        return is_id_card(number)
    return len(number) == 15 and number.isdecimal() and is_old_id_card(number)


def _contact_fault(values: Mapping[str, Any]) -> str:
    phone = str(values.get("phone") or "")
    if phone and not _PHONE.fullmatch(phone):
        return "电话请填数字，例如13800000000或者0000-8612345"
    if not (phone or values.get("email") or values.get("address")):
        return "电话、邮箱、地址至少留一个，不然机关联系不上您"
    return ""


def _email_fault(values: Mapping[str, Any]) -> str:
    email = str(values.get("email") or "")
    if not email:
        return "选了用电子邮件获取，请填写邮箱" if values.get("delivery") == Delivery.EMAIL else ""
    try:
        validate_email(email)
    except ValidationError:
        return "邮箱的格式不对，例如 name@example.com"
    return ""


def _address_fault(values: Mapping[str, Any]) -> str:
    wanted = values.get("delivery") == Delivery.POST and not values.get("address")
    return "选了邮寄，请填写邮寄地址" if wanted else ""
