"""A ticket raised three hours later: all clocks count anew from the known moment, and everybody sees both ends."""

import pytest
from playwright.sync_api import expect

from portal.accounts.states import Role
from portal.audit.models import Event
from sentiment.tickets.models import Ticket
from tests.browser.test_opinion_journey import TICKETS, case, desk, moment, town
from tests.browser.test_request_journey import act, enter, press
from tests.sentiment.town import clocks

__all__ = ["case", "desk", "town"]

NEWS = {
    "title": "网传翠湖小学食堂饭菜变质",
    "facts": "家长群里流传照片，称当天午餐有异味，多名学生不适。",
    "source": "weibo",
    "known_at": "2026-09-25T23:40",
    "level": "ordinary",
    "kind": "interests",
    "domain": "24",
}
PHONE = {"width": 390, "height": 844}


@pytest.mark.duty("S0-3.11", "S2-4.9d", "S3-4.5")
def test_a_ticket_raised_after_three_hours_has_new_clocks_beside_the_old_ends(desk, case, faults_of) -> None:
    office = desk("city", Role.OVERSIGHT, moment(25, 23, 42), f"{TICKETS}start/register/")
    enter(office, **NEWS)
    press(office)
    ticket = Ticket.objects.get()
    assert clocks(ticket) == [("OPINION_REPLY", moment(27, 23, 40), "")]
    screen = desk("city", Role.OVERSIGHT, moment(26, 2, 39), f"{TICKETS}duty/")
    expect(screen.locator(".duty-line")).to_have_count(1)
    expect(screen.locator(".duty-line")).not_to_contain_text("原定")

    raised = case(Role.HANDLER, moment(26, 2, 40), code="jiaoyu")
    act(raised, "调整级别", level="major", reason="住院学生增加到12人，话题上了同城热搜")
    expect(raised.locator("#content")).to_contain_text("9月26日 04:40")
    assert clocks(ticket) == [
        ("OPINION_REPLY", moment(27, 23, 40), "superseded"),
        ("OPINION_STATEMENT", moment(26, 4, 40), ""),
        ("OPINION_PRESS", moment(26, 23, 40), ""),
    ]

    screen = desk("city", Role.OVERSIGHT, moment(26, 2, 41), f"{TICKETS}duty/")
    lines = screen.locator(".duty-line")
    expect(lines).to_have_count(2)
    for place, words in ((0, ("剩1小时", "9月26日 04:40前")), (1, ("剩20小时", "9月26日 23:40前"))):
        for each in (*words, "原定9月27日 23:40前", "重大"):
            expect(lines.nth(place)).to_contain_text(each)
    assert faults_of(screen) == []
    screen.set_viewport_size(PHONE)
    assert screen.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    screen.set_viewport_size({"width": 1280, "height": 900})

    # Half an hour later it turns out to have been known earlier: the trail keeps who, why, the old and the new moment.
    act(
        case(Role.SIGNER, moment(26, 3, 10), code="jiaoyu"),
        "更正知悉时间",
        known_at="2026-09-25T23:20",
        reason="热线23时20分已经接到电话",
    )
    screen = desk("city", Role.OVERSIGHT, moment(26, 3, 11), f"{TICKETS}duty/")
    expect(screen.locator(".duty-line").first).to_contain_text("9月26日 04:20前")
    expect(screen.locator(".duty-line").first).to_contain_text("原定9月26日 04:40前")
    event = Event.objects.get(act="correct_known_at")
    assert (event.actor_name, event.reason) == ("市教育局签发人（分管领导）", "热线23时20分已经接到电话")
    page = case(Role.DEPT_REVIEWER, moment(26, 3, 12), code="jiaoyu")
    page.goto(f"{page.url}?tab=record")
    for words in ("调整级别", "更正知悉时间", "热线23时20分已经接到电话", "2026-09-25 23:40", "2026-09-25 23:20"):
        expect(page.locator("#content")).to_contain_text(words)
