"""更正与自己有关的信息记录: asked with evidence, answered by letter within twenty working days (art. 41)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record as note
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.letters.services import issue_letter
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move, require_move
from requests_app.answering.wording import remedy_of
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant
from requests_app.cases.states import RECEIVERS, State
from requests_app.rectifying import rules
from requests_app.rectifying.fields import ANSWERED, ASKED
from requests_app.rectifying.models import RecordCorrection
from requests_app.rectifying.states import DECIDERS, Ending, RecordState
from requests_app.serving import services as serving
from requests_app.serving.states import Purpose

LIMIT = "RECORD_CORRECTION"
OPEN_AT_MOST = 5
"""Of one request: more are put into one."""


@transaction.atomic
def ask(
    request: DisclosureRequest, *, record: str, fault: str, evidence: str, actor: Actor, at: datetime
) -> RecordCorrection:
    """The applicant shows that a record about them is wrong; a clerk enters it for them. The clock begins today.

    A citizen's right to this case was checked by the caller. Raises ``NotAllowed``, ``InvalidInput`` keyed by field, or
    ``DomainError`` where nobody could be answered.
    """
    organ = request.organ.heir()
    if actor.kind is not ActorKind.CITIZEN:
        require(actor, RECEIVERS, organ, doing="登记更正申请")
    clean = checked(ASKED, {"record": record, "fault": fault, "evidence": evidence})
    if request.state in (State.SUBMITTED, State.UNREACHABLE) or not request.applicant.name:
        raise DomainError("这件申请没有联系得上的申请人，不能在这里提出更正。")
    if request.record_corrections.filter(state=RecordState.OPEN).count() >= OPEN_AT_MOST:
        raise DomainError("您提出的更正申请正在核实，请等待答复后再提。")
    today = local(at).date()
    row = RecordCorrection(request=request, organ=organ, filed_on=today, filed_by=actor.name, **clean)
    row.save(force_insert=True)
    note(act="ask", subject=row, actor=actor, at=at, after={"request": request.number})
    open_deadline(rule=LIMIT, subject=row, organ=organ, start=today, actor=actor, at=at)
    tell(
        recipients_of(organ, *DECIDERS, at=at),
        subject_line=f"有人申请更正与自己有关的信息记录：{row}",
        body=f"请在工作台办理：/admin/requests_app/recordcorrection/{row.pk}/change/",
        kind="foi",
        dedupe_key=f"foi_record|{row.pk}|asked",
        at=at,
        about=ref(row),
    )
    tell_applicant(request, "机关收到了您的更正申请，核实以后书面答复您。", at=at, key=f"record-{row.pk}-asked")
    return row


@transaction.atomic
def answer(
    row: RecordCorrection, *, ending: str, means: str, values: Mapping[str, Any], actor: Actor, at: datetime
) -> RecordCorrection:
    """Decide, issue R-8 and send it in one act. ``values`` has the keys of ``ANSWERED``.

    Raises ``NotAllowed``, ``StaleState``, ``InvalidInput`` keyed by field (``means`` too), or ``MissingElements``.
    """
    if ending not in Ending.values:
        raise InvalidInput({"ending": "请选结果"})
    require_move(row, ending, actor=actor)
    clean = rules.said(ending, checked(ANSWERED, values))
    if faults := rules.lacks(ending, clean):
        raise InvalidInput(faults)
    request, organ, today = row.request, row.organ.heir(), local(at).date()
    remedy = remedy_of(organ, review_first=False, on=today)
    letter = issue_letter(
        template="R-8",
        subject=ref(request),
        organ=organ,
        context=base_context(request, at=at)
        | {"ending": ending, "filed_on": row.filed_on, "record": _phrase(row.record), "fault": _phrase(row.fault)}
        | {name: _phrase(words) for name, words in clean.items()}
        | {"remedy": remedy.text, "review_url": remedy.review_url},
        actor=actor,
        at=at,
    )
    # What is written about a person follows from the letter and stays out of the trail.
    fields = {"letter": letter, "closed_on": today}
    move(row, ending, actor=actor, at=at, fields=fields, derived=clean)
    serving.send(
        request,
        letter=letter,
        purpose=Purpose.NOTICE,
        means=means,
        on=today,
        actor=actor,
        at=at,
        to_applicant=True,
    )
    _stop(row, Outcome.DONE, actor=actor, at=at)
    tell_applicant(request, "机关答复了您的更正申请。", at=at, key=f"record-{row.pk}-answered")
    return row


def _phrase(words: object) -> str:
    """On one line, without its full stop: the template has one."""
    return " ".join(str(words).split()).rstrip("。；;")


@transaction.atomic
def cancel(row: RecordCorrection, *, reason: str, actor: Actor, at: datetime) -> RecordCorrection:
    """The applicant takes it back."""
    move(row, "cancel", actor=actor, at=at, reason=reason, fields={"closed_on": local(at).date()})
    _stop(row, Outcome.WITHDRAWN, actor=actor, at=at)
    return row


def _stop(row: RecordCorrection, outcome: str, *, actor: Actor, at: datetime) -> None:
    if clock := running_clock(ref(row), LIMIT):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
