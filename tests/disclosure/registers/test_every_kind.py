"""Every register of the table: an entry with all its fields is taken, listed, exported, and evidence for its duties."""

from datetime import date

import pytest
from django.core.files.base import ContentFile

from disclosure.registers import kinds, selectors, services, tables
from disclosure.registers.kinds import KINDS, Enclosed, ItemType
from portal.accounts.models import Organ
from portal.accounts.states import Role
from tests.disclosure.office import MORNING
from tests.disclosure.registers.book import DAY

TYPED = {
    ItemType.LINE: "榕树一",
    ItemType.TEXT: "榕树二\n榕树三",
    ItemType.COUNT: "7",
    ItemType.AMOUNT: "12.5",
    ItemType.DAY: date(2026, 5, 1),
    ItemType.YES_NO: True,
    ItemType.LINK: "https://www.gov.cn/",
}
STORED = TYPED | {ItemType.COUNT: 7, ItemType.AMOUNT: "12.50", ItemType.DAY: "2026-05-01"}


def of_type(item, words):
    if item.type is ItemType.ONE_OF:
        return item.choices[0]
    return list(item.choices) if item.type is ItemType.SOME_OF else words[item.type]


def each_with_its_duties():
    return [pytest.param(row, id=row.code, marks=pytest.mark.duty(*row.duties)) for row in KINDS]


@pytest.fixture(autouse=True)
def today(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def keeper(office):
    """The office of the city, so that it keeps every register; of the kind of organ a register asks for."""
    office.people[Role.OVERSIGHT] = office.appoint(Role.OVERSIGHT)
    return office


@pytest.mark.parametrize("row", each_with_its_duties())
def test_an_entry_with_all_its_fields_is_evidence_for_the_duties_of_its_register(keeper, row) -> None:
    Organ.objects.filter(pk=keeper.organ.pk).update(kind=(row.owed_by or row.organs)[0])
    keeper.organ.refresh_from_db()
    uploads = [("佐证.txt", ContentFile(b"proof"))] if row.enclosed is not Enclosed.NONE else []
    values = {item.name: of_type(item, TYPED) for item in row.items}
    clerk = keeper.as_(Role.OVERSIGHT if row.by_office else Role.INFO_CLERK)
    entry = services.file_entry(row, keeper.organ, happened_on=DAY, values=values, uploads=uploads, **clerk)
    assert entry.values == {item.name: of_type(item, STORED) for item in row.items}
    assert [label for label, _ in entry.facts(inside=True)] == [item.label for item in row.items]
    assert len(tables.line(row, entry)) == len(tables.headings(row))
    for duty in row.duties:
        found = {each.kind.code: list(each.entries) for each in selectors.evidence_for(duty, keeper.organ, 2026)}
        assert found[row.code] == [entry]
    assert row.code not in {each.code for each in lacking(keeper)}


@pytest.mark.parametrize("row", [row for row in KINDS if row.owed_by], ids=lambda row: row.code)
def test_who_has_nothing_in_a_register_lacks_it(office, row) -> None:
    Organ.objects.filter(pk=office.organ.pk).update(kind=row.owed_by[0])
    office.organ.refresh_from_db()
    assert row.code in {each.code for each in lacking(office)}


def lacking(office):
    """The registers whose report of gaps names the organ for the present period."""
    on = MORNING.date()
    rows = selectors.gaps(2026, on=on, organs=[office.organ], office=office.organ)
    return [each.kind for each in rows if not each.lines[0].cells[-1].is_filed]


def test_the_registers_are_forty_in_seven_chapters() -> None:
    assert {group.value: len(rows) for group, rows in kinds.grouped().items()} == {
        "组织和保障": 10,
        "培训": 3,
        "渠道和场所": 7,
        "媒体和传播": 6,
        "公众参与": 5,
        "指导、检查和考核": 6,
        "网站和系统": 3,
    }
