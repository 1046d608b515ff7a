"""A reader asks, the organ that explains answers, a second person lets it out (S1-4.1b, S3-3.3.1g)."""

import re
from datetime import datetime

from django.core.exceptions import ValidationError
from django.core.validators import validate_email
from django.db import transaction

from disclosure.documents.models import Document
from interpretation.judging.rules import explaining_organ
from interpretation.questions import parts
from interpretation.questions.models import Question
from interpretation.questions.states import ANSWERERS, APPROVERS
from portal import clock, typed_text
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.deadlines.legal_rules import RuleNotInForce
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close as close_clock
from portal.deadlines.services import open_deadline
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.notices.selectors import recipients_of
from portal.notices.services import queue as send
from portal.notices.services import tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

QUESTION_LENGTH = 500
ANSWER_LENGTH = 5000
CONTACT_LENGTH = 100
REPLY = "LETTER_SIMPLE"
_MOBILE = re.compile(r"1[3-9]\d{9}")
_READER = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")


def ask(document: Document, *, question: str, contact: str, at: datetime) -> Question:
    """政策咨询 on the page of a public document. Raises ``InvalidInput``, also for 密级标志.

    Personal data somebody typed is masked before it is stored; ``contact`` is a mobile number or mail address or empty.
    """
    if not document.is_public:
        raise InvalidInput({"question": "这份文件已经不公开了"})
    words, reach = typed_text.paragraphs(question), _contact(contact)
    faults = {
        "question": typed_text.fault(words, label="问题", at_most=QUESTION_LENGTH, required=True),
        "contact": "" if _is_reachable(reach) else "请填11位手机号或者邮箱，也可以空着",
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    refuse_marks(parts.typed({"question": words}), doing="网上政策咨询", actor=_READER, at=at)
    return _asked(document, redacted(words), reach, at)


@transaction.atomic
def _asked(document: Document, words: str, contact: str, at: datetime) -> Question:
    row = Question.objects.create(
        document=document, organ=explaining_organ(document), question=words, contact=contact, at=at
    )
    record(act="ask", subject=row, actor=_READER, at=at, after={"document": document.title})
    screen(row, parts.fields(row), at=at)
    try:
        day = clock.local(at).date()
        open_deadline(rule=REPLY, subject=row, organ=row.organ, start=day, actor=_READER, at=at)
    except RuleNotInForce:
        pass
    _tell(row, "有一条政策咨询待答复", ANSWERERS, at=at)
    return row


def compose(document: Document, *, question: str, answer: str, actor: Actor, at: datetime) -> Question:
    """政策问答 the organ writes itself. Raises ``NotAllowed`` or ``InvalidInput``."""
    organ = explaining_organ(document)
    require(actor, ANSWERERS, organ, doing="编写政策问答")
    words = _checked(question, answer)
    refuse_marks(parts.typed(words), doing="编写政策问答", actor=actor, at=at)
    with transaction.atomic():
        row = Question.objects.create(document=document, organ=organ, is_own=True, question=words["question"], at=at)
        record(act="compose", subject=row, actor=actor, at=at, after={"document": document.title})
        return _answered(row, words, actor, at)


def answer(row: Question, *, question: str, answer: str, actor: Actor, at: datetime) -> Question:
    """Write the answer, and the question as the page will say it. Raises ``NotAllowed``, ``StaleState``,
    ``InvalidInput``."""
    require_move(row, "answer", actor=actor)
    words = _checked(question, answer)
    refuse_marks(parts.typed(words), doing="答复政策咨询", actor=actor, at=at)
    return _answered(row, words, actor, at)


@transaction.atomic
def _answered(row: Question, words: dict[str, str], actor: Actor, at: datetime) -> Question:
    # The trail keeps no words: what is masked later would stay there for ever.
    move(row, "answer", actor=actor, at=at, derived=words | {"answerer_id": actor.id})
    screen(row, parts.fields(row), at=at)
    _tell(row, "有一条政策咨询的答复待审核", APPROVERS, at=at)
    return row


def _checked(question: str, answer: str) -> dict[str, str]:
    words = {"question": typed_text.paragraphs(question), "answer": typed_text.paragraphs(answer)}
    limits = {"question": ("问题", QUESTION_LENGTH), "answer": ("答复", ANSWER_LENGTH)}
    faults = {
        name: typed_text.fault(words[name], label=label, at_most=at_most, required=True)
        for name, (label, at_most) in limits.items()
    }
    if wrong := {name: fault for name, fault in faults.items() if fault}:
        raise InvalidInput(wrong)
    return words


@transaction.atomic
def publish(row: Question, *, actor: Actor, at: datetime) -> Question:
    """Question and answer stand on the page of the document. Raises ``Blocked``."""
    move(row, "publish", actor=actor, at=at, fields={"published_at": at}, derived={"ended_at": at})
    _stop(row, actor=actor, at=at)
    queue(row)
    _tell_reader(row, f"已经答复，见{row.document.get_absolute_url()}", at=at)
    return row


@transaction.atomic
def close(row: Question, *, reason: str, actor: Actor, at: datetime) -> Question:
    """Not for everybody: the reader is told ``reason`` where an address was left."""
    words = typed_text.paragraphs(reason)
    if fault := typed_text.fault(words, label="理由", at_most=QUESTION_LENGTH, required=True):
        raise InvalidInput({"reason": fault})
    move(row, "close", actor=actor, at=at, reason=words, derived={"ended_at": at})
    _stop(row, actor=actor, at=at)
    _tell_reader(row, f"的答复：{words}", at=at)
    return row


@transaction.atomic
def withdraw(row: Question, *, reason: str, actor: Actor, at: datetime) -> Question:
    move(row, "withdraw", actor=actor, at=at, reason=reason)
    queue(row)
    return row


def _stop(row: Question, *, actor: Actor, at: datetime) -> None:
    if running := running_clock(ref(row), REPLY):
        close_clock(running, on=clock.local(at).date(), actor=actor, at=at, outcome=Outcome.DONE)


def _tell(row: Question, subject_line: str, roles: tuple[str, ...], *, at: datetime) -> None:
    tell(
        recipients_of(row.organ.heir(), *roles, at=at),
        subject_line=subject_line,
        body=f"请在工作台办理：/admin/interpretation/question/{row.pk}/change/",
        kind="policy_question",
        dedupe_key=f"question|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )


def _tell_reader(row: Question, words: str, *, at: datetime) -> None:
    contact = plain_text(row, "contact")
    if not contact:
        return
    send(
        channel=ChannelName.EMAIL if "@" in contact else ChannelName.SMS,
        to=contact,
        subject_line="您的政策咨询有了结果",
        body=f"您咨询的《{row.document.title}》{words}",
        kind="policy_question_answer",
        dedupe_key=f"question-answer|{row.pk}",
        at=at,
        about=ref(row),
    )


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
