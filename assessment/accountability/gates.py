"""What stands before a decision and before the end of a case, and who may not decide."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.accountability.states import ObjectionKind, Ruling, Share
from portal import clock
from portal.actors import Actor


def is_established(case: Any, _at: datetime) -> Sequence[str]:
    return [] if case.situation and case.course and case.facts else ["还没有写明情形、经过和查明的事实。"]


def has_evidence(case: Any, _at: datetime) -> Sequence[str]:
    return [] if case.evidence.exists() else ["还没有证据。"]


def names_respondents(case: Any, _at: datetime) -> Sequence[str]:
    if not case.respondents.exists():
        return ["还没有写明责任人。"]
    bearing = case.respondents.exclude(share=Share.NONE)
    return [] if bearing.exists() else ["没有谁承担责任的，不予追究。"]


def everybody_was_heard(case: Any, _at: datetime) -> Sequence[str]:
    """Nobody is judged unheard (S2-3.8b); a waiver is put down as the statement it is."""
    unheard = case.respondents.filter(heard_on=None).order_by("pk")
    return [f"还没有听取{row}的陈述和申辩。" for row in unheard]


def reported_or_revoked(case: Any, _at: datetime) -> Sequence[str]:
    """The organ says in writing what it put right (S2-3.9), unless nothing of the decision is left."""
    if case.reported_on is not None:
        return []
    standing = case.respondents.exclude(share=Share.NONE).exclude(objections__ruling=Ruling.REVOKED)
    return ["单位还没有书面报告改正情况。"] if standing.exists() else []


def review_period_is_over(case: Any, at: datetime) -> Sequence[str]:
    """A case is not closed over the head of somebody who may still ask for review (S2-3.8d)."""
    today = clock.local(at).date()
    waiting = case.respondents.filter(review_by__gte=today).exclude(objections__kind=ObjectionKind.REVIEW)
    return [f"{row}到{row.review_by:%Y年%-m月%-d日}以前可以申请复核。" for row in waiting.order_by("pk")]


def no_review_pending(case: Any, _at: datetime) -> Sequence[str]:
    pending = case.respondents.filter(objections__kind=ObjectionKind.REVIEW, objections__ruling="")
    return ["还有没有作出决定的复核。"] if pending.exists() else []


def is_not_the_investigator(case: Any, actor: Actor) -> str:
    return "调查的人不作决定，由另一个人决定。" if case.investigator_id == actor.id else ""


def is_not_of_the_unit(case: Any, actor: Actor) -> str:
    """Nobody judges the unit they belong to."""
    concerned = case.organ.heir().pk in actor.organ_ids()
    return "您在被追究的单位任职，应当回避。" if concerned else ""
