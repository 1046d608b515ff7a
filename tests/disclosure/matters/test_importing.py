"""The official table: taken in whole or not at all, with every fault named; written the way it is read."""

from io import BytesIO

import pytest
from openpyxl import Workbook, load_workbook

from disclosure.documents.importing.reading import Unreadable
from disclosure.matters import official_table, services
from disclosure.matters.models import MatterProposal
from portal.accounts.states import Role
from portal.errors import DomainError, InvalidInput
from tests.disclosure.matters.items import dropped, listed

HEADS = ["序号", "公开事项", None, "公开内容(要素)", "公开依据", "公开时限", "公开主体", "公开渠道和载体",
         "公开对象", None, "公开方式", None, "公开层级", None]  # fmt: skip
BELOW = [None, "一级事项", "二级事项", None, None, None, None, None,
         "全社会", "特定群众", "主动", "依申请公开", "县级", "乡级"]  # fmt: skip
BOXES = "■政府网站　□政府公报\n□两微一端　□发布会/听证会\n■便民服务站　□其他____"
ROW = [1, "农村危房改造", "补助对象名单", "对象名单；补助标准", "《社会救助暂行办法》第四十条",
       "20个工作日内", "市住建局", BOXES, "√", None, "√", None, "√", None]  # fmt: skip


def table(*rows, heads=HEADS):
    """As the departments of the State Council publish it: a title, merged headings in two rows, merged first items."""
    book = Workbook()
    for line in (["农村危房改造领域基层政务公开标准目录"], heads, BELOW, *rows):
        book.active.append(line)
    file = BytesIO()
    book.save(file)
    file.seek(0)
    return list(official_table.read(file))


def row(**changed):
    names = ["serial", "first", "second", "elements", "basis", "limit", "body", "channels",
             "public", "group", "active", "request", "county", "town"]  # fmt: skip
    return [changed.get(name, value) for name, value in zip(names, ROW, strict=True)]


def given(office, *rows):
    return {"organ": office.organ, "domain": "10", "rows": table(*rows), **office.as_(Role.HANDLER)}


@pytest.mark.duty("S0-11.1", "S3-2.6b")
def test_the_table_of_a_department_becomes_proposals_another_person_approves(office) -> None:
    second = row(serial=2, first=None, second="申请条件", public=None, group="农村低收入家庭", town="√")
    outcome = services.import_table(**given(office, ROW, second), reason="编制目录")
    assert (outcome.added, outcome.faults) == (2, [])
    one, two = MatterProposal.objects.select_related("matter", "organ").order_by("pk")
    assert (one.state, one.channels, one.levels, one.audience) == (
        "checking", ["政府网站", "便民服务站"], ["县级"], "public",
    )  # fmt: skip
    assert (two.first, two.audience, two.audience_note, two.levels) == (
        "农村危房改造", "group", "农村低收入家庭", ["县级", "乡级"],
    )  # fmt: skip
    services.approve(one, **office.as_(Role.DISCLOSURE_HEAD))
    assert one.matter.state == "listed"


@pytest.mark.duty("S0-11.1")
def test_one_wrong_row_and_nothing_is_imported(office) -> None:
    rows = (
        ROW,
        row(second="二", elements=None, limit=None),
        row(second="三", public=None),
        row(second="四", public="√", group="√"),
        row(second="五", channels="■传单"),
        row(second="六", county=None),
        row(second="补助对象名单"),
        row(second="七", basis="机密★10年"),
    )
    faults = services.try_table(**given(office, *rows)).faults
    assert faults == [
        (5, "请填写公开内容（要素）；请填写公开时限"),
        (6, "请选择公开对象"),
        (7, "请选择公开对象"),
        (8, "公开渠道和载体里没有“传单”这一项"),
        (9, "请选择公开层级"),
        (10, "和第4行是同一个事项"),
        (11, "有密级标志（★）：请按保密规定处理"),
    ]
    with pytest.raises(DomainError, match="有7行不对，一行也没有导入"):
        services.import_table(**given(office, *rows), reason="编制目录")
    assert not MatterProposal.objects.exists()


@pytest.mark.duty("S0-11.2")
def test_a_new_table_changes_what_is_new_and_names_what_it_lacks(office) -> None:
    services.import_table(**given(office, ROW, row(second="申请条件")), reason="编制目录")
    for proposal in MatterProposal.objects.select_related("matter", "organ"):
        services.approve(proposal, **office.as_(Role.DISCLOSURE_HEAD))
    outcome = services.import_table(**given(office, row(limit="每月")), reason="修订目录")
    assert (outcome.added, outcome.changed, outcome.unchanged) == (0, 1, 0)
    assert outcome.absent == ["农村危房改造：申请条件"]
    assert services.try_table(**given(office, row(limit="每月"))).faults == [(4, "这个事项已经有一份调整在办理")]


@pytest.mark.duty("S0-11.1", "S4-1.8a")
def test_what_is_downloaded_is_imported_without_a_change(client, office) -> None:
    listed(office)
    listed(
        office, second="=SUM(1)", audience="group", audience_note="低收入家庭", way="request", levels=["县级", "乡级"]
    )
    dropped(office, listed(office, second="取消的"))
    file = BytesIO(client.get("/matters/list.xlsx").content)
    sheet = load_workbook(file).active
    assert [cell.value for cell in sheet[2]][:3] == ["序号", "公开事项", None]
    assert "f" not in {cell.data_type for cell in sheet[5]}
    file.seek(0)
    rows = list(official_table.read(file))
    outcome = services.try_table(organ=office.organ, domain="10", rows=rows, **office.as_(Role.HANDLER))
    assert (outcome.faults, outcome.unchanged, outcome.absent) == ([], 2, [])


def test_what_is_no_such_table_is_refused(office) -> None:
    with pytest.raises(Unreadable, match="表格打不开"):
        list(official_table.read(BytesIO(b"x")))
    with pytest.raises(Unreadable, match="没有找到表头"):
        table(ROW, heads=[None, *HEADS[1:3], "内容"])
    with pytest.raises(Unreadable, match="没有这些列：公开主体"):
        table(ROW, heads=[*HEADS[:6], "机关", *HEADS[7:]])
    with pytest.raises(InvalidInput, match="请填写调整依据"):
        services.import_table(**given(office, ROW), reason=" ")
