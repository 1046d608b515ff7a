"""问卷: its questions before it is opened, its replies while it is."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.consultations.codes import QuestionKind
from disclosure.consultations.fields import OPINION_LENGTH, WHO
from disclosure.consultations.models import Answer, Consultation, Question, Reply
from disclosure.consultations.models.questionnaire import QUESTION_LENGTH
from disclosure.consultations.services.drafting import no_pen
from disclosure.consultations.services.opinions import Moment, still_open
from portal import typed_text
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.field_table import checked
from portal.receipts import codes
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.workflow import touch

OPTION_LENGTH = 60
OPTIONS_AT_MOST = 20
QUESTIONS_AT_MOST = 30


def set_questions(
    consultation: Consultation, *, questions: Sequence[Mapping[str, Any]], actor: Actor, at: datetime
) -> Consultation:
    """All questions anew, in their order: ``kind``, ``text``, ``options``, ``rows``, ``is_required``; before the
    consultation is handed in. Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := no_pen(consultation, actor):
        raise NotAllowed(why)
    if len(questions) > QUESTIONS_AT_MOST:
        raise InvalidInput({"questions": f"最多{QUESTIONS_AT_MOST}题"})
    found = [_question(place, given) for place, given in enumerate(questions, 1)]
    words = [Part("questions", "问卷", "\n".join([row.text, *row.options, *row.rows])) for row in found]
    refuse_marks(words, doing="编问卷", actor=actor, at=at)
    with transaction.atomic():
        touch(consultation)
        consultation.questions.all().delete()
        for row in found:
            row.consultation = consultation
        Question.objects.bulk_create(found)
        record(act="set_questions", subject=consultation, actor=actor, at=at, after={"questions": len(found)})
    return consultation


def _question(place: int, given: Mapping[str, Any]) -> Question:
    kind, text = str(given.get("kind", "")), typed_text.line(str(given.get("text", "")))
    options, rows = _lines(given.get("options", ())), _lines(given.get("rows", ()))
    if kind not in QuestionKind.values:
        raise InvalidInput({"questions": f"第{place}题请选题型"})
    fault = typed_text.fault(text, label=f"第{place}题", at_most=QUESTION_LENGTH, required=True)
    for each in (*options, *rows):
        fault = fault or typed_text.fault(each, label=f"第{place}题的选项", at_most=OPTION_LENGTH)
    if not fault and kind != QuestionKind.TEXT and not 2 <= len(options) <= OPTIONS_AT_MOST:
        fault = f"第{place}题要有2到{OPTIONS_AT_MOST}个选项"
    if not fault and kind == QuestionKind.MATRIX and not 1 <= len(rows) <= OPTIONS_AT_MOST:
        fault = f"第{place}题是矩阵，要有1到{OPTIONS_AT_MOST}行"
    if not fault and len(set(options)) + len(set(rows)) != len(options) + len(rows):
        fault = f"第{place}题有重复的选项"
    if fault:
        raise InvalidInput({"questions": fault})
    return Question(
        position=place,
        kind=kind,
        text=text,
        options=[] if kind == QuestionKind.TEXT else options,
        rows=rows if kind == QuestionKind.MATRIX else [],
        is_required=bool(given.get("is_required", True)),
    )


def _lines(given: Iterable[Any]) -> list[str]:
    return [line for each in given if (line := typed_text.line(str(each)))]


def fill_in(
    consultation: Consultation,
    *,
    answers: Mapping[int, Sequence[str]],
    who: Mapping[str, Any],
    token: str,
    actor: Actor,
    moment: Moment,
) -> Reply:
    """``answers`` by the number of the question: places of options as typed, one for each line of a matrix, or text.

    The same ``token`` gives the reply there is. Raises ``InvalidInput`` (fields ``q-<position>``) or ``PeriodOver``.
    """
    if len(token) != codes.TOKEN_LENGTH:
        token = codes.new_token()
    digest = codes.token_digest(token)
    if known := Reply.objects.filter(token_digest=digest).first():
        return known
    clean = checked(WHO, {"person_kind": "", "district": ""} | dict(who))
    made = _answers(consultation, answers)
    words = [Part(f"q-{row.question.position}", row.question.text, row.text) for row in made if row.text]
    refuse_marks(words, doing="填问卷", actor=actor, at=moment())
    try:
        with transaction.atomic():
            at = still_open(consultation, moment)
            reply = Reply.objects.create(consultation=consultation, received_at=at, token_digest=digest, **clean)
            for row in made:
                row.reply = reply
            Answer.objects.bulk_create(made)
            record(act="fill_in", subject=reply, actor=actor, at=at, after={"consultation": consultation.pk})
            return reply
    except IntegrityError:
        if known := Reply.objects.filter(token_digest=digest).first():
            return known
        raise


def _answers(consultation: Consultation, answers: Mapping[int, Sequence[str]]) -> list[Answer]:
    found: list[Answer] = []
    faults: dict[str, str] = {}
    for question in consultation.questions.all():
        try:
            rows = _read(question, list(answers.get(question.position, ())))
        except ValueError as fault:
            faults[f"q-{question.position}"] = str(fault)
        else:
            found += rows
    if faults:
        raise InvalidInput(faults)
    return found


def _read(question: Question, given: list[str]) -> list[Answer]:
    """Raises ``ValueError`` with what is wrong, in Chinese."""
    if question.kind == QuestionKind.TEXT:
        return _read_text(question, given)
    if question.kind == QuestionKind.MATRIX:
        return _read_matrix(question, given)
    places = sorted({_place(each, question) for each in given if each})
    if question.is_required and not places:
        raise ValueError(f"请答第{question.position}题")
    if question.kind == QuestionKind.SINGLE and len(places) > 1:
        raise ValueError(f"第{question.position}题只选一项")
    return [Answer(question=question, option=place) for place in places]


def _read_text(question: Question, given: list[str]) -> list[Answer]:
    text = typed_text.paragraphs(given[0] if given else "")
    label = f"第{question.position}题"
    if fault := typed_text.fault(text, label=label, at_most=OPINION_LENGTH, required=question.is_required):
        raise ValueError(fault)
    return [Answer(question=question, text=text)] if text else []


def _read_matrix(question: Question, given: list[str]) -> list[Answer]:
    padded = [*given, *[""] * len(question.rows)][: len(question.rows)]
    if question.is_required and not all(padded):
        raise ValueError(f"第{question.position}题每一行都要选")
    return [
        Answer(question=question, row=row, option=_place(each, question)) for row, each in enumerate(padded) if each
    ]


def _place(text: str, question: Question) -> int:
    if text.isascii() and text.isdecimal() and len(text) < 3 and int(text) < len(question.options):
        return int(text)
    raise ValueError(f"第{question.position}题没有这个选项")
