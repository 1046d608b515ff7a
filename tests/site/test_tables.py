"""The catalogue to take away: complete, and nothing in it is a formula."""

from io import BytesIO

import pytest
from openpyxl import load_workbook

ADDRESSES = ("/catalogue/catalogue", "/normative/normative")
HEADINGS = ("索引号", "名称", "内容概述", "生成日期", "发文字号", "发文机关", "网址")


def csv_of(client, address: str) -> str:
    return b"".join(client.get(address)).decode()


def sheet_of(client, address: str):
    return load_workbook(BytesIO(client.get(address).content)).active


@pytest.mark.duty("S2-1.11b")
def test_the_catalogue_is_generated_from_what_is_public(client, office) -> None:
    document = office.published(title="关于招生工作的通知", summary="招生的范围和日期")
    lines = csv_of(client, "/catalogue/catalogue.csv").splitlines()
    assert lines == [
        '\ufeff"索引号","名称","内容概述","生成日期","发文字号","发文机关","网址"',
        '"11370000004503125F/2026-00001","关于招生工作的通知","招生的范围和日期","2026-05-21","临教发〔2026〕1号",'
        f'"临江市教育局","http://testserver/documents/{document.pk}/"',
    ]


def test_the_spreadsheet_holds_the_same_rows(client, office) -> None:
    office.published(title="关于招生工作的通知", summary="招生的范围和日期")
    rows = list(sheet_of(client, "/catalogue/catalogue.xlsx").values)
    assert rows[0] == HEADINGS
    assert rows[1][:6] == (
        "11370000004503125F/2026-00001",
        "关于招生工作的通知",
        "招生的范围和日期",
        "2026-05-21",
        "临教发〔2026〕1号",
        "临江市教育局",
    )
    assert len(rows) == 2


@pytest.mark.duty("S1-5.2b")
def test_the_list_of_normative_documents_can_be_taken_away(client, office) -> None:
    office.published(title="一般通知")
    office.published(title="现行办法", is_normative=True)
    rows = list(sheet_of(client, "/normative/normative.xlsx").values)
    assert [row[1] for row in rows] == ["名称", "现行办法"]


@pytest.mark.parametrize("title", ["=HYPERLINK(1)", "+1+1", "-2+3", "@SUM(A1)", "＝1＋1", "  =1"])
def test_a_formula_in_a_title_stays_text(client, office, title) -> None:
    office.published(title=title)
    shown = title.strip()
    assert f'"\'{shown}"' in csv_of(client, "/catalogue/catalogue.csv")
    cell = sheet_of(client, "/catalogue/catalogue.xlsx")["B2"]
    assert (cell.data_type, cell.value) == ("s", shown)


def test_the_filters_of_the_page_hold_for_the_table(client, office) -> None:
    office.published(title="今年的通知")
    assert len(csv_of(client, "/catalogue/catalogue.csv?year=2025").splitlines()) == 1
    assert len(csv_of(client, "/catalogue/catalogue.csv?organ=jyj&year=2026").splitlines()) == 2


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_table_keeps_its_chinese_name(client, office, address) -> None:
    for ending in ("csv", "xlsx"):
        response = client.get(f"{address}.{ending}")
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''%E")
        assert b"".join(response)
    assert client.get(f"{address}.exe").status_code == 404
