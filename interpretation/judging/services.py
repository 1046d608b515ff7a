"""判定: is this document to be explained, and what does it touch."""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction

from disclosure.documents.models import Document
from disclosure.documents.states import State
from interpretation.judging.codes import Ground, Trait
from interpretation.judging.models import Judgement
from portal import typed_text
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, NotAllowed, StaleState

JUDGES = (Role.HANDLER, Role.INFO_CLERK, Role.DISCLOSURE_HEAD, Role.OVERSIGHT)
REASON_LENGTH = 200
_OVER = frozenset({State.WITHDRAWN, State.CANCELLED, State.FILED})


def no_judge(document: Document, actor: Actor) -> str:
    """Why this actor may not judge, in Chinese; empty when it is allowed."""
    if document.state in _OVER:
        return "这件公文不公开了，不用判定。"
    organs = {document.organ.heir().pk, document.drafting_organ_id or document.organ_id}
    if actor.is_system or any(rules.holds(actor, JUDGES, organ) for organ in organs):
        return ""
    return "要不要解读，由拟稿单位、公开责任单位的人或者政务公开办判定。"


@transaction.atomic
def judge(
    document: Document,
    *,
    grounds: Iterable[str] = (),
    traits: Iterable[str] = (),
    is_marked: bool = False,
    reason: str = "",
    actor: Actor,
    at: datetime,
) -> Judgement:
    """Put on record what the document touches and why it should be explained (S0-2.3.4, S0-2.3.5, S2-4.1).

    The latest judgement holds. Raises ``NotAllowed``, ``StaleState`` or ``InvalidInput``.
    """
    if document.state in _OVER:
        raise StaleState
    if why := no_judge(document, actor):
        raise NotAllowed(why)
    words = _reason(reason, required=is_marked)
    given = {
        "grounds": _known(grounds, Ground.values, "grounds"),
        "traits": _known(traits, Trait.values, "traits"),
        "is_marked": is_marked,
        "reason": words,
    }
    before = Judgement.objects.filter(document=document).first()
    made, _ = Judgement.objects.update_or_create(
        document=document, defaults=given | {"person_name": actor.name, "at": at}
    )
    earlier = {name: getattr(before, name) for name in given} if before else {}
    record(act="judge", subject=document, actor=actor, at=at, before=earlier, after=given, reason=words)
    made.document = document  # so that the document at hand knows it too
    return made


def _known(given: Iterable[str], codes: list[str], field: str) -> list[str]:
    """In the order of the list. Raises ``InvalidInput`` for a code that is not in it."""
    wanted = set(given)
    if wanted - set(codes):
        raise InvalidInput({field: "请从列表里选"})
    return [code for code in codes if code in wanted]


def _reason(text: str, *, required: bool) -> str:
    clean = typed_text.line(text)
    if fault := typed_text.fault(clean, label="理由", at_most=REASON_LENGTH, required=required):
        raise InvalidInput({"reason": fault})
    return clean
