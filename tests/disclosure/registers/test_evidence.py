"""Registers as evidence: what an organ has for a year, and what it lacks."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.registers import selectors, services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.registers.book import DAY, SCREEN, TRAINING, entered, trained
from tests.disclosure.registers.pages import signed_in, words_of

LIST = "/admin/disclosure/registerentry/"
GAPS = f"{LIST}gaps/"


@pytest.fixture(autouse=True)
def today(time_machine, settings):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)


def titles(code, office, year):
    return [entry.title for entry in selectors.evidence(code, office.organ, year).entries]


@pytest.mark.duty("S2-11.A4", "S2-11.C3")
def test_evidence_of_a_year_is_what_happened_in_it(office) -> None:
    trained(office)
    entered(office, "training", TRAINING | {"topic": "去年的"}, happened_on=date(2025, 12, 31))
    gone = trained(office, topic="登记错的")
    services.withdraw(gone, reason="重复", **office.as_(Role.INFO_CLERK))
    assert titles("training", office, 2026) == ["依申请公开答复怎么写"]
    assert titles("training", office, 2025) == ["去年的"]
    assert titles("training", office, 2024) == []


@pytest.mark.duty("S2-11.C3", "S1-4.4")
def test_what_stands_is_evidence_for_every_year_it_stood_in(office) -> None:
    entry = entered(office, "equipment", SCREEN, happened_on=date(2024, 7, 1))
    services.end_entry(entry, on=date(2025, 1, 31), reason="拆除", **office.as_(Role.DISCLOSURE_HEAD))
    entered(office, "equipment", SCREEN | {"device": "新屏"}, happened_on=date(2025, 2, 1))
    found = {year: sorted(titles("equipment", office, year)) for year in (2023, 2024, 2025, 2026)}
    assert found == {2023: [], 2024: ["一楼大厅电子屏"], 2025: ["一楼大厅电子屏", "新屏"], 2026: ["新屏"]}


@pytest.mark.duty("S2-11.C3")
def test_a_duty_finds_the_entries_of_all_its_registers(office) -> None:
    entered(office, "equipment", SCREEN)
    found = {each.kind.code: each.count for each in selectors.evidence_for("S2-11.C3", office.organ, 2026)}
    assert found == {"equipment": 1, "channel": 0}


def test_the_address_of_evidence_shows_just_that(office) -> None:
    trained(office)
    entered(office, "equipment", SCREEN, happened_on=date(2024, 7, 1))
    client = signed_in(office, Role.INFO_CLERK)
    training = words_of(client.get(selectors.evidence_url("training", office.organ, 2026)))
    assert ("依申请公开答复怎么写" in training, "一楼大厅电子屏" in training) == (True, False)
    assert "一楼大厅电子屏" in words_of(client.get(selectors.evidence_url("equipment", office.organ, 2026)))
    assert "一楼大厅电子屏" not in words_of(client.get(selectors.evidence_url("equipment", office.organ, 2023)))


def test_the_report_of_gaps_shows_every_organ_to_the_office(office) -> None:
    other = open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    other.people[Role.OVERSIGHT] = other.appoint(Role.OVERSIGHT)
    trained(office)
    page = words_of(signed_in(other, Role.OVERSIGHT).get(f"{GAPS}?year=2026&kind=training"))
    said = ("培训记录，2026年", "1个单位还缺1次", "教育局 有", "住房和城乡建设局 还没有")
    assert [words for words in said if words not in page] == []
    last = words_of(signed_in(other, Role.OVERSIGHT).get(f"{GAPS}?year=2025&kind=training"))
    assert "2个单位还缺2次" in last
    assert "教育局 没有" in last


def test_an_organ_reads_its_own_gaps_alone(office) -> None:
    open_office(code="zjj", name="临江市住房和城乡建设局", number_code="临住建发", uscc=None)
    page = words_of(signed_in(office, Role.INFO_CLERK).get(f"{GAPS}?year=2026&kind=training"))
    assert "1个单位还缺1次" in page
    assert "住房和城乡建设局" not in page


@pytest.mark.parametrize("year", ["", "abc", "99999", "1"])
def test_a_year_that_is_none_is_said_to_be_none(office, year) -> None:
    page = words_of(signed_in(office, Role.INFO_CLERK).get(f"{GAPS}?year={year}"))
    assert "年份请写成2026这样的四位数字" in page


def test_the_desk_says_what_lacks_and_offers_every_form(office) -> None:
    client = signed_in(office, Role.INFO_CLERK)
    page = client.get("/admin/disclosure/registerentry/add/")
    assert 'href="/admin/disclosure/registerentry/start/training/"' in page.content.decode()
    assert "培训记录 每办一期记一条，每年至少一期。 每年 2026年还没有登记 没有 登记" in words_of(page)
    trained(office)
    after = words_of(client.get("/admin/disclosure/registerentry/add/"))
    assert "培训记录 每办一期记一条，每年至少一期。 每年 1条 登记" in after


def test_a_correction_is_read_in_the_record_of_the_case(office) -> None:
    entry = trained(office)
    client = signed_in(office, Role.INFO_CLERK)
    address = f"/admin/disclosure/registerentry/{entry.pk}/change/"
    form = client.get(f"{address}act/correct_entry/").content.decode()
    assert 'value="42"' in form
    typed = {"happened_on": DAY, "values": TRAINING | {"people": 41}, "reason": "多算了一人"}
    services.correct_entry(entry, **typed, **office.as_(Role.INFO_CLERK))
    page = words_of(client.get(address))
    assert "多算了一人" in page
    assert "参加人数" in page.partition("最近记录")[2]


def test_the_list_and_the_report_ask_the_same_for_one_entry_and_for_many(office) -> None:
    trained(office)
    client = signed_in(office, Role.INFO_CLERK)

    def queries(address):
        client.get(address)
        with CaptureQueriesContext(connection) as found:
            client.get(address)
        return len(found)

    addresses = (f"{LIST}?kind=training", f"{GAPS}?year=2026", f"{LIST}add/")
    before = [queries(address) for address in addresses]
    for topic in ("甲", "乙", "丙"):
        trained(office, topic=topic)
    assert [queries(address) for address in addresses] == before
