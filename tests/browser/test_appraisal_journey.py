"""The six steps of an appraisal at the desk; a citizen and an invited one on a phone without script; the result."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from assessment.appraisal.models import Appraisal
from portal import clock
from portal.accounts.states import Role
from tests.assessment.city import NOON, build_city
from tests.assessment.test_appraisal import JUNE_11, filled
from tests.browser.offices import given_passwords, press, sit_down

OFFICE, LEADER = ("city", Role.OVERSIGHT), ("city", Role.OFFICE_APPROVER)
NOTICE = {"title": "2026年社会评议", "notice": "请评一评各单位的公开工作。", "ends_on": "2026-06-10"}
WIDTH = "document.documentElement.scrollWidth"


@pytest.fixture
def city(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    found = build_city()
    given_passwords(found, OFFICE, LEADER, at=NOON)
    return found


@pytest.fixture
def stand(monkeypatch, city):
    """Sets the clock of the server."""

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    at(NOON)
    return at


@pytest.fixture
def phone(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 844}, "java_script_enabled": False}
    context = browser.new_context(**browser_context_args | narrow)
    yield context.new_page()
    context.close()


def prepare(page, server, city) -> tuple[str, str]:
    """From the plan to open sheets. Returns number and code of the one invited person."""
    sit_down(page, server, city, *OFFICE)
    press(page, f"{server.url}/admin/assessment/appraisal/start/start/", "拟定", **NOTICE)
    case = f"{server.url}/admin/assessment/appraisal/{Appraisal.objects.get().pk}/change/"
    sit_down(page, server, city, *LEADER)
    press(page, f"{case}act/announce/", "下发通知、刊登告示")
    sit_down(page, server, city, *OFFICE)
    press(page, f"{case}act/settle_sheet/", "测评表定稿")
    page.goto(case)
    expect(page.locator("main")).to_contain_text("还没有邀请参评人员")
    press(page, f"{case}act/invite/", "邀请参评人员", panel="deputies", on_paper="1")
    press(page, f"{case}act/choose/", "参评人员确定")
    seen = {"briefed_on": "2026-05-20", "briefing": "看了年报，听了市教育局的汇报。"}
    press(page, f"{case}act/brief/", "登记查阅资料、听取汇报", **seen)
    press(page, f"{case}act/hand_out/", "发放测评表")
    page.get_by_role("button", name="打印评议码").click()
    slip = page.locator("section.panel")
    return slip.locator("strong").first.inner_text(), slip.locator("code").inner_text()


def judge(page, *, level: str) -> None:
    for group in page.get_by_role("group").all():
        group.get_by_label(level, exact=True).check()
    with page.expect_navigation():
        page.get_by_role("button", name="提交", exact=True).click()


@pytest.mark.duty("S2-5.4b", "S2-5.4c", "S2-5.6.1", "S2-5.6.5", "S2-5.6.6")
def test_an_appraisal_goes_its_six_steps_and_people_judge_on_a_phone(
    page, phone, live_server, city, stand, faults_of
) -> None:
    number, code = prepare(page, live_server, city)
    row = Appraisal.objects.get()
    phone.goto(f"{live_server.url}/appraisals/")
    phone.get_by_role("link", name="2026年社会评议").click()
    phone.get_by_role("link", name="我来评").click()
    phone.get_by_role("link", name="临江市教育局").click()
    sheet = phone.url
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交", exact=True).click()
    expect(phone.get_by_role("alert")).to_contain_text("请答第1题，说不准的选“不了解”")
    assert phone.evaluate(WIDTH) <= 390
    judge(phone, level="满意")
    expect(phone.get_by_role("status")).to_contain_text("对市教育局的评价收下了")
    phone.goto(sheet)
    judge(phone, level="满意")
    expect(phone.get_by_role("alert")).to_contain_text("您已经评过市教育局，一个单位评一次。")
    enter_by_code(phone, live_server, number, code)
    phone.goto(sheet)
    judge(phone, level="不满意")
    assert sorted(row.ballots.values_list("panel", flat=True)) == ["deputies", "public"]
    finish(page, live_server, city, stand, row)
    page.goto(f"{live_server.url}{row.get_absolute_url()}")
    assert faults_of(page) == []
    phone.goto(f"{live_server.url}{row.get_absolute_url()}")
    expect(phone.locator("main")).to_contain_text("总体满意，答复要更快。")
    expect(phone.get_by_role("cell", name="80.00").first).to_be_visible()
    expect(phone.locator("main")).to_contain_text("人大代表：邀请1人，交回1人")
    assert phone.evaluate(WIDTH) <= 390


def enter_by_code(phone, server, number: str, code: str) -> None:
    phone.goto(f"{server.url}/appraisals/panel/")
    phone.get_by_label("编号").fill(number)
    phone.get_by_label("评议码").fill("2222-3333")
    with phone.expect_navigation():
        phone.get_by_role("button", name="进入").click()
    expect(phone.get_by_role("alert")).to_contain_text("编号和评议码对不上")
    phone.get_by_label("评议码").fill(code.lower())
    phone.get_by_role("button", name="进入").click()
    expect(phone.locator("main")).to_contain_text("您是特邀的人大代表，每个单位评一次。")


def finish(page, server, city, stand, row) -> None:
    """Four more people judge; then it is summed up, published, and only then filed away."""
    for voter in range(4):
        filled(city, row, f"v{voter}", at=NOON + timedelta(days=1))
    stand(JUNE_11)
    case = f"{server.url}/admin/assessment/appraisal/{row.pk}/change/"
    sit_down(page, server, city, *OFFICE)
    press(page, f"{case}act/collect/", "回收测评表")
    page.goto(f"{case}act/close/")  # leads back to the case: it is not public yet
    expect(page).to_have_url(case)
    expect(page.get_by_role("link", name="归档")).to_have_count(0)
    sit_down(page, server, city, *LEADER)
    press(page, f"{case}act/publish/", "汇总并公开结果", summary="总体满意，答复要更快。")
    sit_down(page, server, city, *OFFICE)
    press(page, f"{case}act/close/", "归档")
    row.refresh_from_db()
    assert row.state == "closed"
