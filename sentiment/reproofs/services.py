"""Proposed by the system, so that nobody has to remember; decided by 政务公开办 (S4-1.15b, S3-4.7b, S0-3.12)."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.db import IntegrityError, transaction

from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.services import refuse_marks
from portal.subjects import ref
from portal.workflow import move, require_move
from sentiment.reproofs import selectors
from sentiment.reproofs.fields import CARRY_OUT
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.states import ReproofState
from sentiment.tickets.codes import Measure
from sentiment.tickets.fields import parts
from sentiment.tickets.models import Lapse, Ticket


def propose_due(*, at: datetime) -> int:
    """Propose what is due and was not proposed yet; returns how many. Twice at once makes nothing twice."""
    made = 0
    for (organ, year), lapses in selectors.by_organ_and_year(selectors.unproposed()).items():
        if len(lapses) >= settings.OPINION_LAPSES_FOR_REPROOF:
            made += _once(_from_lapses, organ, lapses, year, at)
    for ticket in selectors.evaluated_badly():
        made += _once(_from_evaluation, ticket, at)
    return made


def _once(make: Callable[..., None], *given: Any) -> int:
    try:
        make(*given)
    except IntegrityError:  # another worker was first
        return 0
    return 1


@transaction.atomic
def _from_lapses(organ: Organ, lapses: Sequence[Lapse], year: int, at: datetime) -> None:
    """The first time 约谈, and 通报 once that was done in the same year without effect."""
    earlier = Reproof.objects.filter(organ=organ, year=year, ticket=None)
    was_talked_to = earlier.filter(state=ReproofState.CARRIED_OUT).exists()
    reproof = Reproof.objects.create(
        organ=organ,
        year=year,
        serial=selectors.next_serial(organ, year),
        measure=Measure.CRITICISM if was_talked_to else Measure.TALK,
        grounds=f"{year}年舆情回应超时{len(lapses)}次" + ("，约谈以后又发生" if was_talked_to else ""),
        proposed_at=at,
    )
    reproof.lapses.set(lapses)
    _announce(reproof, at=at)


@transaction.atomic
def _from_evaluation(ticket: Ticket, at: datetime) -> None:
    reproof = Reproof.objects.create(
        organ=ticket.organ.heir(),
        year=local(at).year,
        ticket=ticket,
        measure=ticket.measure,
        grounds=f"{ticket.number}评估：{ticket.failure_words}",
        proposed_at=at,
    )
    _announce(reproof, at=at)


def _announce(reproof: Reproof, *, at: datetime) -> None:
    after = {"organ": reproof.organ.name, "measure": reproof.measure, "grounds": reproof.grounds}
    record(act="propose", subject=reproof, actor=SYSTEM, at=at, after=after)
    tell(
        recipients_of(None, Role.OVERSIGHT, at=at),
        subject_line=f"建议{reproof.get_measure_display()}：{reproof.organ.short_name}",
        body=f"{reproof.grounds}\n请决定：/admin/sentiment/reproof/{reproof.pk}/change/",
        kind="opinion",
        dedupe_key=f"reproof|{reproof.pk}",
        at=at,
        about=ref(reproof),
    )


def carry_out(
    reproof: Reproof, *, measure: str, held_on: date | None, note: str, actor: Actor, at: datetime
) -> Reproof:
    """The organ was talked to or criticised; its heads are told. Raises ``NotAllowed``, ``InvalidInput`` or
    ``StaleState``."""
    require_move(reproof, "carry_out", actor=actor)
    clean = checked(CARRY_OUT, {"measure": measure, "held_on": held_on, "note": note})
    if clean["held_on"] is None or not local(reproof.proposed_at).date() <= clean["held_on"] <= local(at).date():
        raise InvalidInput({"held_on": "请填写落实日期，不早于提出建议的那天，不晚于今天"})
    refuse_marks(parts(clean, CARRY_OUT), doing="登记约谈和通报", actor=actor, at=at)
    with transaction.atomic():
        move(reproof, "carry_out", actor=actor, at=at, fields=clean)
        tell(
            recipients_of(reproof.organ.heir(), Role.HEAD, Role.SIGNER, at=at),
            subject_line=f"{reproof.get_measure_display()}已经登记：{reproof.grounds}",
            body=f"{reproof.note}\n/admin/sentiment/reproof/{reproof.pk}/change/",
            kind="opinion",
            dedupe_key=f"reproof|{reproof.pk}|done",
            at=at,
            about=ref(reproof),
        )
    return reproof


def dismiss(reproof: Reproof, *, reason: str, actor: Actor, at: datetime) -> Reproof:
    """Nothing is done, with a reason; clocks that ran out are not counted a second time."""
    move(reproof, "dismiss", actor=actor, at=at, reason=reason)
    return reproof
