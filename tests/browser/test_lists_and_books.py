"""A village list brought in line with its county's, an issue of the gazette made and searched, a book printed."""

from io import BytesIO

import pytest
from playwright.sync_api import expect
from pypdf import PdfReader

from disclosure.gazette.models import GazetteIssue
from disclosure.matters.models import MatterProposal
from portal import clock
from portal.accounts.states import OrganKind, Role
from portal.search import indexing
from tests.disclosure.matters.items import listed
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.services_guide.errands import bundle_out
from tests.disclosure.services_guide.errands import published as guided

PASSWORD = "Linjiang-2026-summer"
RULES = "临江市教育局关于印发《民办学校管理办法》的通知"


@pytest.fixture
def now(transactional_db, settings, monkeypatch):
    """The clock of the server stands at that morning."""
    settings.STAFF_OTP_REQUIRED = False
    monkeypatch.setattr(clock, "now", lambda: MORNING)
    monkeypatch.setattr(clock, "today", lambda: MORNING.date())
    return MORNING


def staffed(office):
    """Its people sign in to the desk."""
    for user in office.people.values():
        user.is_staff, user.password_changed_at = True, MORNING
        user.set_password(PASSWORD)
        user.save(update_fields=["is_staff", "password", "password_changed_at"])
    return office


@pytest.fixture
def office(now):
    return staffed(open_office())


@pytest.fixture
def desk(page, live_server):
    """Takes an office and a role and returns the page signed in as who holds it."""

    def sit_down(office, role):
        page.context.clear_cookies()
        page.goto(f"{live_server.url}/admin/")
        page.fill("[name=username]", office.people[role].username)
        page.fill("[name=password]", PASSWORD)
        page.locator("main [type=submit], #login-form [type=submit]").first.click()
        page.get_by_role("heading", name="我的待办").wait_for()
        return page

    return sit_down


def press(page, address, button, **typed):
    """Open the page of an act, fill in, send."""
    page.goto(address)
    for name, value in typed.items():
        page.fill(f"[name={name}]", value)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


@pytest.mark.duty("S1-6.1a", "S0-11.2")
def test_a_village_list_is_compared_with_its_countys_and_brought_in_line(desk, live_server, office) -> None:
    town = staffed(open_office("qsz", "临江市青石镇人民政府", "临青政发", None, OrganKind.TOWNSHIP))
    listed(office)
    village = listed(town, village="青石村", time_limit="每季度")
    root = f"{live_server.url}/admin/disclosure"
    page = desk(town, Role.HANDLER)
    page.goto(f"{root}/matter/consistency/")
    expect(page.locator("main")).to_contain_text("一致的0项，不一致的1项")
    expect(page.locator("main")).to_contain_text("每季度")
    page.goto(f"{live_server.url}/matters/{village.pk}/")
    expect(page.locator("main")).to_contain_text("有不同")
    limit, reason = "确定之日起20个工作日内", "与市级清单统一"
    press(page, f"{root}/matter/{village.pk}/change/act/propose_change/", "保存", time_limit=limit, reason=reason)
    proposal = MatterProposal.objects.get(matter=village, reason=reason)
    press(page, f"{root}/matterproposal/{proposal.pk}/change/act/submit/", "送审批")
    page.goto(f"{live_server.url}/matters/{village.pk}/")
    expect(page.locator("main")).to_contain_text("有不同")
    page = desk(town, Role.DISCLOSURE_HEAD)
    press(page, f"{root}/matterproposal/{proposal.pk}/change/act/approve/", "批准并公布")
    page.goto(f"{root}/matter/consistency/")
    expect(page.locator("main")).to_contain_text("一致的1项，不一致的0项")
    page.goto(f"{live_server.url}/matters/{village.pk}/")
    expect(page.locator("main")).to_contain_text("内容一致")


@pytest.mark.duty("S1-4.2a", "S3-5.5a", "S3-5.5c")
def test_an_issue_of_the_gazette_is_made_from_what_is_owed_and_searched(desk, live_server, office) -> None:
    office.published(is_normative=True, title=RULES, body="各县（市、区）：\n第一条　民办学校应当公示收费。")
    root = f"{live_server.url}/admin/disclosure/gazetteissue"
    page = desk(office, Role.INFO_CLERK)
    page.goto(f"{root}/owed/")
    expect(page.locator("main")).to_contain_text("民办学校管理办法")
    press(page, f"{root}/start/open_issue/", "开始编", year="2026", number="1", dated="2026-05-21")
    issue = GazetteIssue.objects.get()
    page.goto(f"{root}/{issue.pk}/change/act/add_document/")
    page.select_option("[name=document]", index=1)
    page.select_option("[name=section]", "department")
    with page.expect_navigation():
        page.get_by_role("button", name="编入", exact=True).click()
    press(page, f"{root}/{issue.pk}/change/act/submit/", "送审")
    assert page.goto(f"{live_server.url}/gazette/2026/1/").status == 404
    page = desk(office, Role.DISCLOSURE_HEAD)
    press(page, f"{root}/{issue.pk}/change/act/publish/", "审核出版")
    indexing.rebuild(at=MORNING)
    page.goto(f"{live_server.url}/gazette/")
    page.get_by_role("link", name="阅读这一期").click()
    page.fill("#i-q", "公示收费")
    with page.expect_navigation():
        page.locator("form[aria-label=在这一期里搜索] button").click()
    expect(page.locator("#h-hits")).to_contain_text("在1篇里")
    page.goto(f"{live_server.url}/gazette/")
    page.fill("#g-q", "公示收费")
    with page.expect_navigation():
        page.locator("form[aria-label=在各期公报里搜索] button").click()
    page.locator("main").get_by_role("link", name="民办学校管理办法").first.click()
    page.wait_for_url("**/gazette/2026/1/1/")
    expect(page.locator("article")).to_contain_text("标准文本")
    page.goto(f"{root}/owed/")
    expect(page.locator("main")).not_to_contain_text("民办学校管理办法")


@pytest.mark.duty("S1-6.3", "S3-2.4a")
def test_a_book_of_errands_is_printed_without_script(browser, browser_context_args, live_server, office) -> None:
    for code, name in (("LJ-WJ-001", "出生医学证明"), ("LJ-GA-001", "出生登记"), ("LJ-YB-001", "居民医保参保")):
        guided(office, code=code, name=name)
    bundle_out(office, ("LJ-WJ-001", 1, ""), ("LJ-GA-001", 2, ""))
    narrow = {"viewport": {"width": 390, "height": 800}, "java_script_enabled": False}
    page = browser.new_context(**browser_context_args | narrow).new_page()
    page.goto(f"{live_server.url}/services/")
    page.locator("main").get_by_role("link", name="办事一本通").first.click()
    page.get_by_label("新生儿出生一件事").check()
    page.get_by_label("居民医保参保").check()
    with page.expect_download() as download:
        page.get_by_role("button", name="印成PDF").click()
    book = PdfReader(BytesIO(download.value.path().read_bytes()))
    leaves = [leaf.extract_text().replace(" ", "") for leaf in book.pages]
    assert all(name in leaves[1] for name in ("新生儿出生一件事", "出生医学证明", "出生登记", "居民医保参保"))
    assert "年满六周岁" in "".join(leaves[2:]).replace("\n", "")
    page.context.close()
