"""Interviews and press conferences of the demonstration city."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from django.core.files.base import ContentFile

from portal.accounts.models import Organ
from portal.accounts.states import Role
from sentiment.demo.stage import Stage, Steps
from sentiment.meetings import services
from sentiment.meetings.models import Meeting
from sentiment.meetings.services import CITIZEN

_HOUR = timedelta(hours=1)
_BEFORE = timedelta(days=1)


def steps(row: Mapping[str, Any], stage: Stage, _codes: dict[str, str]) -> Steps:
    """Planned ``age`` working days before the day of loading, held ``days`` working days after that."""
    course = _Course(row, stage)
    found: Steps = [(course.planned, course.plan), (course.planned + _HOUR, course.announce)]
    if "question" in row:
        found.append((course.planned + 2 * _HOUR, course.ask))
    return [*found, (course.starts + 2 * _HOUR, course.hold), (course.starts + 3 * _HOUR, course.release)]


class _Course:
    """One meeting and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        day = stage.day(row["age"])
        self.planned, self.starts = stage.after(day, 0, 9, 15), stage.after(day, row["days"], 15)
        self.pk = 0

    def meeting(self) -> Meeting:
        return Meeting.objects.select_related("organ").get(pk=self.pk)

    def by(self, role: Role, at: datetime) -> dict[str, Any]:
        return self.stage.by(Organ.objects.get(code=self.row["organ"]), role, at)

    def plan(self, at: datetime) -> None:
        names = ("kind", "title", "summary", "place", "guests")
        closes = self.starts - _BEFORE if "question" in self.row else None
        values = {name: self.row[name] for name in names} | {"starts_at": self.starts, "questions_until": closes}
        organ = Organ.objects.get(code=self.row["organ"])
        self.pk = services.plan(organ=organ, values=values, **self.by(Role.HANDLER, at)).pk

    def announce(self, at: datetime) -> None:
        services.announce(self.meeting(), **self.by(Role.DISCLOSURE_HEAD, at))

    def ask(self, at: datetime) -> None:
        services.ask(self.meeting(), text=self.row["question"], actor=CITIZEN, at=at)

    def hold(self, at: datetime) -> None:
        services.hold(self.meeting(), **self.by(Role.HANDLER, at))
        said = {name: self.row[name] for name in ("head_attended", "press", "record")}
        services.write_record(self.meeting(), values=said, **self.by(Role.HANDLER, at))
        if "paper" in self.row:
            paper = (f"{self.row['paper_label']}.txt", ContentFile(self.row["paper"].encode()))
            label = self.row["paper_label"]
            services.add_files(self.meeting(), uploads=[paper], label=label, **self.by(Role.HANDLER, at))

    def release(self, at: datetime) -> None:
        services.release(self.meeting(), **self.by(Role.HEAD, at))
