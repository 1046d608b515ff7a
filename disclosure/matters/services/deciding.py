"""送审批, 批准并公布: another person's approval makes a version nobody can change any more."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.matters import content
from disclosure.matters.codes import Change
from disclosure.matters.models import MatterProposal, MatterVersion
from disclosure.matters.services import clocks
from disclosure.matters.services.proposing import named
from disclosure.matters.states import OPEN, REGISTRARS
from portal.actors import Actor
from portal.clock import local
from portal.errors import NotAllowed
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening import services as screening
from portal.screening.detectors import Match
from portal.screening.kinds import Kind
from portal.screening.locating import Part
from portal.screening.masks import masked
from portal.screening.models import Finding
from portal.screening.states import Decision
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, touch

_MATTER_ACTS = {Change.ADDED: "list", Change.CHANGED: "revise", Change.DROPPED: "drop"}


@transaction.atomic
def submit(proposal: MatterProposal, *, actor: Actor, at: datetime) -> MatterProposal:
    """Raises ``Blocked`` while a finding is open."""
    move(proposal, "submit", actor=actor, at=at)
    return proposal


@transaction.atomic
def send_back(proposal: MatterProposal, *, reason: str, actor: Actor, at: datetime) -> MatterProposal:
    move(proposal, "send_back", actor=actor, at=at, reason=reason)
    tell(
        recipients_of(proposal.organ.heir(), *REGISTRARS, at=at),
        subject_line=f"清单调整被退回：{proposal.second}",
        body=f"退回原因：{reason.strip()}\n请在工作台办理：/admin/disclosure/matterproposal/{proposal.pk}/change/",
        kind="matter_proposal",
        dedupe_key=f"matter-proposal|{proposal.pk}|{proposal.version}",
        at=at,
        about=ref(proposal),
    )
    return proposal


@transaction.atomic
def cancel(proposal: MatterProposal, *, reason: str, actor: Actor, at: datetime) -> MatterProposal:
    """The list stays as it is; a matter that was to be added does not come."""
    move(proposal, "cancel", actor=actor, at=at, reason=reason)
    if proposal.change == Change.ADDED:
        move(proposal.matter, "decline", actor=actor, at=at, reason=reason)
    return proposal


@transaction.atomic
def approve(proposal: MatterProposal, *, actor: Actor, at: datetime) -> MatterProposal:
    """Publish it as the next version of the matter, in force from today; a lapsed basis is answered by it.

    Raises ``NotAllowed`` for who wrote it (S0-11.2), ``Blocked`` while a finding is open.
    """
    move(proposal, "approve", actor=actor, at=at)
    matter = proposal.matter
    version = MatterVersion(
        matter=matter,
        number=matter.versions.count() + 1,
        change=proposal.change,
        reason=proposal.reason,
        in_force_from=local(at).date(),
        published_at=at,
        proposer_name=proposal.proposer_name,
        approver_name=actor.name,
        **content.of(proposal),
    )
    version.save(force_insert=True)
    fields = {"current": version, "name": named(content.of(proposal)), "basis_lapsed_on": None, "basis_note": ""}
    move(matter, _MATTER_ACTS[Change(proposal.change)], actor=actor, at=at, reason=proposal.reason, derived=fields)
    clocks.stop(matter, actor=actor, at=at)
    queue(matter)
    return proposal


@transaction.atomic
def settle_findings(
    proposal: MatterProposal,
    *,
    findings: Iterable[Finding],
    decision: str,
    actor: Actor,
    at: datetime,
    reason: str = "",
) -> MatterProposal:
    """Decide about findings; 遮盖 changes the text. Raises ``NotAllowed``, ``InvalidInput`` or ``DomainError``."""
    if proposal.state not in OPEN:
        raise NotAllowed("公布以前才能处理筛查结果。")
    chosen = list(findings)
    if decision == Decision.MASKED:
        _mask(proposal, chosen)
    screening.decide(
        proposal, chosen, decision=decision, organ=proposal.organ.heir(), actor=actor, at=at, reason=reason
    )
    return proposal


def _mask(proposal: MatterProposal, chosen: list[Finding]) -> None:
    by_part: dict[str, list[Finding]] = defaultdict(list)
    for finding in chosen:
        by_part[finding.part].append(finding)
    # Not through ``edit()``: its record would keep what is masked here for ever.
    touch(proposal, {name: _hidden(name, str(getattr(proposal, name)), rows) for name, rows in by_part.items()})
    if proposal.change == Change.ADDED:
        touch(proposal.matter, {"name": named(content.of(proposal))})


def _hidden(name: str, text: str, rows: list[Finding]) -> str:
    screening.require_present(rows, text, Part(name, rows[0].where, text))
    return masked(text, [Match(Kind(row.kind), row.start, row.end) for row in rows])
