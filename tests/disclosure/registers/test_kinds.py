"""The table of registers: each row says enough, and names duties that exist."""

import pytest

from disclosure.registers import kinds
from disclosure.registers.kinds import KINDS, ItemType
from disclosure.registers.models import RegisterEntry
from disclosure.registers.periods import Rhythm
from scripts.duties import carriers, known_duties

RESERVED = {field.name for field in RegisterEntry._meta.get_fields()} | {"uploads", "reason", "on", "name"}


def test_every_code_and_every_name_stands_once() -> None:
    for word in ("code", "name"):
        found = [getattr(row, word) for row in KINDS]
        assert len(found) == len(set(found)), word


@pytest.mark.parametrize("row", KINDS, ids=lambda row: row.code)
def test_a_row_says_enough(row) -> None:
    names = [item.name for item in row.items]
    assert len(names) == len(set(names))
    assert not RESERVED & set(names)
    assert row.items[0].required
    assert row.items[0].type in {ItemType.LINE, ItemType.SOME_OF}
    assert not row.items[0].inside
    assert all(item.choices for item in row.items if item.type in {ItemType.ONE_OF, ItemType.SOME_OF})
    assert row.note.endswith("。")
    assert row.source
    assert set(row.owed_by) <= set(row.organs)
    assert not (row.by_office and row.owed_by)
    assert row.by_office or not row.is_owed
    assert row.rhythm is not Rhythm.EVENT or not (row.owed_by or row.is_owed)


def test_every_row_serves_duties_that_exist() -> None:
    known = known_duties()
    for row in KINDS:
        assert row.duties, row.code
        assert [duty for duty in row.duties if duty not in known and not duty.startswith("law.")] == [], row.code


def test_the_list_of_duties_names_the_registers_that_carry_them() -> None:
    carried = carriers()
    rows = [(duty, row.code) for row in KINDS for duty in row.duties]
    assert [pair for pair in rows if not any(f"RegisterKind {pair[1]} (" in each for each in carried[pair[0]])] == []


def test_a_duty_leads_to_its_registers() -> None:
    assert [row.code for row in kinds.serving("S2-11.C3")] == ["equipment", "channel"]
    assert kinds.serving("S9-9") == []
