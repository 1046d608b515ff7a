from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines import selectors
from portal.deadlines.holiday_notice import read_notice
from portal.deadlines.models import CalendarDay, ClockEvent, Deadline, HolidayNotice
from portal.deadlines.services import close, holidays, import_notice, open_deadline, pause, plan_import
from portal.errors import NotAllowed
from tests.deadlines.conftest import CASE, acting, appoint, on

pytestmark = pytest.mark.django_db

# An arrangement of the usual shape for the year whose notice is not out yet; three days in January, one of them worked.
PLAN_2027 = """date,kind,name,confirmed
2027-01-01,holiday,元旦,true
2027-01-04,holiday,元旦,true
2027-01-09,workday,元旦,true
2027-02-05,holiday,春节,true
2027-02-08,holiday,春节,true
"""
AT = on(2026, 12, 20)


def opened(organ, rule, start, key="") -> Deadline:
    return open_deadline(rule=rule, subject=CASE, organ=organ, start=start, key=key, actor=SYSTEM, at=AT)


def test_a_dry_run_shows_the_diff_and_the_cases_and_writes_nothing(organ) -> None:
    moving = opened(organ, "FOI_CORRECTION_NOTICE", date(2026, 12, 18))
    crossing = opened(organ, "FOI_REPLY", date(2026, 12, 10))
    plan = plan_import(read_notice(PLAN_2027), at=AT)
    assert [change.date for change in plan.changes] == [
        date(2027, 1, 1),
        date(2027, 1, 4),
        date(2027, 1, 9),
        date(2027, 2, 5),
        date(2027, 2, 8),
    ]
    assert [(move.deadline.pk, move.old_due, move.new_due) for move in plan.moves] == [
        (crossing.pk, date(2027, 1, 8), date(2027, 1, 9))
    ]
    moving.refresh_from_db()
    assert (moving.due_on, CalendarDay.objects.filter(date__year=2027).count()) == (date(2026, 12, 29), 0)


@pytest.mark.duty("law.G")
def test_an_import_moves_exactly_the_affected_cases_with_one_event_each(organ) -> None:
    crossing = opened(organ, "FOI_REPLY", date(2026, 12, 10), "a")
    also = opened(organ, "FOI_REPLY", date(2026, 12, 11), "b")
    same = opened(organ, "FOI_REPLY", date(2026, 12, 14), "c")
    before = opened(organ, "FOI_REPLY", date(2026, 11, 20), "d")
    assert (crossing.provisional, same.provisional, before.provisional) == (True, True, False)
    plan = import_notice(read_notice(PLAN_2027), number="国办发明电〔2026〕9号", actor=SYSTEM, at=AT)
    for clock in (crossing, also, same, before):
        clock.refresh_from_db()
    assert [clock.due_on for clock in (crossing, also, same, before)] == [
        date(2027, 1, 9),
        date(2027, 1, 11),
        date(2027, 1, 12),
        date(2026, 12, 18),
    ]
    assert [clock.provisional for clock in (crossing, also, same, before)] == [False] * 4
    assert [move.deadline.pk for move in plan.moves] == [crossing.pk]
    events = ClockEvent.objects.filter(kind="redated")
    assert [(event.deadline_id, event.due_on, event.evidence) for event in events] == [
        (crossing.pk, date(2027, 1, 9), "国办发明电〔2026〕9号")
    ]
    assert plan.settled == 2


def test_an_import_is_one_act_in_the_audit_trail(organ) -> None:
    opened(organ, "FOI_REPLY", date(2026, 12, 10))
    import_notice(read_notice(PLAN_2027), number="国办发明电〔2026〕9号", actor=SYSTEM, at=AT)
    acts = Event.objects.filter(act__in=["holiday_notice_imported", "deadline_redated"])
    assert sorted(acts.values_list("act", flat=True)) == ["deadline_redated", "holiday_notice_imported"]
    assert acts.values("act_id").distinct().count() == 1
    assert HolidayNotice.objects.get(year=2027).number == "国办发明电〔2026〕9号"


def test_importing_the_same_arrangement_again_changes_nothing(organ) -> None:
    opened(organ, "FOI_REPLY", date(2026, 12, 10))
    import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    again = import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    assert (again.changes, again.moves, again.settled) == ((), (), 0)
    assert ClockEvent.objects.filter(kind="redated").count() == 1


def test_a_corrected_notice_replaces_the_days_of_its_year_alone() -> None:
    import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    corrected = "date,kind,name\n2027-01-01,holiday,元旦\n"
    import_notice(read_notice(corrected), number="", actor=SYSTEM, at=AT)
    assert list(CalendarDay.objects.filter(date__year=2027).values_list("date", flat=True)) == [date(2027, 1, 1)]
    assert CalendarDay.objects.filter(date__year=2026).count() == 25


