"""The mails that prove who may have a new code: the mailbox of the request answers, nobody else."""

import hmac
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.errors import InvalidInput
from portal.privacy.services import plain_text
from portal.receipts.links import LinkPurpose, LinkSpent, same_mailbox
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.models import MailLink

LINK = "foi_link"


@transaction.atomic
def ask_to_prove(request: DisclosureRequest, *, at: datetime) -> None:
    """Mail the link that proves the mailbox; nothing when there is no mailbox or it is proved."""
    applicant = request.applicant
    if plain_text(applicant, "email") and applicant.email_verified_at is None:
        _mail_link(request, LinkPurpose.PROVE, at=at)


@transaction.atomic
def ask_for_code(*, number: str, email: str, at: datetime) -> None:
    """Mail a link for a new code, if ``email`` is the proved mailbox of that request. Says nothing either way.

    The work is the same whether there is such a request or not.
    """
    request = DisclosureRequest.objects.select_related("applicant").filter(number=number).first()
    known = plain_text(request.applicant, "email") if request else ""
    if same_mailbox(known, email) and request and request.applicant.email_verified_at is not None:
        _mail_link(request, LinkPurpose.REISSUE, at=at)


@transaction.atomic
def use_link(*, token: str, number: str, actor: Actor, at: datetime) -> tuple[str, str]:
    """Do what the link is for; returns the number, and the new query code, empty when the link proves a mailbox.

    Raises ``LinkSpent``, or ``InvalidInput`` (``number``) when the request is another one.
    """
    link = MailLink.opened(token, at=at)
    if link is None:
        raise LinkSpent
    request = link.request
    if not hmac.compare_digest(number.encode(), request.number.encode()):
        raise InvalidInput({"number": "编号和这封邮件对不上，请照受理编号重新填写"})
    link.spend(at=at)
    if link.purpose == LinkPurpose.PROVE:
        cases.prove_email(request, email=plain_text(request.applicant, "email"), actor=actor, at=at)
        return request.number, ""
    return request.number, cases.reissue_code(request, actor=actor, at=at)


def _mail_link(request: DisclosureRequest, purpose: LinkPurpose, *, at: datetime) -> None:
    line = f"政府信息公开申请 {request.number}"
    MailLink.mail(of={"request": request}, purpose=purpose, subject_line=line, kind=LINK, at=at)
