"""接收回执 T-03 and 登记表 T-02."""

import logging
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Exists, OuterRef

from portal.actors import SYSTEM, Actor
from portal.clock import local
from portal.deadlines.models import Deadline
from portal.errors import DomainError
from portal.letters.models import Letter
from portal.letters.rendering import LetterFile
from portal.letters.services import form_file, issue_letter, preview_letter
from portal.subjects import ref
from requests_app.answering import form_rows
from requests_app.cases import clocks
from requests_app.cases import services as cases
from requests_app.cases.letter_context import base_context
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import CLOSED, Channel
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Means, Purpose

logger = logging.getLogger(__name__)

BATCH = 100
RECENT = timedelta(days=7)
"""A receipt is for the day of receipt; what is older was handed over on paper, or came from an earlier system."""
_AT_THE_COUNTER = (Channel.IN_PERSON, Channel.ORAL)
_ONLINE = (Channel.ONLINE, Channel.EMAIL)


@transaction.atomic
def confirm(
    request: DisclosureRequest, *, actor: Actor, at: datetime, on: date | None = None, receipt_note: str = ""
) -> Letter:
    """确认接收, and the receipt goes out with it (S2-2.6b). Raises as ``cases.services.confirm``."""
    cases.confirm(request, actor=actor, at=at, on=on, receipt_note=receipt_note)
    return issue_receipt(request, actor=actor, at=at)


@transaction.atomic
def issue_receipt(request: DisclosureRequest, *, actor: Actor, at: datetime) -> Letter:
    """T-03 for a request that was received: handed over at the counter, laid on the tracking page, or to be posted.

    The receipt there is, when there is one. Raises ``DomainError`` before the day of receipt.
    """
    known = Service.objects.filter(request=request, purpose=Purpose.RECEIPT, is_void=False).first()
    if known is not None:
        return known.letter
    clock = Deadline.objects.of(ref(request)).filter(rule=clocks.REPLY).order_by("-pk").first()
    if clock is None:
        raise DomainError("还没有确认收到申请，不能出具接收回执。")
    context = base_context(request, at=at) | {"due_on": clock.due_on, "period": clock.legal_rule.length}
    organ = request.organ.heir()
    letter = issue_letter(template="T-03", subject=ref(request), organ=organ, context=context, actor=actor, at=at)
    today = local(at).date()
    purpose = Purpose.RECEIPT
    if request.channel in _AT_THE_COUNTER:
        service = serving.send(
            request, letter=letter, purpose=purpose, means=Means.IN_PERSON, on=today, actor=actor, at=at
        )
        serving.register_service(service, served_on=today, proof="当面交给申请人", actor=actor, at=at)
    elif request.channel in _ONLINE:
        serving.send(request, letter=letter, purpose=purpose, means=Means.ONLINE, on=today, actor=actor, at=at)
    else:
        serving.prepare(request, letter=letter, purpose=purpose, actor=actor, at=at)
    return letter


def issue_missing_receipts(*, at: datetime) -> int:
    """Requests received without a person at hand (confirmed by time, split off) get their receipt too. Returns how
    many."""
    receipts = Service.objects.filter(request=OuterRef("pk"), purpose=Purpose.RECEIPT, is_void=False)
    waiting = (
        DisclosureRequest.objects.received()
        .filter(received_on__gte=local(at).date() - RECENT)
        .exclude(state__in=CLOSED)
        .filter(~Exists(receipts))
        .select_related("organ")
        .order_by("pk")[:BATCH]
    )
    return sum(_issued_alone(request, at) for request in waiting)


def _issued_alone(request: DisclosureRequest, at: datetime) -> bool:
    try:
        issue_receipt(request, actor=SYSTEM, at=at)
    except DomainError:
        logger.warning("no receipt for request %s", request.pk)
        return False
    return True


def register_sheet(request: DisclosureRequest, format_: str, *, at: datetime) -> LetterFile:
    """T-02, for the file of the case; ``format_`` is ``docx`` or ``pdf``. Raises ``FontMissing``."""
    context = {"rows": form_rows.register(request)}
    draft = preview_letter(template="T-02", organ=request.organ.heir(), context=context, on=local(at).date())
    return form_file(draft, format_)
