"""The applicant corrects on the tracking page."""

import re
from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.deadlines.models import Deadline
from portal.files.models import StoredFile
from portal.privacy.services import plain_text
from portal.subjects import ref
from requests_app.asking import services as asking
from requests_app.cases import clocks
from requests_app.cases.models import RequestFile
from requests_app.serving.states import Means
from tests.requests_app.agency import Role, moment
from tests.requests_app.citizens.test_tracking import at, case, confirmed, words  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


@pytest.fixture
def asked(agency, at, case):  # noqa: F811 - the fixtures imported above
    """Asked on 2026-03-06 on the tracking page, fifteen days to answer."""
    return asked_for(agency, case, "content")


def asked_for(agency, case, lack):  # noqa: F811 - as above
    confirmed(agency, case)
    asking.notify_correction(
        agency.fresh(case),
        lacks=[lack],
        guidance="请写明是哪一年的合同",
        days=15,
        means=Means.ONLINE,
        **agency.as_(Role.HANDLER, moment(date(2026, 3, 6))),
    )
    return agency.fresh(case)


def drawn(response):
    """The days of the calendar with how each is drawn."""
    cells = re.findall(r'<td class="([^"]*)"><time datetime="([^"]*)"', response.content.decode())
    return {day: css for css, day in cells}


@pytest.mark.duty("S2-2.9.1a")
def test_opening_the_page_begins_the_time_to_correct_and_says_until_when(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 9)))
    page = words(visitor.get("/requests/track/"))
    assert "请您补正，最晚 3月24日" in page
    assert "请写明是哪一年的合同" in page
    assert "等您补正，期限暂停" in page
    assert "补正申请告知书" in page
    assert "现在暂停，只画到今天" in page
    assert "暂停中，恢复以后再定" in page


def test_the_calendar_of_a_stopped_case_ends_today(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    days = drawn(visitor.get("/requests/track/"))
    assert (days["2026-03-06"], days["2026-03-09"], days["2026-03-10"]) == ("c", "p", "p now")
    assert {days[f"2026-03-{day}"] for day in (11, 12, 13)} == {"out"}
    visitor.post("/requests/track/correct/", {"answer": "2025年签的那一份"})
    days = drawn(visitor.get("/requests/track/"))
    assert (days["2026-03-10"], days["2026-03-11"], days["2026-04-08"]) == ("r now", "c", "c end")


@pytest.mark.duty("S2-2.9.1a")
def test_a_correction_begins_the_period_anew_and_keeps_its_files(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    visitor.get("/requests/track/")
    file = SimpleUploadedFile("合同封面.txt", "2025年".encode(), content_type="text/plain")
    response = visitor.post("/requests/track/correct/", {"answer": "2025年签的那一份", "files": file})
    assert response.status_code == 302
    fresh = agency.fresh(asked)
    assert (fresh.state, fresh.restarted_on) == ("handling", date(2026, 3, 10))
    assert Deadline.objects.of(ref(fresh)).get(rule=clocks.REPLY).due_on == date(2026, 4, 8)
    assert [(row.purpose, row.label) for row in RequestFile.objects.all()] == [("correction", "合同封面.txt")]
    page = words(visitor.get("/requests/track/"))
    assert "4月8日（星期三）前答复您" in page
    assert "收到您的补正 答复期限从3月10日的第二天起重新计算。" in page


def test_an_empty_correction_is_told_at_its_field_and_nothing_is_lost(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    page = visitor.post("/requests/track/correct/", {"answer": " "}).content.decode()
    assert page.count("请填写补正内容") == 2
    page = visitor.post("/requests/track/correct/", {"answer": "机密★10年"}).content.decode()
    assert "密级标志" in page
    assert agency.fresh(asked).state == "correcting"


def test_a_second_correction_changes_nothing(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    visitor.post("/requests/track/correct/", {"answer": "2025年签的那一份"})
    assert "现在没有要补正的" in words(visitor.get("/requests/track/correct/"))
    visitor.post("/requests/track/correct/", {"answer": "再补一次"})
    assert asked.corrections.get().answer == "2025年签的那一份"


@pytest.mark.duty("S2-2.4b")
def test_an_identity_that_lacks_is_typed_here_and_checked(agency, at, case, visitor) -> None:  # noqa: F811 - as above
    asked_for(agency, case, "identity")
    at(moment(date(2026, 3, 10)))
    typed = {"answer": "证件见下", "identity_kind": "resident_id", "identity_number": "329999199003070011"}
    page = visitor.post("/requests/track/correct/", typed).content.decode()
    assert '<a href="#f-identity_number">身份证号码不对，请对照证件逐位核对</a>' in page
    assert 'value="329999199003070011"' in page
    assert agency.fresh(case).state == "correcting"
    right = typed | {"identity_number": "329999199003070018"}
    assert visitor.post("/requests/track/correct/", right).status_code == 302
    assert plain_text(agency.fresh(case).applicant, "identity_number") == "329999199003070018"


def test_nobody_is_asked_for_an_identity_that_does_not_lack(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    assert 'name="identity_number"' not in visitor.get("/requests/track/correct/").content.decode()
    typed = {"answer": "2025年", "identity_kind": "passport", "identity_number": "E12345678"}
    assert visitor.post("/requests/track/correct/", typed).status_code == 302
    assert plain_text(agency.fresh(asked).applicant, "identity_number") != "E12345678"


def test_a_proof_of_identity_nobody_asked_for_is_not_taken_in(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    proof = SimpleUploadedFile("身份证.txt", "证件".encode(), content_type="text/plain")
    visitor.post("/requests/track/correct/", {"answer": "2025年", "identity": proof})
    assert agency.fresh(asked).state == "handling"
    assert (RequestFile.objects.count(), StoredFile.objects.count()) == (0, 0)


def test_an_address_that_corrects_too_often_waits_and_keeps_its_words(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 10)))
    for _ in range(20):
        assert "提交得太多" not in visitor.post("/requests/track/correct/", {"answer": " "}).content.decode()
    page = visitor.post("/requests/track/correct/", {"answer": "2025年签的那一份"}).content.decode()
    assert "提交得太多" in page
    assert "2025年签的那一份</textarea>" in page
    assert agency.fresh(asked).state == "correcting"
