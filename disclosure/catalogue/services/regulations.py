"""公开制度: which rules of procedure hold (S0-1.1, S1-2a–h)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from disclosure.catalogue.fields import REGULATION
from disclosure.catalogue.models import Regulation
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.search.services import queue as index

_KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
_REQUIRED: dict[str, Any] = {"subject": "", "title": "", "effective_from": None}


@transaction.atomic
def adopt_regulation(
    organ: Organ, *, values: Mapping[str, Any], actor: Actor, at: datetime, document_id: int | None = None
) -> Regulation:
    """Enter a rule of procedure in the library, with its day of entry into force (S0-1.14).

    ``document_id`` is the published document that carries its text. Raises ``InvalidInput``.
    """
    require(actor, _KEEPERS, organ, doing="登记公开制度")
    clean = checked(REGULATION, _REQUIRED | dict(values))
    if clean["effective_from"] is None:
        raise InvalidInput({"effective_from": "请填写施行日期"})
    regulation = Regulation(organ=organ, document_id=document_id, **clean)
    document = regulation.document
    if document is not None and not document.is_public:
        raise InvalidInput({"document": "制度文件要先发布，再登记到制度库"})
    regulation.save(force_insert=True)
    after = {"title": regulation.title, "effective_from": regulation.effective_from}
    record(act="adopt_regulation", subject=regulation, actor=actor, at=at, after=after)
    index(regulation)
    return regulation


@transaction.atomic
def end_regulation(regulation: Regulation, *, on: date, reason: str, actor: Actor, at: datetime) -> Regulation:
    """``on`` is the last day the rule holds. Raises ``InvalidInput``, or ``StaleState`` when it was ended before."""
    require(actor, _KEEPERS, regulation.organ.heir(), doing="废止公开制度")
    if on < regulation.effective_from:
        raise InvalidInput({"on": "废止日期不能早于施行日期"})
    if not typed_text.line(reason):
        raise InvalidInput({"reason": "请写明废止的依据"})
    standing = Regulation.objects.filter(pk=regulation.pk, effective_to=None)
    if standing.update(effective_to=on) != 1:
        raise StaleState
    regulation.effective_to = on
    record(act="end_regulation", subject=regulation, actor=actor, at=at, after={"effective_to": on}, reason=reason)
    index(regulation)
    return regulation
