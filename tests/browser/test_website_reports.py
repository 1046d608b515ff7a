"""The report of a website in a real browser: found from the first page in January, read without barriers."""

import re
from datetime import datetime

import pytest
from playwright.sync_api import expect

from portal.clock import SHANGHAI
from tests.assessment.city import build_city
from tests.assessment.websites import opened, published

WINTER = datetime(2026, 1, 20, 10, 0, tzinfo=SHANGHAI)
TITLE = "临江市政府信息公开政府网站工作年度报表（2025年度）"


@pytest.fixture
def site(page, live_server, transactional_db, time_machine):
    """The first page in January, with the report out."""
    city = build_city()
    published(city, opened(city))
    time_machine.move_to(WINTER, tick=True)
    page.goto(live_server.url)
    return page


@pytest.mark.duty("law.E6", "law.E5")
def test_a_reader_comes_from_the_first_page_to_every_number_of_it(site, faults_of) -> None:
    assert faults_of(site) == []
    site.get_by_role("link", name=TITLE).click()
    expect(site.get_by_role("heading", level=1)).to_have_text(TITLE)
    visits = site.get_by_role("table", name="访问量").get_by_role("row", name="网站总访问量")
    expect(visits).to_contain_text("946210次")
    expect(visits).to_contain_text("手工填写")
    assert faults_of(site) == []
    site.get_by_role("link", name="本年收到的有效留言", exact=True).click()
    expect(site).to_have_url(re.compile(r"/mailbox/statistics/\?year=2025$"))


@pytest.mark.parametrize("width", [320, 390])
def test_its_tables_scroll_within_themselves_on_a_phone(site, width) -> None:
    site.set_viewport_size({"width": width, "height": 800})
    site.get_by_role("link", name=TITLE).click()
    assert site.evaluate("document.documentElement.scrollWidth") <= width
