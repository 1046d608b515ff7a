"""The public archive, one report as page, Word, PDF and JSON; the staff pages."""

from html.parser import HTMLParser
from io import BytesIO

import docx
import pytest

from assessment.annual_reports import services
from portal.accounts.states import Role
from tests.assessment.reports import JANUARY, OTHER_TEXTS, opened, published, submitted, written


class Tables(HTMLParser):
    """Heads and cells of every table, and the scopes of its heads."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.scopes: list[str | None] = []
        self.captions = self.cells = 0
        self.feed(page)

    def handle_starttag(self, tag, attributes) -> None:
        if tag == "th":
            self.scopes.append(dict(attributes).get("scope"))
        self.captions += tag == "caption"
        self.cells += tag == "td"


@pytest.mark.duty("S2-9.3c")
def test_every_table_of_the_page_says_what_its_heads_head(city, client) -> None:
    published(city, opened(city)["jiaoyu"])
    found = Tables(client.get("/annual-reports/jiaoyu/2025/").content.decode())
    assert found.captions == 3
    assert found.cells == 2 * 10 + 175 + 15
    assert set(found.scopes) == {"col", "colgroup", "row"}


def test_word_pdf_and_json_say_the_same(city, client) -> None:
    published(city, opened(city)["jiaoyu"])
    root = "/annual-reports/jiaoyu/2025/report"
    word = docx.Document(BytesIO(client.get(f"{root}.docx").content))
    assert word.paragraphs[0].text == "临江市教育局2025年政府信息公开工作年度报告"
    assert [len(table.rows) for table in word.tables] == [11, 26, 4]
    assert [cell.text for cell in word.tables[1].rows[1].cells][1:] == ["10", "1", "0", "0", "0", "1", "12"]
    answer = client.get(f"{root}.pdf")
    assert answer.content.startswith(b"%PDF")
    said = client.get(f"{root}.json").json()
    assert said["tables"]["3"]["1"]["total"] == 12
    assert said["typed"]["3/1/natural"] == "平台启用以前的纸质申请，按登记簿填写。"


@pytest.mark.duty("S1-5.6b")
def test_the_years_of_an_organ_stand_side_by_side(city, client) -> None:
    published(city, opened(city, 2020)["jiaoyu"])
    published(city, opened(city, 2022)["jiaoyu"], problems="另有不足，已改。")
    page = client.get("/annual-reports/jiaoyu/").content.decode()
    assert page.index("2022年</a>") < page.index("2020年</a>")
    archive = client.get("/annual-reports/").content.decode()
    assert "临江市教育局2020年政府信息公开工作年度报告" in archive
    assert client.get("/annual-reports/zhujian/").status_code == 404


@pytest.mark.duty("S1-5.6b")
def test_charts_are_drawn_by_the_server_with_their_numbers_in_a_table(city, client) -> None:
    """One organ by its years; the organs of the newest year; nothing to compare, no chart."""
    published(city, opened(city, 2022)["jiaoyu"])
    assert client.get("/annual-reports/").context["chart"] is None
    first, _, _ = client.get("/annual-reports/jiaoyu/").context["charts"]
    assert (first.title, first.rows) == ("按年度的新收申请（件）", [("2022年", "", ["12"])])
    page = client.get("/annual-reports/jiaoyu/").content.decode()
    assert page.count("<svg") >= 3
    assert '<th scope="row">2022年</th><td class="num">12</td>' in page
    newest = opened(city, 2024)
    published(city, newest["cuihu"])
    published(city, newest["zhujian"], **OTHER_TEXTS)
    shown = client.get("/annual-reports/").context["chart"]
    assert shown.rows == [("市住建局", "", ["12"]), ("翠湖街道", "", ["12"])]


def test_the_page_of_a_draft_shows_what_is_missing_and_what_was_typed(city, client) -> None:
    report = written(city, opened(city)["jiaoyu"], platform="")
    client.force_login(city.people["jiaoyu", Role.HEAD])
    page = client.get(f"/admin/assessment/annualreport/{report.pk}/change/").content.decode()
    assert "缺“一、总体情况”里的“平台建设”" in page
    assert "平台启用以前的纸质申请，按登记簿填写。（市教育局经办人）" in page
    client.force_login(city.people["zhujian", Role.HEAD])
    assert client.get(f"/admin/assessment/annualreport/{report.pk}/change/").status_code == 404


def test_a_clerk_writes_and_types_through_the_forms(city, client) -> None:
    report = opened(city)["jiaoyu"]
    client.force_login(city.people["jiaoyu", Role.HANDLER])
    address = f"/admin/assessment/annualreport/{report.pk}/change/act/type_cell/"
    form = client.get(address)
    page = form.content.decode()
    assert '<option value="3/1/natural">一、本年新收政府信息公开申请数量：自然人（现在0）</option>' in page
    given = {
        "cell": "3/1/natural",
        "value": "-4",
        "note": "纸质。",
        "version": form.context["revision"],
        "seen": form.context["seen"],
    }
    assert "要填0或者正整数" in client.post(address, given).content.decode()
    assert client.post(address, given | {"value": "4"}).status_code == 302
    report.refresh_from_db()
    assert report.values["3"]["1"]["natural"] == 4


def test_the_pages_cost_the_same_however_many_reports(city, client, django_assert_max_num_queries) -> None:
    published(city, opened(city)["jiaoyu"])
    services.count(opened(city, 2024)["cuihu"], **city.as_("cuihu", Role.HANDLER, JANUARY))
    with django_assert_max_num_queries(3):
        client.get("/annual-reports/")
    client.force_login(city.people["city", Role.OVERSIGHT])
    with django_assert_max_num_queries(20):
        assert client.get("/admin/assessment/annualreport/").status_code == 200


@pytest.mark.duty("S2-9.3c")
def test_nothing_of_a_report_shows_before_it_is_public(city, client) -> None:
    report = submitted(city, opened(city)["jiaoyu"], problems="石竹未开。")
    services.clear(report, **city.office(JANUARY))
    assert "石竹" not in client.get("/annual-reports/").content.decode()
    assert "临江市教育局2025年" not in client.get("/annual-reports/").content.decode()
    root = "/annual-reports/jiaoyu/"
    for rest in ("", "2025/", "2025/report.json", "2025/report.pdf", "2025/report.docx"):
        assert client.get(root + rest).status_code == 404
