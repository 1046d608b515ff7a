"""The mails to the writer, made when they leave; they hold neither question nor answer."""

from datetime import datetime

from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import LinkPurpose, address_of
from sentiment.mailbox.models import Message, MessageLink
from sentiment.mailbox.services.mailing import LINK
from sentiment.mailbox.services.telling import MAIL, OFFER

_ANSWERED = (
    "您的留言{number}，{organ}已经答复。\n\n"
    "请打开下面的网址，凭留言编号和查询码查看，也可以评价：\n{address}\n\n"
    "这封邮件里没有查询码。不是您写的留言，不用理会。\n"
)
_OFFERED = (
    "您的留言{number}，{organ}建议换一种方式办理，要您同意才能办。\n\n"
    "请打开下面的网址，凭留言编号和查询码查看理由、作出选择：\n{address}\n\n"
    "不同意也不影响答复。这封邮件里没有查询码。不是您写的留言，不用理会。\n"
)
_PROVE = (
    "群众留言 {number}（{organ}）\n\n"
    "留言已经提交。请在3天内打开下面的网址，核实这个邮箱；核实以后，查询码丢了可以凭它补发：\n{address}\n\n"
    "这封邮件里没有查询码，请不要转发。不是您写的留言，不用理会。\n"
)
_REISSUE = (
    "群众留言 {number}（{organ}）\n\n"
    "有人请求补发查询码。如果是您本人，请在30分钟内打开下面的网址，按“补发查询码”：\n{address}\n\n"
    "如果不是您，不用理会这封邮件，原来的查询码照旧有效。\n"
)


def register_mails() -> None:
    register(MAIL, lambda notice, at: _letter(notice, _ANSWERED))
    register(OFFER, lambda notice, at: _letter(notice, _OFFERED))
    register(LINK, _link)


def _letter(notice: Notice, body: str) -> Letter:
    message = Message.objects.select_related("organ").filter(pk=notice.about_id or 0).first()
    address = plain_text(message, "email") if message else ""
    if message is None or not address:
        raise Undeliverable("联系方式已经清除")
    words = body.format(number=message.number, organ=message.organ.name, address=address_of("mailbox:track"))
    return Letter(address, notice.subject_line, words)


def _link(notice: Notice, at: datetime) -> Letter:
    link = MessageLink.objects.select_related("message__organ").filter(pk=notice.about_id or 0).first()
    if link is None or link.used_at is not None:
        raise Undeliverable("链接已经用过，或者又请求过新的")
    address = address_of("mailbox:link", token=link.token)
    words = _PROVE if link.purpose == LinkPurpose.PROVE else _REISSUE
    body = words.format(number=link.message.number, organ=link.message.organ.name, address=address)
    return Letter(plain_text(link.message, "email"), notice.subject_line, body)
