"""新增, 变更, 取消: somebody writes what the list is to say and why."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.matters import content
from disclosure.matters.codes import Change, Tier
from disclosure.matters.models import Matter, MatterProposal
from disclosure.matters.states import OPEN, REGISTRARS, MatterState, ProposalState
from portal import typed_text
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.accounts.states import OrganKind
from portal.actors import Actor, ActorKind
from portal.audit.services import record as note
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.screening.masks import redacted
from portal.screening.services import refuse_marks, screen
from portal.workflow import touch

REASON_LENGTH = 500
_DOING = "调整事项清单"


def propose_new(
    *, organ: Organ, values: Mapping[str, Any], reason: str, actor: Actor, at: datetime, village: str = ""
) -> MatterProposal:
    """A matter for the list of ``organ``, or of one of its villages. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, REGISTRARS, organ, doing=_DOING)
    home = typed_text.line(village)
    clean = content.read(values, of_village=bool(home))
    why = _why(reason)
    refuse_marks(content.parts(clean), doing=_DOING, actor=actor, at=at)
    if standing(organ, home, clean) is not None:
        raise InvalidInput({"second": "清单里已经有这个事项，或者正在列入"})
    return open_new(organ, home, clean, why, actor=actor, at=at)


def propose_change(
    matter: Matter, *, values: Mapping[str, Any], reason: str, actor: Actor, at: datetime
) -> MatterProposal:
    """What the matter is to say from its approval on. Raises ``InvalidInput``, also when nothing would change."""
    _require_free(matter, actor)
    clean = content.read(values, of_village=bool(matter.village))
    why = _why(reason)
    refuse_marks(content.parts(clean), doing=_DOING, actor=actor, at=at)
    if clean == content.of(matter.current):
        raise InvalidInput({"second": "和现在的内容一样，没有要变更的"})
    return open_change(matter, Change.CHANGED, clean, why, actor=actor, at=at)


def propose_drop(matter: Matter, *, reason: str, actor: Actor, at: datetime) -> MatterProposal:
    """The matter is to leave the list."""
    _require_free(matter, actor)
    return open_change(matter, Change.DROPPED, content.of(matter.current), _why(reason), actor=actor, at=at)


def _why(reason: str) -> str:
    """A change of the list has a basis (S0-11.2)."""
    words = typed_text.line(reason)
    if fault := typed_text.fault(words, label="调整依据", at_most=REASON_LENGTH, required=True):
        raise InvalidInput({"reason": fault})
    if redacted(words) != words:
        raise InvalidInput({"reason": "调整依据会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    return words


def _require_free(matter: Matter, actor: Actor) -> None:
    require(actor, REGISTRARS, matter.organ, doing=_DOING)
    if matter.state != MatterState.LISTED:
        raise StaleState
    if MatterProposal.objects.filter(matter=matter, state__in=OPEN).exists():
        raise DomainError("这个事项已经有一份调整在办理，办完再提。")


def standing(organ: Organ, village: str, clean: Mapping[str, Any]) -> Matter | None:
    """The matter of that name in the list of that organ or village, in it or on its way."""
    rows = Matter.objects.filter(organ=organ, village=village, name=named(clean))
    return rows.filter(state__in=[MatterState.PENDING, MatterState.LISTED]).select_related("current").first()


def named(clean: Mapping[str, Any]) -> str:
    return f"{clean['first']}：{clean['second']}"


@transaction.atomic
def open_new(
    organ: Organ, village: str, clean: Mapping[str, Any], reason: str, *, actor: Actor, at: datetime
) -> MatterProposal:
    """The same for values that were checked before."""
    is_town = organ.kind in {OrganKind.TOWNSHIP, OrganKind.SUBDISTRICT}
    tier = Tier.VILLAGE if village else Tier.TOWN if is_town else Tier.COUNTY
    matter = Matter.objects.create(organ=organ, tier=tier, village=village, name=named(clean))
    return open_change(matter, Change.ADDED, clean, reason, actor=actor, at=at)


@transaction.atomic
def open_change(
    matter: Matter, kind: Change, clean: Mapping[str, Any], reason: str, *, actor: Actor, at: datetime
) -> MatterProposal:
    proposal = MatterProposal(
        matter=matter,
        organ=matter.organ,
        change=kind,
        reason=reason,
        proposer_id=actor.id if actor.kind is ActorKind.USER else None,
        proposer_name=actor.name,
        opened_at=at,
        **clean,
    )
    proposal.save(force_insert=True)
    note(act="propose", subject=proposal, actor=actor, at=at, after=_noted(clean), reason=reason)
    screen(proposal, content.parts(clean), at=at)
    return proposal


def _noted(values: Mapping[str, Any]) -> dict[str, Any]:
    """As the trail keeps them for ever: without the personal data somebody typed among the words."""
    return {name: redacted(value) if isinstance(value, str) else value for name, value in values.items() if value}


def no_pen(proposal: MatterProposal, actor: Actor) -> str:
    """Why this actor may not change what is proposed, in Chinese; empty when it is allowed."""
    if proposal.state != ProposalState.DRAFT:
        return "拟稿的时候才能修改。"
    if proposal.change == Change.DROPPED:
        return "取消事项没有要修改的内容。"
    return "" if rules.holds(actor, REGISTRARS, proposal.acting_organ_id) else "修改要由本单位经办人或者信息员办理。"


@transaction.atomic
def _store(proposal: MatterProposal, clean: Mapping[str, Any], reason: str, *, actor: Actor, at: datetime) -> None:
    changed = {name: value for name, value in clean.items() if getattr(proposal, name) != value}
    touch(proposal, {**changed, "reason": reason, "proposer_id": actor.id, "proposer_name": actor.name})
    if proposal.change == Change.ADDED:
        touch(proposal.matter, {"name": named(clean)})
    note(act="change", subject=proposal, actor=actor, at=at, after=_noted(changed), reason=reason)
    screen(proposal, content.parts(clean), at=at)


def change(
    proposal: MatterProposal, *, values: Mapping[str, Any], reason: str, actor: Actor, at: datetime
) -> MatterProposal:
    """Put a draft right; who does it is the one who may not approve it. Raises ``NotAllowed``, ``InvalidInput``."""
    if why := no_pen(proposal, actor):
        raise NotAllowed(why)
    clean = content.read(values, of_village=bool(proposal.matter.village))
    words = _why(reason)
    refuse_marks(content.parts(clean), doing=_DOING, actor=actor, at=at)
    twin = standing(proposal.organ, proposal.matter.village, clean)
    if twin is not None and twin.pk != proposal.matter_id:
        raise InvalidInput({"second": "清单里已经有这个事项，或者正在列入"})
    _store(proposal, clean, words, actor=actor, at=at)
    return proposal
