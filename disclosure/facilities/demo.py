"""公共查阅点 of the demonstration city."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from disclosure.demo.stage import Step, moment
from disclosure.facilities import services
from disclosure.facilities.codes import USES
from disclosure.facilities.models import Facility
from portal.accounts.models import Organ
from portal.actors import SYSTEM

_WRITTEN = ("kind", "name", "address", "hours", "phone", "accessibility", "position")


def steps(row: Mapping[str, Any]) -> Iterator[Step]:
    """Registered on the day it opens; what was given up later is closed on its last day."""
    yield Step(moment(row["on"], 9, 30), partial(_open, row))
    if "until" in row:
        yield Step(moment(row["until"], 16, 0), partial(_close, row))


def _open(row: Mapping[str, Any], at: datetime) -> None:
    written = {name: row[name] for name in _WRITTEN if name in row}
    values = written | {
        "district": Organ.objects.get(code=row["district"]),
        "opened_on": at.date(),
        **{name: label in row["uses"] for name, label in USES},
    }
    services.open_facility(Organ.objects.get(code=row["organ"]), values=values, actor=SYSTEM, at=at)


def _close(row: Mapping[str, Any], at: datetime) -> None:
    facility = Facility.objects.get(name=row["name"])
    services.close_facility(facility, on=row["until"], reason=row["reason"], actor=SYSTEM, at=at)
