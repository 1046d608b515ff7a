"""A decision in a real browser: a document held up, the public asked, a hearing, a review too short, the decision, its
evaluation."""

from datetime import date, datetime

import pytest
from playwright.sync_api import expect

from disclosure.decisions import services
from disclosure.decisions.models import Decision, Hearing
from portal import clock
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.browser.test_public import MODES
from tests.disclosure.consultations.hearing import MORNING, finished, opened, said
from tests.disclosure.decisions.deciding import (
    ANNOUNCEMENT,
    DISCUSSION,
    EVALUATION,
    EXECUTION,
    EXPERTS,
    LEGALITY,
    NOVEMBER,
    OUT,
    PEOPLE,
    RISK,
    fresh,
    record,
    started,
    told,
)
from tests.disclosure.office import open_office
from tests.interpretation.explaining import explained
from tests.surfaces.decisions import catalogued, exempted

PASSWORD = "Linjiang-2026-autumn"
HEARD = datetime(2026, 10, 28, 15, 0, tzinfo=SHANGHAI)


@pytest.fixture
def office(transactional_db, settings):
    settings.STAFF_OTP_REQUIRED = False
    found = open_office()
    found.at = MORNING
    for user in found.people.values():
        user.is_staff, user.password_changed_at = True, MORNING
        user.set_password(PASSWORD)
        user.save(update_fields=["is_staff", "password_changed_at", "password"])
    return found


@pytest.fixture
def stand(monkeypatch, office):
    """Sets the clock of the server and of the office."""

    def at(moment):
        office.at = moment
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


def press(page, address, button, **typed) -> None:
    """Open the page of an act, fill in, send."""
    page.goto(address)
    for name, value in typed.items():
        fill(page, name, value)
    with page.expect_navigation():
        page.get_by_role("button", name=button, exact=True).click()


def fill(page, name, value) -> None:
    """Boxes for a list, radio buttons for yes and no, a choice or words for the rest."""
    if isinstance(value, list):
        for each in value:
            page.get_by_label(each, exact=True).check()
    elif isinstance(value, bool):
        page.check(f"[name={name}][value={'yes' if value else 'no'}]")
    elif page.locator(f"select[name={name}]").count():
        page.select_option(f"[name={name}]", value)
    else:
        page.fill(f"[name={name}]", value)


@pytest.mark.duty("S0-4.9", "S0-4.3", "S0-6.4", "S0-6.5", "S0-6.6", "S3-6.2b", "S3-6.2c", "S3-2.2a", "law.H")
def test_a_decision_goes_its_whole_way_and_its_document_waits(desk, page, live_server, office, stand) -> None:
    document = explained(office, office.draft(title="临江市中小学校车管理办法", is_normative=True))
    decision = started(office)
    case = f"{live_server.url}/admin/disclosure/decision/{decision.pk}/change/"
    press(desk(Role.HANDLER), f"{case}act/link_document/", "保存", document=str(document.pk))
    page.goto(f"{live_server.url}/admin/disclosure/document/{document.pk}/change/")
    expect(page.locator("main")).to_contain_text("还没有走完程序（现在是程序进行中），集体讨论通过以后再签发、发布")
    consultation = opened(office)
    said(consultation)
    press(page, f"{case}act/link_consultation/", "关联征求意见", consultation=str(consultation.pk))
    finished(office, consultation)
    stand(office.at)
    hold_the_hearing(desk, page, case, live_server, stand)
    judge(desk, page, case, stand)
    publish(office, document)
    press(desk(Role.HANDLER), f"{case}act/record_announcement/", "保存", **OUT)
    press(desk(Role.INFO_CLERK), f"{case}act/announce/", "公布决定")
    press(desk(Role.HANDLER), f"{case}act/record_execution/", "保存", **EXECUTION)
    press(page, f"{case}act/record_evaluation/", "保存", **EVALUATION)
    press(page, f"{case}act/archive/", "归档")
    page.goto(f"{live_server.url}/decisions/{decision.pk}/")
    course = page.inner_text("article")
    for words in (
        "征求意见的采纳情况",
        "已举行：校车收费标准听证会",
        "专家意见全部采纳。",
        "拨打12345。",
        "超员降为零。",
    ):
        assert words in course, words
    assert "副局长认为限速应当更低。" not in course


