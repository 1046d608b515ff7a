"""送审, 审核发布, 退回, 撤下. A new edition takes the place of the one before in the same moment."""

from datetime import datetime

from django.db import transaction

from disclosure.services_guide.models import ServiceGuide
from disclosure.services_guide.services.bases import as_seen, stop
from disclosure.services_guide.states import PUBLISHERS, WRITERS
from portal import typed_text
from portal.accounts.states import Role
from portal.actors import SYSTEM, Actor, ActorKind
from portal.deadlines.states import Outcome
from portal.errors import InvalidInput
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.screening.masks import redacted
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move

REASON_LENGTH = 500


@transaction.atomic
def submit(guide: ServiceGuide, *, actor: Actor, at: datetime) -> ServiceGuide:
    """Hand it to review. Raises ``Blocked`` while something is missing."""
    derived = {} if guide.writer_id or actor.kind is not ActorKind.USER else {"writer_id": actor.id}
    move(guide, "submit", actor=actor, at=at, derived=derived)
    _tell(guide, "有一份办事指南待审核", *PUBLISHERS, at=at)
    return guide


@transaction.atomic
def publish(guide: ServiceGuide, *, actor: Actor, at: datetime) -> ServiceGuide:
    """Show it; the edition before becomes history, and its open clock has been met. Raises ``Blocked``."""
    require_move(guide, "publish", actor=actor)
    before = ServiceGuide.objects.public().filter(code=guide.code).select_related("organ").first()
    if before is not None:
        move(before, "supersede", actor=SYSTEM, at=at, reason=f"第{guide.edition}版发布")
        stop(before, actor=SYSTEM, at=at)
        queue(before)
    move(guide, "publish", actor=actor, at=at, fields={"published_at": at})
    for row in guide.bases.select_related("document"):
        row.seen = as_seen(row.document)
        row.save(update_fields=["seen"])
    queue(guide)
    return guide


@transaction.atomic
def send_back(guide: ServiceGuide, *, reason: str, actor: Actor, at: datetime) -> ServiceGuide:
    move(guide, "send_back", actor=actor, at=at, reason=reason)
    _tell(guide, "有一份办事指南被退回，要改好再送审", *WRITERS, at=at)
    return guide


@transaction.atomic
def withdraw(guide: ServiceGuide, *, reason: str, actor: Actor, at: datetime) -> ServiceGuide:
    """Take it off the page, which keeps the reason."""
    require_move(guide, "withdraw", actor=actor)
    words = typed_text.paragraphs(reason)
    if fault := typed_text.fault(words, label="理由", at_most=REASON_LENGTH, required=True):
        raise InvalidInput({"reason": fault})
    if redacted(words) != words:
        raise InvalidInput({"reason": "理由会公开，里面不能有证件号码、手机号、住址这些个人信息"})
    down = {"taken_down_at": at, "taken_down_reason": words}
    move(guide, "withdraw", actor=actor, at=at, reason=words, fields=down)
    stop(guide, actor=actor, at=at, outcome=Outcome.CANCELLED)
    queue(guide)
    return guide


@transaction.atomic
def cancel(guide: ServiceGuide, *, reason: str, actor: Actor, at: datetime) -> ServiceGuide:
    """Given up while it was written; the edition that is out stays."""
    move(guide, "cancel", actor=actor, at=at, reason=reason)
    return guide


def _tell(guide: ServiceGuide, subject_line: str, *roles: Role, at: datetime) -> None:
    tell(
        recipients_of(guide.organ.heir(), *roles, at=at),
        subject_line=subject_line,
        body=f"请在工作台办理：/admin/disclosure/serviceguide/{guide.pk}/change/",
        kind="service_guide_turn",
        dedupe_key=f"service-guide-turn|{guide.pk}|{guide.version}",
        at=at,
        about=ref(guide),
    )
