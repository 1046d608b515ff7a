"""The public-interest test of art. 15: disclosing against a third party's will, with reasons, and telling it first."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from portal.accounts.rules import require
from portal.actors import Actor
from portal.errors import Blocked, DomainError
from portal.field_table import checked
from portal.letters.services import issue_letter
from portal.privacy.services import plain_text
from portal.subjects import ref
from portal.workflow import edit
from requests_app.cases.gates import belongs_to_unanswered
from requests_app.cases.states import DRAFTERS
from requests_app.consulting.fields import OVERRULE
from requests_app.consulting.models import Consultation
from requests_app.consulting.states import AGAINST, PartyKind
from requests_app.serving import services as serving
from requests_app.serving.models import Service
from requests_app.serving.states import Purpose


@transaction.atomic
def overrule(row: Consultation, *, public_interest: str, actor: Actor, at: datetime) -> Consultation:
    """Not disclosing would gravely harm the public interest: the reasons are written down (arts. 15 and 32)."""
    require(actor, DRAFTERS, row.request.organ.heir(), doing="决定公开")
    _require_unanswered(row, at)
    if row.kind != PartyKind.THIRD_PARTY or row.state not in AGAINST:
        raise DomainError("第三方不同意公开的，才要作公共利益的判断。")
    clean = checked(OVERRULE, {"public_interest": public_interest})
    edit(row, clean | {"is_overruled": True}, act="overrule", actor=actor, at=at, reason=clean["public_interest"])
    return row


@transaction.atomic
def tell_third_party(
    row: Consultation,
    *,
    remedy: str,
    means: str,
    actor: Actor,
    at: datetime,
    edits: Mapping[str, str] | None = None,
) -> Consultation:
    """Issue and send T-09; nothing is handed out before it was served. ``remedy`` is the paragraph of law.md B3."""
    require(actor, DRAFTERS, row.request.organ.heir(), doing="告知第三方")
    _require_unanswered(row, at)
    if not row.is_overruled or row.told_letter_id is not None:
        raise DomainError("决定公开以后告知第三方，只告知一次。")
    letter = issue_letter(
        template="T-09",
        subject=ref(row.request),
        organ=row.request.organ,
        context={
            "addressee": plain_text(row, "party"),
            "summary": row.summary,
            "public_interest": row.public_interest,
            "remedy": remedy,
        },
        edits=edits,
        actor=actor,
        at=at,
    )
    edit(row, {"told_letter": letter}, act="tell_third_party", actor=actor, at=at)
    serving.send(
        row.request,
        letter=letter,
        purpose=Purpose.THIRD_PARTY,
        means=means,
        on=letter.dated,
        actor=actor,
        at=at,
    )
    return row


@transaction.atomic
def third_party_told(service: Service, on: date, proof: str, actor: Actor, at: datetime) -> None:
    """T-09 reached the third party: now what was decided may be handed out."""
    serving.register_service(service, served_on=on, proof=proof, actor=actor, at=at)
    row = Consultation.objects.get(told_letter=service.letter_id)
    edit(row, {"told_on": on}, act="note_told", actor=actor, at=at)


def _require_unanswered(row: Consultation, at: datetime) -> None:
    if reasons := belongs_to_unanswered(row, at):
        raise Blocked(reasons)
