"""Requests of several people that were answered by disclosure."""

from datetime import date

from requests_app.cases.models import RequestItem
from tests.requests_app.agency import ONE_ITEM, moment
from tests.requests_app.answering.steps import decided, sent, served, signed

ANOTHER = {"identity_number": "329999198511230028", "name": "李四", "email": "lisi@example.com"}
NEARLY = [{"text": "翠湖里小区2025年加装电梯工程施工合同和竣工验收报告的复印件"}]


def disclosed(agency, *, on=date(2026, 3, 9), items=ONE_ITEM, outcome="3.1", **who):
    """Received on 2026-03-02 and served with its file on ``on``."""
    request = agency.received(items=items, **who)
    RequestItem.objects.filter(request=request).update(counted_outcome=outcome, counted_on=on)
    return request


def answered(agency, **who):
    """The whole way, with a file that was handed out."""
    request = agency.received(**who)
    decided(agency, request)
    sent(agency, signed(agency, request))
    served(agency, agency.fresh(request), day=date(2026, 3, 4))
    return agency.fresh(request)


NEXT_DAY = moment(date(2026, 3, 10), 4)
