"""给来源定分: a draft learns of sources the published text does not know, and loses rules it does not want."""

from collections.abc import Mapping
from datetime import datetime
from string import ascii_lowercase
from typing import Any

from django.db import transaction

from assessment.standards.fields import RULE
from assessment.standards.models import Criterion, DeductionRule, Standard
from assessment.standards.selectors import unpriced
from assessment.standards.services import no_pen
from assessment.standards.states import StandardState
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.workflow import touch

NEW = "+"
"""``place`` of a rule that is not there yet: the code of its item and this sign."""


@transaction.atomic
def price_source(
    standard: Standard, *, source: str, place: str, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Standard:
    """From now on problems of ``source`` cost points: under the rule ``place`` names, or under a new one of the item
    ``place`` names (``D1+``) with ``title``, ``points`` and ``at_most`` of ``values``.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    row = _draft(standard, actor)
    if source not in dict(unpriced(row)):
        raise InvalidInput({"source": "请选择还没有定分的来源"})
    rule = _new_rule(row, place.removesuffix(NEW), values) if place.endswith(NEW) else _rule(row, place)
    rule.sources = [*rule.sources, source]
    if rule.pk is None:
        rule.save(force_insert=True)
    else:
        rule.save(update_fields=["sources"])
    touch(standard, {"writer_id": actor.id})
    after = {"source": source, "rule": rule.code, "title": rule.title, "points": rule.points, "at_most": rule.at_most}
    record(act="price_source", subject=standard, actor=actor, at=at, after=after)
    return standard


@transaction.atomic
def drop_rule(standard: Standard, *, rule: str, reason: str, actor: Actor, at: datetime) -> Standard:
    """A rule leaves the draft, and its sources cost nothing. The last rule of an item stays: an item nobody can lose
    measures nothing. Raises as ``price_source``, ``DomainError`` without a reason."""
    row = _draft(standard, actor)
    found = _rule(row, rule, field="rule")
    if not reason.strip():
        raise DomainError("请写明理由", field="reason")
    if found.criterion.rules.count() == 1:
        raise InvalidInput({"rule": "一个项目至少留一条扣分规则"})
    touch(standard, {"writer_id": actor.id})
    before = {"rule": found.code, "title": found.title, "points": found.points, "sources": found.sources}
    record(act="drop_rule", subject=standard, actor=actor, at=at, before=before, reason=reason.strip())
    found.delete()
    return standard


def nothing_to_price(standard: Standard, actor: Actor) -> str:
    """Why the actor cannot price a source here."""
    if why := no_pen(standard, actor):
        return why
    whole = Standard.objects.with_marks().get(pk=standard.pk)
    return "" if unpriced(whole) else "系统的来源都定了分。"


def places(standard: Standard) -> list[tuple[str, str]]:
    """Where a source can go, item by item; read it with ``with_marks``."""
    found = []
    for criterion in standard.criteria.all():
        found += [(rule.code, f"并入{rule}") for rule in criterion.rules.all()]
        found.append((f"{criterion.code}{NEW}", f"在{criterion.code}里新立一条（{criterion.title}）"))
    return found


def _draft(standard: Standard, actor: Actor) -> Standard:
    if why := no_pen(standard, actor):
        raise NotAllowed(why)
    row = Standard.objects.with_marks().select_for_update(of=("self",)).get(pk=standard.pk)
    if row.state != StandardState.DRAFT or row.version != standard.version:
        raise StaleState
    return row


def _rule(standard: Standard, code: str, *, field: str = "place") -> DeductionRule:
    found = next((rule for rule in standard.rules() if rule.code == code), None)
    if found is None:
        raise InvalidInput({field: "请选择"})
    return found


def _new_rule(standard: Standard, code: str, values: Mapping[str, Any]) -> DeductionRule:
    criterion = next((row for row in standard.criteria.all() if row.code == code), None)
    if criterion is None:
        raise InvalidInput({"place": "请选择"})
    clean = checked(RULE, values)
    if missing := [name for name in ("title", "points") if not clean.get(name)]:
        raise InvalidInput(dict.fromkeys(missing, "新立的规则要填写"))
    return DeductionRule(criterion=criterion, code=_free_code(criterion), **clean)


def _free_code(criterion: Criterion) -> str:
    """A letter no edition of the year used: what was noted under a rule that was dropped falls under no other."""
    of_the_year = DeductionRule.objects.filter(criterion__standard__year=criterion.standard.year)
    used = set(of_the_year.values_list("code", flat=True))
    free = (f"{criterion.code}{letter}" for letter in ascii_lowercase)
    code = next((each for each in free if each not in used), "")
    if not code:
        raise InvalidInput({"place": f"{criterion.code}的扣分规则已经太多"})
    return code
