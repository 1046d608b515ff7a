"""What one document does to another: linked both ways, taking effect when the acting one is public."""

from datetime import date, datetime

from django.db import IntegrityError, transaction

from disclosure.documents.codes import RelationKind
from disclosure.documents.models import Document, DocumentRelation
from disclosure.documents.rules import day_of
from disclosure.documents.services.showing import show_anew
from disclosure.documents.services.validity import refresh_validity_of
from disclosure.documents.states import CHECKERS, DRAFTERS, SIGNERS, State
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed
from portal.workflow import edit

_EFFECTS = {
    RelationKind.AMENDS: "amended_on",
    RelationKind.REPEALS: "repealed_on",
    RelationKind.REPLACES: "repealed_on",
}
_NOTE_LENGTH = 200


@transaction.atomic
def relate(
    *,
    source: Document,
    target: Document,
    kind: str,
    actor: Actor,
    at: datetime,
    note: str = "",
    takes_effect_on: date | None = None,
) -> DocumentRelation:
    """``source`` amends, repeals, replaces, forwards or goes with ``target``.

    The effect comes with the publication of ``source``, at once when it is public, on ``takes_effect_on`` or else on
    the day ``source`` comes into force. Raises ``NotAllowed`` for a text of another organ, ``InvalidInput``.
    """
    require(actor, (*DRAFTERS, *CHECKERS, *SIGNERS), _keeper(source), doing="登记文件关系")
    _require_sound(source, target, kind, note, actor)
    if kind in _EFFECTS and not _may_affect(source.responsible_organ, target.responsible_organ):
        raise NotAllowed(f"这份文件由{target.responsible_organ}负责，不能由{source.organ}的文件修改或者废止。")
    try:
        with transaction.atomic():
            relation = DocumentRelation.objects.create(
                source=source, target=target, kind=kind, note=typed_text.line(note), takes_effect_on=takes_effect_on
            )
    except IntegrityError:
        raise InvalidInput({"target": "这条关系已经登记过了"}) from None
    after = {"kind": kind, "target": target.pk, "title": target.public_title, "takes_effect_on": takes_effect_on}
    record(act="relate", subject=source, actor=actor, at=at, after=after, reason=relation.note)
    if source.is_public:
        _take_effect(relation, actor=actor, at=at)
        show_anew(source, at=at)
    return relation


def _keeper(document: Document) -> Organ:
    """The organ that holds the pen now."""
    return document.drafting_organ or document.responsible_organ


def _require_sound(source: Document, target: Document, kind: str, note: str, actor: Actor) -> None:
    faults: dict[str, str] = {}
    if kind not in RelationKind.values:
        faults["kind"] = "请选文件之间的关系"
    if source.pk == target.pk:
        faults["target"] = "不能和自己建立关系"
    elif not Document.objects.visible_to(actor).filter(pk=target.pk).exists():
        faults["target"] = "找不到这份文件"
    if fault := typed_text.fault(note, label="说明", at_most=_NOTE_LENGTH):
        faults["note"] = fault
    if faults:
        raise InvalidInput(faults)


def _may_affect(source: Organ, target: Organ) -> bool:
    """An organ disposes of its own texts and of those it took over; the government of any."""
    return source.kind == OrganKind.GOVERNMENT or target.pk == source.pk


@transaction.atomic
def unrelate(relation: DocumentRelation, *, actor: Actor, at: datetime) -> None:
    """Take back a relation of a document that was never published; later its effect stands."""
    source = relation.source
    require(actor, (*DRAFTERS, *CHECKERS, *SIGNERS), _keeper(source), doing="删除文件关系")
    if source.published_at is not None and relation.kind in _EFFECTS:
        raise NotAllowed("文件已经发布，关系已经生效，不能删除。")
    before = {"kind": relation.kind, "target": relation.target_id}
    record(act="unrelate", subject=source, actor=actor, at=at, before=before)
    relation.delete()


def take_effects(source: Document, *, actor: Actor, at: datetime) -> None:
    """All effects of a document that is published now."""
    for relation in source.relations_out.select_related("target", "source").order_by("pk"):
        _take_effect(relation, actor=actor, at=at)


def _take_effect(relation: DocumentRelation, *, actor: Actor, at: datetime) -> None:
    """Write the day on the target and show both pages anew."""
    target, source = relation.target, relation.source
    field = _EFFECTS.get(RelationKind(relation.kind))
    if field is not None and target.state == State.PUBLISHED:
        day = relation.takes_effect_on or source.effective_on or source.formed_on or day_of(at)
        standing = getattr(target, field)
        edit(
            target,
            {field: min(day, standing) if standing else day},
            act="affected",
            actor=actor,
            at=at,
            reason=f"《{source.title}》{relation.get_kind_display()}本文件",
        )
        refresh_validity_of(target, actor=actor, at=at)
    if target.is_public:
        show_anew(target, at=at)
