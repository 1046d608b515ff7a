"""Registers of the demonstration city."""

from collections.abc import Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from disclosure.demo.files import attachment
from disclosure.demo.stage import Stage, Step, moment
from disclosure.registers import kinds, services
from disclosure.registers.kinds.terms import UNITS
from disclosure.registers.models import RegisterEntry
from portal.accounts.models import Organ
from portal.accounts.states import Role


def common(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What nearly all organs registered alike; those of ``lacking`` did not."""
    organs = Organ.objects.filter(kind__in=UNITS).exclude(code__in=row["lacking"])
    for day in row["on"]:
        for organ in organs.active(day):
            yield Step(moment(day, 16, 5), partial(_file_if_there, {**row, "organ": organ.code}, stage))


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """Registered on its day; what is public is looked at by another person the day after."""
    yield Step(moment(row["on"], 15, 20), partial(_file, row, stage))
    if row.get("public"):
        yield Step(moment(row["on"] + timedelta(days=1), 9, 40), partial(_publish, row, stage))


def _file(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ = stage.organ(row["organ"])
    uploads = [(name, ContentFile(content)) for name, content in _proof(row, at)]
    services.file_entry(
        kinds.BY_CODE[row["kind"]],
        organ,
        happened_on=at.date(),
        values=row["values"],
        uploads=uploads,
        actor=stage.actor(organ, Role.INFO_CLERK, at),
        at=at,
    )


def _proof(row: Mapping[str, Any], at: datetime) -> list[tuple[str, bytes]]:
    return [attachment(row["proof"], at=at)] if "proof" in row else []


def _file_if_there(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """A reform may have ended the organ meanwhile."""
    if stage.organ(row["organ"]).is_active(at.date()):
        _file(row, stage, at)


def _publish(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ, first = stage.organ(row["organ"]), kinds.BY_CODE[row["kind"]].items[0]
    entry = RegisterEntry.objects.get(kind=row["kind"], organ=organ, title=row["values"][first.name])
    services.publish(entry, actor=stage.actor(organ, Role.DISCLOSURE_HEAD, at), at=at)
