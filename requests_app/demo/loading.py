"""Plays the requests of the demonstration in order of time, each act by whoever holds the office."""

import tomllib
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, time, timedelta
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.clock import SHANGHAI, local
from portal.deadlines.selectors import calendar
from portal.screening.checks import id_check_character
from requests_app.answering import services as answering
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.consulting import services as consulting
from requests_app.extending import services as extending
from requests_app.proposing import services as proposing
from requests_app.rectifying import services as rectifying
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving

APPLICANT = Actor(kind=ActorKind.CITIZEN, id=None, name="申请人")
_MORNING = time(9, 30)
_HANDOVER = timedelta(minutes=20)
_VALUES = ("reason", "access", "search_record", "other_organ", "channel", "separability", "separability_note")


@dataclass(frozen=True, slots=True)
class Played:
    """A request of the demonstration with its query code, so that a visitor can follow it."""

    number: str
    code: str
    state: str


def is_loaded() -> bool:
    return DisclosureRequest.objects.exists()


@transaction.atomic
def load(*, at: datetime) -> list[Played]:
    """Load all requests. Raises ``DomainError`` as the acts do."""
    rows = tomllib.loads((Path(__file__).parent / "requests.toml").read_text(encoding="utf-8"))["request"]
    codes: dict[str, tuple[int, str]] = {}
    happened = sorted(
        (step for place, row in enumerate(rows, 1) for step in _steps(row, place, codes, at) if step[0] <= at),
        key=lambda step: step[0],
    )
    for moment, play in happened:
        play(moment)
    proposing.find_proposals(at=at)
    found = DisclosureRequest.objects.in_bulk([pk for pk, _ in codes.values()])
    return [Played(found[pk].number, code, found[pk].get_state_display()) for pk, code in codes.values()]


Play = Callable[[datetime], object]


def _steps(
    row: Mapping[str, Any], place: int, codes: dict[str, tuple[int, str]], at: datetime
) -> Iterator[tuple[datetime, Play]]:
    days = calendar()
    came = days.nth_before(local(at).date(), row["age"]) if row["age"] else local(at).date()
    organ = Organ.objects.get(code=row["organ"])
    opening = datetime.combine(came, _MORNING, SHANGHAI) if row["age"] else at - 2 * _HANDOVER
    yield opening, lambda moment: _file(row, place, organ, codes, moment)
    for step in row.get("step", []):
        day = days.nth_after(came, step["after"]) if step["after"] else came
        moment = datetime.combine(day, _MORNING, SHANGHAI) + _HANDOVER
        yield from _acts(step, row["name"], codes, organ, moment)


def _file(row: Mapping[str, Any], place: int, organ: Organ, codes: dict[str, tuple[int, str]], at: datetime) -> None:
    body = f"32999919900307{place:03d}"
    is_person = row.get("kind", "natural") == "natural"
    values = {
        "applicant_kind": row.get("kind", "natural"),
        "name": row["person"] if is_person else f"临江{row['person'][:1]}氏工程咨询有限公司",
        "identity_kind": "resident_id" if is_person else "other",
        "identity_number": body + id_check_character(body).upper() if is_person else f"DEMO{place:04d}",
        "representative": "" if is_person else row["person"],
        "contact_person": "" if is_person else row["person"],
        "phone": f"1380000{place:04d}",
        "email": f"demo{place}@example.com",
        "form": "electronic",
        "delivery": "tracking",
    }
    items = [{"text": text} for text in row["items"]]
    if channel := row.get("channel"):
        clerk = _holder(organ, Role.INFO_CLERK, at)
        filed = cases.register(
            organ=organ, channel=channel, arrived_on=at.date(), values=values, items=items, actor=clerk, at=at
        )
    else:
        filed = cases.file_online(organ=organ, values=values, items=items, actor=APPLICANT, at=at)
    codes[row["name"]] = (filed.request.pk, filed.code)


def _acts(
    step: Mapping[str, Any], name: str, codes: dict[str, tuple[int, str]], organ: Organ, at: datetime
) -> Iterator[tuple[datetime, Play]]:
    """One step of the table: the act, and, where a letter goes out, its arrival ``reached`` working days later."""

    def by(role: Role, moment: datetime) -> dict[str, Any]:
        return {"actor": _holder(organ, role, moment), "at": moment}

    def case() -> DisclosureRequest:
        return DisclosureRequest.objects.get(pk=codes[name][0])

    yield at, lambda moment: _ACTS[step["act"]](case(), step, by, moment)
    if "reached" in step:
        arrival = datetime.combine(calendar().nth_after(at.date(), step["reached"]), at.timetz())
        yield arrival, lambda moment: _arrive(case(), by, moment)


By = Callable[[Role, datetime], dict[str, Any]]


def _arrive(case: DisclosureRequest, by: By, at: datetime) -> None:
    for service in case.services.filter(served_on=None, is_void=False).exclude(sent_on=None).select_related("letter"):
        serving.reached(service, on=at.date(), proof="挂号信回执", **by(Role.INFO_CLERK, at))


def _confirm(case: DisclosureRequest, _step: Any, by: By, at: datetime) -> None:
    answering.confirm(case, **by(Role.INFO_CLERK, at))


def _claim(case: DisclosureRequest, _step: Any, by: By, at: datetime) -> None:
    cases.note_opened(case, **by(Role.HANDLER, at))
    cases.claim(case, **by(Role.HANDLER, at))


