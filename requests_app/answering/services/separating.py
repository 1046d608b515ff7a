"""审核区分处理: somebody looks at what is kept back of an answer as a secret before the rest is handed out."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from portal.actors import Actor
from portal.errors import DomainError, InvalidInput, NotAllowed, StaleState
from portal.screening import services as screening
from portal.screening.locating import Part
from portal.screening.models import Separation
from portal.screening.states import SeparationConclusion
from portal.workflow import touch
from requests_app.answering.selectors import essence_of, rests_on_secrecy_law, separated
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import IN_APPROVAL


def confirm_separation(
    request: DisclosureRequest, *, values: Mapping[str, Any], actor: Actor, at: datetime
) -> Separation:
    """Enter what was found about the content kept back (S2-6.10b); ``values`` as ``SEPARATION`` of the screening.
    Holds for the pages and files that go out as they are now.

    Raises ``NotAllowed``, ``StaleState``, ``InvalidInput``, or ``DomainError`` when nothing of the kind is kept back.
    """
    typed = [Part(name, screening.SEPARATION[name].label, str(values.get(name) or "")) for name in ("basis", "opinion")]
    screening.refuse_marks(typed, doing="审核区分处理", actor=actor, at=at)
    return _confirmed(request, values, actor, at)


@transaction.atomic
def _confirmed(request: DisclosureRequest, values: Mapping[str, Any], actor: Actor, at: datetime) -> Separation:
    if request.state not in IN_APPROVAL:
        raise StaleState
    rows = separated(request)
    if not rows:
        raise DomainError("这次答复没有要审核的区分处理。")
    if actor.id in request.drafter_ids():
        raise NotAllowed("自己起草的答复，不能由自己审核区分处理。")
    if values.get("conclusion") == SeparationConclusion.NO_SECRET and any(map(rests_on_secrecy_law, rows)):
        raise InvalidInput({"conclusion": "不提供的依据写的是保守国家秘密法，要有保密部门的确认，或者退回改依据"})
    organ, covers = request.organ.heir(), essence_of(request)
    row = screening.confirm_separation(request, covers=covers, values=values, organ=organ, actor=actor, at=at)
    touch(request)
    return row
