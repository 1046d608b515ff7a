"""放假安排 and 本地期限 at the desk: a trial first, then the act; only the oversight office."""

from datetime import date

import pytest

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.deadlines.models import CalendarDay, HolidayNotice, LocalLimit

IMPORT = "/admin/deadlines/holidaynotice/start/import_notice/"
LIMIT = "/admin/deadlines/locallimit/start/set_local_limit/"
NOTICE_2027 = "\n".join(
    [
        "国务院办公厅关于2027年部分节假日安排的通知",
        "国办发明电〔2026〕9号",
        "一、元旦：1月1日（周五）至3日（周日）放假调休，共3天。",
        "二、春节：2月5日（周五）至11日（周四）放假调休，共7天。2月14日（周日）上班。",
    ]
)


@pytest.fixture
def oversight(office, sign_in):
    return sign_in(office.appoint(Role.OVERSIGHT, name="公开办甲"))


def test_a_notice_is_tried_before_it_is_put_in_force(oversight) -> None:
    days = CalendarDay.objects.count()
    trial = oversight.post(IMPORT, {"text": NOTICE_2027, "number": ""})
    assert trial.status_code == 200
    page = trial.content.decode()
    assert trial.context["form"].errors == {"is_checked": ["这是试算，还没有生效。请核对上面的结果，没有问题再勾选"]}
    assert "2027年放假安排（国办发明电〔2026〕9号）" in page
    assert "2027年2月14日 星期日" in page
    assert "上班（春节）" in page
    assert "国务院办公厅关于2027年部分节假日安排的通知" in page  # what was pasted is still there
    assert CalendarDay.objects.count() == days


def test_what_was_checked_is_put_in_force_with_its_author(oversight) -> None:
    done = oversight.post(IMPORT, {"text": NOTICE_2027, "number": "", "is_checked": "on"})
    assert done.status_code == 302
    notice = HolidayNotice.objects.get(year=2027)
    assert (notice.number, notice.confirmed) == ("国办发明电〔2026〕9号", True)
    assert CalendarDay.objects.get(date=date(2027, 2, 14)).kind == "workday"
    event = Event.objects.get(act="holiday_notice_imported")
    assert event.actor_name == "公开办甲"
    shown = oversight.get(f"/admin/deadlines/holidaynotice/{notice.pk}/change/").content.decode()
    assert "2027-02-14" in shown or "2027年2月14日" in shown


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "请填写通知全文"),
        ("关于召开会议的通知", "没有找到"),
        ("2026年部分节假日安排\n一、元旦：1月1日（周五）至3日（周六）放假，共3天。", "2026-01-01是周四"),
    ],
)
def test_what_is_no_notice_is_refused_at_the_field(oversight, text, message) -> None:
    response = oversight.post(IMPORT, {"text": text, "is_checked": "on"})
    assert response.status_code == 200
    assert message in response.context["form"].errors["text"][0]
    assert not Event.objects.filter(act="holiday_notice_imported").exists()


@pytest.mark.parametrize("address", [IMPORT, LIMIT])
def test_nobody_else_changes_the_calendar_or_a_limit(office, sign_in, administrator, address) -> None:
    for who in (Role.HANDLER, Role.DISCLOSURE_HEAD, Role.HEAD, administrator):
        assert sign_in(who).post(address, {"text": NOTICE_2027, "is_checked": "on"}).status_code == 403
    assert not HolidayNotice.objects.filter(year=2027, number__gt="").exists()


def test_a_limit_of_the_city_is_set_with_its_basis(oversight) -> None:
    form = {"rule": "GUIDE_UPDATE", "value": "10", "basis": "临政发〔2026〕3号", "effective_from": "2026-06-01"}
    assert oversight.post(LIMIT, form).status_code == 302
    limit = LocalLimit.objects.get()
    assert (limit.rule, limit.amount, limit.effective_from) == ("GUIDE_UPDATE", 10, date(2026, 6, 1))
    assert "10个工作日" in oversight.get("/admin/deadlines/locallimit/").content.decode()


@pytest.mark.parametrize(
    ("value", "message"),
    [("十天", "请写整数，固定日期请写月-日，例如2-20"), ("0", "期限的长度请写大于0的整数。"), ("2-30", "请按")],
)
def test_an_impossible_length_is_refused_at_its_field(oversight, value, message) -> None:
    form = {"rule": "GUIDE_UPDATE", "value": value, "basis": "临政发〔2026〕3号", "effective_from": ""}
    response = oversight.post(LIMIT, form)
    assert message in response.context["form"].errors["value"][0]
    assert not LocalLimit.objects.exists()


def test_a_limit_the_law_sets_is_not_offered(oversight) -> None:
    offered = dict(oversight.get(LIMIT).context["form"].fields["rule"].choices)
    assert "FOI_REPLY" not in offered
    assert "GUIDE_UPDATE" in offered
