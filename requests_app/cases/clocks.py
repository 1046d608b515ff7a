"""The clocks of a request, by the names of the table of legal limits."""

from datetime import date, datetime

from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.subjects import ref
from requests_app.cases.models import DisclosureRequest

CONFIRM = "FOI_CONFIRM"
REPLY = "FOI_REPLY"
DELAYED = "FOI_DELAYED"
REDO = "FOI_REDO"
CORRECTION_NOTICE = "FOI_CORRECTION_NOTICE"
CORRECTION = "FOI_CORRECTION"
RETENTION = "UNREACHABLE_RETENTION"

OF_THE_ANSWER = (REPLY, DELAYED, REDO)


def start(request: DisclosureRequest, rule: str, *, on: date, actor: Actor, at: datetime, **terms: object) -> Deadline:
    """``terms``: ``key``, ``amount``, ``evidence`` as ``open_deadline`` takes them."""
    return open_deadline(
        rule=rule,
        subject=request,
        organ=request.organ.heir(),
        start=on,
        actor=actor,
        at=at,
        **terms,  # type: ignore[arg-type]  # passed on as they are
    )


def stop(
    request: DisclosureRequest, *rules: str, on: date, actor: Actor, at: datetime, outcome: str = Outcome.DONE
) -> None:
    """Close those of the clocks that run. Raises as ``close`` does."""
    for rule in rules:
        if clock := running_clock(ref(request), rule):
            close(clock, on=on, actor=actor, at=at, outcome=outcome)


def of_the_answer(request: DisclosureRequest) -> Deadline | None:
    """The running clock the applicant is waiting on."""
    running = Deadline.objects.of(ref(request)).running().filter(rule__in=OF_THE_ANSWER)
    return running.order_by("-pk").first()


def abandon_all(request: DisclosureRequest, *, on: date, actor: Actor, at: datetime, outcome: str) -> None:
    """Nothing is owed any more: answered, withdrawn, merged. Whoever was asked about it owes no answer either."""
    for subject in (request, *request.consultations.all()):
        for clock in Deadline.objects.of(ref(subject)).running():
            close(clock, on=max(on, clock.opened_on), actor=actor, at=at, outcome=outcome)
