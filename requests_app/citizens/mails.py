"""The mails with a link, written at the moment they leave."""

from datetime import datetime

from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import LinkPurpose, address_of
from requests_app.citizens.models import MailLink
from requests_app.citizens.services.mailing import LINK


def register_mails() -> None:
    register(LINK, _link)


def _link(notice: Notice, at: datetime) -> Letter:
    found = MailLink.objects.select_related("request__organ", "request__applicant").filter(pk=notice.about_id or 0)
    link = found.first()
    if link is None or link.used_at is not None:
        raise Undeliverable("链接已经用过，或者又请求过新的")
    request = link.request
    address = address_of("requests:link", token=link.token)
    words = _PROVE if link.purpose == LinkPurpose.PROVE else _REISSUE
    body = "\n\n".join(
        (
            f"政府信息公开申请 {request.number}（{request.organ.name}）",
            words.format(address=address),
            f"查看办理情况：{address_of('requests:track')}\n这封邮件里没有查询码，请不要转发。",
        )
    )
    return Letter(plain_text(request.applicant, "email"), notice.subject_line, f"{body}\n")


_PROVE = (
    "申请已经提交。请在3天内打开下面的网址，核实这个邮箱；核实以后，查询码丢了可以凭它补发：\n{address}\n\n"
    "如果不是您提交的，不用理会这封邮件。"
)
_REISSUE = (
    "有人请求补发查询码。如果是您本人，请在30分钟内打开下面的网址，按“补发查询码”：\n{address}\n\n"
    "如果不是您，不用理会这封邮件，原来的查询码照旧有效。"
)