def hold_the_hearing(desk, page, case, server, stand) -> None:
    given = ANNOUNCEMENT | {"held_at": "2026-10-28T09:30"}
    press(desk(Role.HANDLER), f"{case}act/plan_hearing/", "保存", **given)
    hearing = Hearing.objects.get()
    own = f"{server.url}/admin/disclosure/hearing/{hearing.pk}/change/"
    press(page, f"{own}act/set_people/", "保存", people=PEOPLE)
    press(desk(Role.INFO_CLERK), f"{own}act/announce/", "公告听证会")
    press(page, f"{own}act/publish_list/", "公布参加人名单")
    page.goto(f"{server.url}/decisions/hearings/{hearing.pk}/")
    expect(page.locator("article")).to_contain_text("李明，学生家长")
    stand(datetime(2026, 10, 21, 17, 0, tzinfo=SHANGHAI))
    press(desk(Role.HANDLER), f"{own}act/serve_materials/", "保存", served_on="2026-10-21")
    stand(HEARD)
    press(desk(Role.HANDLER), f"{own}act/hold/", "登记", summary="14人到场，9人赞成。", outcome="收费降低一半。")
    assert fresh(hearing).served_on == date(2026, 10, 21)
    assert fresh(hearing).state == "held"


def judge(desk, page, case, stand) -> None:
    """Experts, risk, a review of six working days that is refused, one of seven, the meeting."""
    stand(NOVEMBER)
    press(desk(Role.HANDLER), f"{case}act/record_experts/", "保存", **EXPERTS)
    press(page, f"{case}act/record_risk/", "保存", **RISK)
    press(page, f"{case}act/record_legality/", "保存", **LEGALITY | {"asked_by": "2026-10-27"})
    expect(page.locator("main")).to_contain_text(
        "合法性审查时间一般不少于7个工作日：10月19日送审，最早只能要求10月28日出具意见"
    )
    press(page, f"{case}act/record_legality/", "保存", **LEGALITY)
    press(page, f"{case}act/record_discussion/", "保存", **DISCUSSION)
    press(desk(Role.HEAD), f"{case}act/conclude/", "确认集体讨论通过")
    assert Decision.objects.get().state == "passed"


def publish(office, document) -> None:
    """Its own reviews, signature and publication."""
    office.to_publication(office.fresh(document))


def pages_of(page, server, office, stand):
    """Every public page of decisions, empty and with something on it."""
    page.goto(f"{server.url}/decisions/")
    yield "empty"
    catalogued(office)
    exempt = exempted(office)
    done = told(office)
    record(office, fresh(done), "execution", EXECUTION)
    stand(office.at)
    later = {"held_at": datetime(2026, 12, 1, 9, 0, tzinfo=SHANGHAI)}
    under_way = started(office)
    hearing = services.plan_hearing(under_way, values=ANNOUNCEMENT | later, **office.as_(Role.HANDLER))
    services.announce_hearing(hearing, **office.as_(Role.INFO_CLERK))
    below = ("", "?part=exempt", "catalogue/2026/", f"{done.pk}/", f"{under_way.pk}/", f"{exempt.pk}/")
    for address in (*below, f"hearings/{hearing.pk}/", f"hearings/{done.hearings.get().pk}/"):
        page.goto(f"{server.url}/decisions/{address}")
        yield f"/{address}"


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize("mode", ["light", "dark", "elder"])
def test_no_page_of_a_decision_has_a_barrier(page, context, live_server, office, stand, faults_of, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    found = {name: faults for name in pages_of(page, live_server, office, stand) if (faults := faults_of(page))}
    assert found == {}


@pytest.mark.duty("law.E5")
@pytest.mark.parametrize(("width", "mode"), [(320, "light"), (390, "elder")])
def test_no_page_of_a_decision_scrolls_sideways(page, context, live_server, office, stand, width, mode) -> None:
    context.add_cookies([{"name": name, "value": value, "url": live_server.url} for name, value in MODES[mode].items()])
    page.set_viewport_size({"width": width, "height": 800})
    wide = [
        name
        for name in pages_of(page, live_server, office, stand)
        if page.evaluate("document.documentElement.scrollWidth") > width
    ]
    assert wide == []
