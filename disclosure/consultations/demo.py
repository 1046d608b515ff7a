"""Consultations of the demonstration city: each is brought where it stands by its organ and by those who wrote."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.consultations import services
from disclosure.consultations.codes import ELEMENTS
from disclosure.consultations.models import Consultation, Opinion
from disclosure.consultations.services import CITIZEN
from disclosure.demo.stage import Stage, Step, moment
from portal.accounts.states import Role

_PLAIN = ("title", "category", "scope", "legal_kind", "publish_ways", "participation", "days", "short_reason")
_WRITTEN = (*_PLAIN, *(row.name for row in ELEMENTS))
_RESULT_AFTER = 12
"""Natural days after the last one on which the result of a finished consultation was published."""


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What happened to one consultation, in order. ``age`` counts working days before the day of loading, ``opened`` is
    a day of its own."""
    play = _Course(row, stage)
    opened = row["opened"] if "opened" in row else stage.calendar.nth_before(stage.today, row["age"])
    decided = stage.calendar.nth_before(opened, 3)
    minute = row["minute"]
    yield Step(moment(decided, 9, minute), play.create)
    if row.get("until") == "draft":
        return
    yield Step(moment(decided, 16, minute), partial(play.act, services.submit, Role.HANDLER))
    yield Step(moment(stage.calendar.nth_after(decided, 1), 10, minute), play.review)
    yield Step(
        moment(stage.calendar.nth_after(decided, 2), 10, minute), partial(play.act, services.approve, Role.SIGNER)
    )
    yield Step(moment(opened, 9, minute), partial(play.act, services.publish, Role.INFO_CLERK))
    yield from _heard(row, play, opened)
    if "ends" not in row and "result" not in row:
        return
    last = opened + timedelta(days=row.get("days", 30))
    yield Step(moment(last + timedelta(days=1), 0, 1), play.close)
    if "result" in row:
        published = stage.calendar.nth_after(last + timedelta(days=_RESULT_AFTER), 1)
        yield Step(moment(stage.calendar.nth_before(published, 2), 10, minute), play.answer)
        yield Step(moment(published, 10, minute), partial(play.act, services.publish_result, Role.HEAD))


def _heard(row: Mapping[str, Any], play: "_Course", opened: date) -> Iterator[Step]:
    """Opinions and replies at their days after the opening."""
    for place, given in enumerate(row.get("opinion", [])):
        day = opened + timedelta(days=given["day"])
        yield Step(moment(day, 20, place % 60), partial(play.say, place, given))
    for place, given in enumerate(row.get("reply", [])):
        day = opened + timedelta(days=given["day"])
        yield Step(moment(day, 21, place % 60), partial(play.fill, place, given))


class _Course:
    """One consultation and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0
        self.said: dict[int, int] = {}

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def _mine(self) -> Consultation:
        return Consultation.objects.select_related("organ").get(pk=self.pk)

    def create(self, at: datetime) -> None:
        values = {name: self.row[name] for name in _WRITTEN if name in self.row} | {"decided_on": at.date()}
        organ = self.stage.organ(self.row["organ"])
        self.pk = services.create(organ=organ, values=values, **self._who(Role.HANDLER, at)).pk
        if questions := self.row.get("question"):
            services.set_questions(self._mine(), questions=questions, **self._who(Role.HANDLER, at))

    def act(self, service: Any, role: Role, at: datetime) -> None:
        service(self._mine(), **self._who(role, at))

    def review(self, at: datetime) -> None:
        opinion = "不涉及国家秘密、商业秘密和个人隐私，可以预公开。"
        services.review_secrecy(self._mine(), found=[], opinion=opinion, **self._who(Role.SECRECY_REVIEWER, at))

    def say(self, place: int, given: Mapping[str, Any], at: datetime) -> None:
        values = {
            "stance": given["stance"],
            "text": given["text"],
            "person_kind": given.get("person", "citizen"),
            "district": given.get("district", ""),
            "name": "测试人",
            "contact": f"1380000{2000 + place:04d}",
            "consents": given.get("consents", True),
        }
        token = f"demonstration-{self.pk:09d}-{place:019d}"
        given_so = {"values": values, "anchor": given.get("passage", ""), "token": token}
        sent = services.send_opinion(self._mine(), **given_so, actor=CITIZEN, moment=lambda: at)
        self.said[place] = sent.opinion.pk
        if values["consents"]:
            services.show(sent.opinion, **self._who(Role.INFO_CLERK, at))

    def fill(self, place: int, given: Mapping[str, Any], at: datetime) -> None:
        answers: dict[int, Sequence[str]] = dict(enumerate(given["answers"], 1))
        token = f"demonstration-q-{self.pk:09d}-{place:017d}"
        who = {"person_kind": given.get("person", "citizen"), "district": given.get("district", "")}
        mine = self._mine()
        services.fill_in(mine, answers=answers, who=who, token=token, actor=CITIZEN, moment=lambda: at)

    def close(self, at: datetime) -> None:
        services.close_what_is_over(at=at)

    def answer(self, at: datetime) -> None:
        """Themes with their opinions and answers, then the statement, handed in."""
        clerk = self._who(Role.HANDLER, at)
        for theme in self.row["theme"]:
            made = services.name_theme(self._mine(), title=theme["title"], summary=theme["summary"], **clerk)
            chosen = Opinion.objects.filter(pk__in=[self.said[place] for place in theme["opinions"]])
            services.group(self._mine(), opinions=chosen, theme=made, **clerk)
            answer = {"verdict": theme["verdict"], "reason": theme["reason"]}
            services.answer_theme(self._mine(), theme=made, **answer, **clerk)
        services.write_result(self._mine(), result_summary=self.row["result"], **clerk)
        services.submit_result(self._mine(), **clerk)
