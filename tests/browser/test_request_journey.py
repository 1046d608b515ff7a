"""One request from a phone to the corrected answer, in a real browser, over the holidays of 2025 and 2026.

Everybody does everything on the pages; the dates are typed by hand from the printed calendars.
"""

import re
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.test import Client
from playwright.sync_api import expect

from portal import clock
from portal.audit.verification import verify
from portal.deadlines.models import Deadline
from portal.subjects import ref
from requests_app.cases.models import DisclosureRequest
from tests.browser.test_requests import WANTED, fill
from tests.requests_app.agency import Role, moment, open_agency
from tests.requests_app.conftest import city  # noqa: F401 - a fixture

PHONE = {"width": 390, "height": 844}
CASES = "/admin/requests_app/disclosurerequest/"
SECRET = "合同单价：每台38万元"
KEPT_BACK = "《中华人民共和国政府信息公开条例》第三十七条\n《中华人民共和国政府信息公开条例》第十五条"

TOLD = [
    "您提交了申请",
    "机关确认收到您的申请",
    "机关请您补正",
    "收到您的补正",
    "征求第三方意见，期限暂停",
    "征求意见结束，继续计算",
    "延期答复",
    "机关答复了您",
]
"""The timeline of the applicant up to the first answer."""


@pytest.fixture
def on(monkeypatch):
    """What day it is for the server; the browser keeps its own time."""

    def stand(day, hour=10):
        monkeypatch.setattr(clock, "now", lambda: moment(day, hour))
        monkeypatch.setattr(clock, "today", lambda: day)

    return stand


@pytest.fixture
def agency(transactional_db, city, settings):  # noqa: F811 - the fixture imported above
    settings.STAFF_OTP_REQUIRED = False
    return open_agency(parent=city)


@pytest.fixture
def phone(browser, browser_context_args, live_server):
    """The applicant's own browser, without JavaScript."""
    context = browser.new_context(
        **browser_context_args | {"viewport": PHONE, "java_script_enabled": False, "base_url": live_server.url}
    )
    yield context.new_page()
    context.close()


@pytest.fixture
def desk(page, live_server, agency, on):
    """Takes a role and a day; returns the case as who holds the role sees it that day."""

    def sit_down(role, day, at=10):
        on(day, at)
        client = Client()
        client.force_login(agency.people[role], backend="portal.accounts.backends.AppointmentBackend")
        name = django_settings.SESSION_COOKIE_NAME
        page.context.clear_cookies()
        page.context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": live_server.url}])
        page.goto(f"{live_server.url}{CASES}{DisclosureRequest.objects.get().pk}/change/")
        return page

    return sit_down


def act(page, label, **typed):
    """From the case to the page of the act, through its form, and back with the word that it is done."""
    link = page.locator(".case-head .moves a").filter(has_text=re.compile(f"^{re.escape(label)}$"))
    link.wait_for(state="attached")  # a click before this one may still be on its way to this page
    if not link.is_visible():
        page.get_by_text("更多（").click()
    with page.expect_navigation():
        link.click()
    enter(page, **typed)
    press(page)


def press(page):
    with page.expect_navigation():
        page.locator(".act-page form [type=submit]").click()
    expect(page.get_by_role("status").first).to_be_visible()


def enter(page, **typed):
    for name, value in typed.items():
        control = page.locator(f"[name={name}]").first
        kind = control.evaluate("control => control.type")
        if value is True:
            control.check()
        elif kind in ("radio", "checkbox"):
            page.check(f"[name={name}][value={value}]")
        elif kind == "select-one":
            control.select_option(value)
        elif kind == "file":
            name, text = value
            control.set_input_files({"name": name, "mimeType": "text/plain", "buffer": text.encode()})
        else:
            control.fill(value)


def walk(page, *answers, **typed):
    """The guided decision: every answer is a link, the last page says what must be said."""
    with page.expect_navigation():
        page.locator("table.items a[href='decide/1/']").click()
    for answer in answers:
        with page.expect_navigation():
            page.get_by_role("link", name=answer, exact=True).click()
    enter(page, **typed)
    press(page)


def choose_pages(page, file):
    with page.expect_navigation():
        page.locator("table.items a[href='pages/1/']").click()
    chosen = page.locator("[name=pages-0] option", has_text=f"{file}（").get_attribute("value")
    enter(page, **{"pages-0": chosen, "pages-0-first": "1", "pages-0-last": "1"})
    press(page)


