"""From the first line to the hand-over for checking."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.coordination.services import propose_approvals, text_changed
from disclosure.documents import companions, parts, rules, typesetting
from disclosure.documents.codes import PUBLISH_RULE_BY_KIND, DocumentKind, PublishRule, RelationKind, ReturnReason
from disclosure.documents.fields import checked
from disclosure.documents.models import Document, DocumentRelation
from disclosure.documents.services import clocks
from disclosure.documents.services.assessing import withhold_again
from disclosure.documents.services.pen import require_pen
from disclosure.documents.services.reading import read_unread
from disclosure.documents.services.returning import put_back
from disclosure.documents.services.screening import rescreen
from disclosure.documents.services.telling import tell_next
from disclosure.documents.states import DRAFTERS
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import SYSTEM, Actor, ActorKind
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.screening.services import refuse_marks
from portal.workflow import edit, move, require_move

_REQUIRED = {"title": "", "body": "", "kind": ""}
_RECORDED_AT_CREATION = ("title", "kind", "issuer", "attribute", "attribute_reason", "organ", "drafting_organ")


def create_draft(
    *,
    organ: Organ,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    drafting_organ: Organ | None = None,
    forwards: Document | None = None,
) -> Document:
    """Begin a document that ``organ`` will answer for; ``drafting_organ`` drafts it on its behalf (代拟).

    ``values`` are fields of ``fields.FIELDS``. ``forwards`` is the document passed on (转发): its attribute is taken
    over unless one is given. Raises ``NotAllowed`` or ``InvalidInput``; a text with 密级标志 is refused unstored.
    """
    require(actor, DRAFTERS, drafting_organ or organ, doing="拟稿")
    refuse_marks(parts.typed(Document, values), doing="拟稿", actor=actor, at=at)
    return _created(organ, values, actor, at, drafting_organ=drafting_organ, forwards=forwards)


@transaction.atomic
def _created(
    organ: Organ,
    values: Mapping[str, Any],
    actor: Actor,
    at: datetime,
    *,
    drafting_organ: Organ | None,
    forwards: Document | None,
) -> Document:
    if not organ.is_active(rules.day_of(at)):
        raise InvalidInput({"organ": f"{organ}已经撤销，请选职责承接机关"})
    clean = checked(_REQUIRED | {"issuer": organ.name} | _inherited(forwards) | dict(values))
    clean.setdefault("publish_rule", PUBLISH_RULE_BY_KIND.get(DocumentKind(clean["kind"]), PublishRule.GENERAL))
    document = Document(
        organ=organ,
        drafting_organ=drafting_organ if drafting_organ != organ else None,
        drafter_id=actor.id if actor.kind is ActorKind.USER else None,
        body_html=typesetting.body_html(clean["body"]),
        **clean,
    )
    _require_free_number(document.organ, document.doc_number)
    document.save(force_insert=True)
    if forwards is not None:
        DocumentRelation.objects.create(source=document, target=forwards, kind=RelationKind.FORWARDS)
    after = {name: _plain(getattr(document, name)) for name in _RECORDED_AT_CREATION}
    record(act="create", subject=document, actor=actor, at=at, after=after)
    rescreen(document, at=at)
    return document


def _inherited(original: Document | None) -> dict[str, Any]:
    if original is None or not original.attribute:
        return {}
    suggestion = rules.suggest_attribute(kind="", title="", body="", forwards=original)
    return {
        "attribute": suggestion.attribute,
        "attribute_reason": suggestion.why,
        "withholding_basis": suggestion.basis,
        "release_reason": suggestion.release_reason,
    }


def _plain(value: Any) -> Any:
    return str(value) if isinstance(value, Organ) else value


def edit_draft(document: Document, *, changes: Mapping[str, Any], actor: Actor, at: datetime) -> Document:
    """Change a draft or a returned document. A changed text has to be endorsed again when it is drafted for another.

    Raises ``NotAllowed``, ``InvalidInput`` (also for 密级标志: the text is refused unstored), or ``StaleState`` when
    somebody else changed it first.
    """
    require_pen(document, actor)
    refuse_marks(parts.typed(document, changes), doing="修改草稿", actor=actor, at=at)
    return _edited(document, changes, actor, at)


@transaction.atomic
def _edited(document: Document, changes: Mapping[str, Any], actor: Actor, at: datetime) -> Document:
    clean = checked(changes)
    if clean.get("doc_number", document.doc_number) != document.doc_number:
        _require_free_number(document.organ, clean["doc_number"])
    derived: dict[str, Any] = {"endorsed_at": None}
    if "body" in clean:
        derived["body_html"] = typesetting.body_html(clean["body"])
    edit(document, clean, act="edit", actor=actor, at=at, derived=derived)
    text_changed(document, at=at)
    companions.follow(document, "rewrite", actor=actor, at=at)
    rescreen(document, at=at)
    return document


def _require_free_number(organ: Organ, number: str) -> None:
    """One number, one document; imported history may repeat them. Raises ``InvalidInput``."""
    if number and Document.objects.filter(organ=organ, doc_number=number, import_source="").exists():
        raise InvalidInput({"doc_number": f"本机关已经有一份{number}，请核对文号"})


@transaction.atomic
def endorse(document: Document, *, actor: Actor, at: datetime) -> Document:
    """主要负责人签批 of a draft made for another organ (S0-5.6.1d)."""
    move(document, "endorse", actor=actor, at=at, fields={"endorsed_at": at})
    tell_next(document, at=at)
    return document


def submit(document: Document, *, actor: Actor, at: datetime) -> Document:
    """Hand the draft over for checking; a new round of reviews begins.

    What another system handed in has no drafter yet: whoever submits it answers for it as one.

    Without an attribute it comes back at once, and the return is counted (S0-5.7). What the screening found is kept
    even when it stops the document.
    """
    require_move(document, "submit", actor=actor)
    read_unread(document, at=at)
    rescreen(document, at=at)
    return _submitted(document, actor, at)


@transaction.atomic
def _submitted(document: Document, actor: Actor, at: datetime) -> Document:
    fields: dict[str, Any] = {"round": document.round + 1}
    if document.drafter_id is None and actor.kind is ActorKind.USER:
        fields["drafter_id"] = actor.id
    move(document, "submit", actor=actor, at=at, fields=fields)
    if document.attribute:
        propose_approvals(document, at=at)
        tell_next(document, at=at)
        return document
    return put_back(document, reason_code=ReturnReason.NO_ATTRIBUTE, note="", actor=SYSTEM, at=at)


@transaction.atomic
def cancel(document: Document, *, reason: str, actor: Actor, at: datetime) -> Document:
    """Give the draft up for good. A number already given stays with it."""
    move(document, "cancel", actor=actor, at=at, reason=reason)
    clocks.give_up_publication(document, actor=actor, at=at)
    withhold_again(document, actor=actor, at=at)
    return document
