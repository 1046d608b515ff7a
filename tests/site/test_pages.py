"""What the public pages show, how often they ask the database, and what they make of nonsense."""

import re
from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from disclosure.catalogue.models import Column, Guide, Regulation
from disclosure.catalogue.states import RegulationSubject
from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.accounts.states import Role
from tests.disclosure.office import MORNING

PAGES = (
    "/",
    "/columns/",
    "/columns/jyj-policy/",
    "/statutory/",
    "/organs/",
    "/organs/jyj/",
    "/guide/",
    "/regulations/",
    "/catalogue/",
    "/annual-reports/",
    "/requests/",
    "/topics/",
    "/topics/11/",
    "/normative/",
    "/sitemap/",
    "/feeds/",
    "/accessibility/",
    "/report/",
)
SITE_TAGS = ("SiteName", "SiteDomain", "SiteIDCode")
COLUMN_TAGS = ("ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType")
ARTICLE_TAGS = ("ArticleTitle", "PubDate", "ContentSource", "Keywords", "Author", "Description", "Url")


def tags(page: str) -> dict[str, str]:
    return dict(re.findall(r'<meta name="([A-Z]\w+)" content="([^"]*)">', page))


def copies(document: Document, count: int) -> None:
    """More published rows like this one."""
    row = Document.objects.get(pk=document.pk)
    for place in range(count):
        row.pk, row.doc_number, row.index_number = None, "", f"{document.index_number[:-5]}{place + 100:05d}"
        row._state.adding = True
        row.save(force_insert=True)


def queries(client, address: str) -> int:
    """Queries of a page that is made anew: with a query string no page is kept."""
    address += f"{'&' if '?' in address else '?'}page=1"
    with CaptureQueriesContext(
        connection,
    ) as asked:
        assert client.get(address).status_code == 200
    return len(asked)


@pytest.mark.duty("law.E3")
@pytest.mark.parametrize("address", PAGES)
def test_every_page_names_its_site(client, published, address) -> None:
    found = tags(client.get(address).content.decode())
    assert [name for name in SITE_TAGS if not found.get(name)] == []


@pytest.mark.duty("law.E3")
@pytest.mark.parametrize("address", [*PAGES[1:], "/statutory/?by=organ", "/guide/jyj/", "/api/docs/"])
def test_every_page_below_the_first_describes_its_column(client, published, address) -> None:
    found = tags(client.get(address).content.decode())
    assert [name for name in (*SITE_TAGS, *COLUMN_TAGS) if not found.get(name)] == []


@pytest.mark.duty("law.E3")
def test_the_tags_say_what_the_page_is(client, office) -> None:
    found = tags(client.get("/").content.decode())
    assert found == {
        "SiteName": "临江市政府信息公开",
        "SiteDomain": "www.linjiang.example",
        "SiteIDCode": "0000000001",
    }
    found = tags(client.get("/annual-reports/").content.decode())
    assert (found["ColumnName"], found["ColumnType"]) == ("政府信息公开年报", "信息公开年报")


@pytest.mark.duty("law.E1")
def test_the_footer_names_who_answers_for_the_site(client, db) -> None:
    page = client.get("/").content.decode()
    footer = re.sub(r"<[^>]+>|\s+", "", page[page.index("<footer") :])
    assert footer == (
        "政府信息公开指南公共查阅点我为政府网站找错网站地图订阅更新开放数据开放接口无障碍说明"
        "主办：临江市人民政府办公室承办：临江市政务公开中心电话：0000-8612345（工作日8:30–17:30）"
        "网站标识码0000000001示范ICP备00000001号示范公网安备00000000000001号"
    )


