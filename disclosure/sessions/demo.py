"""Government meetings of the demonstration city: planned, approved, announced, attended, their results out."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from disclosure.demo.stage import Stage, Step, moment
from disclosure.sessions import services
from disclosure.sessions.models import AgendaItem, Observer, Session
from disclosure.sessions.services import CITIZEN
from portal.accounts.states import Role

_PLAN = ("kind", "title", "summary", "place", "seats", "is_of_wide_interest", "live_channels", "live_url")
_ITEM = (
    "title",
    "reporter",
    "is_livelihood",
    "invites",
    "invited_kinds",
    "openness",
    "open_forms",
    "closed_reason",
    "was_consulted",
    "adoption_statement",
)
_HOUR = timedelta(hours=1)


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What happened to one meeting, in order. ``age`` counts working days from the announcement to the day of loading,
    ``days`` from the announcement to the meeting."""
    announced = stage.calendar.nth_before(stage.today, row["age"])
    starts = moment(stage.calendar.nth_after(announced, row["days"]), 9, 0)
    play = _Course(row, stage, starts)
    planned = stage.calendar.nth_before(announced, 2)
    yield Step(moment(planned, 9, 20), play.plan)
    yield Step(moment(planned, 15, 20), partial(play.act, services.submit, Role.HANDLER))
    yield Step(
        moment(stage.calendar.nth_before(announced, 1), 10, 20), partial(play.act, services.approve, Role.SIGNER)
    )
    yield Step(moment(announced, 9, 20), partial(play.act, services.announce, Role.INFO_CLERK))
    for place, given in enumerate(row.get("observer", [])):
        yield Step(moment(announced, 20, place), partial(play.register, place, given))
    answered = moment(stage.calendar.nth_before(starts.date(), 1), 15, 0)
    yield Step(answered, play.answer)
    yield Step(starts + 3 * _HOUR, play.hold)
    yield Step(starts + 5 * _HOUR, play.write)
    published = moment(stage.calendar.nth_after(starts.date(), 2), 10, 20)
    yield Step(published, partial(play.act, services.publish, Role.HEAD))


class _Course:
    """One meeting and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage, starts: datetime) -> None:
        self.row, self.stage, self.starts = row, stage, starts
        self.pk = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def _mine(self) -> Session:
        return Session.objects.select_related("organ").get(pk=self.pk)

    def act(self, service: Any, role: Role, at: datetime) -> None:
        service(self._mine(), **self._who(role, at))

    def plan(self, at: datetime) -> None:
        closes = self.starts - timedelta(days=1, hours=-9)
        values = {name: self.row[name] for name in _PLAN if name in self.row}
        values |= {"starts_at": self.starts, "registers_until": closes if self.row.get("seats") else None}
        clerk = self._who(Role.HANDLER, at)
        self.pk = services.plan(organ=self.stage.organ(self.row["organ"]), values=values, **clerk).pk
        for given in self.row["item"]:
            known = {name: given[name] for name in _ITEM if name in given}
            services.add_item(self._mine(), values=known, **clerk)

    def register(self, place: int, given: Mapping[str, Any], at: datetime) -> None:
        values = {
            "kind": given["kind"],
            "name": f"测试{'甲乙丙丁戊己庚辛'[place % 8]}",
            "affiliation": given.get("affiliation", ""),
            "contact": f"1380000{3000 + place:04d}",
            "reason": given["reason"],
        }
        token = f"demonstration-s-{self.pk:09d}-{place:017d}"
        services.register(self._mine(), values=values, token=token, actor=CITIZEN, moment=lambda: at)

    def answer(self, at: datetime) -> None:
        """The rows say who is refused and why; the others sit in."""
        rows = Observer.objects.filter(session=self.pk).select_related("session__organ").order_by("pk")
        for observer, given in zip(rows, self.row.get("observer", []), strict=True):
            clerk = self._who(Role.HANDLER, at)
            if "refused" in given:
                services.refuse(observer, reason=given["refused"], **clerk)
            else:
                services.choose(observer, **clerk)

    def hold(self, at: datetime) -> None:
        services.hold(self._mine(), **self._who(Role.HANDLER, at))
        for observer in Observer.objects.filter(session=self.pk).seated().select_related("session__organ"):
            services.attend(observer, **self._who(Role.HANDLER, at))

    def write(self, at: datetime) -> None:
        clerk = self._who(Role.HANDLER, at)
        rows = AgendaItem.objects.filter(session=self.pk).select_related("session__organ").order_by("position")
        for item, given in zip(rows, self.row["item"], strict=True):
            item.session = self._mine()
            withheld = given.get("withheld_basis", "")
            values = {"outcome": given.get("outcome", ""), "is_withheld": bool(withheld), "withheld_basis": withheld}
            services.write_outcome(item, values=values, **clerk)
        services.write_record(self._mine(), values={"record": self.row["record"]}, **clerk)
        services.submit_results(self._mine(), **clerk)
