"""撤回 and 归档."""

from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.workflow import move
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.joining import cancel_what_waits
from requests_app.cases.services.telling import tell_organ
from requests_app.cases.states import State

WITHDRAWN_OUTCOME = "3.6.3"


@transaction.atomic
def withdraw(request: DisclosureRequest, *, reason: str, actor: Actor, at: datetime) -> DisclosureRequest:
    """The applicant takes the request back, any time before the answer is served. Counted as 其他处理 when it had been
    received; what was never received counts nowhere. Letters are the business of ``answering.services.withdraw``."""
    today = local(at).date()
    was_received = request.received_on is not None and request.closed_on is None
    move(request, "withdraw", actor=actor, at=at, reason=reason, fields={"closed_on": today} if was_received else {})
    clocks.abandon_all(request, on=today, actor=actor, at=at, outcome=Outcome.WITHDRAWN)
    cancel_what_waits(request, words="申请人已经撤回", actor=actor, at=at)
    if was_received:
        request.items.filter(counted_on=None).update(counted_outcome=WITHDRAWN_OUTCOME, counted_on=today)
    tell_organ(request, "申请人撤回了申请", at=at)
    return request


@transaction.atomic
def archive(request: DisclosureRequest, *, actor: Actor, at: datetime) -> DisclosureRequest:
    """归档: the fifth stage. Raises ``Blocked`` while a stage left no trace."""
    kept = request.state == State.UNREACHABLE
    move(request, "archive", actor=actor, at=at, fields={"archived_at": at})
    if kept:
        clocks.stop(request, clocks.RETENTION, on=local(at).date(), actor=actor, at=at)
    return request
