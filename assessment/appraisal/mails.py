"""The mail that invites somebody to judge, made when it leaves: its code stands in no table."""

from datetime import datetime

from assessment.appraisal.models import Invitation
from assessment.appraisal.services.inviting import MAIL, code_of
from portal.notices.channels import Undeliverable
from portal.notices.composing import Letter, register
from portal.notices.models import Notice
from portal.privacy.services import plain_text
from portal.receipts.links import address_of

_BODY = """{notice}

您是特邀的{panel}。测评表发放以后，打开{address} ，输入编号和评议码填写，{ends:%Y年%-m月%-d日}截止。
编号：{number}
评议码：{code}
系统不记录谁填了什么。"""


def register_mails() -> None:
    register(MAIL, _invited)


def _invited(notice: Notice, at: datetime) -> Letter:
    invitation = Invitation.objects.select_related("appraisal").filter(pk=notice.about_id or 0).first()
    if invitation is None:
        raise Undeliverable("邀请已经撤回")
    row = invitation.appraisal
    body = _BODY.format(
        notice=row.notice,
        panel=invitation.get_panel_display(),
        address=address_of("appraisals:panel"),
        ends=row.ends_on,
        number=invitation.number,
        code=code_of(invitation),
    )
    return Letter(plain_text(notice, "address"), notice.subject_line, body)
