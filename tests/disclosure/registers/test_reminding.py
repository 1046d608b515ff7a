"""Who has not registered what: in the queue, on the clock when the period is over, gone when it is made up for."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.registers import services
from disclosure.registers.models import RegisterReminder
from disclosure.registers.states import ReminderState
from portal.accounts.models import Organ
from portal.accounts.services import merge_organs
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.registers.book import SCREEN, entered
from tests.disclosure.registers.pages import signed_in, words_of

DELIVERY = {"to": ["政府公报"], "pieces": "12", "received_by": "市公报室", "content": ""}
CHECK = {
    "scope": "第二季度发布的信息",
    "pieces": "30",
    "wrong": "1",
    "with_pictures": "9",
    "faults": "已改",
}
OWED = ReminderState.OWED


def moment(month, day, year=2026):
    return datetime(year, month, day, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def today(time_machine, settings):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)


def of(office, rhythm) -> RegisterReminder:
    return RegisterReminder.objects.get(organ=office.organ, rhythm=rhythm)


@pytest.mark.duty("S2-11.D5", "S2-10.4")
def test_a_quarter_is_asked_for_in_its_last_month(office) -> None:
    services.remind(at=moment(5, 31))
    assert not RegisterReminder.objects.filter(rhythm="quarterly").exists()
    services.remind(at=moment(6, 1))
    assert of(office, "quarterly").sentence == "还没有登记：送交政府信息、信息质量抽查"
    assert not Deadline.objects.filter(subject_id=of(office, "quarterly").pk).exists()


@pytest.mark.duty("S2-11.D5", "S2-10.4")
def test_the_reminder_goes_when_the_last_one_is_registered(office) -> None:
    services.remind(at=moment(6, 1))
    entered(office, "delivery", DELIVERY)
    assert (of(office, "quarterly").missing, of(office, "quarterly").state) == (["quality_check"], OWED)
    checked = entered(office, "quality_check", CHECK)
    assert of(office, "quarterly").state == ReminderState.DONE
    services.withdraw(checked, reason="登记错了", **office.as_(Role.INFO_CLERK))
    assert (of(office, "quarterly").missing, of(office, "quarterly").state) == (["quality_check"], OWED)


def test_what_was_registered_for_another_quarter_does_not_count(office) -> None:
    services.remind(at=moment(6, 1))
    entered(office, "delivery", DELIVERY, happened_on=date(2026, 3, 31))
    assert of(office, "quarterly").missing == ["delivery", "quality_check"]


def test_after_the_quarter_a_clock_runs_and_stops_when_it_is_made_up_for(office) -> None:
    services.remind(at=moment(6, 1))
    services.remind(at=moment(6, 30))
    reminder = of(office, "quarterly")
    assert not Deadline.objects.filter(subject_id=reminder.pk, rule="REGISTER_FILING").exists()
    services.remind(at=moment(7, 1))
    services.remind(at=moment(7, 2))
    clock = Deadline.objects.get(subject_label="disclosure.registerreminder", subject_id=reminder.pk)
    assert (clock.opened_on, clock.due_on, clock.closed_on) == (date(2026, 6, 30), date(2026, 7, 14), None)
    late = office.__class__(office.organ, office.column, at=moment(7, 20), people=office.people)
    for code, values in (("delivery", DELIVERY), ("quality_check", CHECK)):
        entered(late, code, values, happened_on=date(2026, 6, 29))
    clock.refresh_from_db()
    assert (clock.closed_on, clock.outcome) == (date(2026, 7, 20), "done")


def test_an_overdue_register_is_red_in_the_queue(office, time_machine) -> None:
    services.remind(at=moment(6, 1))
    services.remind(at=moment(7, 1))
    time_machine.move_to(moment(7, 20), tick=False)
    page = words_of(signed_in(office, Role.INFO_CLERK).get("/admin/?tab=overdue"))
    assert "教育局2026年第二季度台账" in page
    assert "还没有登记：送交政府信息、信息质量抽查。" in page
    assert "超期" in page


def test_the_page_of_a_reminder_leads_to_the_forms(office) -> None:
    services.remind(at=moment(6, 1))
    reminder = of(office, "quarterly")
    page = signed_in(office, Role.INFO_CLERK).get(f"/admin/disclosure/registerreminder/{reminder.pk}/change/")
    assert 'href="/admin/disclosure/registerentry/start/delivery/"' in page.content.decode()
    assert "还缺2项" in words_of(page)


@pytest.mark.duty("S2-4.9a", "S1-1.1a", "S1-1.1b", "S3-7.1c", "S2-11.A1", "S2-11.C2")
def test_what_must_stand_is_asked_for_at_once(office) -> None:
    services.remind(at=MORNING)
    standing = of(office, "standing")
    assert standing.sentence == (
        "还没有登记：政务公开领导小组、政务公开工作机构、政务公开工作人员、舆情回应科室、电子屏、公告栏和触摸屏、"
        "广播、电视、报刊、短信和宣传资料、办公场所和窗口公开、监督举报方式"
    )
    clock = Deadline.objects.get(subject_id=standing.pk, rule="REGISTER_FILING")
    assert (clock.opened_on, clock.due_on) == (date(2026, 5, 21), date(2026, 6, 4))


def test_what_has_ended_is_asked_for_again(office) -> None:
    services.remind(at=MORNING)
    screen = entered(office, "equipment", SCREEN)
    assert "equipment" not in of(office, "standing").missing
    services.end_entry(screen, on=date(2026, 5, 20), reason="拆除", **office.as_(Role.DISCLOSURE_HEAD))
    assert "equipment" in of(office, "standing").missing


@pytest.mark.duty("S1-1.2", "S3-7.1a", "S1-1.4", "S3-7.3a", "S3-4.7a", "S2-9.2", "S2-11.A2", "S2-11.A4", "S0-2.1")
def test_what_is_due_once_a_year_is_asked_for_in_the_last_quarter(office) -> None:
    services.remind(at=moment(9, 30))
    assert not RegisterReminder.objects.filter(rhythm="yearly").exists()
    services.remind(at=moment(10, 1))
    assert of(office, "yearly").sentence == (
        "还没有登记：政务公开经费、领导机构研究政务公开、主要负责人听取汇报、培训计划、培训记录、"
        "分管负责人和新闻发言人轮训、解读质量评查、对所属单位的指导督查、制度落实自查"
    )


@pytest.mark.duty("S3-7.1e", "S2-4.9b", "S3-6.2c", "S1-1.1c", "S2-11.9", "S3-7.5b")
def test_the_office_owes_the_registers_of_the_whole_city(office) -> None:
    seat = open_office(code="zfb", name="临江市人民政府办公室", number_code="临政办发", uscc=None)
    seat.appoint(Role.OVERSIGHT)
    services.remind(at=moment(10, 1))
    city = {"coordination_meeting", "third_party_evaluation", "performance_weight", "commendation"}
    assert city <= set(of(seat, "yearly").missing)
    assert not city & set(of(office, "yearly").missing)


@pytest.mark.duty("S1-6.2", "S1-6.1b", "S3-5.1b", "S3-5.1d")
def test_the_city_owes_a_zone_and_the_towns_their_villages(office) -> None:
    founded = {"active_from": date(2020, 1, 1)}
    city = Organ.objects.create(name="临江市人民政府", short_name="市政府", code="gov", kind="government", **founded)
    town = Organ.objects.create(name="白鹭镇人民政府", short_name="白鹭镇", code="bailu", kind="township", **founded)
    services.remind(at=MORNING)
    missing = dict(RegisterReminder.objects.filter(rhythm="standing").values_list("organ", "missing"))
    assert missing[city.pk] == ["open_zone", "website"]
    assert "village_channel" in missing[town.pk]
    assert "village_channel" not in missing[office.organ.pk]


def test_it_may_run_twice_without_harm(office) -> None:
    assert services.remind(at=MORNING) == 1
    assert services.remind(at=MORNING + timedelta(hours=1)) == 1
    assert RegisterReminder.objects.count() == 1


def test_an_organ_that_ends_owes_nothing_and_its_heir_its_own(office) -> None:
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc=None)
    services.remind(at=MORNING)
    merge_organs([office.organ], into=heir.organ, basis="临编发〔2026〕1号", actor=SYSTEM, at=MORNING)
    assert of(office, "standing").state == ReminderState.LAPSED
    assert not Deadline.objects.running().filter(subject_id=of(office, "standing").pk).exists()
    assert of(heir, "standing").state == OWED
    assert heir.organ.kind == OrganKind.DEPARTMENT
