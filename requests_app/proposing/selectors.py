"""Questions about released answers and suggestions."""

from django.db.models import Q, QuerySet

from portal.accounts.models import Organ
from requests_app.answering.selectors import Release, released_files
from requests_app.cases.models import DisclosureRequest
from requests_app.proposing.models import AnswerFile, PublicationProposal, PublishedAnswer
from requests_app.proposing.states import FINISHED


def public_answers(*, organ: str = "", year: int | None = None, words: str = "") -> "QuerySet[PublishedAnswer]":
    """The public list, newest first; ``organ`` is a code, ``words`` stand in title or question."""
    rows = PublishedAnswer.objects.public().select_related("organ").defer("answer").order_by("-published_at", "-pk")
    if organ:
        rows = rows.filter(organ__code=organ)
    if year:
        rows = rows.filter(published_at__year=year)
    for word in words.split()[:5]:
        rows = rows.filter(Q(title__contains=word) | Q(question__contains=word))
    return rows


def organs_with_answers() -> "QuerySet[Organ]":
    shown = PublishedAnswer.objects.public().order_by().values("organ")
    return Organ.objects.filter(pk__in=shown).order_by("position", "pk")


def public_file(answer: int, pk: int) -> AnswerFile | None:
    """A file of a public answer, as long as what was chosen is still what may go out. Two queries."""
    rows = AnswerFile.objects.filter(pk=pk, answer__in=PublishedAnswer.objects.public().filter(pk=answer))
    row = rows.select_related("stored").prefetch_related("stored__copies").first()
    return row if row is not None and row.stored.for_public() == row.stored else None


def releasable_files(answer: PublishedAnswer) -> list[Release]:
    """What the request was answered with and is not among the files yet."""
    if answer.request is None or answer.request.state not in FINISHED:
        return []
    chosen = set(answer.files.values_list("source", flat=True))
    return [row for row in released_files(answer.request) if row.stored is not None and row.file.pk not in chosen]


def suggestions_of(request: DisclosureRequest) -> "QuerySet[PublicationProposal]":
    """What the applicant of this request suggested, for the tracking page."""
    return request.publication_proposals.select_related("document").order_by("pk")
