"""The catalogue, the page of a data set, its files and the interface: what the public gets."""

import json
from datetime import timedelta
from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from disclosure.datasets import services, tables, views
from disclosure.datasets.checking import Drawing
from disclosure.datasets.models import Dataset
from disclosure.open_data.services import dump
from portal.accounts.states import Role
from portal.search import indexing
from portal.site.throttling import SlowDown
from tests.disclosure.datasets.sets import SCHOOLS, fresh, listed, published

API = "/api/v1/datasets/"


@pytest.fixture
def schools(office, time_machine) -> Dataset:
    time_machine.move_to(office.at, tick=False)
    return fresh(published(office, drawing=Drawing("bar", "街道", "学位数")).dataset)


def text(response) -> str:
    return (b"".join(response) if response.streaming else response.content).decode()


@pytest.mark.duty("S3-5.3a", "S3-5.3b", "S3-5.3c")
def test_the_catalogue_is_narrowed_by_domain_organ_and_words(client, office, schools) -> None:
    published(
        office, listed(office, title="临江市低保标准", description="标准。", domain="livelihood", keywords="低保")
    )
    page = client.get("/data/").content.decode()
    assert "共2个数据集" in page
    assert "民生保障（1）　优先开放" in page
    assert "市场监管（0）　优先开放" in page
    for query, count in (("domain=livelihood", 1), ("organ=jyj", 2), ("organ=no-such", 0), ("q=学位", 1), ("q=%00", 2)):
        assert f"共{count}个数据集" in client.get(f"/data/?{query}").content.decode()


@pytest.mark.duty("S3-5.3c", "S4-1.8a")
def test_a_data_set_is_shown_with_rows_columns_chart_and_versions(client, schools) -> None:
    page = client.get(f"/data/{schools.pk}/").content.decode()
    for words in (
        "临江市中小学校名录",
        "第一小学",
        "学位数的说明",
        "按街道的学位数",
        "4200",
        "第1版（现行）",
        "97%的格有内容",
        "下载XLSX",
    ):
        assert words in page
    assert "<svg" in page


@pytest.mark.duty("S3-5.3c", "S4-1.8a")
def test_the_files_are_machine_readable_and_safe(client, office, schools) -> None:
    rows = "名称,数,说明\n=HYPERLINK(1),-5,甲\n乙,,丙\n"
    other = fresh(published(office, listed(office, title="公式"), rows, key="").dataset)
    root = f"/data/{other.pk}/download/data."
    csv = client.get(f"{root}csv")
    assert text(csv) == '\ufeff"名称","数","说明"\r\n"\'=HYPERLINK(1)","-5","甲"\r\n"乙","","丙"\r\n'
    assert json.loads(text(client.get(f"{root}json"))) == [
        {"名称": "=HYPERLINK(1)", "数": -5, "说明": "甲"},
        {"名称": "乙", "数": None, "说明": "丙"},
    ]
    sheet = load_workbook(BytesIO(client.get(f"{root}xlsx").content)).active
    assert [(cell.data_type, cell.value) for cell in sheet[2]] == [("s", "=HYPERLINK(1)"), ("n", -5), ("s", "甲")]
    assert client.get(f"{root}csv", headers={"If-None-Match": csv["ETag"]}).status_code == 304


def test_an_earlier_version_stays_to_be_had_until_it_is_taken_back(client, office, schools) -> None:
    second = published(office, fresh(schools), SCHOOLS.replace("第一小学", "第一小学（新）"))
    root = f"/data/{schools.pk}/download/data.csv"
    assert "第一小学（新）" in text(client.get(root))
    assert "第一小学（新）" not in text(client.get(f"{root}?version=1"))
    services.withdraw_version(second, reason="名称写错了", **office.as_(Role.SIGNER))
    assert "第一小学（新）" not in text(client.get(root))
    assert client.get(f"{root}?version=2").status_code == 404
    assert client.get(f"{root}?version=x").status_code == 404
    assert "名称写错了" in client.get(f"/data/{schools.pk}/").content.decode()


def test_a_long_data_set_has_no_workbook(client, schools, monkeypatch) -> None:
    monkeypatch.setattr(tables, "XLSX_ROWS_AT_MOST", 5)
    assert client.get(f"/data/{schools.pk}/download/data.xlsx").status_code == 404
    assert "下载XLSX" not in client.get(f"/data/{schools.pk}/").content.decode()


def test_one_address_takes_only_so_many_files(client, schools, monkeypatch) -> None:
    monkeypatch.setattr(views, "_downloads", SlowDown("dataset-download", limit=1, seconds=3600))
    address = f"/data/{schools.pk}/download/data.csv"
    assert [client.get(address).status_code for _ in range(2)] == [200, 429]


def test_what_was_taken_down_says_why_and_gives_nothing(client, office, schools) -> None:
    services.withdraw_dataset(fresh(schools), reason="数据来源停用", **office.as_(Role.SIGNER))
    page = client.get(f"/data/{schools.pk}/")
    assert (page.status_code, "数据来源停用" in page.content.decode()) == (410, True)
    assert "第一小学" not in page.content.decode()
    assert client.get(f"/data/{schools.pk}/download/data.csv").status_code == 404
    gone = client.get(f"{API}{schools.pk}/rows/")
    assert (gone.status_code, gone.json()["withdrawn"]["reason"]) == (410, "数据来源停用")


