"""The mails that prove who may have a new code: the mailbox of the request answers, nobody else."""

import hmac
from datetime import datetime, timedelta

from django.db import transaction

from portal.actors import Actor
from portal.errors import DomainError, InvalidInput
from portal.notices.services import queue
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.subjects import ref
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens import links
from requests_app.citizens.models import MailLink
from requests_app.citizens.states import LinkPurpose

LINK = "foi_link"
LINKS_A_DAY = 5


class LinkSpent(DomainError):
    """The link was used, is too old, or never was one."""

    def __init__(self) -> None:
        super().__init__("这个链接已经用过，或者已经过期。")


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
    same = hmac.compare_digest(known.strip().lower().encode(), email.strip().lower().encode())
    if request and known and same and request.applicant.email_verified_at is not None:
        _mail_link(request, LinkPurpose.REISSUE, at=at)


@transaction.atomic
def use_link(*, token: str, number: str, actor: Actor, at: datetime) -> tuple[MailLink, str]:
    """Do what the link is for; the second value is the new query code, empty when the link proves a mailbox.

    Raises ``LinkSpent``, or ``InvalidInput`` (``number``) when the request is another one.
    """
    link = links.open_link(token, at=at)
    if link is None:
        raise LinkSpent
    request = link.request
    if not hmac.compare_digest(number.encode(), request.number.encode()):
        raise InvalidInput({"number": "编号和这封邮件对不上，请照受理编号重新填写"})
    if MailLink.objects.filter(pk=link.pk, used_at=None).update(used_at=at) != 1:
        raise LinkSpent
    if link.purpose == LinkPurpose.PROVE:
        cases.prove_email(request, email=plain_text(request.applicant, "email"), actor=actor, at=at)
        return link, ""
    return link, cases.reissue_code(request, actor=actor, at=at)


def _mail_link(request: DisclosureRequest, purpose: LinkPurpose, *, at: datetime) -> None:
    """At most ``LINKS_A_DAY``: nobody's mailbox is flooded by whoever knows a number."""
    if MailLink.objects.filter(request=request, asked_at__gt=at - timedelta(days=1)).count() >= LINKS_A_DAY:
        return
    MailLink.objects.filter(request=request, purpose=purpose, used_at=None).update(used_at=at)
    link = MailLink(request=request, purpose=purpose, asked_at=at)
    link.token_digest = links.digest_of(links.token_of(link))
    link.save(force_insert=True)
    queue(
        channel=ChannelName.EMAIL,
        to="",
        subject_line=f"政府信息公开申请 {request.number}",
        body="",
        kind=LINK,
        dedupe_key=f"{LINK}|{link.pk}",
        at=at,
        about=ref(link),
    )
