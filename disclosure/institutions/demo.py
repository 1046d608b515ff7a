"""Lists of the units of the demonstration city, one appeal that was right and one that is looked into."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.catalogue.models import Column
from disclosure.demo.stage import Stage, Step, moment
from disclosure.institutions import services
from disclosure.institutions.models import Appeal
from disclosure.institutions.services import CITIZEN
from portal.accounts.states import Role

_LISTED = moment(date(2024, 3, 4), 10, 0)


def steps(table: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """The lists of ``item`` rows, each in the column made for it, else in the unit's first; then each ``appeal``,
    ``age`` working days before the day of loading."""
    for place, row in enumerate(table["item"]):
        yield Step(_LISTED + timedelta(minutes=place), partial(_list, row, place, stage))
    for serial, row in enumerate(table["appeal"]):
        filed = stage.calendar.nth_before(stage.today, row["age"])
        yield Step(moment(filed, 20, serial), partial(_appeal, row, serial, stage))
        if "finding" in row:
            found = stage.calendar.nth_after(filed, 6)
            yield Step(moment(found, 15, serial), partial(_investigate, row, serial, stage))
            yield Step(moment(stage.calendar.nth_after(found, 1), 10, serial), partial(_tell, serial, stage))


def _list(row: Mapping[str, Any], place: int, stage: Stage, at: datetime) -> None:
    organ = stage.organ(row["organ"])
    mine = Column.objects.filter(organ=organ, is_active=True).order_by("position", "pk")
    column = mine.filter(template=row["template"]).first() or mine.first()
    names = ("title", "content", "period", "duty_holder")
    values = {name: row[name] for name in names} | {"column": column, "position": (place + 1) * 10}
    services.add_item(organ, values=values, actor=stage.actor(organ, Role.OVERSIGHT, at), at=at)


def _appeal(row: Mapping[str, Any], serial: int, stage: Stage, at: datetime) -> None:
    values = {"title": row["title"], "facts": row["facts"], "name": "测试人", "contact": f"1380000{4000 + serial:04d}"}
    token = f"demonstration-appeal-{serial:022d}"
    services.appeal(unit=stage.organ(row["unit"]), values=values, token=token, actor=CITIZEN, at=at)


def _mine(serial: int) -> Appeal:
    """They come one by one."""
    return Appeal.objects.select_related("organ", "unit").order_by("pk")[serial]


def _investigate(row: Mapping[str, Any], serial: int, stage: Stage, at: datetime) -> None:
    mine = _mine(serial)
    values = {name: row[name] for name in ("investigation", "finding", "reply")}
    values["publish_by"] = at.date() + timedelta(days=10) if row["finding"] == "upheld" else None
    services.investigate(mine, values=values, actor=stage.actor(mine.organ, Role.HANDLER, at), at=at)


def _tell(serial: int, stage: Stage, at: datetime) -> None:
    mine = _mine(serial)
    services.tell_result(mine, actor=stage.actor(mine.organ, Role.HEAD, at), at=at)
