"""编方案, 写材料, 送审定."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Max

from disclosure.documents.models import Document
from disclosure.documents.states import State
from interpretation.judging.rules import explaining_organ, verdict_on
from interpretation.materials import fields, parts
from interpretation.materials.models import Material, Plan
from interpretation.materials.states import EDITABLE, WRITERS
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.similarity import compare
from portal.subjects import ref
from portal.workflow import move, touch

_OVER = frozenset({State.WITHDRAWN, State.CANCELLED, State.FILED})


def no_writer(document: Document, actor: Actor) -> str:
    """Why this actor may not write plan or explanation of the document, in Chinese; empty when it is allowed."""
    if document.state in _OVER:
        return "这件公文不公开了，不用解读。"
    verdict = verdict_on(document)
    if not verdict.needs:
        return f"{verdict.why}。要解读的，先判定。"
    organ = explaining_organ(document)
    if actor.is_system or rules.holds(actor, WRITERS, organ.pk):
        return ""
    return f"谁起草、谁解读：由{organ.short_name}经办人、信息员办理。"


def _require_writer(document: Document, actor: Actor) -> Organ:
    """The organ that explains. Raises ``NotAllowed`` or ``StaleState``."""
    if document.state in _OVER:
        raise StaleState
    if why := no_writer(document, actor):
        raise NotAllowed(why)
    organ: Organ = explaining_organ(document)
    return organ


def plan(document: Document, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Plan:
    """编解读方案 (S0-2.4): ``values`` are fields of ``fields.PLAN``. The plan may be changed until it is approved.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    organ = _require_writer(document, actor)
    clean = checked(fields.PLAN, values)
    fields.require_day_to_come(clean.get("planned_on"), local(at).date())
    refuse_marks(parts.typed(clean), doing="编解读方案", actor=actor, at=at)
    return _planned(document, organ, clean, actor, at)


@transaction.atomic
def _planned(document: Document, organ: Organ, clean: Mapping[str, Any], actor: Actor, at: datetime) -> Plan:
    before = Plan.objects.filter(document=document).first()
    if before is not None and before.approved_at is not None:
        raise InvalidInput({"outline": "解读方案已经审定，不能再改：材料退回以后才能改"})
    made, _ = Plan.objects.update_or_create(document=document, defaults={"organ": organ, **clean})
    earlier = {name: getattr(before, name) for name in clean} if before else {}
    record(act="plan", subject=document, actor=actor, at=at, before=earlier, after=clean)
    made.document = document  # so that the document at hand knows it too
    return made


def explain(document: Document, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Material:
    """Begin an explanation: the first, or a further round (S3-3.3.1f). ``values`` are fields of ``fields.MATERIAL``.

    Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``; a text with 密级标志 is refused unstored.
    """
    organ = _require_writer(document, actor)
    face, said = fields.read({"title": ""} | dict(values))
    refuse_marks(parts.typed(values), doing="写解读材料", actor=actor, at=at)
    return _begun(document, organ, face, said, actor, at)


@transaction.atomic
def _begun(
    document: Document, organ: Organ, face: Mapping[str, Any], said: dict[str, str], actor: Actor, at: datetime
) -> Material:
    # Two rounds begun at once get two numbers: the row of the document is held.
    Document.objects.select_for_update().get(pk=document.pk)
    last = Material.objects.filter(document=document).aggregate(last=Max("number"))["last"] or 0
    material = Material(
        document=document,
        organ=organ,
        number=last + 1,
        writer_id=actor.id if actor.kind is ActorKind.USER else None,
        elements={code: text for code, text in said.items() if text},
        **face,
    )
    material.similarity = similarity(material)
    material.save(force_insert=True)
    after = {"document": document.title, "title": redacted(material.title), "stage": material.stage}
    record(act="explain", subject=material, actor=actor, at=at, after=after)
    screen(material, parts.fields(material), at=at)
    return material


def similarity(material: Material) -> int:
    """The share copied from the document as it stands, in percent."""
    return compare(parts.whole_text(material), material.document.body).percent


def no_pen(material: Material, actor: Actor) -> str:
    """Why this actor may not change the text, in Chinese; empty when it is allowed."""
    if material.state not in EDITABLE:
        return "起草和退回的时候才能修改。"
    return "" if rules.holds(actor, WRITERS, material.acting_organ_id) else "修改要由解读单位经办人、信息员办理。"


def require_pen(material: Material, actor: Actor) -> None:
    """Raises ``StaleState`` or ``NotAllowed``."""
    if material.state not in EDITABLE:
        raise StaleState
    if why := no_pen(material, actor):
        raise NotAllowed(why)


def write(material: Material, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Material:
    """Change face and elements while it is a draft or came back. Raises ``NotAllowed``, ``StaleState``,
    ``InvalidInput``."""
    require_pen(material, actor)
    face, said = fields.read(values)
    refuse_marks(parts.typed(values), doing="修改解读材料", actor=actor, at=at)
    return _written(material, face, said, actor, at)


@transaction.atomic
def _written(
    material: Material, face: Mapping[str, Any], said: Mapping[str, str], actor: Actor, at: datetime
) -> Material:
    elements = {code: text for code, text in (material.elements | dict(said)).items() if text}
    changed = {name: value for name, value in face.items() if getattr(material, name) != value}
    touched = sorted(code for code, text in said.items() if text != material.elements.get(code, ""))
    if not changed and not touched:
        return material
    # Not through ``edit()``: its record would keep for ever what is masked later.
    touch(material, changed | {"elements": elements})
    percent = similarity(material)
    if percent != material.similarity:
        Material.objects.filter(pk=material.pk).update(similarity=percent)
        material.similarity = percent
    record(act="write", subject=material, actor=actor, at=at, after={"fields": [*sorted(changed), *touched]})
    screen(material, parts.fields(material), at=at)
    return material


@transaction.atomic
def submit(material: Material, *, actor: Actor, at: datetime) -> Material:
    """Plan and explanation go to the head of the organ together (S0-2.7.2). Raises ``Blocked``."""
    derived = {} if material.writer_id or actor.kind is not ActorKind.USER else {"writer_id": actor.id}
    move(material, "submit", actor=actor, at=at, derived=derived)
    tell_material(material, "有一份政策解读待审定", Role.HEAD, at=at)
    return material


@transaction.atomic
def cancel(material: Material, *, reason: str, actor: Actor, at: datetime) -> Material:
    move(material, "cancel", actor=actor, at=at, reason=reason)
    return material


def tell_material(material: Material, subject_line: str, *roles: str, at: datetime) -> None:
    """Tell the people of the explaining organ that it is their turn. Titles stay out: nothing is public yet."""
    tell(
        recipients_of(material.organ.heir(), *roles, at=at),
        subject_line=subject_line,
        body=f"请在工作台办理：/admin/interpretation/material/{material.pk}/change/",
        kind="interpretation_turn",
        dedupe_key=f"material|{material.pk}|{material.version}",
        at=at,
        about=ref(material),
    )
