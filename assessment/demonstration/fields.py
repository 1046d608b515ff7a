"""What a person types about 示范创建."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from portal.field_table import Field, Refused, day, flag, line, paragraphs
from portal.subjects import TITLE_LENGTH

LONG = 4000
OBJECTION_LENGTH = 2000
EMAIL_LENGTH = 200
QUOTA_AT_MOST = 99
DAYS_AT_MOST = 30
WHOLE = 100


def _number(least: int, most: int) -> Any:
    def clean(label: str, value: Any) -> int:
        if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
            raise Refused(f"{label}请填{least}到{most}的整数")
        return value

    return clean


def _day(label: str, value: Any) -> Any:
    found = day(label, value)
    if found is None:
        raise Refused(f"请填写{label}")
    return found


def _email(label: str, value: Any) -> str:
    text = line(EMAIL_LENGTH)(label, value)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"{label}请填完整的邮箱，例如 name@example.com，也可以空着") from None
    return text


PROGRAMME = {
    "title": Field("名称", line(TITLE_LENGTH, required=True)),
    "notice": Field("通知", paragraphs(LONG, required=True)),
    "areas": Field("示范区名额", _number(0, QUOTA_AT_MOST)),
    "departments": Field("市直示范点名额", _number(0, QUOTA_AT_MOST)),
    "townships": Field("乡镇（街道）示范点名额", _number(0, QUOTA_AT_MOST)),
    "least_townships": Field("每县至少上报的乡镇（街道）", _number(0, QUOTA_AT_MOST)),
    "pass_mark": Field("验收通过的分数", _number(1, WHOLE)),
    "publicity_days": Field("公示工作日", _number(1, DAYS_AT_MOST)),
    "apply_until": Field("申报截止", _day),
    "guide_until": Field("督促指导截止", _day),
    "accept_until": Field("检查验收截止", _day),
}
SUMMARY = {"summary": Field("主要做法", paragraphs(LONG, required=True))}
PART = {"text": Field("创建情况", paragraphs(LONG, required=True))}
REVIEW = {
    "keeps": Field("保持标准", flag),
    "text": Field("复评情况", paragraphs(LONG, required=True)),
}
NOTE = {"text": Field("内容", paragraphs(LONG, required=True))}
ACCEPTED = {
    "team": Field("验收组", paragraphs(LONG, required=True)),
    "text": Field("验收情况", paragraphs(LONG, required=True)),
}
HEARD = {
    "source": Field("怎么提出的", line(120, required=True)),
    "text": Field("异议", paragraphs(LONG, required=True)),
}
OBJECTED = {
    "text": Field("异议", paragraphs(OBJECTION_LENGTH, required=True)),
    "email": Field("电子邮箱", _email),
}
SETTLED = {
    "upheld": Field("异议成立", flag),
    "found": Field("查证情况", paragraphs(LONG, required=True)),
}
