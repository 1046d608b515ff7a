"""The list of matters of the demonstration city: proposed, approved and changed by the people of its organs."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from disclosure.catalogue.models import Column
from disclosure.demo.stage import Stage, Step, moment
from disclosure.matters import content, services
from disclosure.matters.models import Matter, MatterProposal
from portal.accounts.states import Role

_CONTENT = frozenset(content.FIELDS)


def steps(row: Mapping[str, Any], serial: int, stage: Stage) -> Iterator[Step]:
    """What happened to one matter, in order. Ages are working days before the day of loading."""
    play = _Course(row, stage)
    acts = [(row["age"], 9, play.propose), (row["age"] - 2, 15, play.approve)]
    if "links" in row:
        acts.append((row["age"] - 2, 16, play.connect))
    for name in ("change", "drop", "lapse"):
        if name in row:
            acts.append((row[name]["age"], 10, getattr(play, name)))
    for age, hour, act in acts:
        yield Step(moment(stage.calendar.nth_before(stage.today, age), hour, serial), act)


class _Course:
    """One matter and what the table says about it."""

    def __init__(self, row: Mapping[str, Any], stage: Stage) -> None:
        self.row, self.stage = row, stage
        self.pk = 0

    def _who(self, role: Role, at: datetime) -> dict[str, Any]:
        return {"actor": self.stage.actor(self.stage.organ(self.row["organ"]), role, at), "at": at}

    def _matter(self) -> Matter:
        return Matter.objects.select_related("organ", "current").get(pk=self.pk)

    def propose(self, at: datetime) -> None:
        values = {name: self.row[name] for name in _CONTENT & set(self.row)}
        given = {"values": values, "reason": self.row["reason"], "village": self.row.get("village", "")}
        organ = self.stage.organ(self.row["organ"])
        proposal = services.propose_new(organ=organ, **given, **self._who(Role.HANDLER, at))
        self.pk = proposal.matter_id
        services.submit(proposal, **self._who(Role.HANDLER, at))

    def approve(self, at: datetime) -> None:
        proposal = MatterProposal.objects.select_related("matter__organ", "organ").get(matter=self.pk, state="checking")
        services.approve(proposal, **self._who(Role.DISCLOSURE_HEAD, at))

    def connect(self, at: datetime) -> None:
        given = self.row["links"]
        organ = self.stage.organ(self.row["organ"])
        columns = Column.objects.filter(organ=organ, template__in=given.get("columns", ()))
        places = {"columns": columns, "lists": given.get("lists", ()), "documents": (), "bases": (), "upper": None}
        services.connect(self._matter(), **places, **self._who(Role.INFO_CLERK, at))

    def change(self, at: datetime) -> None:
        """With ``waits`` it is still with its approver."""
        given = self.row["change"]
        matter = self._matter()
        values = content.of(matter.current) | {name: given[name] for name in _CONTENT & set(given)}
        who = self._who(Role.HANDLER, at)
        services.submit(services.propose_change(matter, values=values, reason=given["reason"], **who), **who)
        if not given.get("waits"):
            self.approve(at)

    def drop(self, at: datetime) -> None:
        who = self._who(Role.HANDLER, at)
        services.submit(services.propose_drop(self._matter(), reason=self.row["drop"]["reason"], **who), **who)
        self.approve(at)

    def lapse(self, at: datetime) -> None:
        given = self.row["lapse"]
        on = self.stage.calendar.nth_before(self.stage.today, given["age"] + 1)
        services.note_lapse(self._matter(), what=given["what"], lapsed_on=on, **self._who(Role.INFO_CLERK, at))
