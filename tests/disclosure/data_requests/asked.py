"""A request for data and the way of its answer."""

from disclosure.data_requests import services
from disclosure.data_requests.models import DataRequest
from portal.accounts.states import Role
from portal.receipts import codes
from portal.receipts.filing import Sent

ASKED = {
    "title": "学区划分",
    "wanted": "每所小学的招生范围，按街道和小区，每年更新。",
    "purpose": "做一张地图。",
    "email": "reader@example.com",
    "consents": True,
}
REFUSAL = {
    "outcome": "refused",
    "answer": "学区划分每年调整，还没有定稿，依据《条例》第十六条不开放。",
    "dataset": None,
}


def ask(office, *, token="", **values) -> Sent:
    given = {"organ": office.organ, "values": ASKED | values, "token": token or codes.new_token()}
    return services.ask(**given, actor=services.CITIZEN, at=office.at)


def drafted(office, row=None, **values) -> DataRequest:
    given = REFUSAL | values
    return services.draft_answer(row or ask(office).row, values=given, **office.as_(Role.HANDLER))


def answered(office, row=None, **values) -> DataRequest:
    return services.approve(drafted(office, row, **values), **office.as_(Role.DISCLOSURE_HEAD))
