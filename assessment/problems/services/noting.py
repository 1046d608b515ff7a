"""登记: what people find on the spot, on the site or are told."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from assessment.problems.fields import NOTED
from assessment.problems.models import Problem
from assessment.problems.services.collecting import contest_day, tell_of
from assessment.problems.states import BY_PERSON, DECIDERS
from assessment.standards import selectors as standards
from assessment.standards.models import DeductionRule
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.subjects import SubjectRef


@transaction.atomic
def note_problem(
    *,
    organ: Organ,
    rule: str,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    subject: SubjectRef | None = None,
) -> Problem:
    """Enter a problem under a deduction rule of its year; ``rule`` may be empty: noted, nothing deducted.

    ``values`` has the keys of ``fields.NOTED``; ``subject`` is where it was found, if that is a case. Where the organ
    has a problem of that day under that rule already, ``difference`` must say why this is another one (S2-11.N2).
    Raises ``NotAllowed`` or ``InvalidInput``.
    """
    require(actor, DECIDERS, None, doing="登记考评问题")
    clean = checked(NOTED, {"article": "", "difference": ""} | dict(values))
    difference = clean.pop("difference")
    today = clock.local(at).date()
    if clean["occurred_on"] is None or clean["occurred_on"] > today:
        raise InvalidInput({"occurred_on": "请填写发生日期，不能晚于今天"})
    _require_new(organ, rule, clean, difference)
    row = _rule(rule, clean["occurred_on"].year)
    clean["article"] = clean["article"] or _article(row)
    problem = Problem(
        organ=organ,
        year=clean["occurred_on"].year,
        source=BY_PERSON,
        rule=rule,
        cause=f"{BY_PERSON}:{uuid4().hex}",
        found_at=at,
        finder_id=actor.id,
        finder_name=actor.name,
        contest_by=contest_day(today),
        subject_label=subject.label if subject else "",
        subject_id=subject.pk if subject else None,
        **clean,
    )
    problem.save(force_insert=True)
    after = {name: clean[name] for name in ("title", "way", "occurred_on")} | {"organ": organ.name, "rule": rule}
    record(act="note_problem", subject=problem, actor=actor, at=at, after=after, reason=difference)
    tell_of(organ, [problem], problem.get_way_display(), at=at)
    return problem


def _rule(code: str, year: int) -> DeductionRule | None:
    if not code:
        return None
    standard = standards.in_force(year)
    if standard is None:
        raise InvalidInput({"rule": f"{year}年还没有施行的考评标准，不能按它扣分"})
    found = next((row for row in standard.rules() if row.code == code), None)
    if found is None:
        raise InvalidInput({"rule": f"{year}年的考评标准里没有“{code}”这条规则"})
    return found


def _article(rule: DeductionRule | None) -> str:
    return f"考核评定标准{rule.code}：{rule.title}" if rule else "本市政府信息公开考评规定第七条"


def _require_new(organ: Organ, rule: str, clean: Mapping[str, Any], difference: str) -> None:
    same_day = Problem.objects.counted().filter(organ=organ, occurred_on=clean["occurred_on"], rule=rule)
    if not difference and (there := same_day.first()):
        raise InvalidInput(
            {"difference": f"这一天按同一条规则已经登记了“{there.title}”。同一个问题不重复扣分；不是同一个的，写明区别"}
        )
