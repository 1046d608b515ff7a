"""Two complaints: one waits to be verified, one was right and its notice is drafted."""

from datetime import timedelta
from typing import Any

from assessment.complaints import services
from assessment.complaints.selectors import complained_of
from portal import clock
from portal.receipts import codes

WAITING = {"grievance": "not_answered", "text": "三月交的申请，过了一个多月还没有答复，也没有说延期。"}
RIGHT = {"grievance": "not_published", "text": "今年的部门预算网站上一直没有，去年的也打不开。"}
FOUND = "查看网站，预算栏目今年没有内容，去年的附件链接失效。"
ANSWER = "您反映的情况属实，已经要求该单位限期补齐并修好链接。"


def load(*, office: dict[str, Any]) -> None:
    """``office`` are the arguments of somebody of 政务公开办."""
    at = office["at"]
    today = clock.local(at).date()
    for organ, values in zip(complained_of(today)[1:3], (WAITING, RIGHT), strict=False):
        given = {"values": values, "token": codes.new_token(), "actor": services.CITIZEN, "at": at}
        row = services.complain(organ=organ, **given).row
        if values is RIGHT:
            problem = {"title": "部门预算没有公开", "occurred_on": today - timedelta(days=1)}
            settled = {"found": FOUND, "answer": ANSWER}
            services.uphold(row, rule="", same=None, problem=problem, values=settled, **office)
