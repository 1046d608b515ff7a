"""依据变动: what a matter rests on lapsed or changed, and the list has to follow within its limit."""

from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from disclosure.matters.models import Matter, MatterBasis
from disclosure.matters.services import clocks
from disclosure.matters.states import APPROVERS, REGISTRARS, MatterState
from portal import typed_text
from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.errors import InvalidInput
from portal.field_table import Field, checked, day
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move, require_move

NOTE_LENGTH = 300
BATCH = 500
_DAY = {"lapsed_on": Field("依据变动的日子", day)}


@transaction.atomic
def note_lapse(matter: Matter, *, what: str, lapsed_on: Any, actor: Actor, at: datetime) -> Matter:
    """Which basis lapsed or changed, and when: 20 working days from that day to change the list or to say why not.

    Raises ``InvalidInput`` for a day ahead.
    """
    require_move(matter, "note_lapse", actor=actor)
    words, on = typed_text.line(what), checked(_DAY, {"lapsed_on": lapsed_on})["lapsed_on"]
    if fault := typed_text.fault(words, label="哪个依据、怎么变了", at_most=NOTE_LENGTH, required=True):
        raise InvalidInput({"what": fault})
    if on is None or on > local(at).date():
        raise InvalidInput({"lapsed_on": "请填写依据变动的日子，不能晚于今天"})
    first = matter.basis_lapsed_on or on
    fields = {"basis_lapsed_on": min(first, on), "basis_note": words}
    move(matter, "note_lapse", actor=actor, at=at, fields=fields)
    clocks.start(matter, on=on, actor=actor, at=at)
    tell(
        recipients_of(matter.organ.heir(), *REGISTRARS, *APPROVERS, at=at),
        subject_line=f"公开依据变了，要核对清单：{matter.name}"[:200],
        body=f"{words}\n请在工作台办理：/admin/disclosure/matter/{matter.pk}/change/",
        kind="matter",
        dedupe_key=f"matter|{matter.pk}|{matter.version}",
        at=at,
        about=ref(matter),
    )
    return matter


@transaction.atomic
def keep(matter: Matter, *, reason: str, actor: Actor, at: datetime) -> Matter:
    """The matter was checked against its changed basis and stays as it is."""
    move(matter, "keep", actor=actor, at=at, reason=reason, fields={"basis_lapsed_on": None, "basis_note": ""})
    clocks.stop(matter, actor=actor, at=at)
    return matter


def note_lapsed_documents(*, at: datetime) -> int:
    """Every matter whose document has expired or was repealed; returns how many were noted. Runs twice unharmed."""
    today = local(at).date()
    over = Q(document__repealed_on__lte=today) | Q(document__expires_on__lt=today)
    rows = MatterBasis.objects.filter(over, noted_on=None, matter__state=MatterState.LISTED)
    found = rows.select_related("matter__organ", "document").order_by("pk")[:BATCH]
    return sum(_note(basis, today, at) for basis in found)


@transaction.atomic
def _note(basis: MatterBasis, today: date, at: datetime) -> bool:
    document = basis.document
    # Claimed first: of two workers one notes it.
    if not MatterBasis.objects.filter(pk=basis.pk, noted_on=None).update(noted_on=today):
        return False
    ends = [document.repealed_on, document.expires_on + timedelta(days=1) if document.expires_on else None]
    on = min(day for day in ends if day is not None and day <= today)
    verb = "已经废止" if document.repealed_on and document.repealed_on <= today else "有效期已满"
    matter = Matter.objects.select_related("organ").get(pk=basis.matter_id)
    note_lapse(matter, what=f"{document.title[:200]}{verb}", lapsed_on=on, actor=SYSTEM, at=at)
    return True
