"""Terms of secrecy: metadata only, an end that comes by itself, no prolongation afterwards."""

from datetime import date, datetime

import pytest

from disclosure.secrecy import services
from disclosure.secrecy.models import SecrecyTerm
from disclosure.secrecy.tasks import attend_to_terms
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice

TERM = {
    "designation": "教育考务 2020-7",
    "level": "秘密",
    "determined_on": date(2020, 6, 1),
    "ends_on": date(2026, 6, 1),
    "determined_by": "定密责任人甲",
    "basis": "《教育工作国家秘密范围的规定》第三条",
}


def term(office, **changed):
    return services.register_term(organ=office.organ, values=TERM | changed, **office.as_(Role.SECRECY_REVIEWER))


def redetermine(row, office, ends_on, **who):
    who = who or office.as_(Role.SECRECY_REVIEWER)
    return services.redetermine(row, values={"ends_on": ends_on}, reason="仍然涉密。", **who)


def test_a_term_has_a_number_and_no_text(office) -> None:
    row = term(office)
    assert row.number == "jyj/DM2026-00001"
    names = {field.name for field in SecrecyTerm._meta.get_fields()}
    assert names.isdisjoint({"title", "body", "text", "file", "attachment"})


@pytest.mark.duty("law.K")
@pytest.mark.parametrize("designation", ["机密★10年 考题", "秘密级试卷", "绝密材料", "★长期"])
def test_a_mark_of_secrecy_is_refused_before_it_is_stored(office, designation) -> None:
    with pytest.raises(InvalidInput) as refused:
        term(office, designation=designation)
    assert list(refused.value.messages) == ["designation"]
    assert SecrecyTerm.objects.count() == 0


@pytest.mark.duty("law.K", "S2-6.5.1")
@pytest.mark.parametrize(
    ("level", "last", "too_late"),
    [
        ("绝密", date(2050, 6, 1), date(2050, 6, 2)),
        ("机密", date(2040, 6, 1), date(2040, 6, 2)),
        ("秘密", date(2030, 6, 1), date(2030, 6, 2)),
    ],
)
def test_the_law_caps_the_years(office, level, last, too_late) -> None:
    assert term(office, level=level, ends_on=last).ends_on == last
    with pytest.raises(InvalidInput) as refused:
        term(office, level=level, ends_on=too_late)
    assert list(refused.value.messages) == ["ends_on"]


def test_a_leap_day_ends_on_the_last_of_february(office) -> None:
    started = date(2024, 2, 29)
    assert term(office, determined_on=started, ends_on=date(2034, 2, 28)).ends_on == date(2034, 2, 28)
    with pytest.raises(InvalidInput):
        term(office, determined_on=started, ends_on=date(2034, 3, 1))


@pytest.mark.duty("S2-6.5.3", "law.C10")
def test_a_term_ends_by_itself_and_is_not_prolonged_afterwards(office, time_machine) -> None:
    row = term(office)
    time_machine.move_to(datetime(2026, 6, 1, 23, 59, tzinfo=SHANGHAI), tick=False)
    assert attend_to_terms() == 0
    time_machine.move_to(datetime(2026, 6, 2, 0, 1, tzinfo=SHANGHAI), tick=False)
    office.at = datetime(2026, 6, 2, 0, 1, tzinfo=SHANGHAI)
    # Even before the worker has looked, the end has come.
    with pytest.raises(Blocked, match="不能再延长"):
        redetermine(row, office, date(2030, 1, 1))
    assert [attend_to_terms(), attend_to_terms()] == [1, 0]
    row.refresh_from_db()
    assert row.state == "expired"
    with pytest.raises(StaleState):
        redetermine(row, office, date(2030, 1, 1))


@pytest.mark.duty("S2-6.5.3", "law.C10")
def test_a_term_is_prolonged_before_it_ends_and_counted_from_that_day(office) -> None:
    row = redetermine(term(office), office, date(2036, 5, 21))
    assert (row.state, row.ends_on) == ("in_force", date(2036, 5, 21))
    with pytest.raises(InvalidInput):
        redetermine(row, office, date(2036, 5, 22))


@pytest.mark.duty("law.C10")
def test_the_keeper_is_told_before_the_end_once_for_each_step(office, time_machine) -> None:
    term(office, ends_on=date(2026, 8, 19))
    days = {
        date(2026, 5, 21): 1,
        date(2026, 5, 22): 1,
        date(2026, 7, 20): 2,
        date(2026, 8, 12): 3,
        date(2026, 8, 19): 3,
    }
    keeper = office.people[Role.SECRECY_REVIEWER]
    for day, told in days.items():
        time_machine.move_to(datetime(day.year, day.month, day.day, 9, 0, tzinfo=SHANGHAI), tick=False)
        attend_to_terms()
        attend_to_terms()
        assert Notice.objects.filter(user=keeper, kind="secrecy_term").count() == told


@pytest.mark.duty("S2-6.8")
def test_the_end_of_secrecy_publishes_nothing_and_says_that_a_review_is_needed(office, time_machine) -> None:
    term(office)
    time_machine.move_to(datetime(2026, 6, 2, 9, 0, tzinfo=SHANGHAI), tick=False)
    attend_to_terms()
    told = Notice.objects.filter(user=office.people[Role.SECRECY_REVIEWER], kind="secrecy_term").latest("pk")
    assert told.subject_line == "一项保密期限届满，已经自行解密；公开以前仍要保密审查"


@pytest.mark.duty("S2-6.8")
def test_the_reviewer_declassifies_early_with_a_reason_and_nobody_else_does(office) -> None:
    row = term(office)
    with pytest.raises(NotAllowed):
        services.declassify(row, reason="不再涉密。", **office.as_(Role.DISCLOSURE_HEAD))
    services.declassify(row, reason="不再涉密。", **office.as_(Role.SECRECY_REVIEWER))
    assert row.state == "declassified"


@pytest.mark.parametrize(
    ("field", "value"),
    [("determined_on", None), ("determined_on", date(2026, 5, 22)), ("ends_on", None), ("ends_on", date(2020, 6, 1)),
     ("designation", " "), ("level", "内部"), ("basis", ""), ("determined_by", "")],
)  # fmt: skip
def test_each_wrong_field_says_so(office, field, value) -> None:
    with pytest.raises(InvalidInput) as refused:
        term(office, **{field: value})
    assert list(refused.value.messages) == [field]
