"""What pages read about answers. Every public query starts from ``public()``."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Max, Min, OuterRef, Q, QuerySet, Subquery

from disclosure.documents.models import Document
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from sentiment.responses.elements import ELEMENTS
from sentiment.responses.models import Response
from sentiment.responses.states import ResponseState
from sentiment.tickets.clocks import begun
from sentiment.tickets.codes import RESULT_HEADINGS
from sentiment.tickets.models import Ticket

_BESIDE_A_POLICY = 10
_PUBLIC = Q(responses__state=ResponseState.PUBLISHED)


def public_list(*, organ: str = "", domain: str = "", name: str = "") -> "QuerySet[Ticket]":
    """Concerns with an answer that is public, the newest answer first: ``published_at``, ``first_at``, and as
    ``headline`` the title of the first answer, since that of the ticket is for the house only. One query."""
    rows = Ticket.objects.filter(pk__in=Response.objects.public().values("ticket"))
    if organ:
        rows = rows.filter(organ__code=organ)
    if domain:
        rows = rows.filter(domain=domain)
    if name:
        rows = rows.filter(pk__in=named(name).values("ticket"))
    first = Response.objects.public().filter(ticket=OuterRef("pk")).order_by("published_at", "pk")
    dated = rows.annotate(
        headline=Subquery(first.values("title")[:1]),
        published_at=Max("responses__published_at", filter=_PUBLIC),
        first_at=Min("responses__published_at", filter=_PUBLIC),
    )
    return dated.select_related("organ").order_by("-published_at", "-pk")


def answered_about(document: Document) -> "list[Ticket]":
    """Concerns a document stirred up that have a public answer. One query."""
    return list(public_list().filter(policy=document)[:_BESIDE_A_POLICY])


def named(words: str) -> "QuerySet[Response]":
    """Public answers with these words in title or question."""
    return Response.objects.public().filter(Q(title__icontains=words) | Q(question__icontains=words))


def newest(amount: int) -> "QuerySet[Response]":
    """The newest answers, for feeds. One query."""
    return Response.objects.public().select_related("organ", "ticket").order_by("-published_at", "-pk")[:amount]


def answers_of(ticket: Ticket) -> list[Response]:
    """What was said to one concern, in order; what was taken down is among it, without its words. One query."""
    rows = Response.objects.with_page().filter(ticket=ticket).select_related("organ", "ticket")
    return list(rows.order_by("published_at", "pk"))


def public_parts(response: Response) -> list[tuple[str, str]]:
    """Name and words of what the page shows."""
    found = [(row.label, str(getattr(response, row.field))) for row in ELEMENTS if row.public]
    heading = RESULT_HEADINGS.get(response.ticket.disposition, "处置结果")
    return [(heading if label == "处置结果" else label, words) for label, words in found if words]


@dataclass(frozen=True, slots=True)
class Kept:
    """One time limit of a concern: how long the law gives, how long it took, whether that was in time."""

    title: str
    length: str
    took: timedelta
    in_time: bool

    @property
    def minutes(self) -> int:
        return int(self.took.total_seconds() // 60)

    @property
    def words(self) -> str:
        hours, rest = divmod(self.minutes, 60)
        return f"{hours}小时{rest}分钟" if hours else f"{rest}分钟"


def times_kept(ticket: Ticket) -> list[Kept]:
    """The clocks whose duty was fulfilled, counted from the moment that holds now. One query."""
    clocks = Deadline.objects.of(ref(ticket)).filter(outcome=Outcome.DONE)
    return [
        Kept(clock.title, clock.legal_rule.length, clock.closed_at - ticket.known_at, not clock.was_late)
        for clock in clocks
        if clock.closed_at and begun(clock) == ticket.known_at
    ]
