"""A request goes its whole way through the staff pages."""

from datetime import date

import pytest

from portal.audit.models import Event
from requests_app.cases.models import DisclosureRequest
from tests.requests_app.agency import Role, moment
from tests.requests_app.desk_pages import CASE, hidden, perform, signed_in

pytestmark = pytest.mark.django_db

TYPED = {
    "channel": "in_person",
    "arrived_on": "2026-03-02",
    "items": "翠湖里小区加装电梯的施工合同",
    "form": "paper",
    "delivery": "post",
    "applicant_kind": "natural",
    "name": "张三",
    "identity_kind": "resident_id",
    "identity_number": "329999199003070018",
    "phone": "13800000001",
    "address": "临江市云亭路18号",
}


@pytest.fixture(autouse=True)
def _one_morning(settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(moment(date(2026, 3, 2)), tick=False)


@pytest.fixture
def desk(agency):
    return {role: signed_in(user) for role, user in agency.people.items()}


def registered(agency, desk):
    page = desk[Role.INFO_CLERK].get(f"{CASE}/start/register/")
    assert page.status_code == 200
    answer = desk[Role.INFO_CLERK].post(f"{CASE}/start/register/", TYPED | {"organ": agency.organ.pk})
    assert answer.status_code == 200, answer.content.decode()[:1500]
    return DisclosureRequest.objects.get(), answer.content.decode()


def decide(desk, case):
    url = f"{CASE}/{case.pk}/change/decide/1/"
    way = {"clear": "yes", "is_request": "yes", "mine": "yes", "exists": "yes", "open": "public"}
    page = desk[Role.HANDLER].get(url, way | {"outcome": "3.1", "way": "a"})
    assert page.status_code == 200
    typed = hidden(page.content.decode()) | {
        "articles": "《中华人民共和国政府信息公开条例》第三十六条第一项",
        "access": "临江市政府网站 https://www.linjiang.example/documents/17/",
    }
    return desk[Role.HANDLER].post(url, typed)


@pytest.mark.duty("S2-2.6b")
def test_a_clerk_registers_and_sees_the_code_once(agency, desk) -> None:
    case, page = registered(agency, desk)
    assert (case.number, case.state, case.received_on) == ("临住建2026-0001", "handling", date(2026, 3, 2))
    assert "查询码只显示这一次" in page
    again = desk[Role.INFO_CLERK].get(f"{CASE}/{case.pk}/change/").content.decode()
    assert "查询码只显示" not in again
    assert "张三" not in again
    assert "张*" in again


def test_what_is_typed_wrong_is_said_at_the_field_and_nothing_is_lost(agency, desk) -> None:
    wrong = TYPED | {"organ": agency.organ.pk, "arrived_on": "2026-03-03"}
    page = desk[Role.INFO_CLERK].post(f"{CASE}/start/register/", wrong).content.decode()
    assert "这一天还没有到" in page
    assert "翠湖里小区加装电梯的施工合同" in page
    assert not DisclosureRequest.objects.exists()


@pytest.mark.duty("S1-3.4a")
def test_from_the_counter_to_the_archive(agency, desk) -> None:
    case, _ = registered(agency, desk)
    assert perform(desk[Role.HANDLER], case, "claim").status_code == 302
    assert decide(desk, case).status_code == 302
    for role, act in (
        (Role.HANDLER, "submit"),
        (Role.DEPT_REVIEWER, "pass_review"),
        (Role.SECRECY_REVIEWER, "pass_secrecy"),
        (Role.SIGNER, "sign"),
    ):
        answer = perform(desk[role], case, act)
        assert answer.status_code == 302, (act, answer.content.decode()[:3000])
    sent = perform(desk[Role.INFO_CLERK], case, "send", means="post", on="2026-03-02")
    assert sent.status_code == 302, sent.content.decode()[:3000]
    served = perform(desk[Role.INFO_CLERK], case, "serve", served_on="2026-03-02", proof="挂号信回执XA1234")
    assert served.status_code == 302, served.content.decode()[:3000]
    case.refresh_from_db()
    assert (case.state, case.closed_on, case.items.get().counted_outcome) == ("answered", date(2026, 3, 2), "3.1")
    assert perform(desk[Role.INFO_CLERK], case, "archive").status_code == 302
    case.refresh_from_db()
    assert case.state == "archived"


@pytest.mark.parametrize("tab", ["work", "form", "letters", "files", "record"])
def test_every_tab_opens(agency, desk, tab) -> None:
    case, _ = registered(agency, desk)
    decide(desk, case)
    assert desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/?tab={tab}").status_code == 200


def test_every_act_that_is_open_has_a_page_that_opens(agency, desk) -> None:
    case, _ = registered(agency, desk)
    decide(desk, case)
    page = desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/").content.decode()
    acts = set(__import__("re").findall(r'href="act/(\w+)/"', page))
    assert {"attach", "consult", "propose_extension", "notify_correction", "withdraw"} <= acts
    for act in acts:
        assert desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/act/{act}/").status_code == 200, act


def test_the_list_the_ledger_and_the_dossier(agency, desk) -> None:
    case, _ = registered(agency, desk)
    decide(desk, case)
    listing = desk[Role.HANDLER].get(f"{CASE}/?view=open").content.decode()
    assert "临住建2026-0001" in listing
    assert desk[Role.HANDLER].get(f"{CASE}/ledger.xlsx").content[:2] == b"PK"
    assert desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/dossier.zip").content[:2] == b"PK"
    assert desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/draft/R-1a.docx").content[:2] == b"PK"
    assert desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/sheet/form.docx").content[:2] == b"PK"


@pytest.mark.duty("S2-2.4a")
def test_reading_a_datum_needs_a_reason(agency, desk) -> None:
    case, _ = registered(agency, desk)
    url = f"{CASE}/{case.pk}/change/reveal/name/"
    assert "张三" not in desk[Role.HANDLER].get(url).content.decode()
    shown = desk[Role.HANDLER].post(url, {"reason": "核对申请人身份"})
    assert "张三" in shown.content.decode()
    assert "no-store" in shown["Cache-Control"]
    assert desk[Role.SECRECY_REVIEWER].post(url, {"reason": "好奇"}).status_code == 403


@pytest.mark.duty("S2-2.4c")
def test_who_asks_is_checked_at_the_counter_and_nothing_of_the_paper_is_kept(agency, desk) -> None:
    case, _ = registered(agency, desk)
    early = perform(desk[Role.INFO_CLERK], case, "check_identity", shown="own", checked_on="2026-03-01", matches="yes")
    assert "请填写提交申请以后、今天以前（含今天）的日子" in early.content.decode()
    perform(desk[Role.INFO_CLERK], case, "check_identity", shown="own", checked_on="2026-03-02", matches="yes")
    (event,) = Event.objects.filter(act="check_identity")
    assert event.reason == "2026-03-02核对本人身份证件原件，和申请一致"
    page = desk[Role.HANDLER].get(f"{CASE}/{case.pk}/change/?tab=record").content.decode()
    assert "核实身份" in page
    assert "2026-03-02核对本人身份证件原件，和申请一致" in page
