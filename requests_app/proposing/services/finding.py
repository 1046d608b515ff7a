"""The daily look for what several people asked one organ for and got: it should be there for everybody (art. 44)."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet

from portal.accounts.models import Organ
from portal.actors import SYSTEM
from portal.audit.services import record
from portal.clock import local
from portal.privacy.months import months_before
from requests_app.cases.likeness import ALIKE, likeness, pairs
from requests_app.cases.models import RequestItem
from requests_app.proposing.models import PublicationProposal
from requests_app.proposing.services.proposals import tell_deciders
from requests_app.proposing.states import DISCLOSED, Origin, ProposalState

FEWEST_PAIRS = 8
"""A text of a few characters is like too much."""


@dataclass
class Cluster:
    """Items that ask for the same as the first of them."""

    pairs: frozenset[str]
    items: list[RequestItem] = field(default_factory=list)

    @property
    def applicants(self) -> int:
        return len({item.request.applicant.identity_index for item in self.items})


def find_proposals(*, at: datetime) -> int:
    """Propose each cluster once; returns how many are new. Running again proposes nothing again."""
    since = months_before(local(at), settings.PROPOSALS["within_months"]).date()
    organs = _disclosed(since).order_by().values_list("request__organ", flat=True).distinct()
    return sum(_look_at(organ, since, at) for organ in Organ.objects.filter(pk__in=organs).order_by("pk"))


def _disclosed(since: date) -> "QuerySet[RequestItem]":
    """Items answered by disclosure since that day; a restricted request gives nothing away, nor does a purged one."""
    rows = RequestItem.objects.filter(counted_outcome__in=DISCLOSED, counted_on__gte=since)
    return rows.filter(request__is_restricted=False).exclude(request__applicant__identity_index="")


def _look_at(organ: Organ, since: date, at: datetime) -> int:
    rows = _disclosed(since).filter(request__organ=organ).select_related("request__applicant").order_by("pk")
    several = [found for found in clusters_of(list(rows)) if found.applicants >= settings.PROPOSALS["applicants"]]
    return sum(_propose(organ, found.items, at) for found in several)


@transaction.atomic
def _propose(organ: Organ, items: Sequence[RequestItem], at: datetime) -> bool:
    """Whether it is new. What came later joins the proposal as long as nobody has decided about it."""
    Organ.objects.select_for_update().get(pk=organ.pk)
    known = PublicationProposal.objects.filter(origin=Origin.FOUND, items__in=items).order_by("-pk").first()
    if known is not None:
        if known.state == ProposalState.OPEN:
            known.items.add(*items)
        return False
    proposal = PublicationProposal.objects.create(
        organ=organ.heir(), origin=Origin.FOUND, text=items[-1].text, made_at=at
    )
    proposal.items.set(items)
    after = {"requests": sorted({item.request.number for item in items})}
    record(act="propose", subject=proposal, actor=SYSTEM, at=at, after=after)
    tell_deciders(proposal, "多人申请同一信息，请研究是否主动公开", at=at)
    return True


def clusters_of(items: Sequence[RequestItem]) -> list[Cluster]:
    """Oldest first: each item joins the first cluster it is like, or begins one."""
    found: list[Cluster] = []
    for item in items:
        own = pairs(item.text)
        if len(own) < FEWEST_PAIRS:
            continue
        home = next((cluster for cluster in found if likeness(cluster.pairs, own) >= ALIKE), None)
        if home is None:
            found.append(home := Cluster(own))
        home.items.append(item)
    return found
