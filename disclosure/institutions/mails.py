"""The message that tells an appellant of the result, made when it leaves; it holds neither code nor words."""

from datetime import datetime

from disclosure.institutions.models import Appeal
from disclosure.institutions.services import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = "您的申诉{number}，{organ}已经调查完，请凭编号和查询码查看结果：{address}"


def register_mails() -> None:
    register(MAIL, _told)


def _told(notice: Notice, at: datetime) -> Letter:
    row = Appeal.objects.select_related("organ").filter(pk=notice.about_id or 0).first()
    contact = plain_text(row, "contact") if row else ""
    if row is None or not contact:
        raise Undeliverable("联系方式已经清除")
    words = _BODY.format(number=row.number, organ=row.organ.name, address=address_of("institutions:track"))
    return Letter(contact, notice.subject_line, words)