@pytest.mark.duty("law.E3")
@pytest.mark.duty("S1-3.3b")
def test_a_document_page_carries_all_tags(client, published) -> None:
    found = tags(client.get(f"/documents/{published.pk}/").content.decode())
    assert [name for name in (*SITE_TAGS, *COLUMN_TAGS, *ARTICLE_TAGS) if not found.get(name)] == []
    assert found["PubDate"] == "2026-05-21 09:30"
    assert found["ArticleTitle"] == "临江市教育局关于做好2026年义务教育阶段招生工作的通知"
    assert found["ColumnType"] == "政策文件"


@pytest.mark.duty("S0-5.8")
def test_a_document_page_shows_number_dates_and_note(client, published) -> None:
    page = client.get(f"/documents/{published.pk}/").content.decode()
    assert "临教发〔2026〕1号" in page
    assert "11370000004503125F/2026-00001" in page
    assert '<time datetime="2026-05-21T09:30:00+08:00">2026-05-21 09:30</time>' in page
    assert page.count("（此件主动公开）") == 1


@pytest.mark.duty("S0-1.5b")
def test_an_organ_has_its_own_page_with_its_documents(client, published) -> None:
    page = client.get("/organs/jyj/").content.decode()
    assert "<h1>临江市教育局</h1>" in page
    assert f'href="/documents/{published.pk}/"' in page


def test_a_title_with_markup_is_shown_as_typed(client, office) -> None:
    document = office.published(title="<script>alert(1)</script>")
    for address in ("/", "/columns/jyj-policy/", f"/documents/{document.pk}/", "/catalogue/"):
        page = client.get(address).content.decode()
        assert "<script>alert" not in page
        assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


@pytest.mark.duty("S1-5.2b")
def test_only_normative_documents_in_force_are_listed(client, office) -> None:
    valid = office.published(title="现行办法", is_normative=True)
    repealed = office.published(title="旧办法", is_normative=True)
    services.relate(
        source=valid, target=repealed, kind="repeals", takes_effect_on=date(2026, 5, 21),
        actor=office.actor(Role.SIGNER), at=MORNING,
    )  # fmt: skip
    page = client.get("/normative/").content.decode()
    assert f'href="/documents/{valid.pk}/"' in page
    assert f'href="/documents/{repealed.pk}/"' not in page


@pytest.mark.parametrize(
    ("address", "count"),
    [
        ("/", 7),
        ("/columns/", 2),
        ("/columns/jyj-policy/", 4),
        ("/statutory/", 2),
        ("/statutory/?by=organ", 2),
        ("/organs/", 1),
        ("/organs/jyj/", 7),
        ("/guide/", 1),
        ("/guide/jyj/", 2),
        ("/regulations/", 1),
        ("/catalogue/", 4),
        ("/catalogue/catalogue.xlsx", 1),
        ("/annual-reports/", 2),
        ("/requests/", 1),
        ("/topics/", 1),
        ("/topics/11/", 2),
        ("/normative/", 2),
        ("/sitemap/", 3),
        ("/feeds/documents/", 1),
        ("/feeds/columns/jyj-policy/", 2),
        ("/sitemap-documents.xml", 2),
        ("/api/v1/documents/", 1),
    ],
)
def test_a_page_asks_the_same_for_one_row_and_for_three(client, office, address, count) -> None:
    document = office.published(is_normative=True)
    client.get(address)
    assert queries(client, address) == count
    copies(document, 2)
    assert queries(client, address) == count


@pytest.mark.parametrize(
    ("address", "count"),
    [("/", 7), ("/columns/", 2), ("/statutory/", 2), ("/statutory/?by=organ", 2), ("/organs/", 1), ("/guide/", 1),
     ("/requests/", 1), ("/regulations/", 1), ("/sitemap/", 3), ("/feeds/", 1), ("/catalogue/", 4)],
)  # fmt: skip
def test_a_page_asks_the_same_for_one_organ_and_for_three(client, published, address, count) -> None:
    found_organ("gaj")
    client.get(address)
    assert queries(client, address) == count
    for code in ("mzj", "sfj"):
        found_organ(code)
    assert queries(client, address) == count


