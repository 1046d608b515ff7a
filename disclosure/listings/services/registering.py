"""登记: enter a row, put it right while it is a draft, give it up."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.listings import fields, parts
from disclosure.listings.elements import TEMPLATES
from disclosure.listings.models import ListRow
from disclosure.listings.services import clocks
from disclosure.listings.states import BEFORE, REGISTRARS, RowState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record as note
from portal.clock import local
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.workflow import move, touch


def register(
    *,
    organ: Organ,
    template: str,
    formed_on: Any,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    document: Document | None = None,
) -> ListRow:
    """Enter a row of the list ``template``; the clock of its publication runs from ``formed_on``.

    Raises ``NotAllowed`` or ``InvalidInput``, also for 密级标志 and for a row that is on its way already.
    """
    require(actor, REGISTRARS, organ, doing="登记清单条目")
    if template not in TEMPLATES:
        raise InvalidInput({"template": "没有这张清单"})
    shape = TEMPLATES[template]
    clean = fields.read(shape, values)
    day = fields.read_day(shape, formed_on, today=local(at).date())
    refuse_marks(parts.typed(template, clean), doing="登记清单条目", actor=actor, at=at)
    _require_public(document)
    return enter(organ, template, day, clean, act="register", document=document, actor=actor, at=at)


def _require_public(document: Document | None) -> None:
    """A page leads to nothing that is not public itself."""
    if document is not None and not Document.objects.public().filter(pk=document.pk).exists():
        raise InvalidInput({"document": "只能关联已经公开的文件"})


@transaction.atomic
def enter(
    organ: Organ,
    template: str,
    day: date,
    clean: Mapping[str, str],
    *,
    act: str,
    actor: Actor,
    at: datetime,
    document: Document | None = None,
) -> ListRow:
    """The same for values that were checked before."""
    row = ListRow(
        organ=organ,
        template=template,
        formed_on=day,
        values=dict(clean),
        document=document,
        registrar_id=actor.id if actor.kind is ActorKind.USER else None,
        **fields.following(template, clean),
    )
    if coming(organ, template).filter(key=row.key).exists():
        raise InvalidInput({row.shape.key[0]: "同一条已经登记，还没有公开，请修改那一条"})
    row.save(force_insert=True)
    note(act=act, subject=row, actor=actor, at=at, after=_noted(day, clean))
    screen(row, parts.fields(row), at=at)
    clocks.start(row, actor=actor, at=at)
    return row


def coming(organ: Organ, template: str) -> Any:
    """Rows of the organ's list that are not public yet."""
    return ListRow.objects.filter(organ=organ, template=template, state__in=BEFORE)


def _noted(day: date, values: Mapping[str, str]) -> dict[str, str]:
    """As the trail keeps them for ever: without the personal data somebody typed among the words."""
    return {"formed_on": day.isoformat()} | {name: redacted(value) for name, value in values.items() if value}


def no_pen(row: ListRow, actor: Actor) -> str:
    """Why this actor may not change the text of the row, in Chinese; empty when it is allowed."""
    if row.state != RowState.DRAFT:
        return "登记的时候才能修改；已经公开的，重新登记一条，公开以后代替原来的。"
    return "" if rules.holds(actor, REGISTRARS, row.acting_organ_id) else "修改要由本单位经办人或者信息员办理。"


@transaction.atomic
def change(
    row: ListRow,
    *,
    formed_on: Any,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    document: Document | None = None,
) -> ListRow:
    """Put a draft right. Raises ``NotAllowed``, ``InvalidInput`` or ``StaleState``."""
    if row.state != RowState.DRAFT:
        raise StaleState
    if why := no_pen(row, actor):
        raise NotAllowed(why)
    clean = fields.read(row.shape, values)
    day = fields.read_day(row.shape, formed_on, today=local(at).date())
    refuse_marks(parts.typed(row.template, clean), doing="修改清单条目", actor=actor, at=at)
    _require_public(document)
    follows = fields.following(row.template, clean)
    if coming(row.organ, row.template).filter(key=follows["key"]).exclude(pk=row.pk).exists():
        raise InvalidInput({row.shape.key[0]: "同一条已经登记，还没有公开，请修改那一条"})
    before, earlier = row.formed_on, _noted(row.formed_on, row.values)
    touch(row, {"formed_on": day, "values": clean, "document": document, **follows})
    note(act="change", subject=row, actor=actor, at=at, before=earlier, after=_noted(day, clean))
    screen(row, parts.fields(row), at=at)
    if day != before:
        clocks.stop(row, actor=actor, at=at, outcome=Outcome.CANCELLED)
        clocks.start(row, actor=actor, at=at)
    return row


@transaction.atomic
def cancel(row: ListRow, *, reason: str, actor: Actor, at: datetime) -> ListRow:
    """Registered by mistake: nothing of it was or will be public."""
    move(row, "cancel", actor=actor, at=at, reason=reason, fields={"taken_down_at": at})
    clocks.stop(row, actor=actor, at=at, outcome=Outcome.CANCELLED)
    return row
