"""The message that tells an observer of an answer, made when it leaves; it holds no query code."""

from datetime import datetime

from disclosure.sessions.models import Observer
from disclosure.sessions.services import MAIL
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = "您报名列席“{title}”（编号{number}），请凭编号和查询码查看答复：{address}"


def register_mails() -> None:
    register(MAIL, _answered)


def _answered(notice: Notice, at: datetime) -> Letter:
    row = Observer.objects.select_related("session").filter(pk=notice.about_id or 0).first()
    contact = plain_text(row, "contact") if row else ""
    if row is None or not contact:
        raise Undeliverable("联系方式已经清除")
    words = _BODY.format(title=row.session.title, number=row.number, address=address_of("sessions:mine"))
    return Letter(contact, notice.subject_line, words)
