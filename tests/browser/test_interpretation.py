"""A policy from the first line to the page with its explanation, in a real browser; and blocked without one."""

import re

import pytest
from playwright.sync_api import expect

from disclosure.documents.models import Document
from interpretation.materials.models import Material
from portal.accounts.states import Role
from tests.browser.test_staff import ALL_READ, PHONE, act, desk, office
from tests.interpretation.explaining import SAID
from tests.interpretation.explaining import published as explained_again

__all__ = ["desk", "office"]

TITLE = "关于印发《校园餐管理办法》的通知"
EXPLAINED = "校园餐，家长问得最多的事"
LABELS = {
    "background": "制定背景",
    "basis": "制定依据",
    "goals": "目标",
    "tasks": "重点任务",
    "content": "主要内容",
    "scope": "涉及范围",
}


def write_normative_draft(page):
    page.get_by_role("link", name="公文", exact=True).first.click()
    page.get_by_role("link", name="拟稿", exact=True).click()
    page.get_by_role("combobox", name="公文种类").select_option("通知")
    page.get_by_role("textbox", name="标题", exact=True).fill(TITLE)
    page.get_by_role("textbox", name="正文", exact=True).fill("各学校：\n现将办法印发给你们。")
    page.get_by_role("group", name="公开属性").get_by_label("主动公开").check()
    page.get_by_role("textbox", name="属性说明").fill("涉及公众切身利益")
    page.get_by_role("group", name="是否保密事项").get_by_label("否").check()
    page.get_by_role("group", name="行政规范性文件").get_by_label("是").check()
    page.get_by_role("combobox", name="公开条款").select_option("nothing")
    page.get_by_role("combobox", name="栏目").select_option(label="政策文件")
    page.get_by_role("button", name="保存草稿").click()
    page.get_by_role("status").wait_for()


def other_act(page, name, press, *, fill=(), check=()):
    """An act of the case page one stands on that is no move of its table."""
    page.locator(".moves").get_by_role("link", name=name, exact=True).first.click()
    for label, text in fill:
        page.get_by_role("textbox", name=label, exact=True).fill(text)
    for label in check:
        page.get_by_label(label).check()
    page.get_by_role("button", name=press, exact=True).click()
    page.get_by_role("status").wait_for()


@pytest.mark.duty("S0-2.7.0b", "S0-2.7.1", "S0-2.7.4a", "S2-4.5c")
def test_a_policy_goes_nowhere_without_its_explanation_and_out_together_with_it(desk, office, live_server) -> None:
    page = desk(Role.HANDLER)
    write_normative_draft(page)
    page = desk(Role.HANDLER)
    page.get_by_role("link", name=TITLE).first.click()
    # blocked: the button says how much is missing, the list says what
    expect(page.locator(".btn-blocked", has_text="送核对")).to_have_count(1)
    expect(page.get_by_text("还没有编解读方案")).to_have_count(1)
    other_act(page, "编解读方案", "保存方案", check=["方案简单，合并在解读材料里"])
    page.get_by_role("listitem").filter(has_text="还没有写解读材料").get_by_role("link", name="现在补").click()
    page.get_by_role("textbox", name="标题", exact=True).fill(EXPLAINED)
    for code, label in LABELS.items():
        page.get_by_role("textbox", name=re.compile(f"^{label}")).fill(SAID[code])
    page.get_by_role("textbox", name="第一解读人").fill("市教育局局长")
    page.get_by_label("解读时间").fill("2030-01-01")
    page.get_by_role("button", name="保存材料").click()
    page.get_by_role("status").wait_for()
    act(desk(Role.HANDLER), EXPLAINED, "送主要负责人审定", "送主要负责人审定")
    page = desk(Role.HEAD)
    page.set_viewport_size(PHONE)
    act(page, EXPLAINED, "审定", "同意，审定")
    page.set_viewport_size({"width": 1280, "height": 900})
    act(desk(Role.HANDLER), TITLE, "送核对", "送核对")
    act(desk(Role.INFO_CLERK), TITLE, "核对通过", "核对通过")
    questions = [("国家秘密", "不涉及"), ("商业秘密", "不涉及"), ("个人隐私", "不涉及")]
    questions += [("国家安全、公共安全", "不会危及"), ("保密审查结论", "主动公开")]
    page = desk(Role.SECRECY_REVIEWER)
    act(page, TITLE, "写保密审查结论", "写保密审查结论", choose=questions, fill=[("依据", "《保守国家秘密法》")])
    for role, button in ((Role.INFO_CLERK, "初审通过"), (Role.DEPT_REVIEWER, "复审通过"), (Role.SIGNER, "终审通过")):
        act(desk(role), TITLE, button, "签署审核意见", check=ALL_READ, choose=[("是否同意", "同意")])
    office.asked_elsewhere(Document.objects.get())
    act(desk(Role.HEAD), TITLE, "签发", "签发")
    act(desk(Role.INFO_CLERK), TITLE, "发布", "发布")
    document, material = Document.objects.get(), Material.objects.get()
    assert (document.state, material.state) == ("published", "published")
    assert document.published_at == material.published_at
    # the reader: from the text to the explanation and back
    page.goto(f"{live_server.url}/documents/{document.pk}/")
    page.get_by_role("navigation", name="本文件").get_by_role("link", name="解读").click()
    page.get_by_role("link", name=EXPLAINED).click()
    expect(page.get_by_text(SAID["background"])).to_have_count(1)
    page.get_by_role("link", name=TITLE).first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(TITLE)


