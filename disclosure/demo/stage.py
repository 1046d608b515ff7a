"""What the acts of the demonstration need to know: which day it is, who holds which office, which texts stand."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

from disclosure.demo.texts import Text
from disclosure.documents.models import Document
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.actors import Actor
from portal.clock import SHANGHAI
from portal.deadlines.workdays import WorkCalendar

_SIGNING = time(16, 0)
_PUBLICATION = time(10, 0)
_BETWEEN = timedelta(minutes=30)


@dataclass(frozen=True, slots=True)
class Step:
    """One act at its moment."""

    at: datetime
    play: Callable[[datetime], object]


@dataclass
class Stage:
    """``today`` is the day of loading; ``standing`` holds the keys of texts that were drafted already."""

    today: date
    calendar: WorkCalendar
    standing: dict[str, int] = field(default_factory=dict)
    _organs: dict[str, Organ] = field(default_factory=dict)
    _actors: dict[tuple[int, str], Actor] = field(default_factory=dict)

    def document(self, name: str) -> Document:
        """By the whole key, or by the name where only one organ has it. Raises ``ValueError`` for none or several."""
        [pk] = self._found(name)
        return Document.objects.select_related("organ", "drafting_organ", "column").get(pk=pk)

    def stands(self, name: str) -> bool:
        return bool(self._found(name))

    def _found(self, name: str) -> list[int]:
        return [pk for key, pk in self.standing.items() if name in {key, key.rpartition("/")[2]}]

    def organ(self, code: str) -> Organ:
        if code not in self._organs:
            self._organs[code] = Organ.objects.get(code=code)
        return self._organs[code]

    def actor(self, organ: Organ, role: Role, at: datetime) -> Actor:
        """Whoever holds the office then."""
        key = (organ.pk, role)
        if key not in self._actors:
            seats = Appointment.objects.in_force(at.date()).filter(role=role).order_by("pk")
            mine = seats if role in CITY_WIDE_ROLES else seats.filter(organ=organ)
            self._actors[key] = actor_of(User.objects.get(pk=mine.values("user")[:1]), at=at)
        return self._actors[key]

    def forget_offices(self) -> None:
        """After a reform organs are not what they were and people sit elsewhere."""
        self._organs.clear()
        self._actors.clear()


@dataclass(frozen=True, slots=True)
class Days:
    """When a text was where."""

    drafted: date
    checked: date
    reviewed: date
    final: date
    signed: datetime
    published: datetime | None

    @property
    def formed(self) -> date:
        return self.signed.date()


def days_of(text: Text, stage: Stage) -> Days:
    """A dated text took three working days to its 成文日期; an open one is counted back from the day of loading."""
    return _open_days(text, stage) if "age" in text.facts else _past_days(text, stage)


def _past_days(text: Text, stage: Stage) -> Days:
    formed = text.facts["formed"]
    published: datetime = text.facts["published"].replace(tzinfo=SHANGHAI)
    drafted, checked, reviewed = (stage.calendar.nth_before(formed, days) for days in (3, 2, 1))
    signed = min(datetime.combine(formed, _SIGNING, SHANGHAI), published - _BETWEEN)
    return Days(drafted, checked, reviewed, formed, signed, published)


def _open_days(text: Text, stage: Stage) -> Days:
    calendar, facts = stage.calendar, text.facts
    drafted = calendar.nth_before(stage.today, facts["age"])
    checked, reviewed, final = (calendar.nth_after(drafted, days) for days in (1, 2, 3))
    formed = calendar.nth_before(stage.today, facts["formed"]) if "formed" in facts else final
    signed = datetime.combine(formed, _SIGNING, SHANGHAI)
    published = None
    if "published" in facts:
        day = calendar.nth_before(stage.today, facts["published"])
        published = datetime.combine(day, _PUBLICATION, SHANGHAI)
    return Days(drafted, checked, reviewed, final, signed, published)


def moment(day: date, hour: int, minute: int) -> datetime:
    return datetime.combine(day, time(hour, minute), SHANGHAI)


Accompaniment = Callable[[Text, Stage], Iterator[Step]]
"""What happened beside one text in a room above this app."""

_accompaniments: list[Accompaniment] = []


def accompany(play: Accompaniment) -> None:
    """Registered once, when the app of the room starts."""
    _accompaniments.append(play)


def beside(text: Text, stage: Stage) -> Iterator[Step]:
    """Everything that happened beside one text."""
    for play in _accompaniments:
        yield from play(text, stage)
