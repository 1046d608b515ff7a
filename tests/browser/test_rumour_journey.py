"""A false rumour at nine in the morning: reported, agreed with the police, approved by the head and by the city, and
read by everybody before ten."""

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from sentiment.clarification.models import Clarification
from tests.browser.test_request_journey import act, enter, press
from tests.sentiment.clarification.rumour import CLAIM, TRUTH, moment
from tests.sentiment.mailbox.post import FOUNDED, Post, open_post

ROOT = "/admin/sentiment/clarification/"


@pytest.fixture
def offices(transactional_db, settings):
    """The building bureau, the police, and the city government with its two offices."""
    settings.STAFF_OTP_REQUIRED = False
    city = Post(
        Organ.objects.create(
            name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
        )
    )
    city.people = {role: city.appoint(role) for role in (Role.OVERSIGHT, Role.OFFICE_APPROVER)}
    return {"city": city, "bureau": open_post(), "police": open_post("gaj", "临江市公安局", "临公发")}


@pytest.fixture
def desk(page, live_server, offices, monkeypatch):
    """Takes who, when and where; returns the page as that person sees it then."""

    def sit_down(office, role, at, address):
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())
        client = Client()
        client.force_login(offices[office].people[role], backend="portal.accounts.backends.AppointmentBackend")
        name = django_settings.SESSION_COOKIE_NAME
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}{address}")
        return page

    return sit_down


@pytest.fixture
def case(desk):
    def open_case(office, role, at):
        return desk(office, role, at, f"{ROOT}{Clarification.objects.get().pk}/change/")

    return open_case


@pytest.mark.duty("S2-8.4a", "S2-8.4b", "S2-8.6.2a", "S2-8.6.2b", "S2-8.6.2c")
def test_a_rumour_is_clarified_through_the_approval_of_the_city(desk, case, page, live_server, offices) -> None:
    clerk = desk("bureau", Role.INFO_CLERK, moment(9, 10), f"{ROOT}start/find/")
    typed = {name: CLAIM[name] for name in ("kind", "title", "claim", "seen_where", "harm")}
    enter(clerk, **typed, found_at="2026-03-02T09:00")
    press(clerk)
    expect(clerk.locator("#content")).to_contain_text("发现虚假或者不完整信息后报告")
    act(clerk, "报告政务公开办")
    act(case("city", Role.OVERSIGHT, moment(9, 20)), "确认")

    handler = case("bureau", Role.HANDLER, moment(9, 30))
    words = {name: TRUTH[name] for name in ("statement", "basis", "name_of")}
    police = f'"{offices["police"].organ.pk}"'
    act(handler, "起草", **words, is_sensitive="yes", organs=police, channels="internet")
    expect(handler.locator("#content")).to_contain_text("涉及重要事项或者敏感问题的，须经市人民政府批准")
    expect(handler.locator("#content")).to_contain_text("市公安局等答复")

    consent = Clarification.objects.get().consents.get()
    act(desk("police", Role.HEAD, moment(9, 35), f"/admin/sentiment/consent/{consent.pk}/change/"), "同意")
    act(case("bureau", Role.HANDLER, moment(9, 40)), "报批")
    head = case("bureau", Role.HEAD, moment(9, 45))
    act(head, "主要负责人审批")
    waiting = case("bureau", Role.INFO_CLERK, moment(9, 46))
    expect(waiting.locator("#content")).to_contain_text("“发布澄清”之前还差1样")
    deputy = case("city", Role.OFFICE_APPROVER, moment(9, 50))
    act(deputy, "市政府批准", city_approval="市政府负责同志3月2日批示")
    act(case("bureau", Role.INFO_CLERK, moment(9, 55)), "发布澄清")

    page.context.clear_cookies()
    page.goto(f"{live_server.url}/clarifications/")
    page.get_by_role("link", name=CLAIM["title"]).click()
    expect(page.locator("main")).to_contain_text("今天18时恢复供水")
    expect(page.locator("main")).to_contain_text("2026年3月2日 09:55")
    row = Clarification.objects.get()
    assert (row.is_late, row.state) == (False, "published")
