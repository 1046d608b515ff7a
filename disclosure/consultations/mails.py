"""The message that tells who said something of the result, made when it leaves: neither query code nor opinion."""

from datetime import datetime

from disclosure.consultations.models import Opinion
from disclosure.consultations.services.telling import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = "“{title}”公布了结果。您的意见（编号{number}）怎么处理，请凭编号和查询码查看：{address}"


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    row = Opinion.objects.select_related("consultation").filter(pk=notice.about_id or 0).first()
    contact = plain_text(row, "contact") if row else ""
    if row is None or not contact:
        raise Undeliverable("联系方式已经清除")
    words = _BODY.format(title=row.consultation.title, number=row.number, address=address_of("consultations:mine"))
    return Letter(contact, notice.subject_line, words)
