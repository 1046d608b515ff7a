"""An explosion at 23:40 on a Friday: everybody does everything on the pages, and the clocks are those of the law.

Registered, judged, escalated at night, a statement at 4 hours 50 minutes, a press conference, a further statement, the
result, closed, evaluated.
"""

import re
from datetime import datetime

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from portal import clock
from portal.accounts.states import Role
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.notices.models import Notice
from sentiment.duty.services import escalate
from sentiment.tickets.models import Ticket
from tests.browser.test_request_journey import act, enter, press
from tests.sentiment.town import ANSWER, CONFERENCE, RESULT, build_town, clocks

TICKETS = "/admin/sentiment/ticket/"


def moment(day: int, hour: int, minute: int = 0) -> datetime:
    """September 2026; the 25th is the Friday before the Mid-Autumn Festival."""
    return datetime(2026, 9, day, hour, minute, tzinfo=SHANGHAI)


@pytest.fixture
def town(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    return build_town()


@pytest.fixture
def desk(page, live_server, town, monkeypatch):
    """Takes who, when and where; returns the page as that person sees it then."""

    def sit_down(code, role, at, address):
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())
        client = Client()
        client.force_login(town.people[code, role], backend="portal.accounts.backends.AppointmentBackend")
        name = django_settings.SESSION_COOKIE_NAME
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}{address}")
        return page

    return sit_down


@pytest.fixture
def case(desk):
    """The one ticket, as somebody of the organ that answers sees it."""

    def open_case(role, at, code="yingji"):
        return desk(code, role, at, f"{TICKETS}{Ticket.objects.get().pk}/change/")

    return open_case


@pytest.fixture
def publish(case, page):
    """Drafted, cleared and signed by three people; ``at`` is when it leaves."""

    def bring_out(at, **values):
        handler = case(Role.HANDLER, at)
        act(handler, "起草回应", **values)
        handler.get_by_role("link", name=values["title"]).click()
        act(handler, "送审")
        answer = re.search(r"/admin/sentiment/response/\d+/change/", handler.url)[0]
        for role, label in ((Role.SECRECY_REVIEWER, "保密审查通过"), (Role.SIGNER, "签发并发布")):
            case(role, at)
            page.goto(page.url.partition("/admin/")[0] + answer)
            act(page, label)

    return bring_out


@pytest.mark.duty("S0-3.11", "S3-4.5", "S4-1.12c", "S0-3.9a", "S3-4.1a")
def test_an_explosion_on_a_friday_night(desk, case, publish, page, live_server, faults_of) -> None:
    office = desk("city", Role.OVERSIGHT, moment(25, 23, 42), f"{TICKETS}start/register/")
    enter(
        office,
        title="翠湖路一处商铺发生爆炸",
        facts="23时10分发生爆炸，视频大量转发。",
        source="weibo",
        happened_at="2026-09-25T23:10",
        known_at="2026-09-25T23:40",
        level="major",
        kind="emergency",
        domain="05",
    )
    press(office)
    ticket = Ticket.objects.get()
    expect(office.locator("#content")).to_contain_text("属于“安全生产”领域")
    expect(office.locator("#content")).to_contain_text("市应急管理局主要负责人")
    assert clocks(ticket) == [
        ("OPINION_STATEMENT", moment(26, 4, 40), ""),
        ("OPINION_PRESS", moment(26, 23, 40), ""),
    ]

    act(case(Role.HANDLER, moment(25, 23, 50)), "受理，开始监测")
    reviewer = case(Role.DEPT_REVIEWER, moment(26, 0, 20))
    act(reviewer, "记录会商", partners="publicity", minutes="先发首条通报。")
    act(
        reviewer,
        "研判",
        level="major",
        content_degree="high",
        public_degree="high",
        media_degree="medium",
        will_respond="yes",
        respond_reason="涉及生命安全",
        disposition="investigate",
        nature="生产安全事故",
        trend="上升",
        risk="夸大伤亡的传言",
        plan="五小时内发布通报",
    )

    # Half of the five hours are over and nobody has approved: the handlers are told, then the section, then the deputy.
    for at in (moment(26, 2, 10), moment(26, 3, 10), moment(26, 3, 55)):
        assert escalate(at=at) == 1
    told = Notice.objects.filter(subject_line__startswith="重大突发舆情发布权威信息已用", channel="in_site")
    assert [notice.user.name for notice in told.order_by("pk")] == [
        "市应急管理局经办人",
        "市应急管理局信息员",
        "市应急管理局部门审核人",
        "市应急管理局签发人（分管领导）",
    ]

    screen = desk("city", Role.OVERSIGHT, moment(26, 4), f"{TICKETS}duty/")
    expect(screen.locator(".duty-line").first).to_contain_text("剩40分钟")
    expect(screen.locator(".duty-line").first).to_contain_text("已提醒到分管领导")
    assert faults_of(screen) == []

    act(case(Role.SIGNER, moment(26, 4, 5)), "批准处置意见")
    act(case(Role.HANDLER, moment(26, 4, 6)), "进入回应")
    publish(moment(26, 4, 30), **(ANSWER | {"kind": "statement", "title": "首条通报"}))
    publish(moment(26, 20), **(CONFERENCE | {"kind": "continuing", "held_at": "2026-09-26T19:30"}))
    publish(moment(27, 9), **(ANSWER | {"kind": "continuing", "title": "伤员情况续报"}))
    publish(moment(30, 9), **RESULT)
    assert clocks(ticket) == [
        ("OPINION_STATEMENT", moment(26, 4, 40), "done"),
        ("OPINION_PRESS", moment(26, 23, 40), "done"),
    ]

    act(case(Role.HANDLER, moment(30, 10)), "办结")
    act(case(Role.SIGNER, moment(30, 11)), "评估", effect="传言平息，群众情绪稳定。")
    assert Ticket.objects.get().state == "evaluated"

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/concerns/{ticket.pk}/")
    for words in ("首条通报", "伤员情况续报", "调查处置情况", "4小时50分钟", "19小时50分钟", "按时"):
        expect(page.locator("main")).to_contain_text(words)
    assert faults_of(page) == []
    assert not verify(at=moment(30, 12)).findings
