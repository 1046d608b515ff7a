"""示范创建 from the application to the name: evidence, guidance, the look on the spot, an objection and its answer."""

from datetime import datetime

import pytest
from playwright.sync_api import expect

from assessment.demonstration.criteria import CRITERIA
from assessment.demonstration.models import Candidacy
from portal import clock
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.assessment.city import NOON, build_city
from tests.assessment.demonstrating import POINTS, programme
from tests.browser.offices import given_passwords, press, sit_down

OFFICE, LEADER, HEAD = ("city", Role.OVERSIGHT), ("city", Role.OFFICE_APPROVER), ("jiaoyu", Role.HEAD)
OVER = datetime(2026, 5, 29, 9, tzinfo=SHANGHAI)
PAPER = {"name": "台账.txt", "mimeType": "text/plain", "buffer": "台账".encode()}


@pytest.fixture
def city(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    found = build_city()
    given_passwords(found, OFFICE, LEADER, HEAD, at=NOON)
    return found


@pytest.fixture
def stand(monkeypatch, city):
    """Sets the clock of the server."""

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    at(NOON)
    return at


def apply(page, server, city) -> str:
    """Returns the address of the case."""
    row = programme(city, NOON)
    sit_down(page, server, city, *HEAD)
    given = {"programme": str(row.pk), "organ": str(city.organs["jiaoyu"].pk), "summary": "窗口和网站同步公开。"}
    press(page, f"{server.url}/admin/assessment/candidacy/start/begin/", "开始申报", **given)
    case = f"{server.url}/admin/assessment/candidacy/{Candidacy.objects.get().pk}/change/"
    expect(page.locator("main")).to_contain_text("还没有写创建情况：组织机构")
    for each in CRITERIA:
        press(page, f"{case}act/describe/", "保存", criterion=each.code, text=f"{each.name}做到了。", uploads=[PAPER])
    press(page, f"{case}act/submit/", "申报")
    return case


def look(page, server, city, case: str) -> None:
    sit_down(page, server, city, *OFFICE)
    press(page, f"{case}act/note/", "登记记录", kind="guidance", text="流程图要换新。")
    points = {code: str(number) for code, number in POINTS.items()}
    press(page, f"{case}act/accept/", "验收通过", team="三个人", text="看了大厅和台账。", **points)
    sit_down(page, server, city, *LEADER)
    press(page, f"{case}act/show/", "公示")


@pytest.mark.duty("S1-7.1", "S1-7.2", "S1-7.3a", "S1-7.3b")
def test_a_unit_is_named_after_everybody_could_object(page, live_server, city, stand, faults_of) -> None:
    case = apply(page, live_server, city)
    look(page, live_server, city, case)
    page.context.clear_cookies()
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{live_server.url}/demonstrations/")
    page.get_by_role("link", name="临江市教育局", exact=True).click()
    expect(page.locator("main")).to_contain_text("创新工作做到了。")
    assert faults_of(page) == []
    page.get_by_role("link", name="提出异议").click()
    page.fill("[name=email]", "不是地址")
    with page.expect_navigation():
        page.get_by_role("button", name="提交").click()
    expect(page.get_by_role("alert")).to_contain_text("请写明异议")
    expect(page.get_by_role("alert")).to_contain_text("电子邮箱请填完整的邮箱")
    assert faults_of(page) == []
    page.fill("[name=email]", "")
    page.fill("[name=text]", "公开栏一直是空的。")
    page.get_by_role("button", name="提交").click()
    expect(page.locator("main")).to_contain_text("最晚6月11日答复您")
    page.get_by_role("button", name="记好了，去看进展").click()
    expect(page.get_by_role("heading", name="正在核实")).to_be_visible()
    answer(page, live_server, city, case)
    stand(OVER)
    sit_down(page, live_server, city, *LEADER)
    press(page, f"{case}act/name/", "命名")
    page.goto(f"{live_server.url}{Candidacy.objects.get().get_absolute_url()}")
    expect(page.locator("main")).to_contain_text("收到异议1件，答复1件，成立0件")
    expect(page.locator("main")).to_contain_text("2026年5月29日")
    assert page.evaluate("document.documentElement.scrollWidth") <= 390


def answer(page, server, city, case: str) -> None:
    """The objection waits in 我的待办 of the office; until it is answered the unit is not named."""
    page.set_viewport_size({"width": 1280, "height": 900})
    sit_down(page, server, city, *OFFICE)
    expect(page.locator("main")).to_contain_text("查证、答复公示异议")
    page.goto(case)
    expect(page.locator("main")).to_contain_text("一般留言的答复")
    dissent = str(Candidacy.objects.get().objections.get().pk)
    press(page, f"{case}act/settle/", "答复异议", dissent=dissent, upheld=False, found="当天正在换新。")
    expect(page.locator("main")).to_contain_text("查证：当天正在换新。")
    page.set_viewport_size({"width": 390, "height": 844})
