"""Every time limit of the product, one row each. The only place where a number of law is written.

``rule("FOI_REPLY", on=day)`` is the version in force for a period that begins that day. A new version of a law is a new
row with the same code; ledger rows keep a copy of the version they were opened under. Pure Python.
"""

from datetime import date

from portal.deadlines.legal_rules import credit, decisions, disclosure, remedies, requests, responses, supervision
from portal.deadlines.legal_rules.terms import LegalRule
from portal.errors import DomainError

RULES: tuple[LegalRule, ...] = (
    *requests.RULES,
    *remedies.RULES,
    *disclosure.RULES,
    *credit.RULES,
    *responses.RULES,
    *decisions.RULES,
    *supervision.RULES,
)
CODES: tuple[str, ...] = tuple(dict.fromkeys(row.code for row in RULES))


class UnknownRule(DomainError):
    """No limit has that code."""

    def __init__(self, code: str) -> None:
        super().__init__(f"没有代码为“{code}”的期限，请从期限列表里选。", field="rule")


class RuleNotInForce(DomainError):
    """The limit exists, but not for a period that begins that day."""

    def __init__(self, row: LegalRule) -> None:
        since = row.in_force_from or date.min
        super().__init__(
            f"“{row.title}”的期限从{since.year}年{since.month}月{since.day}日起施行，不能用来算更早的日子。",
            field="from",
        )


def rule(code: str, *, on: date) -> LegalRule:
    """The version of the limit in force on ``on``. Raises ``UnknownRule`` or ``RuleNotInForce``."""
    versions = [row for row in RULES if row.code == code]
    if not versions:
        raise UnknownRule(code)
    for row in versions:
        if row.in_force(on):
            return row
    raise RuleNotInForce(versions[-1])


def latest(code: str) -> LegalRule:
    """The newest version of the limit. Raises ``UnknownRule``."""
    versions = [row for row in RULES if row.code == code]
    if not versions:
        raise UnknownRule(code)
    return max(versions, key=lambda row: row.in_force_from or date.min)


_CURRENT = tuple(latest(code) for code in CODES)


def current() -> tuple[LegalRule, ...]:
    """One row per code, the newest version, in the order of the table."""
    return _CURRENT