def _consult(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    asked = {name: step[name] for name in ("party", "party_contact", "summary")}
    consulting.consult(case, kind="third_party", means="post", **asked, **by(Role.HANDLER, at))


def _hear(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    heard = {"opinion": step["opinion"], "text": step["text"], "on": at.date()}
    consulting.hear(case.consultations.get(), **heard, **by(Role.INFO_CLERK, at))


def _correct(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    asked = {"lacks": step["lacks"], "guidance": step["guidance"], "days": 15, "means": "online"}
    asking.notify_correction(case, **asked, **by(Role.HANDLER, at))


def _extend(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    extending.propose(case, days=step["days"], reason=step["reason"], **by(Role.HANDLER, at))


def _draft(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    values = {name: step[name] for name in _VALUES if name in step}
    decided = {"outcome": step["outcome"], "way": step["way"], "steps": {}, "values": values | {"skipped": "情形明确"}}
    for item in case.items.all():
        answering.decide(case, item=item, **decided, **by(Role.HANDLER, at))
    answering.submit(case, **by(Role.HANDLER, at + _HANDOVER))


def _answer(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    """From the draft to the service in one day."""
    _draft(case, step, by, at)
    answering.pass_review(case, **by(Role.DEPT_REVIEWER, at + 2 * _HANDOVER))
    answering.pass_secrecy(case, **by(Role.SECRECY_REVIEWER, at + 3 * _HANDOVER))
    answering.sign(case, **by(Role.SIGNER, at + 4 * _HANDOVER))
    sent = at + 5 * _HANDOVER
    answering.send_answer(case, means="online", on=sent.date(), **by(Role.INFO_CLERK, sent))
    served = at + 6 * _HANDOVER
    answering.serve_answer(case, served_on=served.date(), proof="申请人打开查询页", **by(Role.INFO_CLERK, served))


def _review(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    filed = {"kind": "review", "authority": step["authority"], "accepted_on": at.date(), "served_on": at.date()}
    remedies.register(case, **filed, **by(Role.DISCLOSURE_HEAD, at))


def _refer(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    names = ("competence", "body", "text_note", "organ_reason", "applicant_reason")
    values = {name: step[name] for name in names} | {"asked_on": at.date()}
    remedies.refer(case.remedies.get(), values=values, **by(Role.DISCLOSURE_HEAD, at))


def _unreachable(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    cases.mark_unreachable(case, reason=step["reason"], **by(Role.INFO_CLERK, at))


def _demand(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    until = calendar().nth_after(at.date(), step["days"])
    asked = {"facts": step["facts"], "answer_by": until, "means": "online"}
    asking.demand_reasons(case, **asked, **by(Role.HANDLER, at))


def _explain(case: DisclosureRequest, step: Any, _by: By, at: datetime) -> None:
    asking.explain(case.demands.get(), answer=step["answer"], actor=APPLICANT, at=at)


def _suggest(case: DisclosureRequest, step: Any, _by: By, at: datetime) -> None:
    proposing.suggest(case, text=step["text"], actor=APPLICANT, at=at)


def _judge(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    """What the applicant suggested is taken up, or declined for a reason."""
    proposal, head = case.publication_proposals.get(), by(Role.DISCLOSURE_HEAD, at)
    if "reason" in step:
        proposing.decline(proposal, reason=step["reason"], **head)
    else:
        proposing.accept(proposal, **head)


def _release(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    """Written for everybody and handed in; with ``is_approved`` it is public."""
    values = {name: step[name] for name in ("title", "question", "answer")}
    answer = proposing.draft(organ=case.organ.heir(), values=values, request=case, **by(Role.HANDLER, at))
    proposing.submit(answer, **by(Role.HANDLER, at + _HANDOVER))
    if step["is_approved"]:
        proposing.publish(answer, **by(Role.SIGNER, at + 2 * _HANDOVER))


def _rectify(case: DisclosureRequest, step: Any, _by: By, at: datetime) -> None:
    asked = {name: step[name] for name in ("record", "fault", "evidence")}
    rectifying.ask(case, **asked, actor=APPLICANT, at=at)


def _mend(case: DisclosureRequest, step: Any, by: By, at: datetime) -> None:
    row, values = case.record_corrections.get(), {name: step[name] for name in ("checked", "before", "after_words")}
    values["after"] = values.pop("after_words")
    rectifying.answer(row, ending="correct", means="online", values=values, **by(Role.DISCLOSURE_HEAD, at))


def _withdraw(case: DisclosureRequest, step: Any, _by: By, at: datetime) -> None:
    answering.withdraw(case, reason=step["reason"], actor=APPLICANT, at=at)


_ACTS: dict[str, Callable[[DisclosureRequest, Any, By, datetime], None]] = {
    "answer": _answer,
    "claim": _claim,
    "confirm": _confirm,
    "consult": _consult,
    "correct": _correct,
    "demand": _demand,
    "draft": _draft,
    "explain": _explain,
    "extend": _extend,
    "hear": _hear,
    "judge": _judge,
    "mend": _mend,
    "rectify": _rectify,
    "refer": _refer,
    "release": _release,
    "review": _review,
    "suggest": _suggest,
    "unreachable": _unreachable,
    "withdraw": _withdraw,
}


def _holder(organ: Organ, role: Role, at: datetime) -> Actor:
    """Whoever holds the office then."""
    seats = Appointment.objects.in_force(at.date()).filter(organ=organ.heir(), role=role).order_by("pk")
    return actor_of(User.objects.get(pk=seats.values("user")[:1]), at=at)
