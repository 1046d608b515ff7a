"""The search page as a reader meets it, without JavaScript."""

import re
from datetime import date
from html.parser import HTMLParser

import pytest
from django.urls import reverse

from disclosure.documents.codes import DocumentKind
from portal.search import indexing

pytestmark = pytest.mark.django_db
PAGE = "/search/"


class Links(HTMLParser):
    """Texts of links by their address."""

    def __init__(self):
        super().__init__()
        self.links, self._open = [], None

    def handle_starttag(self, tag, attrs):
        if tag == "a":
            self._open = [dict(attrs).get("href", ""), ""]

    def handle_data(self, data):
        if self._open:
            self._open[1] += data

    def handle_endtag(self, tag):
        if tag == "a" and self._open:
            self.links.append(tuple(self._open))
            self._open = None


def links(response):
    parser = Links()
    parser.feed(response.content.decode())
    return parser.links


def text(response):
    return response.content.decode()


@pytest.fixture
def library(published, at):
    published(1, "临江市停车管理办法", body="停车泊位按年审核。", doc_number="临政发〔2026〕3号")
    published(
        2,
        "临江市停车收费公告",
        body="停车收费标准如下。",
        kind=DocumentKind.PROCLAMATION,
        formed_on=date(2024, 3, 1),
    )
    published(3, "临江市供热条例", body="供热期自十一月起。<script>alert(1)</script>", formed_on=date(2026, 5, 21))
    indexing.rebuild(at=at)


@pytest.mark.duty("S0-1.8", "S1-4.1a")
@pytest.mark.parametrize(
    ("query", "title"),
    [
        ("title=收费", "临江市停车收费公告"),
        ("body=泊位", "临江市停车管理办法"),
        ("kind=公告", "临江市停车收费公告"),
        ("year=2024", "临江市停车收费公告"),
        ("doc_number=临政发2026 3", "临江市停车管理办法"),
        ("q=停车&from=2025-01-01&organ=临江市交通运输局", "临江市停车管理办法"),
    ],
)
def test_each_condition_finds_its_document(client, library, query, title) -> None:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 200
    assert [label for href, label in links(response) if href.startswith("/documents/")] == [title]
    assert "找到1件" in text(response)


def test_hits_are_marked_and_documents_cannot_inject(client, library) -> None:
    page = text(client.get(f"{PAGE}?q=供热期"))
    assert "<mark>供热期</mark>" in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert" not in page


def test_without_a_question_the_newest_come_first(client, library) -> None:
    response = client.get(PAGE)
    found = [label for href, label in links(response) if href.startswith("/documents/")]
    assert found == ["临江市供热条例", "临江市停车管理办法", "临江市停车收费公告"]
    assert "共有3件" in text(response)


def test_a_facet_narrows_and_its_chip_takes_it_off_again(client, library) -> None:
    response = client.get(f"{PAGE}?q=停车")
    (narrow,) = {href for href, label in links(response) if label == "公告 1"}
    narrowed = client.get(PAGE + narrow)
    assert "找到1件" in text(narrowed)
    (off,) = [href for href, label in links(narrowed) if label == "公告，去掉这个条件"]
    assert "找到2件" in text(client.get(PAGE + off))


def test_the_advanced_form_opens_only_when_used_and_keeps_what_was_chosen(client, library) -> None:
    assert re.search(r'<details class="no-print" *>', text(client.get(f"{PAGE}?q=停车")))
    page = text(client.get(f"{PAGE}?q=停车&kind=公告&title=收费"))
    assert re.search(r'<details class="no-print" +open>', page)
    assert '<option value="公告" selected>公告</option>' in page
    assert 'name="title" value="收费"' in page


def test_searching_inside_results(client, library) -> None:
    response = client.get(f"{PAGE}?q=停车&within=泊位")
    assert "找到1件" in text(response)
    assert "在结果中找“泊位”，去掉这个条件" in [label for _, label in links(response)]


def test_nothing_found_says_so_and_what_to_do_next(client, library) -> None:
    response = client.get(f"{PAGE}?q=停车收费&year=1999")
    assert response.status_code == 200
    page = text(response)
    assert "没有找到“停车收费”" in page
    assert "去掉条件“1999年”" in page
    assert "1件文件" in page
    assert "20个工作日内答复" in page


def test_a_slip_is_put_right_in_one_click(client, library) -> None:
    response = client.get(f"{PAGE}?q=停车收废")
    (better,) = [href for href, label in links(response) if label == "停车收费"]
    assert "找到1件" in text(client.get(PAGE + better))


