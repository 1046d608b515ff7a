"""公开指南: every change is a new version, published in time after what it says has changed (S2-1.11a)."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max

from disclosure.catalogue.fields import ART12, GUIDE
from disclosure.catalogue.models import Guide
from portal import clock, typed_text
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.search.services import queue as index
from portal.subjects import ref

GUIDE_UPDATE = "GUIDE_UPDATE"
_KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)


@transaction.atomic
def report_guide_change(organ: Organ, *, changed_on: date, what: str, actor: Actor, at: datetime) -> None:
    """Something the guide says is no longer so: the clock for a new version starts, unless it runs already."""
    require(actor, (*_KEEPERS, Role.INFO_CLERK), organ, doing="登记指南内容变动")
    words = typed_text.line(what)
    if fault := typed_text.fault(words, label="变动内容", at_most=200, required=True):
        raise InvalidInput({"what": fault})
    record(act="report_guide_change", subject=organ, actor=actor, at=at, after={"changed_on": changed_on}, reason=words)
    if running_clock(ref(organ), GUIDE_UPDATE) is None:
        open_deadline(
            rule=GUIDE_UPDATE, subject=organ, organ=organ, start=changed_on, actor=actor, at=at, evidence=words
        )


@transaction.atomic
def revise_guide(organ: Organ, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Guide:
    """Publish a new version of the nine fields of art. 12, in force from ``effective_from`` (default: today).

    Fields left out are taken from the version before. Raises ``InvalidInput``, or ``StaleState`` for the second of two.
    """
    require(actor, _KEEPERS, organ, doing="修订公开指南")
    today = clock.local(at).date()
    before = Guide.objects.filter(organ=organ).order_by("-number").first()
    base = {name: getattr(before, name) if before else "" for name in ART12}
    clean = checked(GUIDE, base | dict(values))
    effective_from = clean.pop("effective_from", None) or today
    if effective_from < today:
        raise InvalidInput({"effective_from": "生效日期不能早于今天"})
    number = (Guide.objects.filter(organ=organ).aggregate(last=Max("number"))["last"] or 0) + 1
    try:
        with transaction.atomic():
            guide = Guide.objects.create(
                organ=organ, number=number, effective_from=effective_from, published_at=at, **clean
            )
    except IntegrityError:
        raise StaleState from None
    changed = [name for name in ART12 if before is None or getattr(before, name) != clean[name]]
    after = {"number": number, "effective_from": effective_from, "changed": changed}
    record(act="revise_guide", subject=guide, actor=actor, at=at, after=after, reason=guide.change_note)
    if running := running_clock(ref(organ), GUIDE_UPDATE):
        close(running, on=today, actor=actor, at=at)
    index(guide)
    if before is not None:
        index(before)
    return guide
