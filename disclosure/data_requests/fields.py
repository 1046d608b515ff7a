"""What is typed into a request for data and its answer, field by field."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from disclosure.data_requests.models import ANSWER_LENGTH, PURPOSE_LENGTH, TITLE_LENGTH, WANTED_LENGTH
from disclosure.data_requests.states import Outcome
from disclosure.datasets.models import Dataset
from portal.field_table import Field, Refused, choice, flag, line, paragraphs

EMAIL_LENGTH = 200


def _email(label: str, value: Any) -> str:
    text = line(EMAIL_LENGTH)(label, value)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"{label}请填完整的邮箱，例如 name@example.com，也可以空着") from None
    return text


def _dataset(label: str, value: Any) -> Dataset | None:
    if value is None or isinstance(value, Dataset):
        return value
    raise Refused(f"请选择{label}")


REQUEST = {
    "title": Field("想要的数据", line(TITLE_LENGTH, required=True)),
    "wanted": Field("需要哪些内容", paragraphs(WANTED_LENGTH, required=True)),
    "purpose": Field("用来做什么", paragraphs(PURPOSE_LENGTH)),
    "email": Field("电子邮箱", _email),
    "consents": Field("是否同意公开", flag),
}
ANSWER = {
    "outcome": Field("结果", choice(Outcome.values, required=True)),
    "answer": Field("答复", paragraphs(ANSWER_LENGTH, required=True)),
    "dataset": Field("开放的数据集", _dataset),
}
