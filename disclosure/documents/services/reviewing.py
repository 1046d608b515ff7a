"""核对, 保密审查, 三级审核."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from disclosure.documents import rules
from disclosure.documents.codes import ReturnReason, SecrecyConclusion, permits
from disclosure.documents.models import Document, Review, SecrecyReview
from disclosure.documents.services.returning import put_back, send_back
from disclosure.documents.services.telling import tell_next
from disclosure.documents.states import State
from portal import typed_text
from portal.actors import Actor, ActorKind
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.workflow import move, require_move

OPINION_LENGTH = 1000


@transaction.atomic
def pass_check(document: Document, *, actor: Actor, at: datetime, is_sensitive: bool | None = None) -> Document:
    """核对通过. The checker may mark the matter as sensitive, never unmark it."""
    move(document, "check", actor=actor, at=at, fields={"is_sensitive": document.is_sensitive or bool(is_sensitive)})
    tell_next(document, at=at)
    return document


def person_id(actor: Actor) -> int:
    """The user who answers for an opinion by name. Raises ``NotAllowed`` for machines."""
    if actor.kind is not ActorKind.USER or actor.id is None:
        raise NotAllowed("审查、审核意见要由本人签署。")
    return actor.id


def _words(text: str, *, field: str, label: str, required: bool, at_most: int = OPINION_LENGTH) -> str:
    clean = typed_text.paragraphs(text)
    if fault := typed_text.fault(clean, label=label, at_most=at_most, required=required):
        raise InvalidInput({field: fault})
    return clean


def add_secrecy_review(
    document: Document,
    *,
    conclusion: str,
    answers: rules.SecrecyAnswers,
    basis: str,
    opinion: str,
    actor: Actor,
    at: datetime,
    determined_by: str = "",
) -> SecrecyReview:
    """One signed conclusion of the present round. Raises ``InvalidInput`` for one that contradicts the answers."""
    if conclusion not in SecrecyConclusion.values:
        raise InvalidInput({"conclusion": "请选保密审查结论"})
    if why := rules.contradiction(answers, conclusion):
        raise InvalidInput({"conclusion": why})
    return SecrecyReview.objects.create(
        document=document,
        round=document.round,
        person_id=person_id(actor),
        person_name=actor.name,
        at=at,
        conclusion=conclusion,
        state_secret=answers.state_secret,
        trade_secret=answers.trade_secret,
        privacy=answers.privacy,
        security=answers.security,
        basis=_words(basis, field="basis", label="依据", required=True, at_most=200),
        opinion=_words(opinion, field="opinion", label="意见", required=False),
        determined_by=determined_by,
    )


@transaction.atomic
def record_secrecy_review(
    document: Document,
    *,
    conclusion: str,
    state_secret: bool,
    trade_secret: bool,
    privacy: bool,
    security: bool,
    basis: str,
    actor: Actor,
    at: datetime,
    opinion: str = "",
) -> Document:
    """保密审查 with its four answers. 需报审 stops the document until the competent organ has decided.

    A conclusion narrower than the proposed attribute sends the document back (S3-3.1e). Raises ``InvalidInput`` when
    answers and conclusion contradict each other.
    """
    act = "refer" if conclusion == SecrecyConclusion.REFER else "secrecy_review"
    require_move(document, act, actor=actor)
    answers = rules.SecrecyAnswers(state_secret, trade_secret, privacy, security)
    review = add_secrecy_review(
        document, conclusion=conclusion, answers=answers, basis=basis, opinion=opinion, actor=actor, at=at
    )
    return _conclude(document, review, act, actor, at)


@transaction.atomic
def determine_referred(
    document: Document, *, conclusion: str, authority: str, opinion: str, actor: Actor, at: datetime
) -> Document:
    """Enter what the competent organ (``authority``) determined about a referred document (S0-5.6.2)."""
    require_move(document, "determine", actor=actor)
    if conclusion == SecrecyConclusion.REFER:
        raise InvalidInput({"conclusion": "有权机关已经确定的，结论不能还是“需报审”"})
    referred = document.secrecy_conclusion()
    if referred is None:
        raise StaleState
    answers = rules.SecrecyAnswers(referred.state_secret, referred.trade_secret, referred.privacy, referred.security)
    review = add_secrecy_review(
        document,
        conclusion=conclusion,
        # The determination settles the doubts that were referred.
        answers=rules.NOTHING_FOUND if conclusion == SecrecyConclusion.ACTIVE else answers,
        basis=referred.basis,
        opinion=_words(opinion, field="opinion", label="确定意见", required=True),
        actor=actor,
        at=at,
        determined_by=_words(authority, field="authority", label="确定机关", required=True, at_most=100),
    )
    return _conclude(document, review, "determine", actor, at)


def _conclude(document: Document, review: SecrecyReview, act: str, actor: Actor, at: datetime) -> Document:
    settled = review.conclusion != SecrecyConclusion.REFER
    if settled and not permits(review.conclusion, document.attribute):
        note = f"保密审查结论是“{review.get_conclusion_display()}”，请按结论调整公开属性"
        return put_back(document, reason_code=ReturnReason.SECRECY, note=note, actor=actor, at=at)
    move(document, act, actor=actor, at=at, reason=review.opinion)
    tell_next(document, at=at)
    return document


@dataclass(frozen=True, slots=True)
class _Level:
    number: int
    act: str
    sensitive_act: str = ""


_LEVELS: dict[str, _Level] = {
    State.FIRST_REVIEW: _Level(1, "review_first"),
    State.SECOND_REVIEW: _Level(2, "review_second"),
    State.FINAL_REVIEW: _Level(3, "review_final", "review_final_sensitive"),
    State.OFFICE_REVIEW: _Level(4, "review_office"),
}

_TICKS = {
    "wording_checked": "请先校对文字，再勾选",
    "facts_checked": "请先核对事实，再勾选",
    "expression_checked": "请先核对敏感表述，再勾选",
}


@dataclass(frozen=True, slots=True)
class Ticks:
    """What one reviewer read for: words, facts, delicate expressions (三审三校)."""

    wording_checked: bool
    facts_checked: bool
    expression_checked: bool

    def require(self) -> None:
        """Raises ``InvalidInput`` for each reading that was not done."""
        missing = {name: message for name, message in _TICKS.items() if not getattr(self, name)}
        if missing:
            raise InvalidInput(missing)


def signed_review(
    document: Document, *, level: int, approved: bool, ticks: Ticks, opinion: str, actor: Actor, at: datetime
) -> Review:
    """One review, to be saved when the move is made. Raises ``InvalidInput`` for an approval with a reading missing."""
    if approved:
        ticks.require()
    return Review(
        document=document,
        round=document.round,
        level=level,
        approved=approved,
        person_id=person_id(actor),
        person_name=actor.name,
        at=at,
        opinion=_words(opinion, field="opinion", label="意见", required=not approved),
        wording_checked=ticks.wording_checked,
        facts_checked=ticks.facts_checked,
        expression_checked=ticks.expression_checked,
    )


@transaction.atomic
def review(
    document: Document,
    *,
    approved: bool,
    wording_checked: bool,
    facts_checked: bool,
    expression_checked: bool,
    actor: Actor,
    at: datetime,
    opinion: str = "",
) -> Document:
    """The review of whichever level the document has reached; a refusal sends it back with the opinion.

    Raises ``NotAllowed`` for a person who reviewed another level of this round, and ``InvalidInput``.
    """
    level = _LEVELS.get(document.state)
    if level is None:
        raise StaleState
    act = level.sensitive_act if level.sensitive_act and document.is_sensitive else level.act
    require_move(document, act, actor=actor)
    signed = signed_review(
        document,
        level=level.number,
        approved=approved,
        ticks=Ticks(wording_checked, facts_checked, expression_checked),
        opinion=opinion,
        actor=actor,
        at=at,
    )
    if not approved:
        signed.save(force_insert=True)
        return send_back(document, reason_code=ReturnReason.TEXT, note=opinion, actor=actor, at=at)
    move(document, act, actor=actor, at=at, reason=opinion)
    signed.save(force_insert=True)
    tell_next(document, at=at)
    return document
