"""Plays the public opinion of the demonstration in order of time, each act by whoever holds the office."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime, timedelta
from functools import partial
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import CITY_WIDE_ROLES, Role
from portal.actors import Actor
from sentiment.demo import monitor
from sentiment.reproofs import services as reproofs
from sentiment.responses import services as responses
from sentiment.responses.models import Response
from sentiment.tickets import services as tickets
from sentiment.tickets.models import DomainDuty, Ticket

Play = Callable[[datetime], object]
_REVIEW = timedelta(minutes=2)


def is_loaded() -> bool:
    return DomainDuty.objects.exists()


@transaction.atomic
def load(*, at: datetime) -> int:
    """Load the map of the fields and all tickets; returns how many. Raises ``DomainError`` as the acts do."""
    given = tomllib.loads((Path(__file__).parent / "opinions.toml").read_text(encoding="utf-8"))
    course = _Course(at)
    for domain, code in given["domain"].items():
        course.assign(domain, code)
    steps = [step for row in given["ticket"] for step in course.steps(row) if step[0] <= at]
    steps.append((at - timedelta(minutes=given["monitor"]["ago"]), partial(course.watch, given["monitor"])))
    for moment, play in sorted(steps, key=lambda step: step[0]):
        play(moment)
    return Ticket.objects.count()


class _Course:
    """The tickets by the names their rows give them."""

    def __init__(self, at: datetime) -> None:
        self.at = at
        self.pks: dict[str, int] = {}

    def assign(self, domain: str, code: str) -> None:
        organ = Organ.objects.get(code=code)
        tickets.assign_domain(domain=domain, organ=organ, actor=_holder(organ, Role.OVERSIGHT, self.at), at=self.at)

    def watch(self, given: Mapping[str, Any], at: datetime) -> None:
        organ = Organ.objects.get(code=given["organ"])
        monitor.play(given, admin=_holder(organ, Role.SYSTEM_ADMIN, at), at=at)

    def steps(self, row: Mapping[str, Any]) -> Iterator[tuple[datetime, Play]]:
        """What happened to one ticket: ``ago`` and ``after`` are minutes, before the loading and after the moment it
        became known."""
        known = (self.at - timedelta(minutes=row["ago"])).replace(second=0, microsecond=0)
        yield known + timedelta(minutes=row.get("registered", 10)), partial(self._register, row, known)
        for step in row.get("step", []):
            yield known + timedelta(minutes=step["after"]), partial(self._act, row["name"], step, known)

    def _ticket(self, name: str) -> Ticket:
        return Ticket.objects.select_related("organ").get(pk=self.pks[name])

    def _register(self, row: Mapping[str, Any], known: datetime, at: datetime) -> None:
        city = Organ.objects.get(code="zhengfuban")
        concerned = list(Organ.objects.filter(code__in=row.get("concerned", [])))
        lead = Organ.objects.get(code=row["lead"]) if "lead" in row else None
        values = row["values"] | {"known_at": known}
        if "happened" in row:
            values["happened_at"] = known - timedelta(minutes=row["happened"])
        actor = _holder(city, Role.OVERSIGHT, at)
        made = tickets.register(organ=city, values=values, concerned=concerned, lead=lead, actor=actor, at=at)
        self.pks[row["name"]] = made.pk

    def _act(self, name: str, step: Mapping[str, Any], known: datetime, at: datetime) -> None:
        ticket = self._ticket(name)
        _ACTS[step["act"]](self, ticket, step, known, at)

    # --- acts ---------------------------------------------------------------------------------------

    def judge(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        """Watched, consulted about, judged."""
        by = _By(ticket.organ, at)
        tickets.monitor(ticket, **by(Role.HANDLER))
        if "minutes" in step:
            tickets.consult(ticket, consulted_with=step["with"], minutes=step["minutes"], **by(Role.DEPT_REVIEWER))
        tickets.judge(ticket, values=step["values"], **by(Role.DEPT_REVIEWER))

    def raise_level(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        by = _By(ticket.organ, at)(Role.HANDLER)
        tickets.set_level(ticket, level=step["level"], reason=step["reason"], **by)

    def approve(self, ticket: Ticket, _step: Any, _known: datetime, at: datetime) -> None:
        tickets.approve(ticket, **_By(ticket.organ, at)(Role.SIGNER))

    def respond(self, ticket: Ticket, _step: Any, _known: datetime, at: datetime) -> None:
        tickets.respond(ticket, **_By(ticket.organ, at)(Role.HANDLER))

    def draft(self, ticket: Ticket, step: Mapping[str, Any], known: datetime, at: datetime) -> Response:
        values = dict(step["values"])
        if "held" in step:
            values["held_at"] = known + timedelta(minutes=step["held"])
        by = _By(ticket.organ, at)
        response = responses.draft(ticket, values=values, **by(Role.HANDLER))
        responses.submit(response, **by(Role.HANDLER))
        return responses.clear(response, **by(Role.SECRECY_REVIEWER))

    def answer(self, ticket: Ticket, step: Mapping[str, Any], known: datetime, at: datetime) -> None:
        response = self.draft(ticket, step, known, at - _REVIEW)
        responses.publish(response, **_By(ticket.organ, at)(Role.SIGNER))

    def transfer(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        given = {"transferred_to": step["to"], "transferred_on": at.date(), "transfer_number": step["number"]}
        tickets.record_transfer(ticket, **given, **_By(ticket.organ, at)(Role.HANDLER))

    def finish(self, ticket: Ticket, _step: Any, _known: datetime, at: datetime) -> None:
        tickets.finish(ticket, **_By(ticket.organ, at)(Role.HANDLER))

    def evaluate(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        tickets.evaluate(ticket, values=step["values"], **_By(ticket.organ, at)(Role.SIGNER))

    def propose(self, _ticket: Ticket, _step: Any, _known: datetime, at: datetime) -> None:
        reproofs.propose_due(at=at)

    def reprove(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        given = {"measure": step["measure"], "held_on": at.date(), "note": step["note"]}
        reproofs.carry_out(ticket.reproof, **given, **_By(ticket.organ, at)(Role.OVERSIGHT))

    def decline(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        tickets.decline(ticket, reason=step["reason"], **_By(ticket.organ, at)(Role.SIGNER))

    def merge(self, ticket: Ticket, step: Mapping[str, Any], _known: datetime, at: datetime) -> None:
        tickets.merge(ticket, into=self._ticket(step["into"]), **_By(ticket.organ, at)(Role.HANDLER))


class _By:
    """Who acts for an organ at a moment."""

    def __init__(self, organ: Organ, at: datetime) -> None:
        self.organ, self.at = organ, at

    def __call__(self, role: Role) -> dict[str, Any]:
        return {"actor": _holder(self.organ, role, self.at), "at": self.at}


def _holder(organ: Organ, role: Role, at: datetime) -> Actor:
    seats = Appointment.objects.in_force(at.date()).filter(role=role).order_by("pk")
    mine = seats if role in CITY_WIDE_ROLES else seats.filter(organ=organ)
    return actor_of(User.objects.get(pk=mine.values("user")[:1]), at=at)


_ACTS: dict[str, Callable[[_Course, Ticket, Any, datetime, datetime], object]] = {
    "raise": _Course.raise_level,
    "judge": _Course.judge,
    "approve": _Course.approve,
    "respond": _Course.respond,
    "draft": _Course.draft,
    "answer": _Course.answer,
    "transfer": _Course.transfer,
    "finish": _Course.finish,
    "evaluate": _Course.evaluate,
    "propose": _Course.propose,
    "reprove": _Course.reprove,
    "decline": _Course.decline,
    "merge": _Course.merge,
}