def test_the_index_of_the_sitemap_reads_no_document(client, office) -> None:
    """Its size is a number, its newest moment another, however many documents there are."""
    office.published()
    with CaptureQueriesContext(connection) as captured:
        index = client.get("/sitemap.xml").content.decode()
    assert "sitemap-documents.xml</loc><lastmod>" in index
    asked = [query["sql"] for query in captured if 'FROM "disclosure_document"' in query["sql"]]
    assert len(asked) == 2
    assert all("COUNT(" in sql or "MAX(" in sql for sql in asked)


def found_organ(code: str) -> None:
    """One more organ with all that pages tell of it."""
    organ = Organ.objects.create(
        name=f"机关{code}", short_name=code, code=code, kind="department", active_from=date(2020, 1, 1)
    )
    Column.objects.create(name="机构职能", code=f"{code}-about", organ=organ, kind="statutory", description="说明")
    texts = ("classification", "arrangement", "access", "unit_name", "address", "hours", "phone", "fax", "internet")
    Guide.objects.create(
        organ=organ, number=1, effective_from=date(2026, 1, 1), published_at=MORNING, **dict.fromkeys(texts, "甲")
    )
    Regulation.objects.create(
        organ=organ, subject=RegulationSubject.values[0], title="制度", effective_from=date(2026, 1, 1)
    )


def test_a_document_page_asks_the_same_whatever_hangs_on_it(client, office, published) -> None:
    address = f"/documents/{published.pk}/"
    client.get(address)
    assert queries(client, address) == 15
    for place in range(3):
        other = office.published(title=f"修改它的文件{place}")
        services.relate(source=other, target=published, kind="related", actor=office.actor(Role.SIGNER), at=MORNING)
    assert queries(client, address) == 15


@pytest.mark.parametrize("value", ["abc", "0", "-1", "999999", "1" * 40000, "\0", "<script>", "１２"])
def test_nonsense_in_the_address_breaks_no_list(client, published, value) -> None:
    for address in ("/columns/jyj-policy/", "/catalogue/", "/topics/11/", "/normative/"):
        assert client.get(address, {"page": value, "year": value, "organ": value}).status_code == 200
    assert client.get("/guide/jyj/", {"version": value}).status_code == 200


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ({"cursor": "abc"}, 400),
        ({"page_size": "0"}, 400),
        ({"page_size": "1" * 4000}, 400),
        ({"year": "abc"}, 400),
        ({"year": "9" * 400}, 400),
        ({"kind": "没有这种"}, 400),
        ({"doc_number": "\0"}, 400),
        ({"organ": "\0"}, 400),
        ({"formed_on_after": "2026-13-45"}, 400),
        ({"ordering": "drafter__password"}, 400),
        ({"topic": "x" * 40000}, 400),
    ],
)
def test_nonsense_is_refused_by_the_interface_in_so_many_words(client, published, query, status) -> None:
    assert client.get("/api/v1/documents/", query).status_code == status


@pytest.mark.parametrize("address", ["/nothing/", "/documents/999/", "/organs/nobody/", "/topics/99/", "/files/1/"])
def test_what_is_not_there_is_explained(client, db, address) -> None:
    response = client.get(address)
    assert response.status_code == 404
    assert "没有这个页面" in response.content.decode()


def test_no_page_weighs_more_than_the_limit(client, published) -> None:
    copies(published, 30)
    for address in PAGES:
        assert len(client.get(address).content) < 150_000


def test_columns_of_the_same_name_are_told_apart_by_their_organ(client, published) -> None:
    for code in ("gaj", "mzj"):
        found_organ(code)
    page = client.get("/columns/").content.decode()
    assert [page.count(f'<a href="/organs/{code}/">') for code in ("jyj", "gaj", "mzj")] == [1, 1, 1]
    assert page.index("/organs/gaj/") < page.index("/columns/gaj-about/") < page.index("/organs/mzj/")
