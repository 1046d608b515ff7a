"""A draft over the National Day holiday in a real browser: from a refused ten days to answers published together."""

from datetime import datetime, timedelta

import pytest
from playwright.sync_api import expect

from disclosure.consultations import services
from disclosure.consultations.models import Consultation, Opinion, Reply
from portal import clock
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.browser.test_public import MODES
from tests.disclosure.consultations.hearing import MORNING, QUESTIONS, drafted, finished, fresh, said
from tests.disclosure.office import open_office

PASSWORD = "Linjiang-2026-autumn"


@pytest.fixture
def office(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    found = open_office()
    found.at = MORNING
    for user in found.people.values():
        user.is_staff, user.password_changed_at = True, MORNING
        user.set_password(PASSWORD)
        user.save(update_fields=["is_staff", "password", "password_changed_at"])
    return found


@pytest.fixture
def stand(monkeypatch):
    """Sets the clock of the server."""

    def at(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    at(MORNING)
    return at


@pytest.fixture
def desk(page, live_server, office, stand):
    """Takes a role and returns the page signed in as who holds it."""

    def sit_down(role):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/admin/")
        page.fill("[name=username]", office.people[role].username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main [type=submit], #login-form [type=submit]").first.click()
        page.get_by_role("heading", name="我的待办").wait_for()
        return page

    return sit_down


@pytest.fixture
def phone(browser, browser_context_args):
    narrow = {"viewport": {"width": 390, "height": 800}}
    context = browser.new_context(**browser_context_args | narrow, java_script_enabled=False)
    yield context.new_page()
    context.close()


def press(page, address, button, **typed):
    """Open the page of an act, fill in, send."""
    page.goto(address)
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def ready(office, **values):
    row = drafted(office, **values)
    services.set_questions(row, questions=QUESTIONS, **office.as_(Role.HANDLER))
    return row


@pytest.mark.duty("S0-4.7b", "S0-4.7c", "S0-4.8a")
def test_ten_days_are_refused_on_the_desk_and_allowed_with_a_reason_all_can_read(desk, live_server, office) -> None:
    row = ready(office, days=10)
    case = f"{live_server.url}/admin/disclosure/consultation/{row.pk}/change/"
    page = desk(Role.HANDLER)
    page.goto(case)
    expect(page.locator("body")).to_contain_text("征求意见一般不少于30日；情况紧急要缩短的，写明理由")
    press(page, f"{case}act/change/", "保存", short_reason="开学前必须施行。")
    press(page, f"{case}act/submit/", "送保密审查")
    press(desk(Role.SECRECY_REVIEWER), f"{case}act/review_secrecy/", "保密审查", opinion="不涉及七种情形。")
    press(desk(Role.SIGNER), f"{case}act/approve/", "批准预公开")
    press(desk(Role.INFO_CLERK), f"{case}act/publish/", "发布，开始征求意见")
    page.goto(f"{live_server.url}/consultations/{row.pk}/")
    expect(page.locator("article")).to_contain_text("这次只征求10日")
    expect(page.locator("article")).to_contain_text("开学前必须施行。")
    assert str(fresh(row).ends_on) == "2026-09-26"


@pytest.mark.duty("S0-4.7b", "S0-6.6", "S3-6.2d", "S0-6.1")
def test_two_hundred_opinions_over_a_holiday_are_answered_together(desk, phone, live_server, office, stand) -> None:
    row = through(office, ready(office))
    say_on_the_phone(phone, live_server, row)
    for place in range(199):
        at = MORNING + timedelta(days=place % 30)
        text = f"线路太少，第{place}号" if place % 2 else f"收费太贵，第{place}号"
        said(row, at=at, anchor="p-3" if place % 3 else "", text=text, consents=False)
    stand(datetime(2026, 10, 17, 9, 0, tzinfo=SHANGHAI))
    services.close_what_is_over(at=clock.now())
    group_and_answer(desk, live_server, row)
    phone.goto(f"{live_server.url}/consultations/{row.pk}/")
    expect(phone.locator("article")).to_contain_text("最晚2026年11月16日在这里公布采纳情况")
    assert phone.goto(f"{live_server.url}/consultations/{row.pk}/result/").status == 404
    case = f"{live_server.url}/admin/disclosure/consultation/{row.pk}/change/"
    press(desk(Role.HEAD), f"{case}act/publish_result/", "批准，公布结果")
    phone.goto(f"{live_server.url}/consultations/{row.pk}/result/")
    told = phone.inner_text("article")
    for words in ("200条", "收费", "101条意见", "成本核算过。", "线路", "99条意见", "不采纳", "收到1份答卷"):
        assert words in told, words


def through(office, row):
    services.submit(row, **office.as_(Role.HANDLER))
    services.review_secrecy(row, found=[], opinion="不涉及。", **office.as_(Role.SECRECY_REVIEWER))
    services.approve(row, **office.as_(Role.SIGNER))
    return services.publish(row, **office.as_(Role.INFO_CLERK))


def say_on_the_phone(phone, server, row) -> None:
    """An opinion on one passage, then the questionnaire; without script."""
    phone.goto(f"{server.url}/consultations/{row.pk}/")
    phone.locator("#p-3").get_by_role("link", name="对这段提意见").click()
    phone.check("#id_stance_1")
    phone.fill("#id_text", "收费太贵，每公里0.3元就够了。")
    phone.check("#id_person_kind_0")
    phone.check("#id_consents_0")
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交意见").click()
    opinion = Opinion.objects.get()
    assert opinion.passage.anchor == "p-3"
    expect(phone.locator("body")).to_contain_text(opinion.number)
    phone.get_by_role("button", name="记好了，去看我的意见").click()
    phone.wait_for_url("**/consultations/mine/")
    phone.goto(f"{server.url}/consultations/{row.pk}/questionnaire/")
    for choice in ("#id_q-1_0", "#id_q-2_1", "#id_q-3-0_0", "#id_q-3-1_1", "#id_person_kind_0"):
        phone.check(choice)
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交问卷").click()
    assert Reply.objects.count() == 1


def group_and_answer(desk, server, row) -> None:
    """Everything a filter finds under one theme, then the rest; one answer each; the statement."""
    case = f"{server.url}/admin/disclosure/consultation/{row.pk}/change/"
    page = desk(Role.HANDLER)
    for words, title in (("贵", "收费"), ("线路", "线路")):
        page.goto(f"{case}grouping/?theme=none&words={words}")
        page.fill("[name=new_theme]", title)
        with page.expect_navigation():
            page.get_by_role("button", name="归并筛选出的全部").click()
    for title, verdict, reason in (("收费", "部分采纳", "成本核算过。"), ("线路", "不采纳", "明年再增加。")):
        page.goto(f"{case}act/answer_theme/")
        page.select_option("[name=theme]", label=title)
        page.get_by_label(verdict, exact=True).check()
        page.fill("[name=reason]", reason)
        with page.expect_navigation():
            page.get_by_role("button", name="答复一个主题", exact=True).click()
    press(page, f"{case}act/write_result/", "保存", result_summary="收费降低，线路明年再增加。")
    press(page, f"{case}act/submit_result/", "送审结果")
    assert Consultation.objects.get().state == "result_review"


def pages_of(page, server, office):
    """Every public page of a consultation, with something on it."""
    row = through(office, ready(office))
    services.show(said(row, anchor="p-3", name=""), **office.as_(Role.HANDLER))
    for address in (
        "",
        f"{row.pk}/",
        f"{row.pk}/write/?passage=p-3",
        f"{row.pk}/questionnaire/",
        f"{row.pk}/opinions/",
    ):
        page.goto(f"{server.url}/consultations/{address}")
        yield f"/{address}"
    page.goto(f"{server.url}/consultations/{row.pk}/write/")
    with page.expect_navigation():
        page.get_by_role("button", name="提交意见").click()
    yield "write with faults"
    finished(office, row)
    for address in (f"{row.pk}/result/", "mine/", "?part=result"):
        page.goto(f"{server.url}/consultations/{address}")
        yield f"/{address}"


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
def test_no_page_of_a_consultation_has_a_barrier(page, context, live_server, office, stand, faults_of, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    found = {name: faults for name in pages_of(page, live_server, office) if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_a_consultation_scrolls_sideways(page, context, live_server, office, stand, width, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    measure = "document.documentElement.scrollWidth"
    assert [name for name in pages_of(page, live_server, office) if page.evaluate(measure) > width] == []
