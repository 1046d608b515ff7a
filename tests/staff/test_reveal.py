"""查看个人信息: with a reason, for once, by who answers the report."""

import pytest

from disclosure.documents import services
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.notices.models import Notice
from portal.privacy import retention
from portal.privacy.services import plain_text, purge

PHONE = "13812345678"


@pytest.fixture
def report(office):
    return services.report_error(page="/x/", text="电话错了", contact=PHONE, organ=office.organ, at=office.at)


def url(report, tail=""):
    return f"/admin/disclosure/errorreport/{report.pk}/change/{tail}"


@pytest.mark.duty("law.K")
def test_the_case_page_and_the_list_show_the_mask(office, sign_in, report) -> None:
    client = sign_in(Role.HANDLER)
    page = client.get(url(report)).content.decode()
    assert "138****5678" in page
    assert 'href="reveal/contact/"' in page
    assert PHONE not in page + client.get("/admin/disclosure/errorreport/").content.decode()


@pytest.mark.duty("law.K")
def test_it_is_shown_once_for_a_reason_and_kept_by_nobody(office, sign_in, report) -> None:
    client = sign_in(Role.HANDLER)
    page = client.get(url(report, "reveal/contact/"))
    assert PHONE not in page.content.decode()
    response = client.post(url(report, "reveal/contact/"), {"reason": "电话核对问题"})
    assert PHONE in response.content.decode()
    assert response["Cache-Control"].startswith("no-store, private")
    assert response["Referrer-Policy"] == "no-referrer"
    event = Event.objects.get(act="reveal")
    assert (event.reason, event.after) == ("电话核对问题", {"field": "联系方式"})
    assert PHONE not in str(list(Event.objects.values()))
    record = client.get(url(report, "?tab=record")).content.decode()
    assert "查看个人信息" in record
    assert PHONE not in record


def test_without_a_reason_nothing_is_shown_or_recorded(office, sign_in, report) -> None:
    response = sign_in(Role.HANDLER).post(url(report, "reveal/contact/"), {"reason": " "})
    assert "请填写查看理由" in response.content.decode()
    assert PHONE not in response.content.decode()
    assert not Event.objects.filter(act="reveal").exists()


def test_the_address_alone_shows_nothing(office, sign_in, report) -> None:
    page = sign_in(Role.HANDLER).get(url(report, "reveal/contact/?reason=核对"))
    assert PHONE not in page.content.decode()


def test_others_of_the_organ_may_not_and_strangers_find_nothing(office, sign_in, report, stranger) -> None:
    client = sign_in(Role.SIGNER)
    assert "reveal/contact/" not in client.get(url(report)).content.decode()
    assert client.post(url(report, "reveal/contact/"), {"reason": "看看"}).status_code == 403
    assert sign_in(stranger).post(url(report, "reveal/contact/"), {"reason": "看看"}).status_code == 404


def test_what_is_not_sealed_has_no_such_page(office, sign_in, report) -> None:
    client = sign_in(Role.HANDLER)
    assert client.get(url(report, "reveal/text/")).status_code == 404
    empty = services.report_error(page="/x/", text="没留电话", organ=office.organ, at=office.at)
    assert client.get(url(empty, "reveal/contact/")).status_code == 404


def test_the_reader_is_told_what_came_of_it_and_the_contact_is_erased_in_time(office, sign_in, report) -> None:
    services.answer_error(report, fixed=True, answer="已经改正", **office.as_(Role.HANDLER))
    notice = Notice.objects.get(kind="error_report_answer")
    assert (notice.channel, plain_text(notice, "address")) == ("sms", PHONE)
    assert notice.body == "您5月21日反映的网站问题已处理。教育局答复：已经改正"
    rule = retention.rule("error_report_contact")
    assert purge(rule, at=office.at, dry_run=False).erased == 0
    assert purge(rule, at=office.at.replace(month=11, day=22), dry_run=False).erased == 1
    assert not type(report).objects.get().contact


def test_an_unanswered_report_keeps_its_contact(office, report) -> None:
    assert purge(retention.rule("error_report_contact"), at=office.at.replace(year=2030)).due == 0
