"""At least one appraisal a year; whom it is about after a reform; how many questions its pages put to the database."""

from datetime import date, datetime

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.appraisal import services
from assessment.appraisal.models import Appraisal, Judged
from assessment.appraisal.reform import move_judged
from assessment.appraisal.tasks import attend_to_the_year
from portal import clock
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput
from portal.notices.models import Notice
from tests.assessment.city import FOUNDED, NOON
from tests.assessment.test_appraisal import JUNE_11, announced, collected, filled, opened, published, started

OCTOBER = datetime(2026, 10, 9, 9, tzinfo=SHANGHAI)


def year_clocks() -> list[Deadline]:
    return list(Deadline.objects.running().filter(rule="PUBLIC_APPRAISAL"))


def reminders() -> list[str]:
    rows = Notice.objects.filter(subject_line__contains="还没有开始社会评议")
    return [f"{row.user.username}：{row.subject_line}" for row in rows]


@pytest.mark.duty("S2-5.4a")
def test_a_year_without_an_appraisal_has_a_clock_and_the_office_is_told_in_autumn_once(city, monkeypatch) -> None:
    monkeypatch.setattr(clock, "now", lambda: NOON)
    attend_to_the_year()
    [running] = year_clocks()
    assert (running.due_on, running.organ.code) == (date(2026, 12, 31), "city")
    assert reminders() == []
    monkeypatch.setattr(clock, "now", lambda: OCTOBER)
    attend_to_the_year()
    attend_to_the_year()
    assert reminders() == ["city-oversight：2026年还没有开始社会评议，12月31日以前要开始"]
    assert len(year_clocks()) == 1


@pytest.mark.duty("S2-5.4a")
def test_the_notice_of_an_appraisal_ends_the_clock_and_one_that_is_called_off_does_not_count(city) -> None:
    services.attend(at=NOON)
    row = started(city)
    assert len(year_clocks()) == 1
    services.announce(row, **city.leader())
    assert year_clocks() == []
    assert services.attend(at=OCTOBER) is None
    services.call_off(row, reason="测评表有错，另行组织。", **city.leader())
    services.attend(at=OCTOBER)
    assert len(year_clocks()) == 1


def test_how_few_sheets_show_nothing_is_said_by_the_appraisal_within_bounds(city) -> None:
    with pytest.raises(InvalidInput) as refused:
        started(city, least=2)
    assert refused.value.messages == {"least": "几份起公布得分请填3到50的整数"}
    assert (started(city, least=4).least, started(city).least) == (4, 5)


def test_four_sheets_are_enough_where_the_appraisal_says_so(city, client, time_machine) -> None:
    time_machine.move_to(JUNE_11, tick=False)
    row = collected(city, sheets=4)
    Appraisal.objects.filter(pk=row.pk).update(least=4)
    row.refresh_from_db()
    services.publish(row, summary="总体满意。", **city.leader(JUNE_11))
    page = client.get(row.get_absolute_url()).content.decode()
    assert "80.00" in page
    assert "不到4份的不公布得分" in page


# --- a reform of organs -----------------------------------------------------------------------------------


def heir_of(city) -> Organ:
    return Organ.objects.create(
        code="jiaoti", name="临江市教育体育局", short_name="市教体局", kind=OrganKind.DEPARTMENT, active_from=FOUNDED
    )


def merged(city, code: str, heir: Organ) -> list[int]:
    estate = Succession(source=city.organs[code], heir=heir, on=date(2026, 6, 1), actor=SYSTEM, at=NOON)
    return [moved.pk for moved in move_judged(estate)]


def test_an_heir_is_judged_in_place_of_an_organ_that_ended_and_only_once(city) -> None:
    row, heir = announced(city), heir_of(city)
    assert merged(city, "jiaoyu", heir) == [row.pk]
    assert merged(city, "zhujian", heir) == [row.pk]
    assert sorted(row.judged.values_list("organ__code", flat=True)) == ["cuihu", "jiaoti"]


def test_what_people_were_asked_about_stays_when_the_sheets_are_out(city) -> None:
    row = opened(city)
    filled(city, row, "one")
    assert merged(city, "jiaoyu", heir_of(city)) == []
    assert Judged.objects.filter(appraisal=row, organ=city.organs["jiaoyu"]).exists()


# --- questions to the database ----------------------------------------------------------------------------


def counted(client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


def another(city) -> None:
    row = started(city, title="另一次评议")
    services.announce(row, **city.leader())


@pytest.mark.parametrize("address", ["/appraisals/", "/admin/assessment/appraisal/"])
def test_the_lists_ask_the_same_for_one_and_for_four(city, client, time_machine, address) -> None:
    time_machine.move_to(NOON, tick=False)
    client.force_login(city.people["city", Role.OVERSIGHT])
    another(city)
    one = counted(client, address)
    for _ in range(3):
        another(city)
    assert counted(client, address) == one


@pytest.mark.parametrize(
    "address", ["/appraisals/{}/", "/appraisals/{}/fill/", "/admin/assessment/appraisal/{}/change/"]
)
def test_a_page_asks_the_same_for_few_and_for_many_sheets_and_organs(city, client, time_machine, address) -> None:
    time_machine.move_to(NOON, tick=False)
    client.force_login(city.people["city", Role.OVERSIGHT])
    row = opened(city)
    filled(city, row, "one")
    few = counted(client, address.format(row.pk))
    more = [
        Organ(code=f"more{n}", name=f"第{n}局", short_name=f"{n}局", kind=OrganKind.DEPARTMENT, active_from=FOUNDED)
        for n in range(5)
    ]
    Judged.objects.bulk_create(Judged(appraisal=row, organ=organ) for organ in Organ.objects.bulk_create(more))
    for voter in range(4):
        filled(city, row, f"v{voter}")
        filled(city, row, f"v{voter}", "zhujian")
    assert counted(client, address.format(row.pk)) == few


@pytest.mark.parametrize(
    "address", ["/appraisals/{}/", "/appraisals/{}/results.csv", "/admin/assessment/appraisal/{}/change/"]
)
def test_results_ask_the_same_for_three_organs_and_for_eight(city, client, time_machine, address) -> None:
    time_machine.move_to(JUNE_11, tick=False)
    client.force_login(city.people["city", Role.OVERSIGHT])
    few = counted(client, address.format(published(city).pk))
    for number in range(5):
        Organ.objects.create(
            code=f"more{number}",
            name=f"第{number}局",
            short_name=f"{number}局",
            kind=OrganKind.DEPARTMENT,
            active_from=FOUNDED,
        )
    assert counted(client, address.format(published(city).pk)) == few
