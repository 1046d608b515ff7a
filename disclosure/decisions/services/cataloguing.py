"""年度目录: items proposed by organs, the agreement of the party committee, publication in versions."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.decisions.fields import AGREEMENT, ITEM, YEAR
from disclosure.decisions.models import CatalogueItem, CatalogueVersion, DecisionCatalogue
from disclosure.decisions.states import DRAFTERS, CatalogueState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.field_table import checked
from portal.screening.locating import Part, locate
from portal.screening.services import refuse_marks
from portal.workflow import edit, move, touch


def open_catalogue(*, organ: Organ, year: int, actor: Actor, at: datetime) -> DecisionCatalogue:
    """Begin the catalogue of one year. Raises ``NotAllowed``, ``InvalidInput`` also for a second one."""
    require(actor, DRAFTERS, organ, doing="编制决策事项目录")
    if actor.id is None:
        raise NotAllowed("目录要由人编制。")
    clean = checked(YEAR, {"year": year})
    try:
        with transaction.atomic():
            row = DecisionCatalogue(organ=organ, drafter_id=actor.id, **clean)
            row.save(force_insert=True)
            record(act="open_catalogue", subject=row, actor=actor, at=at, after={"organ": organ.name, **clean})
    except IntegrityError:
        raise InvalidInput({"year": f"{organ.short_name}已经有{year}年的目录"}) from None
    return row


def not_to_edit(catalogue: DecisionCatalogue, actor: Actor) -> str:
    """Why this actor may not change the items, in Chinese; empty when it is allowed."""
    if catalogue.state == CatalogueState.PUBLISHED:
        return "已经公布，先点“调整目录”。"
    return "" if rules.holds(actor, DRAFTERS, catalogue.acting_organ_id) else "由经办人或者信息员编制。"


def add_item(
    catalogue: DecisionCatalogue, *, lead: Organ, values: Mapping[str, Any], actor: Actor, at: datetime
) -> CatalogueItem:
    """An item proposed by ``lead``; ``values`` has keys of ``ITEM``. One the procedure does not apply to says on what
    basis. Raises ``NotAllowed`` or ``InvalidInput``."""
    if why := not_to_edit(catalogue, actor):
        raise NotAllowed(why)
    clean = checked(ITEM, {"exclusion": "", "exclusion_basis": "", "planned": ""} | dict(values))
    if bool(clean["exclusion"]) != bool(clean["exclusion_basis"]):
        raise InvalidInput({"exclusion_basis": "不适用决策程序的，情形和依据要一起写"})
    parts = [Part(name, ITEM[name].label, clean[name]) for name in ("title", "exclusion_basis")]
    refuse_marks(parts, doing="编制决策事项目录", actor=actor, at=at)
    if found := locate(parts):
        raise InvalidInput({found[0].code: f"{found[0].where}里有{found[0].kind.label}，目录要公开，请改写"})
    try:
        with transaction.atomic():
            touch(catalogue, {"agreed_on": None, "agreement": ""})
            item = CatalogueItem.objects.create(catalogue=catalogue, lead=lead, **clean)
            record(act="add_item", subject=catalogue, actor=actor, at=at, after={"item": item.title, "lead": lead.name})
    except IntegrityError:
        raise InvalidInput({"title": "目录里已经有这个事项"}) from None
    return item


@transaction.atomic
def drop_item(catalogue: DecisionCatalogue, *, item: CatalogueItem, actor: Actor, at: datetime) -> DecisionCatalogue:
    """Take an item out of the working copy; published versions keep it. What was agreed to has changed."""
    if why := not_to_edit(catalogue, actor):
        raise NotAllowed(why)
    if item.catalogue_id != catalogue.pk:
        raise DomainError("不是这份目录的事项。", field="item")
    touch(catalogue, {"agreed_on": None, "agreement": ""})
    record(act="drop_item", subject=catalogue, actor=actor, at=at, before={"item": item.title})
    item.delete()
    return catalogue


def note_agreement(
    catalogue: DecisionCatalogue, *, agreed_on: date | None, agreement: str, actor: Actor, at: datetime
) -> DecisionCatalogue:
    """第三条: the party committee agreed, on which day, by which paper. A later change of the items voids it."""
    if why := not_to_edit(catalogue, actor):
        raise NotAllowed(why)
    clean = checked(AGREEMENT, {"agreed_on": agreed_on, "agreement": agreement})
    if clean["agreed_on"] > local(at).date():
        raise InvalidInput({"agreed_on": "这一天还没有到，请核对日期"})
    refuse_marks([Part("agreement", "同意的依据", clean["agreement"])], doing="编制决策事项目录", actor=actor, at=at)
    edit(catalogue, clean, act="note_agreement", actor=actor, at=at)
    return catalogue


@transaction.atomic
def publish_catalogue(catalogue: DecisionCatalogue, *, actor: Actor, at: datetime) -> DecisionCatalogue:
    """Everybody reads it as it is now; older versions stay. Raises ``Blocked`` with what is missing."""
    move(catalogue, "publish", actor=actor, at=at)
    newest = catalogue.newest()
    CatalogueVersion.objects.create(
        catalogue=catalogue,
        number=newest.number + 1 if newest else 1,
        published_at=at,
        agreed_on=catalogue.agreed_on,  # type: ignore[misc]  # there since the gate opened
        agreement=catalogue.agreement,
        note=catalogue.note,
        items=[_frozen(item) for item in catalogue.items.select_related("lead")],
    )
    return catalogue


@transaction.atomic
def revise(catalogue: DecisionCatalogue, *, reason: str, actor: Actor, at: datetime) -> DecisionCatalogue:
    """Open the working copy again; the published version stays until the next. The reason is published with it."""
    words = reason.strip()
    if locate([Part("reason", "理由", words)]):
        raise DomainError("调整的理由会公开，里面有个人信息或者密级标志，请改写。", field="reason")
    changes = {"agreed_on": None, "agreement": "", "note": words}
    move(catalogue, "revise", actor=actor, at=at, reason=words, derived=changes)
    return catalogue


def _frozen(item: CatalogueItem) -> dict[str, Any]:
    names = ("title", "category", "planned", "exclusion", "exclusion_basis")
    return {"item": item.pk, "lead": item.lead.name} | {name: getattr(item, name) for name in names}
