"""有效性 as time passes: repeal, expiry, coming into force, amendment (law.md F)."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from disclosure.documents.codes import Validity
from disclosure.documents.models import Document
from disclosure.documents.rules import date_faults, day_of
from disclosure.documents.services.showing import show_anew
from disclosure.documents.states import SIGNERS, State
from portal import typed_text
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.errors import DomainError, InvalidInput, StaleState
from portal.workflow import edit

_DECLARERS = (*SIGNERS, Role.OVERSIGHT)


@transaction.atomic
def refresh_validity_of(document: Document, *, actor: Actor, at: datetime) -> bool:
    """Bring the stored validity up to the day and tell search; whether it changed."""
    validity = document.validity_on(day_of(at))
    changed = edit(document, {"validity": validity}, act="validity_changed", actor=actor, at=at) is not None
    if changed and document.is_public:
        show_anew(document, at=at)
    return changed


def outdated(on: date) -> Q:
    """Documents whose stored validity is not that of the day. Kept in step with ``Document.validity_on``."""
    return (
        (Q(repealed_on__lte=on) & ~Q(validity=Validity.REPEALED))
        | (Q(expires_on__lt=on) & ~Q(validity__in=[Validity.REPEALED, Validity.EXPIRED]))
        | (Q(effective_on__lte=on) & Q(validity=Validity.NOT_YET))
        | (Q(amended_on__lte=on) & Q(validity=Validity.VALID))
    )


@transaction.atomic
def declare_repealed(document: Document, *, repealed_on: date, reason: str, actor: Actor, at: datetime) -> Document:
    """The text loses force on ``repealed_on`` although no document says so here; the page says it and why."""
    return _declare(document, {"repealed_on": repealed_on}, "declare_repealed", reason, actor, at)


@transaction.atomic
def declare_expiry(document: Document, *, expires_on: date, reason: str, actor: Actor, at: datetime) -> Document:
    """``expires_on`` is the last day the text is in force."""
    return _declare(document, {"expires_on": expires_on}, "declare_expiry", reason, actor, at)


def _declare(
    document: Document, fields: dict[str, date], act: str, reason: str, actor: Actor, at: datetime
) -> Document:
    require(actor, _DECLARERS, document.responsible_organ, doing="宣布废止、失效")
    if document.state != State.PUBLISHED:
        raise StaleState
    if not typed_text.line(reason):
        raise DomainError("请写明理由或者依据的文件。", field="reason")
    names = ("formed_on", "printed_on", "effective_on", "expires_on")
    if faults := date_faults({name: getattr(document, name) for name in names} | fields, day_of(at)):
        raise InvalidInput(faults)
    edit(document, fields, act=act, actor=actor, at=at, reason=reason.strip())
    refresh_validity_of(document, actor=actor, at=at)
    show_anew(document, at=at)
    return document
