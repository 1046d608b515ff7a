"""What a complainant types, and what the office says."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from assessment.complaints.models import NUMBER_LENGTH, TEXT_LENGTH
from assessment.complaints.states import Grievance
from portal.field_table import Field, Refused, choice, line, paragraphs

EMAIL_LENGTH = 200
LONG = 4000


def _email(label: str, value: Any) -> str:
    text = line(EMAIL_LENGTH)(label, value)
    try:
        if text:
            validate_email(text)
    except ValidationError:
        raise Refused(f"{label}请填完整的邮箱，例如 name@example.com，也可以空着") from None
    return text


COMPLAINT = {
    "grievance": Field("投诉的事", choice(Grievance.values, required=True)),
    "request_number": Field("申请编号", line(NUMBER_LENGTH)),
    "text": Field("情况", paragraphs(TEXT_LENGTH, required=True)),
    "email": Field("电子邮箱", _email),
}
SETTLED = {
    "found": Field("查证情况", paragraphs(LONG, required=True)),
    "answer": Field("答复", paragraphs(LONG, required=True)),
}
