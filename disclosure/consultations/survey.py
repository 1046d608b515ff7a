"""What a questionnaire came to: counts for charts, the same as data. Texts are read by staff alone."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from django.db.models import Count

from disclosure.consultations.codes import QuestionKind
from disclosure.consultations.models import Answer, Consultation, Question, Reply
from disclosure.consultations.selectors import Share, share_of
from portal.screening.masks import redacted

TEXTS_SHOWN = 100
HEADINGS = ("题号", "题型", "题目", "行", "选项", "人数", "占答卷的百分比")


@dataclass(frozen=True, slots=True)
class Line:
    """One row of shares; ``name`` is a line of a matrix, empty elsewhere."""

    name: str
    shares: Sequence[Share]


@dataclass(frozen=True, slots=True)
class Outcome:
    """One question. ``texts`` is how many wrote something."""

    question: Question
    lines: Sequence[Line]
    texts: int


@dataclass(frozen=True, slots=True)
class Survey:
    replies: int
    outcomes: Sequence[Outcome]


def survey_of(consultation: Consultation) -> Survey:
    """Three queries, however many replies."""
    replies = Reply.objects.filter(consultation=consultation).count()
    questions = list(consultation.questions.all())
    rows = Answer.objects.filter(question__in=questions).order_by().values_list("question", "row", "option")
    counted = {(question, row, option): many for question, row, option, many in rows.annotate(many=Count("pk"))}
    return Survey(replies, [_outcome(question, counted, replies) for question in questions])


def _outcome(question: Question, counted: dict[tuple[int, int, int | None], int], replies: int) -> Outcome:
    if question.kind == QuestionKind.TEXT:
        return Outcome(question, (), counted.get((question.pk, 0, None), 0))
    lines = [
        Line(
            name,
            [
                _share(option, counted.get((question.pk, row, place), 0), replies)
                for place, option in enumerate(question.options)
            ],
        )
        for row, name in enumerate(question.rows or [""])
    ]
    return Outcome(question, lines, 0)


def _share(name: str, count: int, replies: int) -> Share:
    return Share(name, count, share_of(count, replies))


@dataclass(frozen=True, slots=True)
class Written:
    """``text`` is without what is personal in it."""

    question: str
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """``next`` is the place the next page begins after, 0 on the last."""

    rows: Sequence[Written]
    next: int


def written(consultation: Consultation, *, after: int = 0) -> Page:
    """What was written into the questionnaire, by place: a page costs the same among many. One query."""
    asked = Question.objects.filter(consultation=consultation, kind=QuestionKind.TEXT)
    rows = Answer.objects.filter(question__in=asked, pk__gt=after).order_by("pk")
    found = list(rows.values_list("pk", "question__position", "question__text", "text")[: TEXTS_SHOWN + 1])
    shown = [Written(f"{position}. {question}", redacted(text)) for _, position, question, text in found[:TEXTS_SHOWN]]
    return Page(shown, found[TEXTS_SHOWN - 1][0] if len(found) > TEXTS_SHOWN else 0)


def cells(survey: Survey) -> Iterator[list[str]]:
    """One row an option, under ``HEADINGS``."""
    for outcome in survey.outcomes:
        head = [str(outcome.question.position), str(outcome.question.get_kind_display()), outcome.question.text]
        if outcome.question.kind == QuestionKind.TEXT:
            yield [*head, "", "填写了的", str(outcome.texts), str(share_of(outcome.texts, survey.replies))]
        for line in outcome.lines:
            for share in line.shares:
                yield [*head, line.name, share.name, str(share.count), str(share.percent)]


def as_data(survey: Survey) -> dict[str, object]:
    """The same as JSON values."""
    return {
        "replies": survey.replies,
        "questions": [
            {
                "number": outcome.question.position,
                "kind": outcome.question.kind,
                "question": outcome.question.text,
                "written": outcome.texts,
                "rows": [
                    {
                        "row": line.name,
                        "options": [
                            {"option": share.name, "count": share.count, "percent": share.percent}
                            for share in line.shares
                        ],
                    }
                    for line in outcome.lines
                ],
            }
            for outcome in survey.outcomes
        ],
    }
