"""异议和裁定: the organ objects, the office decides with reasons, a problem found twice is merged."""

from datetime import datetime

from django.db import transaction

from assessment.problems.models import Problem
from assessment.problems.states import CONTESTERS, COUNTED
from portal.accounts.models import User
from portal.accounts.states import Role
from portal.actors import Actor
from portal.errors import DomainError
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import edit, move


@transaction.atomic
def contest(problem: Problem, *, reason: str, actor: Actor, at: datetime) -> Problem:
    """The organ says why the problem does not hold. It goes on counting until that is decided."""
    move(
        problem, "contest", actor=actor, at=at, reason=reason, fields={"objection": reason.strip(), "contested_at": at}
    )
    _tell(problem, recipients_of(None, Role.OVERSIGHT, at=at), "有一个考评异议等裁定", at=at)
    return problem


@transaction.atomic
def uphold(problem: Problem, *, reason: str, actor: Actor, at: datetime) -> Problem:
    """The objection does not hold; the problem counts."""
    return _decided(problem, "uphold", reason, actor, at)


@transaction.atomic
def lift(problem: Problem, *, reason: str, actor: Actor, at: datetime) -> Problem:
    """The problem is taken away and costs nothing."""
    return _decided(problem, "lift", reason, actor, at, gone_at=at)


@transaction.atomic
def merge(problem: Problem, *, into: Problem, reason: str, actor: Actor, at: datetime) -> Problem:
    """``problem`` is the same fact as ``into`` and costs nothing beside it (S2-11.N2). Raises ``DomainError`` when
    the other is of another organ or year, or counts itself no more."""
    if into.pk == problem.pk or into.organ_id != problem.organ_id or into.year != problem.year:
        raise DomainError("只能并入同一单位同一年度的另一个问题", field="into")
    if into.state not in COUNTED:
        raise DomainError("那个问题自己已经不计了，不能并进去", field="into")
    return _decided(problem, "merge", reason, actor, at, gone_at=at, same_as=into)


@transaction.atomic
def strike(problem: Problem, *, reason: str, actor: Actor, at: datetime) -> Problem:
    """By an erratum alone (``scoring.services.correct``): what went into an approved score is taken out again."""
    return _decided(problem, "strike", reason, actor, at, gone_at=at)


@transaction.atomic
def count(problem: Problem, *, reason: str, actor: Actor, at: datetime) -> Problem:
    """By an erratum alone: what was found after the score was approved goes into it."""
    if problem.frozen_at is not None or problem.state not in COUNTED:
        raise DomainError("这个问题已经计入，或者已经撤销", field="problem")
    edit(problem, {"frozen_at": at}, act="count", actor=actor, at=at, reason=reason)
    return problem


def _decided(problem: Problem, act: str, reason: str, actor: Actor, at: datetime, **fields: object) -> Problem:
    written = {"decision": reason.strip(), "decided_at": at}
    move(problem, act, actor=actor, at=at, reason=reason, fields=written | fields)
    people = recipients_of(problem.organ.heir(), *CONTESTERS, at=at)
    _tell(problem, people, f"考评问题：{problem.get_state_display()}", at=at)
    return problem


def _tell(problem: Problem, people: list[User], words: str, *, at: datetime) -> None:
    tell(
        people,
        subject_line=words,
        body=f"{problem.title}\n/admin/assessment/problem/{problem.pk}/change/",
        kind="assessment_problem",
        dedupe_key=f"problem|{problem.pk}|{problem.version}",
        at=at,
        about=ref(problem),
    )