def signed_and_sent(desk, days):
    """Three people, then out: ``days`` are those of the review, the signing and the sending."""
    review, signing, sending = days
    act(desk(Role.DEPT_REVIEWER, review, 14), "审核通过")
    act(desk(Role.SECRECY_REVIEWER, review, 15), "保密审查通过")
    act(desk(Role.SIGNER, signing, 16), "签发")
    act(desk(Role.INFO_CLERK, sending, 17), "登记发出答复", means="online")


# --- the applicant ------------------------------------------------------------------------------------


def filed(phone, live_server):
    """Number and code, as the receipt shows them."""
    fill(phone, live_server)
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交申请").click()
    number, code = phone.locator("dd strong").first.inner_text(), phone.locator("#code").inner_text()
    with phone.expect_navigation():
        phone.get_by_role("button", name="记好了，去看办理进展").click()
    with phone.expect_navigation():
        phone.get_by_role("button", name="退出查询").click()
    return number, code


def opened(phone, number, code):
    phone.goto("/requests/track/")
    phone.get_by_label("申请编号").fill(number)
    phone.get_by_label("查询码").fill(code)
    with phone.expect_navigation():
        phone.locator("form:has([name=code]) button").click()


def seen(phone, *sentences):
    """What the applicant reads on the tracking page, which fits on the phone."""
    phone.goto("/requests/track/")
    words = re.sub(r"\s+", "", phone.locator("main").inner_text())
    assert [sentence for sentence in sentences if sentence.replace(" ", "") not in words] == []
    assert phone.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    return words


def downloaded(phone, label):
    """A letter or a file of the page, fetched with the cookies of this browser."""
    file = phone.locator(".files li", has_text=label).last
    return phone.request.get(file.locator("a").first.get_attribute("href")).body()


def titles(phone):
    return phone.locator(".timeline h3").all_inner_texts()


# --- the way ------------------------------------------------------------------------------------------


def corrected(desk, phone, on, live_server):
    """Filed on the Friday before the National Day of 2025, corrected after it: the full period anew."""
    on(date(2025, 9, 26))
    number, code = filed(phone, live_server)
    page = desk(Role.INFO_CLERK, date(2025, 9, 26), 11)
    act(page, "确认接收")
    assert "10月30日" in page.locator("table.clocks").inner_text()
    act(
        desk(Role.HANDLER, date(2025, 9, 30)),
        "发补正通知",
        lacks="content",
        guidance="请写明是哪一年的工程",
        means="online",
    )
    on(date(2025, 10, 9))
    opened(phone, number, code)
    seen(phone, "请您补正，最晚10月24日", "请写明是哪一年的工程", "等您补正，期限暂停")
    on(date(2025, 10, 13))
    phone.get_by_role("link", name="补正", exact=False).first.click()
    phone.get_by_label("补正的内容").fill("2025年的加装电梯工程")
    with phone.expect_navigation():
        phone.get_by_role("button", name="提交补正").click()
    seen(phone, "11月10日（星期一）前答复您")


def consulted(desk, phone, on):
    """A third party objects on the tenth of its fifteen working days; the applicant never learns who it is."""
    who = {"party": "临江某建筑有限公司", "party_contact": "0000-8612366"}
    page = desk(Role.HANDLER, date(2025, 10, 20))
    act(page, "征求意见", kind="third_party", summary="施工合同的总价和付款方式", means="post", **who)
    on(date(2025, 10, 21))
    assert "建筑有限公司" not in seen(phone, "正在征求第三方意见，期限暂停")
    act(desk(Role.INFO_CLERK, date(2025, 10, 22)), "登记其他文书送达", proof="挂号信回执XA1234")
    act(
        desk(Role.INFO_CLERK, date(2025, 11, 5)),
        "登记收到的意见",
        opinion="object",
        text="合同单价是商业秘密",
    )
    assert "商业秘密" not in seen(phone, "11月26日（星期三）前答复您")


def extended(desk, phone, on):
    act(desk(Role.HANDLER, date(2025, 11, 20)), "申请延期", days="20", reason="要翻查三年的纸质档案")
    page = desk(Role.DISCLOSURE_HEAD, date(2025, 11, 21))
    with page.expect_navigation():
        page.locator("section[aria-labelledby=h-steps]").get_by_role("link", name="查看").click()
    act(page, "同意延期", means="online")
    on(date(2025, 11, 24))
    seen(phone, "12月24日（星期三）前答复您", "延长20个工作日")


