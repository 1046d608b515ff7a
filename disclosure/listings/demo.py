"""Rows of lists in the demonstration city: each is brought where it stands by the acts of its organ."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime
from functools import partial
from typing import Any

from disclosure.demo.stage import Stage, Step, moment
from disclosure.listings import services
from disclosure.listings.models import ListRow
from portal.accounts.states import Role

_LAST_ACT = {"draft": 1, "checking": 2, "cleared": 3}


def steps(row: Mapping[str, Any], serial: int, stage: Stage) -> Iterator[Step]:
    """What happened to one row, in order."""
    play = _Course(row, stage)
    formed = stage.calendar.nth_before(stage.today, row["formed"])
    entered = stage.calendar.nth_after(formed, 1)
    shown = stage.calendar.nth_after(formed, row.get("published", 4))
    acts = (
        (entered, 9, partial(play.register, formed)),
        (entered, 10, partial(play.act, services.submit, Role.HANDLER)),
        (shown, 9, partial(play.act, services.clear, Role.SECRECY_REVIEWER)),
        (shown, 15, partial(play.act, services.publish, Role.DISCLOSURE_HEAD)),
    )
    for day, hour, act in acts[: _LAST_ACT.get(row.get("until", ""), len(acts))]:
        yield Step(moment(day, hour, serial), act)


class _Course:
    """One row and what the table says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def register(self, formed: date, at: datetime) -> None:
        values = {
            name: text.format(year=formed.year, last=formed.year - 1) for name, text in self.row["values"].items()
        }
        given = {"template": self.row["list"], "formed_on": formed, "values": values}
        organ = self.stage.organ(self.row["organ"])
        self.pk = services.register(organ=organ, **given, **self._who(Role.HANDLER, at)).pk

    def act(self, service: Any, role: Role, at: datetime) -> None:
        service(ListRow.objects.select_related("organ").get(pk=self.pk), **self._who(role, at))
