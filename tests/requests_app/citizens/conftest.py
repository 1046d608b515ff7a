"""A browser, and the form as a person fills it."""

import re

import pytest
from django.test import Client

from portal.accounts.models import Organ
from tests.disclosure.office import open_office
from tests.requests_app.agency import PERSON

FORM = PERSON | {
    "organ": "zjj",
    "has_agent": "no",
    "items-0-text": "翠湖里小区2025年加装电梯工程的施工合同和竣工验收报告",
    "items-0-file_number": "",
    "items-0-time_span": "2025年",
}


@pytest.fixture
def visitor():
    return Client()


@pytest.fixture
def step(visitor):
    """Presses a button of a page of the form."""

    def press(step, go="next", follow=False, **values):
        return visitor.post("/requests/new/", FORM | values | {"step": step, "go": go}, follow=follow)

    return press


@pytest.fixture
def send(step):
    """Sends the whole form; returns the receipt page."""

    def press(**values):
        return step("check", "send", follow=True, **values)

    return press


def receipt_of(response):
    """Number and code as the receipt page shows them."""
    page = response.content.decode()
    number = re.search(r"<dt>申请编号</dt><dd><strong>([^<]+)<", page)
    code = re.search(r'<strong id="code">([^<]+)<', page)
    return number[1] if number else None, code[1] if code else None


@pytest.fixture
def opened(send, visitor):
    """A request just filed, with its tracking page open in the visitor."""
    number, code = receipt_of(send())
    visitor.post("/requests/track/", {"number": number, "code": code})
    return number, code


@pytest.fixture
def published(agency):
    """A public document about what is asked."""
    Organ.objects.filter(pk=agency.organ.pk).update(uscc=None)  # the office of these texts has the same
    return open_office().published(title="关于既有住宅加装电梯的实施办法")
