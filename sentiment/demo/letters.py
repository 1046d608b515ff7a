"""Letters of the demonstration city: each is brought where it stands by its writer and by the organs."""

from collections.abc import Callable, Mapping
from datetime import datetime
from functools import partial
from typing import Any

from django.core.files.base import ContentFile

from portal.accounts.models import Organ
from portal.accounts.states import Role
from sentiment.demo.stage import Stage, Steps
from sentiment.mailbox import services
from sentiment.mailbox.models import Message
from sentiment.mailbox.services import CITIZEN

_PAPERS = ("情况说明",)
"""What a row may send along, by the name of the file."""


def steps(row: Mapping[str, Any], stage: Stage, codes: dict[str, str]) -> Steps:
    """What happened to one letter, in order. ``age`` counts working days before the day of loading."""
    course, came = _Course(row, stage, codes), stage.day(row["age"])
    found: Steps = [(stage.after(came, 0, 9, row["minute"]), course.send)]
    for act in row.get("step", []):
        play = partial(_ACTS[act["act"]], course, act)
        found.append((stage.after(came, act["after"], act.get("hour", 10), row["minute"]), play))
    return found


class _Course:
    """One letter and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage, codes: dict[str, str]) -> None:
        self.row, self.stage, self.codes = row, stage, codes
        self.pk = 0

    def message(self) -> Message:
        return Message.objects.select_related("organ").get(pk=self.pk)

    def by(self, role: Role, at: datetime) -> dict[str, Any]:
        return self.stage.by(self.message().organ, role, at)

    def send(self, at: datetime) -> None:
        row = self.row
        organ = Organ.objects.get(code=row["organ"]) if "organ" in row else None
        values = {name: row[name] for name in ("kind", "title", "text")} | {
            "name": row["person"],
            "phone": f"1380000{1000 + row['minute']:04d}",
            "email": f"letter{row['minute']}@example.com",
            "consents": row.get("consents", True),
        }
        if source := row.get("source"):
            assert organ is not None  # noqa: S101 - what a clerk enters names the clerk's organ
            clerk = self.stage.by(organ, Role.INFO_CLERK, at)
            sent = services.register(organ=organ, source=source, values=values, **clerk)
        else:
            token = f"demonstration-{row['minute']:029d}"
            files = [ContentFile(row[name].encode(), name=f"{name}.txt") for name in _PAPERS if name in row]
            sent = services.submit(organ=organ, values=values, files=files, token=token, actor=CITIZEN, at=at)
        self.pk = sent.message.pk
        self.codes[sent.message.number] = sent.code


Act = Callable[[_Course, Mapping[str, Any], datetime], object]


def _accept(course: _Course, _act: Mapping[str, Any], at: datetime) -> None:
    services.accept(course.message(), **course.by(Role.INFO_CLERK, at))


def _route(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    to = Organ.objects.get(code=act["to"])
    services.hand_over(course.message(), organ=to, reason=act["reason"], **course.by(Role.OVERSIGHT, at))


def _draft(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    services.submit_answer(course.message(), answer=act["answer"], **course.by(Role.HANDLER, at))


def _answer(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    _draft(course, act, at)
    services.approve(course.message(), **course.by(Role.SIGNER, at))
    if "score" in act:
        services.rate(course.message(), score=str(act["score"]), words=act.get("words", ""), actor=CITIZEN, at=at)


def _publish(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    values = {f"public_{name}": act[name] for name in ("title", "question", "answer")}
    services.prepare(course.message(), values=values, **course.by(Role.HANDLER, at))
    services.publish(course.message(), **course.by(Role.DISCLOSURE_HEAD, at))


def _redirect(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    told = {"elsewhere": act["elsewhere"], "answer": act["answer"]}
    services.redirect(course.message(), **told, **course.by(Role.DISCLOSURE_HEAD, at))


def _set_aside(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    why = {"fault": act["fault"], "reason": act["reason"]}
    services.set_aside(course.message(), **why, **course.by(Role.DISCLOSURE_HEAD, at))


def _urge(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    services.urge(course.message(), reason=act["reason"], **course.by(Role.OVERSIGHT, at))


def _offer(course: _Course, act: Mapping[str, Any], at: datetime) -> None:
    services.convert(course.message(), code="request", reason=act["reason"], **course.by(Role.HANDLER, at))


_ACTS: dict[str, Act] = {
    "accept": _accept,
    "route": _route,
    "draft": _draft,
    "answer": _answer,
    "publish": _publish,
    "redirect": _redirect,
    "set_aside": _set_aside,
    "urge": _urge,
    "offer": _offer,
}
