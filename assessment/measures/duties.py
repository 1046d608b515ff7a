"""Which limits of the ledger are one duty to whoever looks at the whole: the columns of the dashboard."""

from collections.abc import Mapping
from dataclasses import dataclass

from portal.deadlines import legal_rules
from portal.deadlines.legal_rules.terms import Unit


@dataclass(frozen=True, slots=True)
class Duty:
    """``rules`` are codes of limits; a limit in none of the duties is counted nowhere, so that what few may read
    (责任追究, complaints against a person) leaves no trace in a number."""

    code: str
    label: str
    rules: tuple[str, ...]


DUTIES = (
    Duty("requests", "依申请答复", ("FOI_REPLY", "FOI_DELAYED", "FOI_REDO", "FOI_CORRECTION_NOTICE")),
    Duty(
        "disclosure",
        "主动公开",
        (
            "PUBLISH",
            "PENALTY_PUBLISH",
            "BUDGET_PUBLISH",
            "CONTRACT_PUBLISH",
            "AWARD_PUBLISH",
            "ENTERPRISE_PUBLISH",
            "LIST_UPDATE",
            "GUIDE_UPDATE",
        ),
    ),
    Duty("interpretation", "政策解读", ("INTERPRET", "INTERPRET_ONLINE")),
    Duty("opinions", "舆情回应", ("OPINION_STATEMENT", "OPINION_PRESS", "OPINION_REPLY")),
    Duty("consultations", "征求意见反馈", ("CONSULTATION_FEEDBACK",)),
    Duty("letters", "群众留言", ("LETTER_SIMPLE", "LETTER_REPLY", "LETTER_RED_LINE")),
)
BY_CODE: Mapping[str, Duty] = {duty.code: duty for duty in DUTIES}
DUTY_OF: Mapping[str, str] = {rule: duty.code for duty in DUTIES for rule in duty.rules}
IN_HOURS = tuple(sorted({row.code for row in legal_rules.current() if row.unit is Unit.HOUR}))
"""Limits that end at a moment; all others are kept when the day of closing is not after the last day."""
