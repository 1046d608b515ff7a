"""What may be written about a guide, its papers and a bundle."""

import re
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from disclosure.services_guide.codes import Audience, MaterialForm, Online, Seal, Theme
from disclosure.services_guide.models import CODE_LENGTH, joined
from portal.field_table import Field, Refused, as_text, choice, flag, line, paragraphs, web_address

DAYS_AT_MOST = 400
COPIES_AT_MOST = 20
_CODE = re.compile(r"[0-9A-Z][0-9A-Z-]{3,38}[0-9A-Z]")
_SLUG = re.compile(r"[a-z][a-z0-9-]{1,38}[a-z0-9]")


def _whole(first: int, last: int, *, required: bool = False) -> Any:
    def read(label: str, value: Any) -> int | None:
        if value is None and not required:
            return None
        if not isinstance(value, int) or isinstance(value, bool) or not first <= value <= last:
            raise Refused(f"{label}请填{first}到{last}之间的整数")
        return value

    return read


def _code(label: str, value: Any) -> str:
    text = line(CODE_LENGTH, required=True)(label, value).upper()
    if not _CODE.fullmatch(text):
        raise Refused(f"{label}由5到40位数字、大写字母和短横线组成")
    return text


def _slug(label: str, value: Any) -> str:
    text = line(CODE_LENGTH, required=True)(label, value)
    if not _SLUG.fullmatch(text):
        raise Refused(f"{label}由3到40位小写字母、数字和短横线组成，字母开头")
    return text


def _audiences(label: str, value: Any) -> str:
    codes = list(value or ())
    if not all(code in Audience.values for code in codes):
        raise Refused(f"请从列表里选{label}")
    return joined([code for code in Audience.values if code in codes])


def _email(label: str, value: Any) -> str:
    text = line(200)(label, as_text(value))
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"{label}的写法不对") from None
    return text


CODE = {"code": Field("事项编码", _code)}
GUIDE: dict[str, Field] = {
    "name": Field("事项名称", line(200, required=True)),
    "theme": Field("主题", choice(Theme.values, required=True)),
    "audiences": Field("服务对象", _audiences),
    "basis": Field("依据", paragraphs(5000)),
    "conditions": Field("条件", paragraphs(5000)),
    "process": Field("流程", paragraphs(5000)),
    "legal_days": Field("法定办结时限", _whole(0, DAYS_AT_MOST)),
    "promised_days": Field("承诺办结时限", _whole(0, DAYS_AT_MOST)),
    "fee": Field("收费标准", line(500)),
    "result": Field("办理结果", line(300)),
    "takes_no_papers": Field("不用提交材料", flag),
    "review_rules": Field("审查细则", paragraphs(10_000)),
    "intermediary": Field("中介服务", paragraphs(3000)),
    "faq": Field("常见问题", paragraphs(10_000)),
    "online": Field("网上办理", choice(Online.values, required=True)),
    "online_url": Field("网上办理的网址", web_address),
    "place": Field("办理地点", line(300)),
    "hours": Field("办理时间", line(200)),
    "consult_phone": Field("咨询电话", line(100)),
    "complaint_phone": Field("投诉电话", line(100)),
    "email": Field("邮箱", _email),
    "change_note": Field("这一版改了什么", line(300)),
}
MATERIAL: dict[str, Field] = {
    "name": Field("材料名称", line(200, required=True)),
    "form": Field("格式", choice(MaterialForm.values, required=True)),
    "copies": Field("份数", _whole(1, COPIES_AT_MOST, required=True)),
    "seal": Field("签名、盖章", choice(Seal.values, required=True)),
    "is_required": Field("必须提交", flag),
    "source": Field("从哪里来", line(100)),
    "note": Field("说明", line(300)),
}
BUNDLE: dict[str, Field] = {
    "code": Field("网址代码", _slug),
    "name": Field("名称", line(100, required=True)),
    "intro": Field("说明", paragraphs(2000, required=True)),
    "audiences": Field("服务对象", _audiences),
    "place": Field("综合窗口", line(300)),
    "online_url": Field("网上办理的网址", web_address),
}