@pytest.mark.duty("S1-4.1b")
def test_a_reader_asks_and_everybody_reads_the_answer(page, desk, office, live_server) -> None:
    document = office.published(is_normative=True)
    page.goto(f"{live_server.url}/documents/{document.pk}/")
    page.get_by_role("link", name="咨询这份文件").click()
    page.get_by_role("textbox", name="您想问什么").fill("什么时候报名？")
    page.get_by_role("button", name="提交咨询").click()
    expect(page.get_by_role("heading", name="咨询已经收到")).to_have_count(1)
    act(desk(Role.HANDLER), "什么时候报名？", "写答复", "送审核", fill=[("答复", "六月十日。")])
    act(desk(Role.DISCLOSURE_HEAD), "什么时候报名？", "公开答复", "公开答复")
    page.goto(f"{live_server.url}/documents/{document.pk}/")
    page.get_by_role("navigation", name="本文件").get_by_role("link", name="问答").click()
    page.get_by_text("什么时候报名？").click()
    expect(page.get_by_text("六月十日。")).to_be_visible()


@pytest.mark.parametrize(("theme", "width"), [("", 1280), ("", 390), ("dark", 1280), ("elder", 390), ("high", 390)])
def test_every_page_of_explanations_is_accessible_and_fits(desk, office, faults_of, live_server, width, theme) -> None:
    document = office.published(is_normative=True)
    material = explained_again(office, document, title="再解读一次")
    page = desk(Role.HANDLER)
    page.set_viewport_size({"width": width, "height": 900})
    attribute = {"dark": "theme", "elder": "mode", "high": "contrast"}.get(theme)
    if attribute:
        page.context.add_cookies([{"name": attribute, "value": theme, "url": live_server.url}])
    addresses = [
        "/interpretations/",
        f"/interpretations/{material.pk}/",
        f"/documents/{document.pk}/",
        f"/documents/{document.pk}/ask/",
        "/admin/interpretation/material/",
        f"/admin/interpretation/material/{material.pk}/change/",
        f"/admin/disclosure/document/{document.pk}/change/",
        f"/admin/disclosure/document/{document.pk}/change/act/explain/",
        "/admin/interpretation/question/",
    ]
    for address in addresses:
        page.goto(live_server.url + address)
        overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert (address, overflow, faults_of(page)) == (address, 0, [])
