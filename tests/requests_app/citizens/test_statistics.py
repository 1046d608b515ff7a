"""What everybody may read about the handling of requests: counted, and nobody to be recognised."""

import re
from datetime import date

import pytest

from portal import clock
from requests_app.answering import services as answering
from tests.requests_app.agency import MORNING, Role, moment
from tests.requests_app.answering import steps

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def in_june(monkeypatch):
    monkeypatch.setattr(clock, "today", lambda: date(2026, 6, 1))


def answer(agency):
    request = agency.filed().request
    answering.confirm(request, **agency.as_(Role.INFO_CLERK))
    steps.decided(agency, agency.fresh(request))
    steps.signed(agency, agency.fresh(request))
    steps.sent(agency, agency.fresh(request))
    steps.served(agency, agency.fresh(request), day=moment(date(2026, 3, 9)).date())


def test_an_organ_is_shown_with_what_it_received_and_how_fast(agency, in_june, visitor) -> None:
    for _ in range(5):
        answer(agency)
    page = words(visitor.get("/requests/statistics/"))
    assert "临江市住房和城乡建设局 5 5 100% 7天" in page


def test_small_numbers_are_not_shown(agency, in_june, visitor) -> None:
    answer(agency)
    page = words(visitor.get("/requests/statistics/"))
    assert "临江市住房和城乡建设局 不显示 不显示 不显示 不显示" in page


def test_a_year_without_requests_says_so(agency, in_june, visitor) -> None:
    agency.received(at=MORNING)
    assert "2025年还没有收到申请" in words(visitor.get("/requests/statistics/?year=2025"))
    assert "<h1>2026年" in visitor.get("/requests/statistics/?year=1").content.decode()
