"""A unit's list is kept; somebody appeals, the competent department looks into it and tells what came of it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.documents.models import RunningNumber
from disclosure.documents.services.numbering import next_numbers
from disclosure.institutions import clocks
from disclosure.institutions.fields import APPEAL, ITEM, RESULT
from disclosure.institutions.models import Appeal, UnitItem
from disclosure.institutions.parts import NAMES, parts_of
from disclosure.institutions.selectors import competent_department
from disclosure.institutions.states import APPROVERS, HANDLERS, KEEPERS, ORDERED
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.receipts import codes, filing
from portal.receipts.filing import Form, Sent
from portal.screening.locating import Part
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.subjects import ref
from portal.workflow import move, require_move

CITIZEN = Actor(kind=ActorKind.CITIZEN, id=None, name="申诉人")
MAIL = "unit_appeal_told"
_WORDS = ("title", "facts")
_EMPTY_RESULT: dict[str, Any] = {"investigation": "", "finding": "", "publish_by": None, "reply": ""}


# --- the list -----------------------------------------------------------------------------------------


def _item(organ: Organ, values: Mapping[str, Any]) -> dict[str, Any]:
    clean = checked(ITEM, {"title": "", "content": "", "period": "", "duty_holder": "", "column": None} | dict(values))
    if clean["column"].organ_id != organ.pk:
        raise InvalidInput({"column": "请选择本单位的栏目"})
    return clean


@transaction.atomic
def add_item(organ: Organ, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> UnitItem:
    """Put a line into the list of a unit; ``values`` has the keys of ``ITEM``. Raises ``NotAllowed`` or
    ``InvalidInput``."""
    require(actor, KEEPERS, organ, doing="编信息公开清单")
    if organ.kind != OrganKind.PUBLIC_ENTERPRISE:
        raise InvalidInput({"organ": "只有公共企事业单位编这份清单"})
    clean = _item(organ, values)
    _refuse_twice(organ, clean["title"])
    item = UnitItem(organ=organ, **clean)
    item.save(force_insert=True)
    record(act="add_item", subject=item, actor=actor, at=at, after=_told(clean))
    return item


@transaction.atomic
def edit_item(item: UnitItem, *, changes: Mapping[str, Any], actor: Actor, at: datetime) -> UnitItem:
    require(actor, KEEPERS, item.organ.heir(), doing="修改信息公开清单")
    if item.dropped_on is not None:
        raise StaleState
    clean = _item(item.organ, changes)
    changed = {name: value for name, value in clean.items() if getattr(item, name) != value}
    if "title" in changed:
        _refuse_twice(item.organ, changed["title"])
    before = {name: getattr(item, name) for name in changed}
    for name, value in changed.items():
        setattr(item, name, value)
    if changed:
        item.save(update_fields=list(changed))
        record(act="edit_item", subject=item, actor=actor, at=at, before=_told(before), after=_told(changed))
    return item


@transaction.atomic
def drop_item(item: UnitItem, *, reason: str, actor: Actor, at: datetime) -> UnitItem:
    """The line leaves the list; ``reason`` is kept."""
    require(actor, KEEPERS, item.organ.heir(), doing="修改信息公开清单")
    if item.dropped_on is not None:
        raise StaleState
    if not reason.strip():
        raise DomainError("移出清单要写明理由。", field="reason")
    item.dropped_on = local(at).date()
    item.save(update_fields=["dropped_on"])
    record(act="drop_item", subject=item, actor=actor, at=at, reason=reason.strip())
    return item


def _refuse_twice(organ: Organ, title: str) -> None:
    if UnitItem.objects.filter(organ=organ, title=title, dropped_on=None).exists():
        raise InvalidInput({"title": "清单里已经有这一项"})


def _told(values: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value.name if name == "column" else value for name, value in values.items()}


# --- appeals ------------------------------------------------------------------------------------------


def appeal(*, unit: Organ, values: Mapping[str, Any], token: str, actor: Actor, at: datetime) -> Sent[Appeal]:
    """``values`` has the keys of ``APPEAL``. It goes to the department the unit belongs to.

    The same ``token`` with the same words gives the appeal there is, and its code while the receipt may be shown.
    Raises ``InvalidInput`` keyed by field, or ``AlreadyFiled``.
    """
    form = Form.filled(token, unit.pk, dict(values))
    return filing.once(
        form,
        Appeal.objects.select_related("organ"),
        lambda: _taken(unit, values, form, actor=actor, at=at),
        received="received_at",
        otherwise="要另外申诉的，请重新填一份。",
        at=at,
    )


def _taken(unit: Organ, values: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime) -> Appeal:
    today = local(at).date()
    department = competent_department(unit, today)
    if unit.kind != OrganKind.PUBLIC_ENTERPRISE or not unit.is_active(today) or department is None:
        raise InvalidInput({"unit": "请另选一个单位"})
    clean = checked(APPEAL, dict.fromkeys(APPEAL, "") | dict(values))
    refuse_marks([Part(name, APPEAL[name].label, clean[name]) for name in _WORDS], doing="申诉", actor=actor, at=at)
    clean |= {name: redacted(clean[name]) for name in _WORDS}
    return _store(unit, department, clean, form, actor=actor, at=at)


@transaction.atomic
def _store(
    unit: Organ, department: Organ, clean: Mapping[str, Any], form: Form, *, actor: Actor, at: datetime
) -> Appeal:
    year = local(at).year
    [sequence] = next_numbers(RunningNumber.Register.APPEAL, department, year)
    number = f"{codes.number_prefix(department)}诉{year}-{sequence:04d}"
    row = Appeal(organ=department, unit=unit, number=number, received_at=at, **clean, **form.digests)
    row.code_hash = form.code_hash(number)
    row.save(force_insert=True)
    record(act="appeal", subject=row, actor=actor, at=at, after={"unit": unit.name, "organ": department.name})
    clocks.start(row, actor=actor, at=at)
    _tell(row, "收到一件公共企事业单位信息公开申诉", HANDLERS, at=at)
    return row


def investigate(row: Appeal, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Appeal:
    """What was found, and what the appellant is to be told; ``values`` has the keys of ``RESULT``.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    require_move(row, "investigate", actor=actor)
    clean = checked(RESULT, _EMPTY_RESULT | dict(values))
    if (clean["finding"] in ORDERED) != (clean["publish_by"] is not None):
        ordered = clean["finding"] in ORDERED
        raise InvalidInput(
            {"publish_by": "责令公开的，写明哪一天以前公开" if ordered else "没有责令公开的，不填这一天"}
        )
    refuse_marks([Part("reply", NAMES["reply"], clean["reply"])], doing="答复申诉", actor=actor, at=at)
    with transaction.atomic():
        # The trail keeps no words about the appellant.
        move(row, "investigate", actor=actor, at=at, derived=clean | {"investigator_id": actor.id})
        screen(row, parts_of(row), at=at)
        _tell(row, "有一件申诉的调查结果待审核", APPROVERS, at=at)
    return row


