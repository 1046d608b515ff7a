"""The applicant's own contact: changed by the applicant, proved by answering a mail."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput, StaleState
from portal.field_table import checked
from portal.privacy.services import plain_text
from requests_app.cases import rules
from requests_app.cases.fields import APPLICANT
from requests_app.cases.models import Applicant, DisclosureRequest
from requests_app.cases.states import State

CONTACT = ("phone", "email", "address")


@transaction.atomic
def change_contact(
    request: DisclosureRequest, *, values: Mapping[str, str], actor: Actor, at: datetime
) -> DisclosureRequest:
    """``values`` has the keys of ``CONTACT``. A new mail address is unproved again. Raises ``InvalidInput`` or
    ``StaleState``; the trail says which contact changed, never to what."""
    if request.state == State.ARCHIVED:
        raise StaleState("这件申请已经归档，联系方式不能再改。")
    clean = checked({name: APPLICANT[name] for name in CONTACT}, {name: values.get(name, "") for name in CONTACT})
    if faults := rules.contact_faults(clean | {"delivery": request.delivery}):
        raise InvalidInput(faults)
    applicant = Applicant.objects.select_for_update().get(request=request)
    changed = [name for name in CONTACT if plain_text(applicant, name) != clean[name]]
    if not changed:
        return request
    for name in changed:
        setattr(applicant, name, clean[name])
    written = [*changed]
    if "email" in changed:
        applicant.email_verified_at = None
        written.append("email_verified_at")
    applicant.save(update_fields=written)
    record(act="change_contact", subject=request, actor=actor, at=at, after={"changed": changed})
    return request


@transaction.atomic
def prove_email(request: DisclosureRequest, *, email: str, actor: Actor, at: datetime) -> None:
    """Somebody answered from ``email``. Raises ``StaleState`` when the request has another address by now."""
    applicant = Applicant.objects.select_for_update().get(request=request)
    if not email or plain_text(applicant, "email") != email:
        raise StaleState("这件申请的邮箱已经改过，请用最新一封邮件里的链接。")
    if applicant.email_verified_at is None:
        applicant.email_verified_at = at
        applicant.save(update_fields=["email_verified_at"])
        record(act="prove_email", subject=request, actor=actor, at=at)