def test_late_updates_are_shown(client, office, schools, time_machine) -> None:
    time_machine.move_to(office.at + timedelta(days=366), tick=False)
    assert "超过更新期限" in client.get("/data/").content.decode()
    assert "超过更新期限1天" in client.get(f"/data/{schools.pk}/").content.decode()


@pytest.mark.duty("S3-5.3a")
def test_the_catalogue_is_had_as_table_and_as_dcat_with_the_nightly_dump(client, office, schools) -> None:
    dump(at=office.at)
    table = text(client.get("/data/catalogue.csv")).splitlines()
    assert (len(table), '"临江市中小学校名录","临江市教育局","公共服务","每年","6"' in table[1]) == (2, True)
    described = json.loads(client.get("/data/catalogue.jsonld").content)
    assert described["@type"] == "dcat:Catalog"
    first = described["dcat:dataset"][0]
    assert (first["dct:title"], first["dcat:theme"]) == ("临江市中小学校名录", "公共服务")
    assert [file["dcat:mediaType"] for file in first["dcat:distribution"]] == [
        "text/csv",
        "application/json",
        "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ]
    assert [each["dct:title"] for each in described["dcat:dataset"][1:]] == ["公开的文件", "撤下的文件"]
    assert "公开的文件" in client.get("/data/").content.decode()


def rows(client, dataset, **asked):
    return client.get(f"{API}{dataset.pk}/rows/", asked)


@pytest.mark.duty("S3-5.3c", "S4-1.8a")
def test_rows_are_filtered_by_column_and_paged(client, schools) -> None:
    def names(**asked):
        answer = rows(client, schools, **asked).json()
        return [row["学校名称"] for row in answer["results"]]

    assert names(街道="东山街道") == ["第一中学", "实验中学", "第三小学"]
    assert names(街道="东山街道", 寄宿="是") == ["第一中学", "实验中学"]
    assert names(学位数__from="1200") == ["第一小学", "第一中学", "实验中学"]
    assert names(学位数__from="600", 学位数__to="900") == ["第三小学", "第二小学"]
    assert names(建校日期__to="1960/1/1") == ["第一中学", "第一小学"]
    assert names(学位数="1,200") == ["第一小学"]
    assert names(街道="没有") == []


def test_pages_of_rows_neither_skip_nor_repeat(client, schools) -> None:
    for asked in ({}, {"街道": "东山街道"}, {"学位数__from": "1"}):
        whole = [row["编号"] for row in rows(client, schools, **asked).json()["results"]]
        found, address = [], f"{API}{schools.pk}/rows/"
        answer = client.get(address, {**asked, "page_size": "2"}).json()
        found += answer["results"]
        while answer["next"]:
            answer = client.get(answer["next"]).json()
            found += answer["results"]
        assert [row["编号"] for row in found] == whole


@pytest.mark.parametrize(
    ("asked", "words"),
    [
        ({"街区": "x"}, "没有“街区”这一列"),
        ({"学校名称": "x"}, "“学校名称”不能筛选，能筛选的列见数据集的说明"),
        ({"街道__from": "x"}, "“街道”不是数字也不是日期，不能按范围筛选"),
        ({"学位数": "多"}, "“学位数”不是整数"),
        ({"学位数": ""}, "请填写“学位数”的值"),
    ],
)
def test_a_filter_that_means_nothing_is_refused_in_words(client, schools, asked, words) -> None:
    answer = rows(client, schools, **asked)
    assert (answer.status_code, list(answer.json()["fields"].values())) == (400, [[words]])


def test_the_interface_describes_a_data_set(client, schools) -> None:
    assert [row["title"] for row in client.get(API, {"domain": "public_service"}).json()["results"]] == [schools.title]
    whole = client.get(f"{API}{schools.pk}/").json()
    assert [column["title"] for column in whole["columns"] if column["is_filter"]] == [
        "街道",
        "学位数",
        "建校日期",
        "寄宿",
    ]
    assert [version["number"] for version in whole["versions"]] == [1]
    assert rows(client, schools, version="9").status_code == 404


def test_pages_cost_the_same_however_many_data_sets_there_are(client, office, schools) -> None:
    def cost(address):
        with CaptureQueriesContext(
            connection,
        ) as queries:
            client.get(address)
        return len(queries)

    addresses = ("/data/?q=市", f"{API}?organ=jyj", "/data/catalogue.jsonld")
    few = [cost(address) for address in addresses]
    for number in range(3):
        published(office, listed(office, title=f"第{number}个市级数据集"))
    assert [cost(address) for address in addresses] == few


def test_an_open_data_set_is_found_by_title_and_by_column(client, office, schools) -> None:
    listed(office, title="还没有开放的名录")
    indexing.rebuild(at=office.at)
    assert f"/data/{schools.pk}/" in client.get("/search/?q=中小学校名录").content.decode()
    hidden = client.get("/api/v1/search/", {"q": "还没有开放的名录"}).json()["results"]
    assert [row["title"] for row in hidden if "还没有" in row["title"]] == []