def partly_granted(desk, phone, on):
    """Decided with the masked copy, signed by three people, read on the last day."""
    day = date(2025, 12, 22)
    page = desk(Role.HANDLER, day)
    act(page, "上传要提供的文件", upload=("施工合同.txt", f"翠湖里小区加装电梯工程施工合同\n{SECRET}"))
    act(page, "上传遮盖以后的副本", upload=("施工合同节录.txt", "翠湖里小区加装电梯工程施工合同"))
    act(desk(Role.DISCLOSURE_HEAD, day, 11), "确认副本", looked=True)
    page = desk(Role.HANDLER, day, 12)
    steps = ("明确", "是", "由本机关负责", "有", "区分处理以后可以部分公开")
    walk(page, *steps, "部分公开", articles=KEPT_BACK, reason="合同单价是商业秘密，公开会损害第三方的合法权益。")
    choose_pages(page, "施工合同")
    act(page, "送审")
    signed_and_sent(desk, (day, date(2025, 12, 23), date(2025, 12, 23)))
    on(date(2025, 12, 24))
    seen(phone, "12月24日已经答复您", "施工合同部分内容已经遮盖", "行政复议，最晚2026年2月24日")
    assert titles(phone) == TOLD
    assert downloaded(phone, "部分公开")[:5] == b"%PDF-"
    assert downloaded(phone, "施工合同").decode() == "翠湖里小区加装电梯工程施工合同"


def reviewed(desk, phone, on):
    """The review corrects the answer over the Spring Festival and sets fifteen working days; Saturday 02-28 counts."""
    act(
        desk(Role.DEPT_REVIEWER, date(2026, 2, 5)),
        "登记救济",
        kind="review",
        authority="临江市人民政府",
        case_number="临政复〔2026〕3号",
        accepted_on="2026-02-02",
        served_on="2026-02-05",
    )
    act(desk(Role.DEPT_REVIEWER, date(2026, 2, 11)), "登记提交书面答复")
    act(
        desk(Role.DEPT_REVIEWER, date(2026, 2, 25)),
        "登记救济结果",
        result="corrected",
        result_text="撤销原答复，责令15个工作日内重新答复",
        decided_on="2026-02-24",
        decide_again="yes",
        redo_days="15",
    )
    act(desk(Role.DISCLOSURE_HEAD, date(2026, 2, 26)), "重新处理", reason="执行复议决定")
    on(date(2026, 2, 27))
    seen(phone, "3月16日（星期一）前答复您")


def answered_anew(desk, phone, on):
    """Everything is handed out in the public interest, and the third party is told first."""
    page = desk(Role.HANDLER, date(2026, 3, 5))
    act(page, "第三方不同意但决定公开", public_interest="关系全体业主的出行安全")
    act(desk(Role.HANDLER, date(2026, 3, 6)), "发告知第三方书", means="post")
    act(desk(Role.INFO_CLERK, date(2026, 3, 9)), "登记其他文书送达", proof="挂号信回执XA1235")
    page = desk(Role.HANDLER, date(2026, 3, 9), 14)
    act(page, "上传要提供的文件", upload=("施工合同全文.txt", f"翠湖里小区加装电梯工程施工合同\n{SECRET}"))
    walk(page, "明确", "是", "由本机关负责", "有", "可以公开", "予以公开：提供所申请的信息")
    choose_pages(page, "施工合同全文")
    act(page, "送审")
    signed_and_sent(desk, [date(2026, 3, 10)] * 3)
    on(date(2026, 3, 12))
    seen(phone, "3月12日已经答复您")
    assert titles(phone) == [*TOLD, "机关重新处理这件申请", "机关答复了您"]
    assert SECRET in downloaded(phone, "施工合同全文").decode()


@pytest.mark.duty("S2-2.3a")
@pytest.mark.duty("S2-2.6d")
@pytest.mark.duty("S2-2.9.1a")
@pytest.mark.duty("S1-3.4a")
@pytest.mark.duty("law.A4.32")
@pytest.mark.duty("law.E5")
def test_from_the_phone_to_the_corrected_answer(desk, phone, on, live_server) -> None:
    corrected(desk, phone, on, live_server)
    consulted(desk, phone, on)
    extended(desk, phone, on)
    partly_granted(desk, phone, on)
    reviewed(desk, phone, on)
    answered_anew(desk, phone, on)
    act(desk(Role.INFO_CLERK, date(2026, 3, 16)), "归档")
    case = DisclosureRequest.objects.get()
    assert (case.state, case.round, case.items.get().text) == ("archived", 2, WANTED)
    reply, redo = Deadline.objects.of(ref(case)).filter(rule__in=("FOI_REPLY", "FOI_REDO")).order_by("pk")
    assert (reply.due_on, reply.closed_on, reply.was_late) == (date(2025, 12, 24), date(2025, 12, 24), False)
    assert (redo.due_on, redo.closed_on, redo.was_late) == (date(2026, 3, 16), date(2026, 3, 12), False)
    assert verify(at=moment(date(2026, 3, 16))).is_intact
