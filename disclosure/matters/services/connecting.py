"""挂接: where what a matter promises is found, what it rests on, and the same item in the list above."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.catalogue.models import Column
from disclosure.documents.models import Document
from disclosure.listings.elements import TEMPLATES
from disclosure.matters.codes import Tier
from disclosure.matters.models import Matter, MatterBasis, MatterLink
from disclosure.matters.states import APPROVERS, REGISTRARS, MatterState
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record as note
from portal.errors import InvalidInput
from portal.workflow import touch

_ORDER = (Tier.COUNTY, Tier.TOWN, Tier.VILLAGE)


@transaction.atomic
def connect(
    matter: Matter,
    *,
    columns: Iterable[Column],
    documents: Iterable[Document],
    lists: Iterable[str],
    bases: Iterable[Document],
    upper: Matter | None,
    actor: Actor,
    at: datetime,
) -> Matter:
    """Put these in place of what was connected before. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, (*REGISTRARS, *APPROVERS), matter.organ, doing="挂接公开事项")
    rows = [MatterLink(matter=matter, column=each) for each in columns]
    rows += [MatterLink(matter=matter, document=each) for each in documents]
    rows += [MatterLink(matter=matter, list_code=each) for each in lists if each in TEMPLATES]
    wanted = {each.pk: each for each in bases}
    if upper is not None:
        _require_above(matter, upper)
    touch(matter, {"upper": upper})
    matter.links.all().delete()
    MatterLink.objects.bulk_create(rows)
    matter.bases.exclude(document__in=wanted).delete()
    standing = set(matter.bases.values_list("document_id", flat=True))
    MatterBasis.objects.bulk_create(
        MatterBasis(matter=matter, document=each) for pk, each in wanted.items() if pk not in standing
    )
    after = {"links": len(rows), "bases": sorted(wanted), "upper": upper.pk if upper else None}
    note(act="connect", subject=matter, actor=actor, at=at, after=after)
    return matter


def _require_above(matter: Matter, upper: Matter) -> None:
    is_above = _ORDER.index(Tier(upper.tier)) < _ORDER.index(Tier(matter.tier))
    if upper.state != MatterState.LISTED or not is_above:
        raise InvalidInput({"upper": "只能选上一级清单里现行的事项"})
