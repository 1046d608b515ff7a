"""The mail that tells the asker of an answer, made when it leaves; it holds neither question nor answer."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from disclosure.data_requests.models import DataRequest
from disclosure.data_requests.services import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text

_BODY = (
    "您提出的数据需求{number}，{organ}已经答复。\n\n"
    "请打开下面的网址，凭编号和查询码查看：\n{address}\n\n"
    "这封邮件里没有查询码。不是您提的，不用理会。\n"
)


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    row = DataRequest.objects.select_related("organ").filter(pk=notice.about_id or 0).first()
    address = plain_text(row, "email") if row else ""
    if row is None or not address:
        raise Undeliverable("联系方式已经清除")
    scheme = "https" if settings.HTTPS else "http"
    page = f"{scheme}://{settings.SITE['domain']}{reverse('data_requests:track')}"
    words = _BODY.format(number=row.number, organ=row.organ.name, address=page)
    return Letter(address, notice.subject_line, words)
