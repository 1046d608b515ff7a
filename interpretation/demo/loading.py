"""Explanations of the demonstration city and what readers asked: by the people who would have done it, each explanation
on the day its document was drafted."""

import tomllib
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

from disclosure.demo.stage import Stage, Step, days_of, moment
from disclosure.demo.texts import Text
from disclosure.documents.models import Document
from interpretation.judging.rules import explaining_organ
from interpretation.judging.services import judge
from interpretation.materials import gates, services
from interpretation.materials.codes import Form, Way
from interpretation.materials.codes import Stage as Time
from interpretation.materials.elements import BY_CODE
from interpretation.materials.models import Material
from interpretation.questions import services as questions
from interpretation.questions.models import Question
from portal.accounts.states import Role

_LEGALITY: dict[str, Any] = {"legality_organ": "市司法局", "legality_opinion": "与文件一致，内容合法，同意发布。"}

Play = Callable[[datetime], object]


@cache
def _data() -> dict[str, list[dict[str, Any]]]:
    """``explanation`` and ``question``, as written."""
    return tomllib.loads((Path(__file__).parent / "explanations.toml").read_text(encoding="utf-8"))


def steps(text: Text, stage: Stage) -> Iterator[Step]:
    """What happened beside one text: its explanation before it was sent up, questions once it was out."""
    for row in _data()["explanation"]:
        if row["document"] == text.key:
            yield from _explanation(row, text, stage)
    for number, row in enumerate(_data()["question"]):
        if row["document"] == text.key:
            yield from _question(row, number, text, stage)


def _explanation(row: dict[str, Any], text: Text, stage: Stage) -> Iterator[Step]:
    play = _Explanation(row, text, stage)
    acts = {"write": (11, 5), "submit": (11, 50), "approve": (13, 40), "clear": (13, 55), "sign_off": (14, 10)}
    for name, (hour, minute) in acts.items():
        act = partial(_if_it_stands, getattr(play, name), text, stage)
        yield Step(moment(play.days.drafted, hour, minute), act)
        if name == row.get("until"):
            return


def _question(row: dict[str, Any], number: int, text: Text, stage: Stage) -> Iterator[Step]:
    play = _Question(row, text, stage)
    came = stage.calendar.nth_before(stage.today, row["age"])
    yield Step(moment(came, 20, number), partial(_if_it_stands, play.ask, text, stage))
    if "answer" not in row:
        return
    day = stage.calendar.nth_after(came, 1)
    yield Step(moment(day, 9, number), partial(_if_it_stands, play.answer, text, stage))
    if row.get("checked", True):
        yield Step(moment(day, 15, number), partial(_if_it_stands, play.publish, text, stage))


def _if_it_stands(act: Play, text: Text, stage: Stage, at: datetime) -> None:
    if stage.stands(text.key):
        act(at)


class _Played:
    """Something beside one text and what its row says."""

    def __init__(self, row: dict[str, Any], text: Text, stage: Stage) -> None:
        self.row, self.text, self.stage = row, text, stage

    def _document(self) -> Document:
        return self.stage.document(self.text.key)

    def _by(self, role: Role, at: datetime) -> dict[str, Any]:
        organ = explaining_organ(self._document())
        return {"actor": self.stage.actor(organ, role, at), "at": at}


class _Explanation(_Played):
    def __init__(self, row: dict[str, Any], text: Text, stage: Stage) -> None:
        super().__init__(row, text, stage)
        self.days = days_of(text, stage)

    def _material(self) -> Material:
        return Material.objects.select_related("organ", "document__organ").get(document=self._document())

    def write(self, at: datetime) -> None:
        row, document, who = self.row, self._document(), self._by(Role.HANDLER, at)
        if "traits" in row or "judged" in row:
            judge(document, traits=row.get("traits", ()), grounds=row.get("judged", ()), **who)
        day = self.days.published.date() if self.days.published else at.date()
        where = {"channel": "门户网站", "planned_on": day}
        plan = {"is_merged": False, "outline": row["lead"], "form": Form.TEXT}
        services.plan(document, values=plan | where, **who)
        said = {code: row[code] for code in BY_CODE if code in row}
        face = {
            "title": row["title"],
            "stage": Time.ALONG,
            "form": row.get("form", Form.TEXT),
            "media_url": row.get("media_url", ""),
            "alternative": row.get("alternative", ""),
            "has_captions": row.get("has_captions", False),
            "way": row.get("way", Way.OFFICE),
            "theme": row["theme"],
            "lead": row["lead"],
            "first_interpreter": row.get("interpreter", f"{explaining_organ(document).short_name}分管负责同志"),
            "is_by_head": bool(row.get("by_head")),
        }
        services.explain(document, values=face | where | said, **who)

    def submit(self, at: datetime) -> None:
        services.submit(self._material(), **self._by(Role.HANDLER, at))

    def approve(self, at: datetime) -> None:
        services.approve(self._material(), **self._by(Role.HEAD, at))

    def clear(self, at: datetime) -> None:
        material = self._material()
        if gates.is_major(material):
            services.pass_legality(material, **_LEGALITY, **self._by(Role.DEPT_REVIEWER, at))

    def sign_off(self, at: datetime) -> None:
        material = self._material()
        if gates.needs_sign_off(material):
            services.sign_off(material, signed_off_by="分管副市长", **self._by(Role.CITY_LEADER, at))


class _Question(_Played):
    def _question(self) -> Question:
        rows = Question.objects.select_related("organ", "document__organ")
        return rows.get(document=self._document(), question=self.row["question"])

    def ask(self, at: datetime) -> None:
        document = self._document()
        if document.is_public:
            questions.ask(document, question=self.row["question"], contact="", at=at)

    def answer(self, at: datetime) -> None:
        if self._document().is_public:
            words = {"question": self.row["question"], "answer": self.row["answer"]}
            questions.answer(self._question(), **words, **self._by(Role.HANDLER, at))

    def publish(self, at: datetime) -> None:
        if self._document().is_public:
            questions.publish(self._question(), **self._by(Role.DISCLOSURE_HEAD, at))
