"""The mails that prove who may have a new code of a letter: the mailbox of its writer answers, nobody else."""

import hmac
from datetime import datetime

from django.db import transaction

from portal.actors import Actor
from portal.audit.services import record
from portal.errors import InvalidInput
from portal.privacy.services import plain_text
from portal.receipts import codes
from portal.receipts.links import LinkPurpose, LinkSpent, same_mailbox
from portal.workflow import touch
from sentiment.mailbox.models import Message, MessageLink

LINK = "mailbox_link"


def ask_to_prove(message: Message, *, at: datetime) -> None:
    """Mail the link that proves the mailbox, in the transaction of the caller; nothing without a mailbox."""
    if plain_text(message, "email") and message.email_verified_at is None:
        _mail_link(message, LinkPurpose.PROVE, at=at)


@transaction.atomic
def ask_for_code(*, number: str, email: str, at: datetime) -> None:
    """Mail a link for a new code, if ``email`` is the proved mailbox of that letter. Says nothing either way.

    The work is the same whether there is such a letter or not.
    """
    message = Message.objects.filter(number=number).first()
    known = plain_text(message, "email") if message else ""
    if same_mailbox(known, email) and message and message.email_verified_at is not None:
        _mail_link(message, LinkPurpose.REISSUE, at=at)


@transaction.atomic
def use_link(*, token: str, number: str, actor: Actor, at: datetime) -> tuple[str, str]:
    """Do what the link is for; returns the number, and the new query code, empty when the link proves a mailbox.

    Raises ``LinkSpent``, or ``InvalidInput`` (``number``) when the letter is another one.
    """
    link = MessageLink.opened(token, at=at)
    if link is None:
        raise LinkSpent
    message = link.message
    if not hmac.compare_digest(number.encode(), message.number.encode()):
        raise InvalidInput({"number": "编号和这封邮件对不上，请照留言编号重新填写"})
    link.spend(at=at)
    if link.purpose == LinkPurpose.PROVE:
        if message.email_verified_at is None:
            touch(message, {"email_verified_at": at})
            record(act="prove_email", subject=message, actor=actor, at=at)
        return message.number, ""
    code = codes.new_query_code()
    touch(message, {"code_hash": codes.code_digest(message.number, code)})
    record(act="reissue_code", subject=message, actor=actor, at=at)
    return message.number, code


def _mail_link(message: Message, purpose: LinkPurpose, *, at: datetime) -> None:
    line = f"群众留言 {message.number}"
    MessageLink.mail(of={"message": message}, purpose=purpose, subject_line=line, kind=LINK, at=at)
