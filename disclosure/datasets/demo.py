"""Open data of the demonstration city: listed, uploaded, looked through, published by the acts of its organs."""

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.datasets import services
from disclosure.datasets.checking import Drawing
from disclosure.datasets.codes import ColumnType
from disclosure.datasets.fields import DATASET
from disclosure.datasets.models import Dataset, DatasetVersion
from disclosure.demo.stage import Stage, Step, moment
from portal.accounts.states import Role
from portal.screening.checks import id_check_character


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What happened to one data set, in order."""
    play = _Course(row, stage)
    listed = stage.calendar.nth_before(stage.today, row["age"])
    yield Step(moment(listed, 9, 20), play.create)
    for version in row["version"]:
        day = stage.calendar.nth_before(stage.today, version["age"])
        yield Step(moment(day, 10, 5), partial(play.upload, version))
        if version.get("until") != "confirmed":
            after = stage.calendar.nth_after(day, 1)
            yield Step(moment(after, 9, 10), partial(play.act, services.submit, Role.HANDLER))
            yield Step(moment(after, 11, 0), partial(play.act, services.clear, Role.SECRECY_REVIEWER))
            yield Step(moment(after, 15, 30), partial(play.act, services.publish, Role.DISCLOSURE_HEAD))


def _written(rows: str) -> str:
    """The table, with numbers of nobody where it asks for some: what the screening looks for stands in no file."""
    return _INVENTED.sub(lambda match: _INVENT[match[1]](int(match[2])), rows.lstrip())


def _identity(serial: int) -> str:
    body = f"11010519491231{serial:03d}"
    return body + id_check_character(body).upper()


_INVENTED = re.compile(r"\{\{(identity|mobile):(\d+)\}\}")
_INVENT: dict[str, Callable[[int], str]] = {"identity": _identity, "mobile": lambda serial: f"1380000{serial:04d}"}


class _Course:
    """One data set and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = self.version = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def create(self, at: datetime) -> None:
        values = {name: self.row[name] for name in DATASET}
        organ = self.stage.organ(self.row["organ"])
        self.pk = services.create(organ=organ, values=values, **self._who(Role.HANDLER, at)).pk

    def upload(self, version: Mapping[str, Any], at: datetime) -> None:
        dataset = Dataset.objects.select_related("organ").get(pk=self.pk)
        file = SimpleUploadedFile(f"{dataset.title}.csv", _written(version["rows"]).encode())
        who = self._who(Role.HANDLER, at)
        made = services.upload(dataset, upload=file, note=version.get("note", ""), **who)
        words, coded = self.row["words"], self.row.get("coded", ())
        columns = [
            replace(each, words=words.get(each.title, ""), type=ColumnType.CODE if each.title in coded else each.type)
            for each in made.all_columns
        ]
        drawing = Drawing(*self.row["chart"]) if "chart" in self.row else Drawing()
        services.set_columns(made, columns=columns, key=self.row["key"], drawing=drawing, **who)
        self.version = made.pk

    def act(self, service: Any, role: Role, at: datetime) -> None:
        version = DatasetVersion.objects.select_related("dataset__organ").get(pk=self.version)
        service(version, **self._who(role, at))
