"""All tables of a whole report as it was published: Hangzhou, 2025. Every number is typed from the page.

One number of one place in them is wrong somewhere else: a report with any one cell changed is refused.
"""

import pytest

from assessment.annual_reports import services
from assessment.annual_reports.cells import Tables, cells, empty, pasted, replaced
from assessment.annual_reports.checks import hard
from portal.accounts.states import Role
from tests.assessment.reports import JANUARY, PAPER, TEXTS, opened

TABLE_2 = """
3 5 74
564 984 4185
11398889
6937489
166105
316441
"""

TABLE_3 = """
13612 252 0 45 128 32 14069
535 6 0 1 18 0 560
5345 129 0 41 19 14 5548
2120 39 0 1 6 2 2168
13 0 0 0 0 0 13
30 0 0 0 0 0 30
11 0 0 0 0 0 11
49 2 0 0 0 0 51
103 1 0 0 0 0 104
84 1 0 0 0 0 85
282 4 0 0 0 0 286
147 0 0 0 1 2 150
3075 50 0 0 89 8 3222
177 3 0 0 0 0 180
19 0 0 0 0 0 19
199 1 0 0 3 0 203
147 1 0 0 0 0 148
0 0 0 0 0 0 0
100 1 0 0 0 0 101
5 0 0 0 0 0 5
315 3 0 0 0 0 318
202 0 0 1 0 0 203
941 17 0 1 3 3 965
13364 252 0 44 121 29 13810
783 6 0 2 25 3 819
"""

TABLE_4 = """
376 97 196 121 790
16 1 12 27 56
74 1 30 51 156
"""


def whole() -> Tables:
    typed = {"2": TABLE_2, "3": TABLE_3, "4": TABLE_4}
    new = {code: value for table, text in typed.items() for code, value in pasted(2025, table, text).items()}
    return replaced(2025, empty(2025), new)


def words(values: Tables) -> list[str]:
    return [fault.text for fault in hard(values, year=2025, previous=None, makes_rules=True)]


@pytest.mark.duty("S1-5.6c", "S2-9.4.4.3", "S2-9.4.5.1", "S2-9.4.5.2")
def test_the_published_report_holds_in_all_its_cells() -> None:
    assert sum(1 for _ in cells(2025)) == 10 + 175 + 15
    assert words(whole()) == []


@pytest.mark.duty("S1-5.6c")
@pytest.mark.parametrize("cell", [cell for cell in cells(2025) if cell.table in ("3", "4")], ids=lambda cell: cell.code)
def test_no_cell_of_the_two_tables_can_be_one_more_without_its_row_or_column_being_named(cell) -> None:
    values = whole()
    wrong = words(replaced(2025, values, {cell.code: cell.of(values) + 1}))
    table = "表三" if cell.table == "3" else "表四"
    assert any(f"{table}“{title}”" in fault for fault in wrong for title in (cell.row_title, cell.column_title))


@pytest.mark.duty("S2-9.4.3.1")
def test_whoever_makes_no_rules_may_not_report_any() -> None:
    found = hard(whole(), year=2025, previous=None, makes_rules=False)
    assert [fault.text for fault in found] == [
        "表二“规章”行“本年制发件数”列只由有规章制定权的政府填报，这里要填0",
        "表二“规章”行“本年废止件数”列只由有规章制定权的政府填报，这里要填0",
        "表二“规章”行“现行有效件数”列只由有规章制定权的政府填报，这里要填0",
    ]


@pytest.mark.duty("S2-9.3c")
def test_it_goes_through_the_desk_to_the_page_as_it_was_published(city, client) -> None:
    """By an organ that makes no rules: all but the first row of table 2."""
    report = opened(city)["jiaoyu"]
    clerk = city.as_("jiaoyu", Role.HANDLER, JANUARY)
    second = TABLE_2.replace("3 5 74", "0 0 0")
    for table, text in (("2", second), ("3", TABLE_3), ("4", TABLE_4)):
        services.paste_table(report, table=table, text=text, note=PAPER, **clerk)
    said = {"requests": "新收政府信息公开申请14069件，上年结转560件，结转下年度819件。行政复议790件。"}
    services.write(report, values=TEXTS | said, **clerk)
    services.sign(report, **city.as_("jiaoyu", Role.HEAD, JANUARY))
    services.submit(report, **clerk)
    services.clear(report, **city.office(JANUARY))
    services.publish(report, **clerk)
    data = client.get("/annual-reports/jiaoyu/2025/report.json").json()["tables"]
    assert data["3"]["3.4.1"] == whole()["3"]["3.4.1"]
    asked = [data["3"]["1"][column] for column in whole()["3"]["1"]]
    assert asked == [13612, 252, 0, 45, 128, 32, 14069]
    ended = [data["4"]["lawsuit_after_review"][column] for column in whole()["4"]["lawsuit_after_review"]]
    assert ended == [74, 1, 30, 51, 156]
    assert (data["2"]["licences"]["decisions"], data["2"]["charges"]["fees"]) == (11398889, "316441")
