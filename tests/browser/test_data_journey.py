"""A data set with identity numbers is refused, cleaned, published by other people, and downloaded."""

import re

import pytest
from playwright.sync_api import expect

from disclosure.datasets import services
from portal.accounts.states import Role
from tests.disclosure.datasets.sets import SCHOOLS, WITH_NUMBERS, csv, fresh, listed, published
from tests.disclosure.office import open_office

PASSWORD = "Willow-Harbour-27"


@pytest.fixture
def office(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    return open_office()


def desk(browser, args, server, office, role):
    """A browser of its own for whoever holds the role."""
    person = office.people[role]
    person.is_staff, person.password_changed_at = True, office.at
    person.set_password(PASSWORD)
    person.save(update_fields=["is_staff", "password", "password_changed_at"])
    page = browser.new_context(**args).new_page()
    page.goto(f"{server.url}/admin/login/")
    page.fill("input[name=username]", person.username)
    page.fill("input[name=password]", PASSWORD)
    with page.expect_navigation():
        page.locator("main [type=submit], #login-form [type=submit]").first.click()
    return page


def press(page, name) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def open_act(page, name) -> None:
    with page.expect_navigation():
        page.get_by_role("link", name=re.compile(f"^{name}")).first.click()


@pytest.mark.duty("S3-5.3c", "law.K")
def test_a_data_set_with_identity_numbers_is_refused_cleaned_published_and_downloaded(
    browser, browser_context_args, live_server, office, page, time_machine
) -> None:
    time_machine.move_to(office.at, tick=True)
    dataset = listed(office)
    clerk = desk(browser, browser_context_args, live_server, office, Role.HANDLER)
    clerk.goto(f"{live_server.url}/admin/disclosure/dataset/{dataset.pk}/change/act/upload/")
    file = {"name": "学校.csv", "mimeType": "text/csv", "buffer": WITH_NUMBERS.encode("gb18030")}
    clerk.set_input_files("input[name=upload]", file)
    press(clerk, "上传并检查")
    open_act(clerk, "第1版")
    expect(clerk.locator("body")).to_contain_text("“校长身份证号”一列有身份证号2处")
    expect(clerk.locator("body")).not_to_contain_text("110105194912310")
    case = clerk.url
    clerk.goto(f"{case}act/set_columns/")
    for place in (2, 3):
        clerk.uncheck(f"input[name=c{place}_open]")
    clerk.check("input[name=is_looked_through]")
    press(clerk, "保存并重新检查")
    open_act(clerk, "送审")
    press(clerk, "送审")
    for role, act in ((Role.SECRECY_REVIEWER, "保密审查通过"), (Role.DISCLOSURE_HEAD, "审核发布")):
        other = desk(browser, browser_context_args, live_server, office, role)
        other.goto(case)
        open_act(other, act)
        press(other, act)
    page.goto(f"{live_server.url}/data/{dataset.pk}/")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载CSV").click()
    text = download.value.path().read_text(encoding="utf-8-sig")
    assert text == '"编号","学校名称"\n"S001","第一小学"\n"S002","第二小学"\n'


@pytest.mark.duty("S3-5.3c")
def test_the_pages_of_data_have_no_barriers(live_server, office, page, faults_of, time_machine) -> None:
    time_machine.move_to(office.at, tick=True)
    shown = published(office)
    published(office, fresh(shown.dataset), SCHOOLS.replace("900", "950"))
    services.upload(listed(office, title="另一个"), upload=csv(SCHOOLS), **office.as_(Role.HANDLER))
    found = {}
    for address in ("", f"{shown.dataset_id}/", "requests/", "requests/new/", "requests/track/"):
        for width in (1280, 390):
            page.set_viewport_size({"width": width, "height": 900})
            page.goto(f"{live_server.url}/data/{address}")
            wide = page.evaluate("document.documentElement.scrollWidth > window.innerWidth")
            found[address, width] = (wide, faults_of(page))
    assert [where for where, each in found.items() if each != (False, [])] == []
