"""The mail that tells the writer of an answer, made when it leaves; it holds neither question nor answer."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from sentiment.mailbox.models import Message
from sentiment.mailbox.services.telling import MAIL

_BODY = (
    "您的留言{number}，{organ}已经答复。\n\n"
    "请打开下面的网址，凭留言编号和查询码查看，也可以评价：\n{address}\n\n"
    "这封邮件里没有查询码。不是您写的留言，不用理会。\n"
)


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    message = Message.objects.select_related("organ").filter(pk=notice.about_id or 0).first()
    address = plain_text(message, "email") if message else ""
    if message is None or not address:
        raise Undeliverable("联系方式已经清除")
    scheme = "https" if settings.HTTPS else "http"
    page = f"{scheme}://{settings.SITE['domain']}{reverse('mailbox:track')}"
    words = _BODY.format(number=message.number, organ=message.organ.name, address=page)
    return Letter(address, notice.subject_line, words)