@pytest.mark.parametrize(
    ("query", "field", "message"),
    [
        ("year=abc", "f-year", "年份请写4位数字，例如2025"),
        ("year=19999", "f-year", "年份请写4位数字，例如2025"),
        ("from=2026-13-40", "f-from", "日期请写成年-月-日，例如2025-03-01"),
        ("from=2026-05-02&to=2026-05-01", "f-to", "结束日期早于开始日期，请把两个日期对调"),
        ("page=0", "q", "页码请写1到1000之间的整数；每页10件，要看更多请加条件缩小范围"),
        ("page=-1", "q", "页码请写1到1000之间的整数；每页10件，要看更多请加条件缩小范围"),
        ("page=一", "q", "页码请写1到1000之间的整数；每页10件，要看更多请加条件缩小范围"),
        ("sort=random", "q", "排序只有两种：relevance（最相关）和newest（最新）"),
        ("title=%00", "f-title", "标题里有看不见的控制字符（U+0000），请删掉，或者先粘贴到记事本再复制过来"),
    ],
)
def test_a_wrong_value_is_answered_at_its_field(client, library, query, field, message) -> None:
    response = client.get(f"{PAGE}?{query}")
    assert response.status_code == 400
    assert (f"#{field}", message) in links(response)
    assert "有1处要改" in text(response)


def test_forty_thousand_characters_are_answered_with_a_sentence(client, library) -> None:
    response = client.get(PAGE, {"q": "停" * 40_000})
    assert response.status_code == 400
    assert "搜索词最多200个字，现在是40000个字，请缩短" in text(response)


def test_a_wrong_value_loses_nothing_that_was_typed(client, library) -> None:
    page = text(client.get(f"{PAGE}?q=停车&year=abc&title=办法&kind=公告&from=2025-01-01"))
    assert 'value="停车"' in page
    assert 'value="办法"' in page
    assert 'value="2025-01-01"' in page
    assert '<option value="abc" selected>abc</option>' in page
    assert '<option value="公告" selected>公告</option>' in page


@pytest.mark.parametrize("q", ["😀", "<b>x</b>", "\"'", "%", "“”", "-", "{{ q }}", "&amp;", "\\", "﷽"])
def test_odd_input_comes_back_escaped(client, library, q) -> None:
    response = client.get(PAGE, {"q": q})
    assert response.status_code == 200
    assert "<b>x</b>" not in text(response)


def test_a_page_after_the_last_leads_back(client, library) -> None:
    response = client.get(f"{PAGE}?q=停车&page=9")
    assert ("?q=%E5%81%9C%E8%BD%A6", "回到第1页") in links(response)


@pytest.mark.parametrize(
    "path", ["/search/?q=停车", "/search/feed/?q=停车", "/api/v1/search/?q=停车", "/api/v1/search/suggest/?q=停"]
)
def test_without_an_index_every_way_says_unavailable(client, published, path) -> None:
    published(1, "临江市停车管理办法")
    response = client.get(path)
    assert response.status_code == 503
    body = response.json()["message"] if "/api/" in path else text(response)
    assert "搜索暂时不能用，不是没有结果。" in body
    assert "没有找到" not in body


def test_the_title_and_the_status_line_say_the_outcome(client, library) -> None:
    page = text(client.get(f"{PAGE}?q=停车"))
    assert re.search(r"<title>“停车”的搜索结果 - ", page)
    assert '<p class="vh" role="status" id="search-status">找到2件</p>' in page


def test_the_page_asks_the_database_the_same_for_three_hits_and_ten(
    client, published, at, django_assert_num_queries
) -> None:
    for number in range(1, 4):
        published(number, f"临江市停车管理办法第{number}版")
    indexing.rebuild(at=at)
    with django_assert_num_queries(2):
        client.get(f"{PAGE}?q=停车")
    for number in range(4, 11):
        published(number, f"临江市停车管理办法第{number}版")
    indexing.rebuild(at=at)
    with django_assert_num_queries(2):
        client.get(f"{PAGE}?q=停车")


@pytest.mark.parametrize("method", ["post", "put", "delete"])
def test_only_reading_is_allowed(client, library, method) -> None:
    assert getattr(client, method)(PAGE).status_code == 405


def test_the_feed_is_atom_with_the_newest_first(client, library) -> None:
    response = client.get(reverse("search:feed") + "?q=停车")
    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    feed = text(response)
    assert re.findall(r"<title>(.*?)</title>", feed)[1:] == ["临江市停车管理办法", "临江市停车收费公告"]
    assert "<id>http://testserver/documents/" in feed
    assert "2024-03-01T00:00:00+08:00" in feed


def test_the_feed_answers_a_wrong_value_in_words(client, library) -> None:
    response = client.get(reverse("search:feed") + "?year=abc")
    assert (response.status_code, text(response)) == (400, "年份请写4位数字，例如2025")
