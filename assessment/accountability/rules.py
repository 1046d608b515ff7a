"""Who bears what, and what may be done about it. Pure (S2-3.6, S2-3.7)."""

from collections.abc import Mapping

from assessment.accountability.states import Course, Gravity, Measure, Part, Share

SHARES: Mapping[tuple[str, str], Share] = {
    (Course.UNAPPROVED, Part.HANDLER): Share.FULL,
    (Course.APPROVED, Part.SUPERIOR): Share.MAIN,
    (Course.APPROVED, Part.HANDLER): Share.SECONDARY,
    (Course.INSTRUCTED, Part.SUPERIOR): Share.MAIN,
    (Course.INSTRUCTED, Part.HANDLER): Share.SECONDARY,
    (Course.COLLECTIVE, Part.CHIEF): Share.MAIN,
    (Course.COLLECTIVE, Part.MEMBER): Share.SECONDARY,
}
"""Whoever the rule does not name bears nothing (S2-3.6)."""

MEASURES: Mapping[str, Mapping[bool, tuple[Measure, ...]]] = {
    Gravity.MINOR: {True: (Measure.CORRECTION,), False: (Measure.EDUCATION,)},
    Gravity.HARMFUL: {True: (Measure.UNIT_CRITICISM,), False: (Measure.CRITICISM,)},
    Gravity.SERIOUS: {True: (Measure.CIRCULATED,), False: (Measure.CRITICISM, Measure.DISCIPLINE)},
    Gravity.CRIMINAL: {True: (Measure.CIRCULATED,), False: (Measure.JUDICIARY,)},
}
"""What each level allows, for the unit and for a person."""


def share(course: str, part: str, *, objected: bool) -> Share:
    """``objected``: the handler raised an objection against the instruction, it stands on record, and the superior did
    not listen (S2-3.6.2b)."""
    if part == Part.UNIT:
        return Share.UNIT
    if objected and (course, part) == (Course.INSTRUCTED, Part.HANDLER):
        return Share.NONE
    return SHARES.get((course, part), Share.NONE)


def measures(gravity: str, part: str, borne: str) -> tuple[Measure, ...]:
    """What may be done about one respondent of a case of that gravity; nothing to who bears nothing."""
    if borne == Share.NONE:
        return (Measure.NOTHING,)
    return MEASURES[gravity][part == Part.UNIT]
