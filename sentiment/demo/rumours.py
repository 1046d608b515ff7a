"""Clarifications of the demonstration city: each is brought where it stands by its organs."""

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from functools import partial
from typing import Any

from portal.accounts.models import Organ
from portal.accounts.states import Role
from sentiment.clarification import services
from sentiment.clarification.models import Clarification
from sentiment.demo.stage import Stage, Steps


def steps(row: Mapping[str, Any], stage: Stage, _codes: dict[str, str]) -> Steps:
    """What happened to one rumour, in order. ``age`` counts working days before the day of loading, ``after`` minutes
    after it was found."""
    course = _Course(row, stage)
    found = stage.after(stage.day(row["age"]), 0, row["hour"])
    course.found_at = found
    played: Steps = [(found + timedelta(minutes=5), course.find)]
    for act in row.get("step", []):
        played.append((found + timedelta(minutes=act["after"]), partial(_ACTS[act["act"]], course, act)))
    return played


class _Course:
    """One rumour and what its row says about it."""

    found_at: datetime

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0

    def case(self) -> Clarification:
        return Clarification.objects.select_related("organ").get(pk=self.pk)

    def by(self, role: Role, at: datetime) -> dict[str, Any]:
        return self.stage.by(Organ.objects.get(code=self.row["organ"]), role, at)

    def find(self, at: datetime) -> None:
        names = ("kind", "title", "claim", "seen_where", "harm")
        values = {name: self.row[name] for name in names} | {"found_at": self.found_at}
        organ = Organ.objects.get(code=self.row["organ"])
        self.pk = services.find(organ=organ, values=values, **self.by(Role.INFO_CLERK, at)).pk


Act = Callable[[_Course, Mapping[str, Any], datetime], object]


def _report(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    services.report(course.case(), **course.by(Role.INFO_CLERK, at))


def _confirm(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    case = course.case()
    services.confirm(case, organ=case.organ, **course.by(Role.OVERSIGHT, at))


def _write(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    case = course.case()
    values = {"title": case.title, "claim": case.claim} | {
        name: act[name] for name in ("statement", "basis", "name_of", "is_sensitive", "channels")
    }
    organs = list(Organ.objects.filter(code__in=act.get("organs", [])))
    services.write(case, values=values, organs=organs, **course.by(Role.HANDLER, at))


def _agree(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    for consent in course.case().consents.filter(state="asked").select_related("organ", "clarification"):
        services.agree(consent, opinion="同意。", **course.stage.by(consent.organ, Role.SIGNER, at))


def _submit(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    services.submit(course.case(), **course.by(Role.HANDLER, at))


def _approve(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    services.approve_head(course.case(), **course.by(Role.HEAD, at))


def _publish(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    services.publish(course.case(), **course.by(Role.INFO_CLERK, at))
    for channel, outlet in act["outlets"].items():
        told = {"channel": channel, "released_at": at, "outlet": outlet}
        services.note_release(course.case(), values=told, **course.by(Role.INFO_CLERK, at))


def _evaluate(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    judged = {"effect": act["effect"], "effect_note": act["effect_note"]}
    services.evaluate(course.case(), **judged, **course.by(Role.HANDLER, at))


_ACTS: dict[str, Act] = {
    "report": _report,
    "confirm": _confirm,
    "write": _write,
    "agree": _agree,
    "submit": _submit,
    "approve": _approve,
    "publish": _publish,
    "evaluate": _evaluate,
}
