"""启动, 认定不适用, 集体讨论通过, 公布, 归档, 终止."""

from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.decisions.fields import EXEMPTION
from disclosure.decisions.models import Decision
from disclosure.decisions.packing import package_of
from disclosure.decisions.parts import parts_of, typed
from disclosure.decisions.services.telling import tell_organ
from disclosure.decisions.states import BEFORE, DRAFTERS, PUBLISHERS
from portal.actors import Actor
from portal.errors import DomainError
from portal.field_table import checked
from portal.screening import services as screening
from portal.screening.locating import Part, locate
from portal.search import services as search
from portal.workflow import move, require_move


@transaction.atomic
def start(decision: Decision, *, actor: Actor, at: datetime) -> Decision:
    """The procedure begins and everybody may follow it. Raises ``NotAllowed`` for whoever drafted it, ``Blocked``."""
    move(decision, "start", actor=actor, at=at, fields={"published_at": at})
    tell_organ(decision, "重大行政决策已经启动，请公开征求意见", *DRAFTERS, at=at)
    search.queue(decision)
    return decision


def exempt(decision: Decision, *, exclusion: str, exclusion_basis: str, actor: Actor, at: datetime) -> Decision:
    """One of the three kinds the procedure does not apply to, with its basis for all to read (law.md C17). Raises
    ``InvalidInput`` or ``Blocked``."""
    require_move(decision, "exempt", actor=actor)
    clean = checked(EXEMPTION, {"exclusion": exclusion, "exclusion_basis": exclusion_basis})
    parts = typed(clean)
    screening.refuse_marks(parts, doing="认定不适用决策程序", actor=actor, at=at)
    if locate(parts):
        raise DomainError("依据里有个人信息或者涉密内容，会公开，请改写。", field="exclusion_basis")
    with transaction.atomic():
        move(decision, "exempt", actor=actor, at=at, fields={**clean, "published_at": at})
        screening.screen(decision, parts_of(decision), at=at)
        search.queue(decision)
    return decision


@transaction.atomic
def conclude(decision: Decision, *, actor: Actor, at: datetime) -> Decision:
    """Every step before it and the meeting are on record: from now on the document may be signed. Raises ``Blocked``
    with what is missing."""
    move(decision, "conclude", actor=actor, at=at)
    tell_organ(decision, "集体讨论通过，请签发、公布决定", *DRAFTERS, *PUBLISHERS, at=at)
    return decision


@transaction.atomic
def announce(decision: Decision, *, actor: Actor, at: datetime) -> Decision:
    """The decision with its course and what became of the opinions (第三十二条). Raises ``Blocked``."""
    move(decision, "announce", actor=actor, at=at, fields={"announced_at": at})
    search.queue(decision)
    return decision


@transaction.atomic
def archive(decision: Decision, *, actor: Actor, at: datetime) -> Decision:
    """第三十三条: one list of everything, as it is now, kept with the decision. Raises ``Blocked``."""
    package: list[dict[str, Any]] = package_of(decision)
    move(decision, "archive", actor=actor, at=at, fields={"archived_at": at}, derived={"package": package})
    return decision


@transaction.atomic
def end(decision: Decision, *, reason: str, actor: Actor, at: datetime) -> Decision:
    """Given up; where it was public, its page says why."""
    words = reason.strip()
    if locate([Part("reason", "原因", words)]):
        raise DomainError("原因会公开，里面有个人信息或者涉密内容，请改写。", field="reason")
    was_public = decision.state in BEFORE
    move(decision, "end", actor=actor, at=at, reason=words, fields={"ended_reason": words})
    if was_public:
        search.queue(decision)
    return decision
