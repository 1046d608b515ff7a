"""A city sets its own number where the law leaves it to the city."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.legal_rules import latest
from portal.deadlines.legal_rules.terms import LegalRule, Unit
from portal.deadlines.models import LocalLimit
from portal.errors import DomainError


class NotTheCitysNumber(DomainError):
    """The law sets this number, or the value lies beyond what the city may set."""


@transaction.atomic
def set_local_limit(
    *, rule: str, value: int | tuple[int, int], basis: str, effective_from: date, actor: Actor, at: datetime
) -> LocalLimit:
    """Use ``value`` (a length, or month and day) for periods that begin on or after ``effective_from``.

    ``basis`` names the city's document. Running clocks keep their terms. Raises ``NotAllowed``, ``UnknownRule`` or
    ``NotTheCitysNumber``.
    """
    require(actor, [Role.OVERSIGHT], None, doing="设定本地期限")
    terms = latest(rule)
    if not basis.strip():
        raise NotTheCitysNumber("请写明依据，例如本市制度的名称和文号。", field="basis")
    amount, month, day = _checked(terms, value)
    limit = LocalLimit(
        rule=rule, amount=amount, month=month, day=day, basis=basis.strip(), effective_from=effective_from
    )
    try:
        with transaction.atomic():
            limit.save(force_insert=True)
    except IntegrityError as error:
        message = f"“{terms.title}”已经有从{effective_from}起用的本地期限。"
        raise NotTheCitysNumber(message, field="effective_from") from error
    after = {"rule": rule, "value": value, "effective_from": effective_from}
    record(act="local_limit_set", subject=limit, actor=actor, at=at, after=after, reason=basis.strip())
    return limit


def _checked(terms: LegalRule, value: int | tuple[int, int]) -> tuple[int | None, int | None, int | None]:
    if not terms.configurable:
        raise NotTheCitysNumber(f"“{terms.title}”由法律规定为{terms.length}，本市不能另定。", field="value")
    if isinstance(value, tuple) != (terms.unit is Unit.FIXED_DATE):
        raise NotTheCitysNumber(f"“{terms.title}”请按“{terms.length}”的样子写。", field="value")
    if isinstance(value, tuple):
        return None, *_month_and_day(value)
    if value < 1:
        raise NotTheCitysNumber("期限的长度请写大于0的整数。", field="value")
    if terms.ceiling is not None and value > terms.ceiling:
        raise NotTheCitysNumber(f"“{terms.title}”最长只能定为{terms.ceiling}。", field="value")
    return value, None, None


def _month_and_day(value: tuple[int, int]) -> tuple[int, int]:
    month, day = value
    try:
        date(2001, month, day)  # no leap year: 29 February cannot be due every year
    except ValueError as error:
        raise NotTheCitysNumber("请写每年都有的日子，例如2-20。", field="value") from error
    return month, day