@transaction.atomic
def tell_result(row: Appeal, *, actor: Actor, at: datetime) -> Appeal:
    """The appellant reads it by number and code, and hears that it is there. Raises ``Blocked``."""
    late = clocks.stop(row, actor=actor, at=at)
    move(row, "tell", actor=actor, at=at, fields={"told_at": at, "is_late": late, "finding": row.finding})
    contact = plain_text(row, "contact")
    is_mobile = len(contact) == 11 and contact.startswith("1")
    if is_mobile or "@" in contact:
        queue(
            channel=ChannelName.SMS if is_mobile else ChannelName.EMAIL,
            to="",
            subject_line=f"您的申诉{row.number}有了结果",
            body="",
            kind=MAIL,
            dedupe_key=f"{MAIL}|{row.pk}",
            at=at,
            about=ref(row),
        )
    return row


@transaction.atomic
def send_back(row: Appeal, *, reason: str, actor: Actor, at: datetime) -> Appeal:
    move(row, "send_back", actor=actor, at=at, reason=reason)
    _tell(row, "申诉的调查结果被退回", HANDLERS, at=at)
    return row


def _tell(row: Appeal, words: str, roles: tuple[str, ...], *, at: datetime) -> None:
    tell(
        recipients_of(row.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{row.number}",
        body=f"请在工作台办理：/admin/disclosure/appeal/{row.pk}/change/",
        kind="unit_appeal",
        dedupe_key=f"unit-appeal|{row.pk}|{row.version}",
        at=at,
        about=ref(row),
    )
