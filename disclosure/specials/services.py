"""专题: opened, filled and archived by the organ that keeps it (S1-3.1b)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import validate_slug
from django.db import IntegrityError, transaction

from disclosure.documents.models import Document
from disclosure.specials.fields import ITEM, SPECIAL
from disclosure.specials.models import Special, SpecialItem
from portal import typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked

KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
FILLERS = (*KEEPERS, Role.INFO_CLERK)
_REQUIRED = {"title": "", "code": "", "summary": ""}


@transaction.atomic
def open_special(organ: Organ, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Special:
    """Open a page on one matter; ``values`` are fields of ``fields.SPECIAL``. Raises ``InvalidInput``."""
    require(actor, KEEPERS, organ, doing="开设专题")
    special = Special(organ=organ, opened_at=at, **checked(SPECIAL, _REQUIRED | dict(values)))
    try:
        validate_slug(special.code)
    except ValidationError:
        raise InvalidInput({"code": "代码只用英文字母、数字和连字符，它是专题的网址"}) from None
    try:
        with transaction.atomic():
            special.save(force_insert=True)
    except IntegrityError:
        raise InvalidInput({"code": "这个代码已经有专题在用，请换一个"}) from None
    after = {"title": special.title, "code": special.code, "organ": organ.name}
    record(act="open_special", subject=special, actor=actor, at=at, after=after)
    return special


@transaction.atomic
def edit_special(special: Special, *, changes: Mapping[str, Any], actor: Actor, at: datetime) -> Special:
    """Change title, description or place. The code is the address and stays. Raises ``InvalidInput``."""
    require(actor, KEEPERS, special.organ.heir(), doing="修改专题")
    clean = checked({name: field for name, field in SPECIAL.items() if name != "code"}, changes)
    changed = {name: value for name, value in clean.items() if getattr(special, name) != value}
    if not changed:
        return special
    before = {name: getattr(special, name) for name in changed}
    for name, value in changed.items():
        setattr(special, name, value)
    special.save(update_fields=list(changed))
    record(act="edit_special", subject=special, actor=actor, at=at, before=before, after=changed)
    return special


@transaction.atomic
def collect(special: Special, *, document: Document, actor: Actor, at: datetime, heading: str = "") -> SpecialItem:
    """Put a published document on the page. Raises ``InvalidInput`` for one that is not public or there already."""
    require(actor, FILLERS, special.organ.heir(), doing="往专题里收文件")
    if special.archived_at is not None:
        raise StaleState
    if not document.is_public:
        raise InvalidInput({"document": "只能收已经公开的文件"})
    words = checked(ITEM, {"heading": heading})["heading"]
    try:
        with transaction.atomic():
            item = SpecialItem.objects.create(special=special, document=document, heading=words)
    except IntegrityError:
        raise InvalidInput({"document": "这件文件已经在专题里了"}) from None
    record(act="collect", subject=special, actor=actor, at=at, after={"document": document.title})
    return item


@transaction.atomic
def leave_out(special: Special, *, item: SpecialItem, actor: Actor, at: datetime) -> None:
    """Take a document off the page; the document itself stays where it is published."""
    require(actor, FILLERS, special.organ.heir(), doing="从专题里移出文件")
    title = item.document.title
    gone, _ = SpecialItem.objects.filter(pk=item.pk, special=special).delete()
    if gone != 1:
        raise StaleState
    record(act="leave_out", subject=special, actor=actor, at=at, before={"document": title})


@transaction.atomic
def archive(special: Special, *, reason: str, actor: Actor, at: datetime) -> Special:
    """Nothing is added any more; the page stays readable. Raises ``StaleState`` for the second of two."""
    require(actor, KEEPERS, special.organ.heir(), doing="归档专题")
    words = typed_text.line(reason)
    if fault := typed_text.fault(words, label="归档的原因", at_most=200, required=True):
        raise InvalidInput({"reason": fault})
    if Special.objects.running().filter(pk=special.pk).update(archived_at=at) != 1:
        raise StaleState
    special.archived_at = at
    record(act="archive", subject=special, actor=actor, at=at, after={"archived_at": at}, reason=words)
    return special
