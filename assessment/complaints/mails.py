"""The mail that tells the complainant of the answer, made when it leaves; it holds neither complaint nor answer."""

from datetime import datetime

from assessment.complaints.models import Complaint
from assessment.complaints.services import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = (
    "您的投诉{number}，{office}已经答复。\n\n"
    "请打开下面的网址，凭编号和查询码查看：\n{address}\n\n"
    "这封邮件里没有查询码。不是您提的，不用理会。\n"
)


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    row = Complaint.objects.select_related("office").filter(pk=notice.about_id or 0).first()
    address = plain_text(row, "email") if row else ""
    if row is None or not address:
        raise Undeliverable("联系方式已经清除")
    words = _BODY.format(number=row.number, office=row.office.name, address=address_of("complaints:track"))
    return Letter(address, notice.subject_line, words)
