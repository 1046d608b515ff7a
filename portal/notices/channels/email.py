"""Plain-text mail through Django's mail backend."""

import smtplib
from datetime import datetime
from email.utils import formatdate
from hashlib import sha256

from django.conf import settings
from django.core.mail import EmailMessage, get_connection

from portal.notices.channels import Undeliverable
from portal.notices.composing import letter_of
from portal.notices.models import Notice

TIMEOUT_SECONDS = 15


class Email:
    immediate = False

    def send(self, notice: Notice, *, at: datetime) -> None:
        """Raises ``Undeliverable`` when the mail server refuses the address for good (5xx)."""
        letter = letter_of(notice, at=at)
        own = {"Message-ID": _message_id(notice), "Date": formatdate(at.timestamp(), localtime=False)}
        message = EmailMessage(
            subject=letter.subject_line,
            body=letter.body,
            from_email=settings.DEFAULT_FROM_EMAIL,
            to=[letter.to],
            headers={**letter.headers, **own},
            connection=get_connection(timeout=TIMEOUT_SECONDS),
        )
        try:
            message.send()
        except smtplib.SMTPRecipientsRefused as error:
            if all(code >= 500 for code, _ in error.recipients.values()):
                raise Undeliverable("邮件服务器不接受这个地址") from error
            raise


def _message_id(notice: Notice) -> str:
    """The same for every attempt: after a crash between send and save, mail servers can drop the second copy."""
    return f"<{sha256(notice.dedupe_key.encode()).hexdigest()[:40]}@{settings.SITE['domain']}>"
