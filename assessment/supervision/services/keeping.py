"""招募、培训、聘任: the office keeps the list of supervisors and gives them the code for the phone (S3-7.4)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessment.supervision.fields import CANDIDATE, TERM, TRAINED
from assessment.supervision.models import Supervisor, SupervisorTraining
from assessment.supervision.states import KEEPERS, SupervisorState
from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal import clock
from portal.accounts.rules import require
from portal.accounts.selectors import site_organ
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.receipts import codes
from portal.workflow import move, require_move, touch


@transaction.atomic
def register_candidate(*, values: Mapping[str, Any], actor: Actor, at: datetime) -> Supervisor:
    """Somebody who applied, was nominated or invited; ``values`` has the keys of ``fields.CANDIDATE``."""
    require(actor, KEEPERS, None, doing="登记监督员")
    clean = checked(CANDIDATE, {"phone": ""} | dict(values))
    day = clock.local(at).date()
    organ = site_organ(day)
    if organ is None:
        raise DomainError("还没有登记市政府和政务公开办")
    [place] = next_numbers(RunningNumber.Register.SUPERVISOR, organ, day.year)
    row = Supervisor(organ=organ, number=f"{day.year}{place:03d}", registered_at=at, **clean)
    row.save(force_insert=True)
    after = {name: clean[name] for name in ("background", "recruitment")}
    record(act="register_candidate", subject=row, actor=actor, at=at, after=after)
    return row


@transaction.atomic
def train(row: Supervisor, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Supervisor:
    """A training the supervisor took part in; ``values`` has the keys of ``fields.TRAINED``."""
    require(actor, KEEPERS, None, doing="登记培训")
    if row.state not in (SupervisorState.CANDIDATE, SupervisorState.SERVING):
        raise StaleState
    clean = checked(TRAINED, values)
    if clean["held_on"] is None or clean["held_on"] > clock.local(at).date():
        raise InvalidInput({"held_on": "请填写培训日期，不能晚于今天"})
    try:
        with transaction.atomic():
            SupervisorTraining.objects.create(supervisor=row, recorded_by=actor.name, **clean)
    except IntegrityError as error:
        raise InvalidInput({"topic": "这次培训已经登记过"}) from error
    touch(row)
    record(act="train", subject=row, actor=actor, at=at, after=clean)
    return row


@transaction.atomic
def appoint(row: Supervisor, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Supervisor:
    """For a term; ``values`` has the keys of ``fields.TERM``. Raises ``Blocked`` for who was not trained."""
    require_move(row, "appoint", actor=actor)
    move(row, "appoint", actor=actor, at=at, fields=_term(values))
    return row


@transaction.atomic
def renew(row: Supervisor, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Supervisor:
    """Another term."""
    require_move(row, "renew", actor=actor)
    move(row, "renew", actor=actor, at=at, fields=_term(values))
    return row


def _term(values: Mapping[str, Any]) -> dict[str, Any]:
    clean = checked(TERM, values)
    if None in clean.values() or clean["term_to"] < clean["term_from"]:
        raise InvalidInput({"term_to": "请填写聘期，结束不早于开始"})
    return clean


@transaction.atomic
def decline(row: Supervisor, *, reason: str, actor: Actor, at: datetime) -> Supervisor:
    """Not appointed, with a reason."""
    move(row, "decline", actor=actor, at=at, reason=reason, fields={"ended_at": at})
    return row


@transaction.atomic
def dismiss(row: Supervisor, *, reason: str, actor: Actor, at: datetime) -> Supervisor:
    """The term ends now, with a reason; the code opens nothing any more."""
    move(row, "dismiss", actor=actor, at=at, reason=reason, fields={"ended_at": at}, derived={"code_hash": ""})
    return row


@transaction.atomic
def issue_code(row: Supervisor, *, actor: Actor, at: datetime) -> tuple[Supervisor, str]:
    """A new code for the pages on the phone, to be shown once; the old one opens nothing any more."""
    require(actor, KEEPERS, None, doing="发放巡视码")
    if row.state != SupervisorState.SERVING:
        raise StaleState
    code = codes.new_query_code()
    touch(row, {"code_hash": codes.code_digest(row.number, code)})
    record(act="issue_code", subject=row, actor=actor, at=at)
    return row, code
