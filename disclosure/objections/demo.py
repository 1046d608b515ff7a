"""Objections of the demonstration city, each brought where it stands by those who would have acted."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from disclosure.demo.stage import Stage, Step, moment
from disclosure.objections import services
from disclosure.objections.models import Objection
from portal.accounts.states import Role

_ANSWERS = {"accept": services.accept, "refuse": services.refuse}
_RULINGS = {"order": services.order, "dismiss": services.dismiss}


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """Lodged, answered, decided, put right: as far as the row goes."""
    days = stage.calendar
    lodged = row["on"] if "on" in row else days.nth_before(stage.today, row["age"])
    yield Step(moment(lodged, 15, 10), partial(_lodge, row, stage))
    if "answer" in row:
        yield Step(moment(days.nth_after(lodged, row["after"]), 16, 20), partial(_answer, row, stage))
    if "ruling" in row:
        yield Step(moment(days.nth_after(lodged, row["then"]), 10, 40), partial(_rule, row, stage))
    if "mended" in row:
        yield Step(moment(days.nth_after(lodged, row["mended"]), 9, 30), partial(_remedy, row, stage))


def _lodge(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    if not stage.stands(row["document"]):
        return
    objector = stage.organ(row["objector"])
    services.lodge(
        document=stage.document(row["document"]),
        objector=objector,
        situation=row["situation"],
        text=row["text"],
        actor=stage.actor(objector, Role.DISCLOSURE_HEAD, at),
        at=at,
    )


def _lodged(row: Mapping[str, Any]) -> Objection | None:
    return Objection.objects.filter(text=row["text"]).select_related("organ").first()


def _answer(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    if objection := _lodged(row):
        signer = stage.actor(objection.organ, Role.SIGNER, at)
        _ANSWERS[row["answer"]](objection, reason=row["reason"], actor=signer, at=at)


def _rule(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    if objection := _lodged(row):
        judge = stage.actor(objection.organ, Role.OVERSIGHT, at)
        _RULINGS[row["ruling"]](objection, reason=row["ruling_text"], actor=judge, at=at)


def _remedy(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    if objection := _lodged(row):
        signer = stage.actor(objection.organ, Role.SIGNER, at)
        services.remedy(objection, reason=row["remedy"], actor=signer, at=at)
