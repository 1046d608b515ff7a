"""更正: a correction is a publication, so three people and a secrecy review stand behind it too (S2-10.5)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents import companions, gates, parts, rules, typesetting
from disclosure.documents.codes import SecrecyConclusion
from disclosure.documents.fields import CORRECTABLE, checked
from disclosure.documents.models import Correction, Document, Review
from disclosure.documents.services.reviewing import Ticks, add_secrecy_review, person_id, signed_review
from disclosure.documents.services.screening import rescreen
from disclosure.documents.services.showing import show_anew
from disclosure.documents.services.telling import tell_correction
from disclosure.documents.services.validity import refresh_validity_of
from disclosure.documents.states import CorrectionOutcome, CorrectionState
from portal.actors import Actor
from portal.errors import Blocked, InvalidInput, StaleState
from portal.screening.services import refuse_marks
from portal.workflow import move, require_move

_FIRST, _SECOND, _THIRD, _OFFICE = 1, 2, 3, 4


def propose_correction(
    document: Document,
    *,
    changes: Mapping[str, Any],
    reason: str,
    wording_checked: bool,
    facts_checked: bool,
    expression_checked: bool,
    actor: Actor,
    at: datetime,
) -> Document:
    """The first of three pairs of eyes says what is wrong on the page and what it should read.

    ``changes`` are fields of ``CORRECTABLE``; the page stays as it is until the correction is approved.
    """
    require_move(document, "propose_correction", actor=actor)
    refuse_marks(parts.typed(document, changes), doing="提出更正", actor=actor, at=at)
    ticks = Ticks(wording_checked, facts_checked, expression_checked)
    return _proposed(document, changes, reason, ticks, actor, at)


@transaction.atomic
def _proposed(
    document: Document, changes: Mapping[str, Any], reason: str, ticks: Ticks, actor: Actor, at: datetime
) -> Document:
    clean = checked(changes, allowed=CORRECTABLE)
    changed = {name: value for name, value in clean.items() if getattr(document, name) != value}
    if not changed:
        raise InvalidInput({"changes": "没有要更正的内容"})
    _require_dates(document, changed, at)
    ticks.require()
    move(
        document,
        "propose_correction",
        actor=actor,
        at=at,
        reason=reason,
        fields={"round": document.round + 1, "correction_state": CorrectionState.PROPOSED},
    )
    Correction.objects.create(
        document=document,
        number=document.corrections.count() + 1,
        round=document.round,
        reason=reason.strip(),
        changes=changed,
        proposer_id=person_id(actor),
        proposed_at=at,
    )
    signed = signed_review(document, level=_FIRST, approved=True, ticks=ticks, opinion=reason, actor=actor, at=at)
    signed.save(force_insert=True)
    rescreen(document, at=at)
    tell_correction(document, at=at)
    return document


def _require_dates(document: Document, changed: Mapping[str, Any], at: datetime) -> None:
    names = ("formed_on", "printed_on", "effective_on", "expires_on")
    values = {name: getattr(document, name) for name in names} | dict(changed)
    if faults := rules.date_faults(values, rules.day_of(at)):
        raise InvalidInput(faults)


@transaction.atomic
def clear_correction(
    document: Document,
    *,
    basis: str,
    state_secret: bool,
    trade_secret: bool,
    privacy: bool,
    security: bool,
    actor: Actor,
    at: datetime,
    opinion: str = "",
) -> Document:
    """The new text is reviewed before it is public, like the first one. What touches one of the four is dropped."""
    require_move(document, "clear_correction", actor=actor)
    answers = rules.SecrecyAnswers(state_secret, trade_secret, privacy, security)
    if answers.any():
        raise InvalidInput({"conclusion": "更正内容涉及不能公开的事项，请选“不予更正”并说明理由"})
    add_secrecy_review(
        document,
        conclusion=SecrecyConclusion.ACTIVE,
        answers=answers,
        basis=basis,
        opinion=opinion,
        actor=actor,
        at=at,
    )
    return _advance(document, "clear_correction", CorrectionState.CLEARED, actor, at)


def _advance(document: Document, act: str, state: CorrectionState, actor: Actor, at: datetime) -> Document:
    move(document, act, actor=actor, at=at, fields={"correction_state": state})
    tell_correction(document, at=at)
    return document


@transaction.atomic
def check_correction(
    document: Document,
    *,
    wording_checked: bool,
    facts_checked: bool,
    expression_checked: bool,
    actor: Actor,
    at: datetime,
    opinion: str = "",
) -> Document:
    """The second pair of eyes."""
    require_move(document, "check_correction", actor=actor)
    ticks = Ticks(wording_checked, facts_checked, expression_checked)
    signed = signed_review(document, level=_SECOND, approved=True, ticks=ticks, opinion=opinion, actor=actor, at=at)
    _advance(document, "check_correction", CorrectionState.CHECKED, actor, at)
    signed.save(force_insert=True)
    return document


@transaction.atomic
def correct(
    document: Document,
    *,
    wording_checked: bool,
    facts_checked: bool,
    expression_checked: bool,
    actor: Actor,
    at: datetime,
    opinion: str = "",
) -> Document:
    """The third pair of eyes approves, and the page changes; for sensitive documents the fourth has the last word."""
    act, level = _approval(document)
    require_move(document, act, actor=actor)
    ticks = Ticks(wording_checked, facts_checked, expression_checked)
    signed = signed_review(document, level=level, approved=True, ticks=ticks, opinion=opinion, actor=actor, at=at)
    if act == "approve_correction":
        _advance(document, act, CorrectionState.APPROVED, actor, at)
        signed.save(force_insert=True)
        return document
    return _apply(document, act, signed, actor, at)


def _approval(document: Document) -> tuple[str, int]:
    if document.correction_state == CorrectionState.APPROVED:
        return "correct_sensitive", _OFFICE
    return ("approve_correction" if document.is_sensitive else "correct"), _THIRD


def _apply(document: Document, act: str, signed: Review, actor: Actor, at: datetime) -> Document:
    correction = document.open_correction()
    if correction is None:
        raise StaleState
    # Stored as JSON: reading it again through the table brings the dates back.
    changes = checked(correction.changes, allowed=CORRECTABLE)
    _require_dates(document, changes, at)
    correction.old_title, correction.old_html = document.title, document.body_html
    today = rules.day_of(at)
    derived: dict[str, Any] = {"published_title": changes.get("title", document.title)}
    if "body" in changes:
        derived["body_html"] = typesetting.body_html(changes["body"])
    fields = changes | {"correction_state": "", "changed_on": today}
    move(document, act, actor=actor, at=at, reason=correction.reason, fields=fields, derived=derived)
    signed.save(force_insert=True)
    if reasons := [*gates.secrecy_is_settled(document, at), *gates.three_have_reviewed(document, at)]:
        raise Blocked(reasons)
    _decide(correction, CorrectionOutcome.DONE, actor, at)
    rescreen(document, at=at)
    refresh_validity_of(document, actor=actor, at=at)
    show_anew(document, at=at)
    companions.follow(document, "rewrite", actor=actor, at=at)
    return document


def _decide(correction: Correction, outcome: CorrectionOutcome, actor: Actor, at: datetime) -> None:
    correction.outcome, correction.at, correction.person_name = outcome, at, actor.name
    correction.save(update_fields=["outcome", "at", "person_name", "old_title", "old_html"])


@transaction.atomic
def drop_correction(document: Document, *, reason: str, actor: Actor, at: datetime) -> Document:
    """The page stays as it is; the proposal and the reason are kept."""
    move(document, "drop_correction", actor=actor, at=at, reason=reason, fields={"correction_state": ""})
    abandon_open_correction(document, actor=actor, at=at)
    return document


def abandon_open_correction(document: Document, *, actor: Actor, at: datetime) -> None:
    """Close the proposal without effect: it was refused, or the page it belongs to is taken down."""
    correction = document.corrections.filter(outcome="").first()
    if correction is not None:
        _decide(correction, CorrectionOutcome.DROPPED, actor, at)
        rescreen(document, at=at)
