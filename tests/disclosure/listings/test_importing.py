"""A department's table is tried first and taken in whole, or not at all."""

from datetime import datetime
from io import BytesIO

import pytest
from openpyxl import load_workbook

from disclosure.documents.importing.reading import SourceRow
from disclosure.listings import services
from disclosure.listings.models import ListRow
from portal.accounts.states import Role
from portal.errors import DomainError, InvalidInput, NotAllowed
from tests.disclosure.listings.rows import published, register

ROW = {
    "标题": "关于增加老城区公办幼儿园学位的建议",
    "种类": "人大代表建议",
    "届次": "市十四届人大五次会议",
    "编号": 127.0,
    "办理结果": "列入计划逐步解决",
    "会办单位": None,
    "是否社会广泛关注、关系国计民生": "否",
    "答复摘要": "两年内新增公办学位1200个。",
    "答复全文": None,
    "答复日期": datetime(2026, 5, 18),  # noqa: DTZ001  # as a spreadsheet holds it
}


def rows(*changes):
    return [SourceRow(line, ROW | change) for line, change in enumerate(changes, 2)]


def given(office, *changes):
    return {"organ": office.organ, "template": "proposals", "rows": rows(*changes), **office.as_(Role.INFO_CLERK)}


@pytest.mark.duty("S4-1.2a")
def test_every_row_becomes_a_draft(office) -> None:
    outcome = services.import_rows(**given(office, {}, {"编号": 128}))
    assert (outcome.created, outcome.faults) == (2, [])
    assert list(ListRow.objects.order_by("pk").values_list("state", "title")) == [
        ("draft", "关于增加老城区公办幼儿园学位的建议"),
        ("draft", "关于增加老城区公办幼儿园学位的建议"),
    ]
    assert ListRow.objects.first().values["number"] == "128"


@pytest.mark.duty("S4-1.2b")
def test_one_wrong_row_and_nothing_is_imported(office) -> None:
    wrong = (
        {},
        {"编号": 128, "办理结果": "办好了"},
        {"编号": 129, "是否社会广泛关注、关系国计民生": "是"},
        {"编号": 127},
        {"编号": 130, "答复日期": "五月"},
        {"编号": 131, "标题": ""},
        {"编号": 132, "答复摘要": "机密★10年"},
    )
    found = services.try_rows(**given(office, *wrong)).faults
    assert found == [
        (3, "办理结果里没有“办好了”这一项"),
        (4, "没有填写：答复全文"),
        (5, "和第2行是同一条"),
        (6, "答复日期“五月”不是日期，请写成2026-03-05"),
        (7, "请填写标题"),
        (8, "有密级标志（★）：请按保密规定处理"),
    ]
    with pytest.raises(DomainError, match="有6行不对，一行也没有导入"):
        services.import_rows(**given(office, *wrong))
    assert not ListRow.objects.exists()


def test_what_is_public_already_and_unchanged_is_left_alone(office) -> None:
    published(office, "proposals")
    assert services.try_rows(**given(office, {})).unchanged == 1
    with pytest.raises(DomainError, match="没有要登记的"):
        services.import_rows(**given(office, {}))
    assert services.import_rows(**given(office, {"答复摘要": "已经新增600个。"})).updated == 1


def test_what_is_on_its_way_is_not_registered_again(office) -> None:
    register(office, "proposals")
    assert services.try_rows(**given(office, {})).faults == [(2, "同一条已经登记，还没有公开")]


def test_a_file_without_the_columns_is_refused_as_a_whole(office) -> None:
    bare = {"organ": office.organ, "template": "proposals", "rows": [SourceRow(2, {"标题": "x"})]}
    with pytest.raises(InvalidInput, match="表里没有这些列：种类、届次、编号"):
        services.try_rows(**bare, **office.as_(Role.INFO_CLERK))


def test_only_the_organs_own_clerks_import(office) -> None:
    with pytest.raises(NotAllowed):
        services.try_rows(**{**given(office, {}), **office.as_(Role.SIGNER)})


@pytest.mark.duty("S4-1.8a")
def test_a_downloaded_table_can_be_imported_again(client, office) -> None:
    published(office, "projects", content="新建水厂，=1+1")
    file = b"".join(client.get("/lists/projects/rows.xlsx"))
    sheet = load_workbook(BytesIO(file)).active
    heading, values = sheet.iter_rows(values_only=True)
    again = [SourceRow(2, dict(zip(heading, values, strict=True)))]
    given_back = {"organ": office.organ, "template": "projects", "rows": again}
    outcome = services.try_rows(**given_back, **office.as_(Role.HANDLER))
    assert (outcome.faults, outcome.unchanged) == ([], 1)