def test_a_day_of_december_ordered_by_the_next_notice_moves_open_cases(organ) -> None:
    clock = opened(organ, "FOI_CORRECTION_NOTICE", date(2026, 12, 20))
    assert clock.due_on == date(2026, 12, 29)
    notice = "date,kind,name\n2026-12-28,holiday,元旦\n2027-01-01,holiday,元旦\n"
    import_notice(read_notice(notice), number="", actor=SYSTEM, at=AT)
    clock.refresh_from_db()
    assert clock.due_on == date(2026, 12, 30)


def test_closed_cases_keep_their_date(organ) -> None:
    clock = opened(organ, "FOI_REPLY", date(2026, 12, 10))
    close(clock, on=date(2026, 12, 18), actor=SYSTEM, at=AT)
    import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    clock.refresh_from_db()
    assert clock.due_on == date(2027, 1, 8)


def test_a_waiting_case_is_recomputed_when_it_resumes_and_stays_waiting_now(organ) -> None:
    clock = opened(organ, "FOI_REPLY", date(2026, 12, 10))
    pause(clock, stop="THIRD_PARTY", on=date(2026, 12, 18), actor=SYSTEM, at=AT)
    import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    clock.refresh_from_db()
    assert (clock.waiting_since, clock.provisional) == (date(2026, 12, 18), True)


def test_a_failure_in_the_middle_leaves_everything_as_it_was(organ, monkeypatch) -> None:
    clock = opened(organ, "FOI_REPLY", date(2026, 12, 10))

    def fail(*args, **kwargs) -> None:
        raise RuntimeError

    monkeypatch.setattr(holidays, "event_of", fail)
    with pytest.raises(RuntimeError):
        import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    clock.refresh_from_db()
    assert (clock.due_on, CalendarDay.objects.filter(date__year=2027).count()) == (date(2027, 1, 8), 0)
    assert selectors.calendar().is_provisional(date(2027, 1, 4)) is True


def test_one_unreadable_clock_keeps_the_arrangement_from_nobody(organ) -> None:
    broken = opened(organ, "FOI_REPLY", date(2026, 12, 10), "a")
    good = opened(organ, "FOI_REPLY", date(2026, 12, 10), "b")
    Deadline.objects.filter(pk=broken.pk).update(terms={"code": "FOI_REPLY"})
    plan = import_notice(read_notice(PLAN_2027), number="", actor=SYSTEM, at=AT)
    assert [clock.pk for clock in plan.unreadable] == [broken.pk]
    assert [move.deadline.pk for move in plan.moves] == [good.pk]


def test_only_the_citys_office_imports(organ, clerk) -> None:
    with pytest.raises(NotAllowed):
        import_notice(read_notice(PLAN_2027), number="", actor=clerk, at=AT)
    office = acting(appoint(organ, Role.OVERSIGHT, "政务公开办丁"), AT)
    import_notice(read_notice(PLAN_2027), number="", actor=office, at=AT)
    assert HolidayNotice.objects.filter(year=2027).exists() is True


def run(*args) -> str:
    out = StringIO()
    call_command("import_holiday_notice", *args, stdout=out)
    return out.getvalue()


def test_the_command_is_a_dry_run_unless_told_to_apply(organ, tmp_path) -> None:
    opened(organ, "FOI_REPLY", date(2026, 12, 10))
    file = tmp_path / "2027.csv"
    file.write_text(PLAN_2027, encoding="utf-8")
    shown = run(str(file))
    assert "2027-01-04 按周一至周五 → 放假（元旦）" in shown
    assert "会改期的在办事项：1件" in shown
    assert "临住建2026-0047：申请公开的答复 2027-01-08 → 2027-01-09" in shown
    assert "这是试算，没有写入" in shown
    assert HolidayNotice.objects.filter(year=2027).exists() is False
    assert "已改期的在办事项：1件" in run(str(file), "--apply")
    assert HolidayNotice.objects.filter(year=2027).exists() is True


def test_the_command_names_what_is_wrong(tmp_path) -> None:
    with pytest.raises(CommandError, match="没有这个文件"):
        run(str(tmp_path / "none.csv"))
    wrong = tmp_path / "wrong.csv"
    wrong.write_text("date,kind,name\n2027-13-01,holiday,元旦\n", encoding="utf-8")
    with pytest.raises(CommandError, match="第2行"):
        run(str(wrong))
    binary = tmp_path / "binary.csv"
    binary.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(CommandError, match="UTF-8"):
        run(str(binary))
