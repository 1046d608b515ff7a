"""线索: from what the platform knows or what people report; taken up, dismissed or handed on; every look is kept."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from assessment.accountability.fields import LED, REFERRED, WHY
from assessment.accountability.models import Accountability
from assessment.accountability.selectors import Lead, authority_of, known_sources, leads, report_overdue
from assessment.accountability.states import INVESTIGATORS, READERS, Origin
from portal import clock
from portal.accounts.models import Organ, User
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.errors import DomainError
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move, require_move


def propose_leads(*, at: datetime) -> int:
    """Make a lead of everything that may have to be answered for; returns how many are new. Twice makes nothing twice.

    What concerns an organ whose superior is outside the city is left to that superior.
    """
    known, made = known_sources(), 0
    for found in leads(at):
        if found.source in known or (authority := authority_of(found.organ, clock.local(at).date())) is None:
            continue
        try:
            _proposed(found, authority, at)
        except IntegrityError:  # another worker was first
            continue
        made += 1
    return made


@transaction.atomic
def _proposed(found: Lead, authority: Organ, at: datetime) -> None:
    case = Accountability.objects.create(
        authority=authority,
        organ=found.organ.heir(),
        origin=found.origin,
        source=found.source,
        grounds=found.grounds,
        situation=found.situation,
        led_at=at,
    )
    record(act="lead", subject=case, actor=SYSTEM, at=at)
    tell_of(case, "有一条追究线索，请决定是否调查", INVESTIGATORS, at=at)


@transaction.atomic
def lead(*, organ: Organ, grounds: str, actor: Actor, at: datetime) -> Accountability:
    """Enter a lead about an organ below one's own.

    Raises ``NotAllowed``, ``InvalidInput``, or ``DomainError`` (``organ``) where the superior is outside the city.
    """
    authority = authority_of(organ, clock.local(at).date())
    if authority is None:
        raise DomainError("它的上一级行政机关不在本平台，请把线索移送给那个机关。", field="organ")
    require(actor, INVESTIGATORS, authority, doing="登记追究线索")
    clean = checked(LED, {"grounds": grounds})
    case = Accountability.objects.create(
        authority=authority, organ=organ.heir(), origin=Origin.PERSON, led_at=at, **clean
    )
    record(act="lead", subject=case, actor=actor, at=at)
    return case


@transaction.atomic
def look(case: Accountability, *, actor: Actor, at: datetime) -> None:
    """Somebody opened the case or something of it. Raises ``NotAllowed``."""
    require(actor, READERS, case.authority.heir(), doing="查看责任追究")
    record(act="look", subject=case, actor=actor, at=at)


@transaction.atomic
def investigate(case: Accountability, *, actor: Actor, at: datetime) -> Accountability:
    """The actor leads the investigation from here on (S2-3.4)."""
    who = {"investigator_id": actor.id, "investigator_name": actor.name}
    move(case, "investigate", actor=actor, at=at, derived=who)
    return case


@transaction.atomic
def dismiss(case: Accountability, *, why: str, actor: Actor, at: datetime) -> Accountability:
    """Nobody has to answer for it, with a reason that stays in the case."""
    require_move(case, "dismiss", actor=actor)
    move(case, "dismiss", actor=actor, at=at, derived={"why_ended": checked(WHY, {"why": why})["why"]})
    return case


@transaction.atomic
def refer(case: Accountability, *, referred_to: str, why: str, actor: Actor, at: datetime) -> Accountability:
    """To 纪检监察机关 or, where it is a crime, to the judiciary (S2-3.7.4; Regulations art. 53)."""
    require_move(case, "refer", actor=actor)
    clean: Mapping[str, Any] = checked(REFERRED, {"referred_to": referred_to, "why": why})
    move(
        case,
        "refer",
        actor=actor,
        at=at,
        derived={"why_ended": clean["why"], "referred_to": clean["referred_to"]},
    )
    return case


def remind(*, at: datetime) -> int:
    """Tell the handlers once that nothing was reported in time; returns how many cases."""
    rows = report_overdue(clock.local(at).date())
    for case in rows:
        tell_of(case, "到期没有收到改正情况的报告", INVESTIGATORS, at=at)
    return len(rows)


def tell_of(case: Accountability, words: str, roles: tuple[str, ...], *, at: datetime) -> None:
    """A message with the number of the case and nothing else; its handlers alone get it."""
    people: list[User] = recipients_of(case.authority.heir(), *roles, at=at)
    tell(
        people,
        subject_line=f"{case}：{words}",
        body=f"/admin/assessment/accountability/{case.pk}/change/",
        kind="accountability",
        dedupe_key=f"accountability|{case.pk}|{case.version}|{words}",
        at=at,
        about=ref(case),
    )
