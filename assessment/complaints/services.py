"""Somebody complains that an organ does not publish or answer; the office verifies, has it mended and says so."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.complaints.fields import COMPLAINT, SETTLED
from assessment.complaints.models import Complaint
from assessment.complaints.selectors import complained_of, known_problems, problem_of_the_request
from assessment.complaints.states import VERIFIERS
from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.problems.states import CheckWay
from assessment.rectification.selectors import to_rectify
from assessment.rectification.services import draft_of
from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.receipts import codes, filing
from portal.receipts.filing import Form, Sent
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks
from portal.subjects import ref
from portal.workflow import move, require_move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="公众")
MAIL = "complaint_answered"
REPLY = "LETTER_REPLY"
"""Answered as any letter of a citizen that asks for something; the Regulations give no days."""


def complain(*, organ: Organ, values: Mapping[str, Any], token: str, actor: Actor, at: datetime) -> Sent[Complaint]:
    """``values`` has the keys of ``COMPLAINT``. Personal data in the text is masked before it is stored.

    The same ``token`` with the same words gives the complaint there is, and its code while the receipt may be shown.
    Raises ``InvalidInput`` keyed by field, ``AlreadyFiled``, or ``DomainError`` without an office.
    """
    form = Form.filled(token, organ.pk, dict(values))
    return filing.once(
        form,
        Complaint.objects.select_related("about"),
        lambda: _taken(organ, values, form, actor=actor, at=at),
        received="filed_at",
        otherwise="要另外投诉的，请重新填一份。",
        at=at,
    )


def _taken(organ: Organ, values: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime) -> Complaint:
    day = local(at).date()
    office = site_organ(day)
    if office is None:
        raise DomainError("还没有登记市政府和政务公开办")
    if not complained_of(day).filter(pk=organ.pk).exists():
        raise InvalidInput({"organ": "请另选一个单位"})
    clean = checked(COMPLAINT, dict.fromkeys(COMPLAINT, "") | dict(values))
    refuse_marks([Part("text", COMPLAINT["text"].label, clean["text"])], doing="提出投诉", actor=actor, at=at)
    clean["text"] = redacted(clean["text"])
    return _store(organ, office, clean, form, actor=actor, at=at)


@transaction.atomic
def _store(
    organ: Organ, office: Organ, clean: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime
) -> Complaint:
    day = local(at).date()
    [sequence] = next_numbers(RunningNumber.Register.COMPLAINT, office, day.year)
    number = f"{codes.number_prefix(office)}诉{day.year}-{sequence:04d}"
    row = Complaint(
        about=organ,
        office=office,
        number=number,
        filed_at=at,
        code_hash=form.code_hash(number),
        **form.digests,
        **clean,
    )
    row.save(force_insert=True)
    record(act="complain", subject=row, actor=actor, at=at, after={"organ": organ.name, "grievance": row.grievance})
    open_deadline(rule=REPLY, subject=row, organ=office, start=day, actor=actor, at=at)
    tell(
        recipients_of(None, *VERIFIERS, at=at),
        subject_line=f"收到投诉，请查证：{organ.short_name}",
        body=f"/admin/assessment/complaint/{row.pk}/change/",
        kind="complaint",
        dedupe_key=f"complaint|{row.pk}",
        at=at,
        about=ref(row),
    )
    return row


@transaction.atomic
def uphold(
    row: Complaint,
    *,
    rule: str,
    same: Problem | None,
    problem: Mapping[str, Any],
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
) -> Complaint:
    """It is as the complainant says: a problem of the organ, and the draft of a notice to mend it.

    ``same`` is the problem where it is known already: it is never entered twice. Otherwise ``problem`` has ``title``,
    ``occurred_on`` and may have ``difference``; ``values`` has the keys of ``SETTLED``. Raises as
    ``problems.services.note_problem``, and ``InvalidInput`` (``same``).
    """
    require_move(row, "uphold", actor=actor)
    clean = checked(SETTLED, values)
    found = _the_same(row, same, problem) or problems.note_problem(
        organ=row.about.heir(),
        rule=rule,
        values={"way": CheckWay.COMPLAINT, "facts": clean["found"]} | dict(problem),
        subject=ref(row),
        actor=actor,
        at=at,
    )
    move(row, "uphold", actor=actor, at=at, fields={"problem": found}, derived=clean | _settled(actor, at))
    if to_rectify().filter(pk=found.pk).exists():
        draft_of([found], values={}, actor=actor, at=at)
    _answered(row, actor=actor, at=at)
    return row


def _the_same(row: Complaint, same: Problem | None, problem: Mapping[str, Any]) -> Problem | None:
    if same is None:
        known = problem_of_the_request(row)
        if known is not None and not problem.get("difference"):
            words = f"这件申请已经登记了“{known.title}”。是同一件事的，选它；不是的，写明区别"
            raise InvalidInput({"same": words})
        return None
    if not known_problems(row).filter(pk=same.pk).exists():
        raise InvalidInput({"same": "请选择这个单位的问题"})
    return same


@transaction.atomic
def reject(row: Complaint, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Complaint:
    """It is not as the complainant says; ``values`` has the keys of ``SETTLED``."""
    return _ended(row, "reject", values, actor=actor, at=at)


@transaction.atomic
def direct_elsewhere(row: Complaint, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Complaint:
    """Not for this office, and for whom it is; ``values`` has the keys of ``SETTLED``."""
    return _ended(row, "direct_elsewhere", values, actor=actor, at=at)


def _ended(row: Complaint, act: str, values: Mapping[str, Any], *, actor: Actor, at: datetime) -> Complaint:
    require_move(row, act, actor=actor)
    move(row, act, actor=actor, at=at, derived=checked(SETTLED, values) | _settled(actor, at))
    _answered(row, actor=actor, at=at)
    return row


def _settled(actor: Actor, at: datetime) -> dict[str, Any]:
    return {"settled_at": at, "settled_by": actor.name}


def _answered(row: Complaint, *, actor: Actor, at: datetime) -> None:
    if clock := running_clock(ref(row), REPLY):
        close(clock, on=local(at).date(), actor=actor, at=at)
    if plain_text(row, "email"):
        queue(
            channel=ChannelName.EMAIL,
            to="",
            subject_line=f"您的投诉{row.number}有了答复",
            body="",
            kind=MAIL,
            dedupe_key=f"{MAIL}|{row.pk}",
            at=at,
            about=ref(row),
        )
