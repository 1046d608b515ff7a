"""动态调整: a document a guide rests on is changed, repealed or taken down; then the guide is looked at (S3-2.4a)."""

from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.services_guide.models import TAKEN_DOWN, GuideBasis, ServiceGuide
from disclosure.services_guide.states import WRITERS, GuideState
from portal.actors import SYSTEM, Actor
from portal.audit.services import record
from portal.clock import local
from portal.deadlines.selectors import running_clock
from portal.deadlines.services import close, open_deadline
from portal.deadlines.states import Outcome
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.subjects import ref
from portal.workflow import move

CLOCK = "SERVICE_GUIDE_UPDATE"


def as_seen(document: Document) -> str:
    """What the document is worth now, as a basis keeps it."""
    return str(document.validity) if document.is_public else TAKEN_DOWN


def look_at_bases(*, at: datetime) -> int:
    """Open the clock of every guide whose basis is not what it was; returns how many."""
    rows = GuideBasis.objects.changed().filter(guide__state=GuideState.PUBLISHED)
    opened = 0
    for pk in rows.order_by("guide").values_list("guide", flat=True).distinct():
        with transaction.atomic():
            guide = ServiceGuide.objects.select_related("organ").select_for_update(of=("self",)).get(pk=pk)
            if guide.state == GuideState.PUBLISHED and running_clock(ref(guide), CLOCK) is None:
                _start(guide, at=at)
                opened += 1
    return opened


def _start(guide: ServiceGuide, *, at: datetime) -> None:
    organ = guide.organ.heir()
    open_deadline(rule=CLOCK, subject=guide, organ=organ, start=local(at).date(), actor=SYSTEM, at=at)
    changed = guide.bases.changed().select_related("document")
    titles = "、".join(row.document.public_title or "一份已撤下的文件" for row in changed)
    record(act="basis_changed", subject=guide, actor=SYSTEM, at=at, after={"documents": titles[:500]})
    tell(
        recipients_of(organ, *WRITERS, at=at),
        subject_line="办事指南的依据变了，要看指南要不要改",
        body=f"{guide.name}：{titles}\n请在工作台办理：/admin/disclosure/serviceguide/{guide.pk}/change/",
        kind="service_guide_basis",
        dedupe_key=f"service-guide|{guide.pk}|{guide.version}",
        at=at,
        about=ref(guide),
    )


@transaction.atomic
def confirm_basis(guide: ServiceGuide, *, reason: str, actor: Actor, at: datetime) -> ServiceGuide:
    """The change does not touch the guide, says another person than its writer; the clock stops."""
    move(guide, "confirm_basis", actor=actor, at=at, reason=reason)
    for row in guide.bases.select_related("document"):
        row.seen = as_seen(row.document)
        row.save(update_fields=["seen"])
    stop(guide, actor=actor, at=at)
    return guide


def stop(guide: ServiceGuide, *, actor: Actor, at: datetime, outcome: str = Outcome.DONE) -> None:
    if clock := running_clock(ref(guide), CLOCK):
        close(clock, on=local(at).date(), actor=actor, at=at, outcome=outcome)
