"""Terms of secrecy of the demonstration city: some end soon, one has ended by itself, one was prolonged in time."""

from collections.abc import Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.demo.stage import Stage, Step, moment
from disclosure.secrecy import services
from disclosure.secrecy.models import SecrecyTerm
from portal.accounts.states import Role
from portal.actors import Actor


def steps(row: Mapping[str, Any], stage: Stage, opening: datetime) -> Iterator[Step]:
    """Registered the day it was determined, or when the city began to use the portal; ended by the nightly task."""

    def day(name: str) -> date:
        return stage.today + timedelta(days=row[name])

    yield Step(max(moment(day("determined"), 17, 0), opening), partial(_register, row, stage))
    if "anew" in row:
        yield Step(moment(day("anew"), 11, 0), partial(_determine_anew, row, stage))
    if "early" in row:
        yield Step(moment(day("early"), 14, 30), partial(_declassify, row, stage))
    for days in services.REMIND_DAYS:
        yield Step(moment(day("ends") - timedelta(days=days), 1, 0), _attend)
    yield Step(moment(day("ends") + timedelta(days=1), 1, 0), _attend)


def _attend(at: datetime) -> None:
    services.attend(at=at)


def _keeper(row: Mapping[str, Any], stage: Stage, at: datetime) -> Actor:
    return stage.actor(stage.organ(row["organ"]), Role.SECRECY_REVIEWER, at)


def _register(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    services.register_term(
        organ=stage.organ(row["organ"]),
        values={
            "designation": row["designation"],
            "level": row["level"],
            "determined_on": stage.today + timedelta(days=row["determined"]),
            "ends_on": stage.today + timedelta(days=row["ends"]),
            "determined_by": row["by"],
            "basis": row["basis"],
        },
        actor=_keeper(row, stage, at),
        at=at,
    )


def _term(row: Mapping[str, Any]) -> SecrecyTerm:
    return SecrecyTerm.objects.select_related("organ").get(designation=row["designation"])


def _determine_anew(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    values = {"ends_on": stage.today + timedelta(days=row["until"])}
    keeper = _keeper(row, stage, at)
    services.redetermine(_term(row), values=values, reason=row["anew_reason"], actor=keeper, at=at)


def _declassify(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    services.declassify(_term(row), reason=row["early_reason"], actor=_keeper(row, stage, at), at=at)
