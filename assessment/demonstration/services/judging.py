"""The look on the spot, the publicity, the name, and what ends it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.fields import ACCEPTED
from assessment.demonstration.models import Candidacy, Programme
from assessment.demonstration.services.following import follow, unfollow
from assessment.demonstration.services.words import heads_of, noted, read, tell_about
from assessment.demonstration.states import ISSUERS, OFFICE, NoteKind
from portal import clock
from portal.actors import Actor
from portal.deadlines.selectors import calendar
from portal.errors import InvalidInput
from portal.notices.selectors import recipients_of
from portal.workflow import move, require_move


def accept(
    row: Candidacy, *, values: Mapping[str, Any], points: Mapping[str, int], actor: Actor, at: datetime
) -> Candidacy:
    """A team looked on the spot: ``values`` has the keys of ``ACCEPTED``, ``points`` one number for each standard.

    Raises ``NotAllowed``, ``StaleState``, ``Blocked``, or ``InvalidInput`` keyed by standard.
    """
    require_move(row, "accept", actor=actor)
    clean = read(ACCEPTED, values, actor=actor, at=at)
    faults = {
        each.code: f"{each.name}请填0到{each.points}的整数"
        for each in CRITERIA
        if not isinstance(points.get(each.code), int) or not 0 <= points[each.code] <= each.points
    }
    if faults:
        raise InvalidInput(faults)
    if (total := sum(points.values())) < row.programme.pass_mark:
        raise InvalidInput({CRITERIA[0].code: f"合计{total}分，不到{row.programme.pass_mark}分，不能通过验收"})
    with transaction.atomic():
        judged = {"accepted_at": at, "acceptor_id": actor.id, "points": dict(points)}
        move(row, "accept", actor=actor, at=at, fields={"team": clean["team"]}, derived=judged)
        given = "，".join(f"{each.name}{points[each.code]}分" for each in CRITERIA)
        noted(row, NoteKind.ACCEPTANCE, f"{clean['text']}\n{given}，合计{total}分。", actor=actor, at=at)
        tell_about(row, [*recipients_of(None, *ISSUERS, at=at), *heads_of(row, at)], "验收通过", at=at)
    return row


@transaction.atomic
def fail(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    return _ended(row, "fail", reason, {}, actor=actor, at=at)


@transaction.atomic
def show(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    """From tomorrow everybody may object for the working days of the programme; the page stands at once."""
    today = clock.local(at).date()
    until = calendar().nth_after(today, row.programme.publicity_days)
    move(row, "show", actor=actor, at=at, fields={"shown_from": today, "shown_until": until})
    people = [*recipients_of(None, *OFFICE, at=at), *heads_of(row, at)]
    tell_about(row, people, f"公示到{until:%-m月%-d日}", at=at)
    return row


@transaction.atomic
def name(row: Candidacy, *, actor: Actor, at: datetime) -> Candidacy:
    """Two signers at once name no more than the quota: the programme is locked first. From now on the unit is looked
    at again every year (S1-8.3a)."""
    Programme.objects.select_for_update().get(pk=row.programme_id)
    move(row, "name", actor=actor, at=at, fields={"named_on": clock.local(at).date()})
    follow(row, actor=actor, at=at)
    tell_about(row, [*recipients_of(None, *OFFICE, at=at), *heads_of(row, at)], "命名", at=at)
    return row


@transaction.atomic
def refuse(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    return _ended(row, "refuse", reason, {}, actor=actor, at=at)


@transaction.atomic
def revoke(row: Candidacy, *, reason: str, actor: Actor, at: datetime) -> Candidacy:
    """The name is taken back, and with it the bonus of every score that is not approved yet (S1-8.3a)."""
    _ended(row, "revoke", reason, {"revoked_on": clock.local(at).date()}, actor=actor, at=at)
    unfollow(row, actor=actor, at=at)
    return row


def _ended(
    row: Candidacy, act: str, reason: str, fields: Mapping[str, Any], *, actor: Actor, at: datetime
) -> Candidacy:
    move(row, act, actor=actor, at=at, reason=reason, fields={"ended_reason": reason.strip()} | dict(fields))
    tell_about(row, heads_of(row, at), row.get_state_display(), at=at)
    return row
