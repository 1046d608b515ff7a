"""A request of December 2026 before and after the holiday notice of 2027."""

from datetime import date

import pytest
from django.test import Client

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines.holiday_notice import read_notice
from portal.deadlines.models import Deadline
from portal.deadlines.selectors import explain
from portal.deadlines.services import import_notice
from portal.notices.models import Notice
from portal.subjects import ref
from requests_app.cases import services as cases
from tests.requests_app.agency import Role, moment
from tests.requests_app.citizens.test_tracking import words
from tests.requests_app.desk_pages import CASE, signed_in

pytestmark = pytest.mark.django_db

# As such a notice could read: New Year's Day joined to the weekend, Saturday 9 January worked instead.
NOTICE = """date,kind,name,confirmed
2027-01-01,holiday,元旦,true
2027-01-04,holiday,元旦,true
2027-01-09,workday,元旦,true
"""
NUMBER = "国办发明电〔2026〕9号"
IMPORTED = moment(date(2026, 12, 21))


@pytest.fixture
def request_of_december(agency):
    """Received on Thursday 2026-12-10: 2026 has fifteen working days more, 2027 decides about the last five."""
    return agency.received(at=moment(date(2026, 12, 10)))


def reply(request):
    return Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")


def labels(request):
    days = explain(reply(request), IMPORTED).computation.days
    return {day.date: day.label for day in days if day.date >= date(2027, 1, 1)}


def imported():
    return import_notice(read_notice(NOTICE), number=NUMBER, actor=SYSTEM, at=IMPORTED)


@pytest.mark.duty("law.G")
def test_until_the_notice_is_out_the_end_is_provisional_and_afterwards_it_is_not(agency, request_of_december) -> None:
    clock = reply(request_of_december)
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 8), True)
    imported()
    clock = reply(request_of_december)
    assert (clock.due_on, clock.provisional) == (date(2027, 1, 9), False)
    assert list(clock.events.order_by("seq").values_list("kind", "on", "due_on", "evidence")) == [
        ("opened", date(2026, 12, 10), date(2027, 1, 8), ""),
        ("redated", date(2026, 12, 21), date(2027, 1, 9), NUMBER),
    ]
    event = Event.objects.get(act="deadline_redated", subject_id=request_of_december.pk)
    assert (event.before["due_on"], event.after["due_on"]) == ("2027-01-08", "2027-01-09")


def test_every_day_of_the_new_year_says_what_it_is(request_of_december) -> None:
    before = labels(request_of_december)
    assert before[date(2027, 1, 1)] == "元旦（暂定），不计"
    assert before[date(2027, 1, 4)] == "第16个工作日"
    imported()
    after = labels(request_of_december)
    assert after == {
        date(2027, 1, 1): "元旦，不计",
        date(2027, 1, 2): "周六，不计",
        date(2027, 1, 3): "周日，不计",
        date(2027, 1, 4): "元旦，不计",
        date(2027, 1, 5): "第16个工作日",
        date(2027, 1, 6): "第17个工作日",
        date(2027, 1, 7): "第18个工作日",
        date(2027, 1, 8): "第19个工作日",
        date(2027, 1, 9): "调休上班，第20个工作日",
    }


def test_the_clerks_are_told_once_what_moved_and_why(agency, request_of_december) -> None:
    agency.received(at=moment(date(2026, 12, 10)))
    imported()
    told = Notice.objects.filter(kind="deadline_redated", channel="in_site")
    assert {row.user_id for row in told} == {agency.people[role].pk for role in (Role.HANDLER, Role.INFO_CLERK)}
    assert {(row.subject_line, row.body) for row in told} == {
        (
            "放假安排有变动，2个期限改了日期",
            "依据：国办发明电〔2026〕9号\n"
            "临住建2026-0001，申请公开的答复：2027年1月8日改为2027年1月9日\n"
            "临住建2026-0002，申请公开的答复：2027年1月8日改为2027年1月9日",
        )
    }
    imported()
    assert Notice.objects.filter(kind="deadline_redated", channel="in_site").count() == 2


def test_the_case_page_says_provisional_and_then_what_moved_it(
    agency, request_of_december, settings, time_machine
) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(IMPORTED, tick=False)
    client = signed_in(agency.people[Role.HANDLER])
    address = f"{CASE}/{request_of_december.pk}/change/"
    before = client.get(address).content.decode()
    assert "1月8日（暂定）" in before
    assert NUMBER not in before
    imported()
    after = client.get(address).content.decode()
    assert "1月9日" in after
    assert "（暂定）" not in after
    assert NUMBER in after


@pytest.mark.duty("law.G")
def test_the_applicant_reads_that_the_date_is_provisional_and_then_why_it_moved(agency, time_machine) -> None:
    filed = agency.filed(at=moment(date(2026, 12, 10)))
    cases.confirm(filed.request, **agency.as_(Role.INFO_CLERK, moment(date(2026, 12, 10))))
    time_machine.move_to(IMPORTED, tick=False)
    browser = Client()
    browser.post("/requests/track/", {"number": filed.request.number, "code": filed.code})
    before = words(browser.get("/requests/track/"))
    assert "1月8日（星期五）前答复您" in before
    assert "日期暂定：期间跨到还没有公布放假安排的年份" in before
    imported()
    after = words(browser.get("/requests/track/"))
    assert "1月9日（星期六）前答复您" in after
    assert "暂定" not in after
    assert "12月21日 放假安排有变，日期跟着更新 最晚答复日改为2027年1月9日。" in after
    assert "元旦假期和周末不算。1月9日调休上班，算。" in after
