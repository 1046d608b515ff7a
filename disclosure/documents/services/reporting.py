"""我为政府网站找错: a reader says what is wrong, the organ says what it did about it."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from disclosure.documents.models import Document, ErrorReport
from disclosure.documents.services.telling import tell_about_report, tell_reader
from portal import typed_text
from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.workflow import move

TEXT_LENGTH = 1000
PAGE_LENGTH = 300
CONTACT_LENGTH = 100
_MOBILE = re.compile(r"1[3-9]\d{9}")

_READER = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")


@transaction.atomic
def report_error(
    *,
    page: str,
    text: str,
    at: datetime,
    document: Document | None = None,
    organ: Organ | None = None,
    contact: str = "",
) -> ErrorReport:
    """Store what a reader found. ``organ`` answers for pages that belong to no document. Raises ``InvalidInput``.

    ``contact`` is a mobile number or mail address the answer is sent to; it may be empty.
    """
    words, address, reach = typed_text.paragraphs(text), typed_text.line(page), _contact(contact)
    faults = {
        "text": typed_text.fault(words, label="哪里错了", at_most=TEXT_LENGTH, required=True),
        "page": typed_text.fault(address, label="页面", at_most=PAGE_LENGTH, required=True),
        "contact": "" if _is_reachable(reach) else "请填11位手机号或者邮箱，也可以空着",
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    responsible = document.organ if document else organ
    if responsible is None:
        raise InvalidInput({"page": "请说明是哪个页面"})
    report = ErrorReport.objects.create(
        organ=responsible, document=document, page=address, text=words, contact=reach, at=at
    )
    record(act="report_error", subject=report, actor=_READER, at=at, after={"page": address})
    tell_about_report(report, at=at)
    return report


@transaction.atomic
def answer_error(report: ErrorReport, *, fixed: bool, answer: str, actor: Actor, at: datetime) -> ErrorReport:
    """Close the report: put right, or not, and why. Raises ``InvalidInput``, ``NotAllowed`` or ``StaleState``."""
    words = typed_text.paragraphs(answer)
    if fault := typed_text.fault(words, label="处理情况", at_most=TEXT_LENGTH, required=True):
        raise InvalidInput({"answer": fault})
    act = "resolve" if fixed else "reject"
    move(report, act, actor=actor, at=at, reason=words, fields={"answer": words})
    tell_reader(report, at=at)
    return report


def _contact(typed: str) -> str:
    text = typed_text.line(typed)
    return text if "@" in text else re.sub(r"[\s-]", "", text)


def _is_reachable(contact: str) -> bool:
    """Whether a message can be sent there; nothing typed is fine too."""
    if not contact or _MOBILE.fullmatch(contact):
        return True
    try:
        validate_email(contact)
    except ValidationError:
        return False
    return len(contact) <= CONTACT_LENGTH
