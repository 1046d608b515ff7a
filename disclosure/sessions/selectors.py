"""Questions about government meetings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Q

from disclosure.sessions.codes import ObserverKind, Source
from disclosure.sessions.models import AgendaItem, Observer, Session, SessionFile, SessionQuerySet
from disclosure.sessions.states import OUT, SEATED, ObserverState, State
from portal.deadlines.models import Deadline
from portal.files.models import StoredFile


def taking_registrations(at: datetime) -> SessionQuerySet:
    """Announced, with seats, and registration is still open, the first to close first. One query."""
    rows = Session.objects.filter(state=State.ANNOUNCED, seats__gt=0, registers_until__gt=at)
    return rows.select_related("organ").defer("record").order_by("registers_until", "pk")


def ahead(at: datetime) -> SessionQuerySet:
    """Announced and still to come, the nearest first, without those one can register for."""
    rows = Session.objects.filter(state=State.ANNOUNCED, starts_at__gt=at)
    closed = rows.exclude(seats__gt=0, registers_until__gt=at)
    return closed.select_related("organ").defer("record").order_by("starts_at", "pk")


def waiting(at: datetime) -> SessionQuerySet:
    """Announced and over, the result not out, the oldest first."""
    begun = Q(state=State.ANNOUNCED, starts_at__lte=at) | Q(state__in=(State.HELD, State.RESULT_REVIEW))
    rows = Session.objects.public().filter(begun)
    return rows.select_related("organ").defer("record").order_by("starts_at", "pk")


def results() -> SessionQuerySet:
    """What was decided, the newest first."""
    rows = Session.objects.filter(state__in=OUT)
    return rows.select_related("organ").defer("record").order_by("-published_at", "-pk")


def dues_of(sessions: Sequence[Session]) -> Mapping[int, Deadline]:
    """The running clocks of these results, by the number of the meeting. One query."""
    rows = Deadline.objects.running().filter(
        rule="SESSION_RESULT", subject_label="disclosure.session", subject_id__in=[row.pk for row in sessions]
    )
    return {row.subject_id: row for row in rows}


def public_items(session: Session) -> list[AgendaItem]:
    """What everybody may read of its agenda. One query."""
    rows = AgendaItem.objects.public().filter(session=session).select_related("document", "consultation")
    return list(rows.order_by("position"))


def public_item(observer: Observer) -> AgendaItem | None:
    """The item somebody wants to hear, while everybody may know of it."""
    return AgendaItem.objects.public().filter(pk=observer.item_id).first() if observer.item_id else None


def withheld_count(session: Session) -> int:
    """Items of a published result that stay secret by law."""
    return session.items.filter(is_withheld=True).count() if session.has_result else 0


@dataclass(frozen=True, slots=True)
class Attendance:
    """One kind of observers: how many had a seat, how many came."""

    kind: ObserverKind
    seated: int
    came: int


def attendance(session: Session) -> list[Attendance]:
    """By kind, those nobody of whom was to come left out (S3-2.1b, S3-5.4). One query."""
    came = Count("pk", filter=Q(state=ObserverState.ATTENDED))
    rows = session.observers.filter(state__in=SEATED).order_by().values("kind")
    counts = {row["kind"]: row for row in rows.annotate(seated=Count("pk"), came=came)}
    return [Attendance(kind, counts[kind]["seated"], counts[kind]["came"]) for kind in ObserverKind if kind in counts]


def seats_left(session: Session) -> int:
    taken = session.observers.filter(state__in=SEATED, source=Source.REGISTERED).count()
    return max(0, session.seats - taken)


def public_files(session: Session) -> list[SessionFile]:
    """Those everybody may have, once the result is out. Two queries; none before."""
    if not session.has_result:
        return []
    rows = session.files.select_related("file").prefetch_related("file__copies")
    return [row for row in rows if row.file.for_public() is not None]


def public_file(session: int, file: int) -> StoredFile | None:
    """What of one file everybody may have, by the numbers of both rows."""
    rows = SessionFile.objects.filter(session=session, session__state__in=OUT)
    row = rows.select_related("file").prefetch_related("file__copies").filter(pk=file).first()
    return row.file.for_public() if row else None


@dataclass(frozen=True, slots=True)
class Figures:
    """A year: meetings whose result is out, how many of them late, items decided and secret, observers who came."""

    published: int
    late: int
    items: int
    withheld: int
    observers: int


def figures(year: int) -> Figures:
    """Three queries."""
    sessions = Session.objects.filter(state__in=OUT, starts_at__year=year).order_by()
    counted = sessions.aggregate(published=Count("pk"), late=Count("pk", filter=Q(is_late=True)))
    items = AgendaItem.objects.filter(session__in=sessions).order_by()
    told = items.aggregate(items=Count("pk"), withheld=Count("pk", filter=Q(is_withheld=True)))
    came = Observer.objects.filter(session__in=sessions, state=ObserverState.ATTENDED).count()
    return Figures(**counted, **told, observers=came)


def observers_of(session: Session) -> list[Observer]:
    """For the staff: those who wait first. One query."""
    rows = session.observers.select_related("item")
    return sorted(rows, key=lambda row: (row.state != ObserverState.REGISTERED, row.pk))
