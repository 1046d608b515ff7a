"""我为政府网站找错: a reader says what is wrong, the organ says what it did about it."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document, ErrorReport
from disclosure.documents.services.telling import tell_about_report
from portal import typed_text
from portal.accounts.models import Organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.workflow import move

TEXT_LENGTH = 1000
PAGE_LENGTH = 300

_READER = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")


@transaction.atomic
def report_error(
    *, page: str, text: str, at: datetime, document: Document | None = None, organ: Organ | None = None
) -> ErrorReport:
    """Store what a reader found. ``organ`` answers for pages that belong to no document. Raises ``InvalidInput``."""
    words, address = typed_text.paragraphs(text), typed_text.line(page)
    faults = {
        "text": typed_text.fault(words, label="哪里错了", at_most=TEXT_LENGTH, required=True),
        "page": typed_text.fault(address, label="页面", at_most=PAGE_LENGTH, required=True),
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    responsible = document.organ if document else organ
    if responsible is None:
        raise InvalidInput({"page": "请说明是哪个页面"})
    report = ErrorReport.objects.create(organ=responsible, document=document, page=address, text=words, at=at)
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
    return report
