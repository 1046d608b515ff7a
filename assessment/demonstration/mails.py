"""The mail that tells who objected of the answer, made when it leaves; it holds neither objection nor answer."""

from datetime import datetime

from assessment.demonstration.models import Dissent
from assessment.demonstration.services.objecting import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = (
    "您的异议{number}，{office}已经答复。\n\n"
    "请打开下面的网址，凭编号和查询码查看：\n{address}\n\n"
    "这封邮件里没有查询码。不是您提的，不用理会。\n"
)


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    rows = Dissent.objects.select_related("candidacy__programme__organ")
    row = rows.filter(pk=notice.about_id or 0).first()
    address = plain_text(row, "email") if row else ""
    if row is None or not address:
        raise Undeliverable("联系方式已经清除")
    office = row.candidacy.programme.organ.name
    words = _BODY.format(number=row.number, office=office, address=address_of("demonstration:track"))
    return Letter(address, notice.subject_line, words)
