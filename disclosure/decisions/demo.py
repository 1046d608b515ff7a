"""Decisions of the demonstration city, and why its normative documents went out without a consultation here."""

from collections.abc import Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from disclosure.consultations.models import Consultation
from disclosure.decisions import services
from disclosure.decisions.models import CatalogueItem, Decision, DecisionCatalogue, Hearing
from disclosure.demo.stage import Stage, Step, days_of, moment
from disclosure.demo.texts import Text
from portal.accounts.states import Role
from portal.clock import SHANGHAI

_ASKED_BEFORE = {
    "ground": "elsewhere",
    "basis": "起草时在市政府原网站公开征求过意见，期限30日，采纳情况已经公布。",
    "address": "https://old.linjiang.example/yijian/",
}


def waivers(text: Text, decided: Collection[str], stage: Stage) -> Iterator[Step]:
    """A normative document that no decision here carries was asked about before, on the site the city had then."""
    if text.facts.get("normative") and text.key not in decided:
        yield Step(days_of(text, stage).signed - timedelta(minutes=20), partial(_waive, text, stage))


def _waive(text: Text, stage: Stage, at: datetime) -> None:
    if stage.stands(text.key):
        found = dict(_ASKED_BEFORE, **text.facts.get("waiver", {}))
        found["address"] = found["address"] and f"{found['address']}{text.name}.html"
        head = stage.actor(stage.organ(text.organ), Role.HEAD, at)
        services.waive(document=stage.document(text.key), **found, actor=head, at=at)


def catalogue(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    yield Step(moment(row["agreed_on"], 15, 0), partial(_compile, row, stage))
    yield Step(moment(row["published"], 9, 40), partial(_publish_catalogue, row, stage))


def _compile(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ = stage.organ(row["organ"])
    clerk: dict[str, Any] = {"actor": stage.actor(organ, Role.HANDLER, at), "at": at}
    made = services.open_catalogue(organ=organ, year=row["year"], **clerk)
    for item in row["item"]:
        values = {name: value for name, value in item.items() if name != "lead"}
        services.add_item(made, lead=stage.organ(item["lead"]), values=values, **clerk)
    services.note_agreement(made, agreed_on=row["agreed_on"], agreement=row["agreement"], **clerk)


def _publish_catalogue(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ = stage.organ(row["organ"])
    made = DecisionCatalogue.objects.get(organ=organ, year=row["year"])
    services.publish_catalogue(made, actor=stage.actor(organ, Role.INFO_CLERK, at), at=at)


def steps(row: Mapping[str, Any], stage: Stage) -> Iterator[Step]:
    """What happened to one decision, in order."""
    play, calendar = _Course(row, stage), stage.calendar
    proposed = row["proposed"] if "proposed" in row else calendar.nth_before(stage.today, row["age"])
    started = row["started"] if "started" in row else calendar.nth_after(proposed, 2)
    yield Step(moment(proposed, 10, 20), play.create)
    if "exclusion" in row:
        yield Step(moment(started, 9, 30), play.exempt)
        return
    yield Step(moment(started, 9, 30), partial(play.act, services.start, Role.HEAD))
    yield Step(moment(calendar.nth_after(started, 4), 17, 0), play.link_consultation)
    for given in row.get("step", []):
        day = given["on"] if "on" in given else calendar.nth_before(stage.today, given["age"])
        yield Step(moment(day, 16, 30), partial(play.record, given))
    if "hearing" in row:
        yield from _hearing(row["hearing"], play)
    if "document" in row:
        yield from _out(row, play, calendar)


def _hearing(row: Mapping[str, Any], play: "_Course") -> Iterator[Step]:
    held: datetime = row["held_at"].replace(tzinfo=SHANGHAI)
    yield Step(moment(row["planned"], 9, 10), play.plan_hearing)
    yield Step(moment(row["listed"], 9, 30), play.publish_list)
    yield Step(moment(row["served"], 17, 30), play.serve)
    yield Step(held + timedelta(hours=6), play.hold)


def _out(row: Mapping[str, Any], play: "_Course", calendar: Any) -> Iterator[Step]:
    """The meeting agreed; the document is drafted, published, and everything after it."""
    met = max(given["on"] for given in row["step"])
    yield Step(moment(calendar.nth_after(met, 1), 9, 0), partial(play.act, services.conclude, Role.HEAD))
    yield Step(moment(calendar.nth_after(met, 2), 16, 0), play.link_document)
    for given in row["late"]:
        yield Step(moment(given["on"], 10, 30), partial(play.record, given))
    out = min(given["on"] for given in row["late"])
    yield Step(moment(out, 11, 0), partial(play.act, services.announce, Role.INFO_CLERK))
    yield Step(moment(row["archived"], 10, 0), partial(play.act, services.archive, Role.HANDLER))


class _Course:
    """One decision and what its row says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def _mine(self) -> Decision:
        return Decision.objects.select_related("organ", "document").get(pk=self.pk)

    def create(self, at: datetime) -> None:
        values = {name: self.row[name] for name in ("title", "category", "matter", "reasons")}
        organs: dict[str, Any] = {
            "organ": self.stage.organ(self.row["organ"]),
            "decider": self.stage.organ(self.row["decider"]),
        }
        item = CatalogueItem.objects.filter(title=self.row.get("item", "")).first()
        self.pk = services.create(**organs, item=item, values=values, **self._who(Role.HANDLER, at)).pk

    def act(self, service: Any, role: Role, at: datetime) -> None:
        service(self._mine(), **self._who(role, at))

    def exempt(self, at: datetime) -> None:
        given = {name: self.row[name] for name in ("exclusion", "exclusion_basis")}
        services.exempt(self._mine(), **given, **self._who(Role.HEAD, at))

    def link_consultation(self, at: datetime) -> None:
        asked = Consultation.objects.get(title=self.row["consultation"])
        services.link_consultation(self._mine(), consultation=asked, **self._who(Role.HANDLER, at))

    def link_document(self, at: datetime) -> None:
        document = self.stage.document(self.row["document"])
        services.link_document(self._mine(), document=document, **self._who(Role.HANDLER, at))

    def record(self, given: Mapping[str, Any], at: datetime) -> None:
        held = {} if "on" in given else {"held_on": at.date().isoformat()}
        values = {**held, **given["values"]}
        services.record_step(self._mine(), step=given["step"], values=values, **self._who(Role.HANDLER, at))

    def _hearing(self) -> Hearing:
        return Hearing.objects.select_related("decision__organ").get(decision=self.pk)

    def plan_hearing(self, at: datetime) -> None:
        given = self.row["hearing"]
        values = {name: given[name] for name in ("topic", "place", "selection", "how_to_apply")}
        held = {"held_at": given["held_at"].replace(tzinfo=SHANGHAI)}
        made = services.plan_hearing(self._mine(), values=values | held, **self._who(Role.HANDLER, at))
        services.announce_hearing(made, **self._who(Role.INFO_CLERK, at))

    def publish_list(self, at: datetime) -> None:
        people = self.row["hearing"]["people"].strip()
        made = services.set_people(self._hearing(), people=people, **self._who(Role.HANDLER, at))
        services.publish_list(made, **self._who(Role.INFO_CLERK, at))

    def serve(self, at: datetime) -> None:
        served: date = self.row["hearing"]["served"]
        services.serve_materials(self._hearing(), served_on=served, **self._who(Role.HANDLER, at))

    def hold(self, at: datetime) -> None:
        given = {name: self.row["hearing"][name] for name in ("summary", "outcome")}
        services.hold(self._hearing(), **given, **self._who(Role.HANDLER, at))
