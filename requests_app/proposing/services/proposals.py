"""主动公开建议: taken up within twenty working days and carried out, or turned down with a reason (art. 44)."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from portal.accounts.rules import require
from portal.actors import Actor, ActorKind
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.errors import DomainError, InvalidInput
from portal.field_table import checked
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.services.telling import tell_applicant
from requests_app.cases.states import RECEIVERS
from requests_app.proposing.fields import SUGGESTION
from requests_app.proposing.models import PublicationProposal
from requests_app.proposing.states import DECIDERS, Origin, ProposalState

PUBLISH = "PUBLISH"
SUGGESTIONS_AT_MOST = 3
"""Open ones of one request: more of them say nothing more."""


@transaction.atomic
def suggest(request: DisclosureRequest, *, text: str, actor: Actor, at: datetime) -> PublicationProposal:
    """The applicant suggests that the information be public (art. 44 para. 2); a clerk enters it for them.

    A citizen's right to this case was checked by the caller. Raises ``NotAllowed``, ``InvalidInput`` (``text``) or
    ``DomainError`` when enough suggestions of this request wait.
    """
    if actor.kind is not ActorKind.CITIZEN:
        require(actor, RECEIVERS, request.organ.heir(), doing="登记公开建议")
    clean = checked(SUGGESTION, {"text": text})
    waiting = request.publication_proposals.filter(state=ProposalState.OPEN)
    if waiting.count() >= SUGGESTIONS_AT_MOST:
        raise DomainError("您的建议机关正在研究，请等待答复后再提。")
    proposal = PublicationProposal(
        organ=request.organ.heir(), origin=Origin.SUGGESTED, request=request, made_at=at, **clean
    )
    proposal.save(force_insert=True)
    record(act="suggest", subject=proposal, actor=actor, at=at, after={"request": request.number})
    tell_deciders(proposal, "申请人建议主动公开一项信息，请审核", at=at)
    return proposal


@transaction.atomic
def accept(proposal: PublicationProposal, *, actor: Actor, at: datetime) -> PublicationProposal:
    """It falls within 主动公开: from today it is published within the limit of art. 26."""
    today = local(at).date()
    move(proposal, "accept", actor=actor, at=at, fields={"accepted_on": today})
    open_deadline(rule=PUBLISH, subject=proposal, organ=proposal.organ.heir(), start=today, actor=actor, at=at)
    _tell_suggester(proposal, "机关同意主动公开您建议的信息，正在办理发布。", "accepted", at)
    return proposal


@transaction.atomic
def complete(proposal: PublicationProposal, *, document: Document, actor: Actor, at: datetime) -> PublicationProposal:
    """The document everybody can read now. Raises ``InvalidInput`` (``document``) while it is not public."""
    if not Document.objects.public().filter(pk=document.pk).exists():
        raise InvalidInput({"document": "这份文件还没有公开，公开以后再登记"})
    today = local(at).date()
    move(proposal, "complete", actor=actor, at=at, fields={"document": document, "closed_on": today})
    _stop(proposal, Outcome.DONE, actor=actor, at=at)
    words = f"您建议的信息已经公开：{document.title}\n{document.get_absolute_url()}"
    _tell_suggester(proposal, words, "done", at)
    return proposal


@transaction.atomic
def decline(proposal: PublicationProposal, *, reason: str, actor: Actor, at: datetime) -> PublicationProposal:
    """Not taken up; whoever suggested it reads why."""
    today, words = local(at).date(), reason.strip()
    move(proposal, "decline", actor=actor, at=at, reason=words, fields={"reason": words, "closed_on": today})
    _stop(proposal, Outcome.CANCELLED, actor=actor, at=at)
    _tell_suggester(proposal, f"您建议公开的信息没有纳入主动公开，理由：{words}", "declined", at)
    return proposal


def _stop(proposal: PublicationProposal, outcome: str, *, actor: Actor, at: datetime) -> None:
    if clock := running_clock(ref(proposal), PUBLISH):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)


def _tell_suggester(proposal: PublicationProposal, words: str, event: str, at: datetime) -> None:
    """Those whose requests were only alike have not asked for it."""
    if proposal.request is not None:
        tell_applicant(proposal.request, words, at=at, key=f"proposal-{proposal.pk}-{event}")


def tell_deciders(proposal: PublicationProposal, words: str, *, at: datetime) -> None:
    tell(
        recipients_of(proposal.organ.heir(), *DECIDERS, at=at),
        subject_line=f"{words}：{proposal}",
        body=f"请在工作台办理：/admin/requests_app/publicationproposal/{proposal.pk}/change/",
        kind="foi",
        dedupe_key=f"foi_proposal|{proposal.pk}|{proposal.version}",
        at=at,
        about=ref(proposal),
    )
