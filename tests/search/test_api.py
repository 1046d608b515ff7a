"""The search as JSON."""

import pytest

from portal.search import indexing
from portal.search.throttling import SearchThrottle

pytestmark = pytest.mark.django_db
API = "/api/v1/search/"


@pytest.fixture(autouse=True)
def fresh_counts():
    SearchThrottle._counts.clear()


@pytest.fixture
def library(published, at):
    document = published(
        1,
        "临江市停车管理办法",
        body="停车泊位按年审核。",
        doc_number="临政发〔2026〕3号",
        import_source="旧站",
        import_id="77",
    )
    published(2, "临江市停车收费公告", body="停车收费。")
    indexing.rebuild(at=at)
    return document


def test_a_hit_has_the_fields_of_the_contract(client, library) -> None:
    answer = client.get(API, {"q": "泊位"}).json()
    assert answer["count"] == 1
    (hit,) = answer["results"]
    assert hit | {"snippet": "", "attributes": {}} == {
        "id": library.pk,
        "title": "临江市停车管理办法",
        "doc_number": "临政发〔2026〕3号",
        "organ": "临江市交通运输局",
        "kind": "通知",
        "year": 2026,
        "date": "2026-05-20",
        "column": "",
        "topic": "",
        "validity": "有效",
        "url": f"http://testserver/documents/{library.pk}/",
        "snippet": "",
        "attributes": {},
    }
    assert hit["snippet"] == "停车<mark>泊位</mark>按年审核。"
    assert hit["attributes"]["source_id"] == "77"


def test_facets_come_with_counts(client, library) -> None:
    facets = client.get(API, {"q": "停车"}).json()["facets"]
    assert facets["kind"] == [{"value": "通知", "name": "通知", "count": 2}]
    assert facets["year"] == [{"value": "2026", "name": "2026年", "count": 2}]


def test_pages_are_linked(client, published, at) -> None:
    for number in range(1, 13):
        published(number, f"临江市停车管理办法第{number}版")
    indexing.rebuild(at=at)
    first = client.get(API, {"q": "停车"}).json()
    assert (first["count"], first["pages"], first["previous"]) == (12, 2, None)
    second = client.get(first["next"]).json()
    assert (len(second["results"]), second["next"]) == (2, None)
    assert client.get(second["previous"]).json()["results"] == first["results"]


def test_a_wrong_value_is_answered_in_words_by_field(client, library) -> None:
    response = client.get(API, {"year": "abc", "page": "0"})
    assert response.status_code == 400
    assert response.json()["fields"] == {
        "year": ["年份请写4位数字，例如2025"],
        "page": ["页码请写1到1000之间的整数；每页10件，要看更多请加条件缩小范围"],
    }


def test_too_many_searches_from_one_address_are_told_to_wait(client, library, settings) -> None:
    settings.SEARCH_API_PER_MINUTE = 2
    assert [client.get(API).status_code for _ in range(3)] == [200, 200, 429]
    assert 0 < int(client.get(API)["Retry-After"]) <= 60


def test_titles_are_suggested_while_typing(client, library) -> None:
    assert client.get(API + "suggest/", {"q": "停车收"}).json() == ["临江市停车收费公告"]


def test_what_was_taken_down_is_in_no_answer(client, library, withdraw) -> None:
    withdraw(library)
    answer = client.get(API, {"q": "泊位"}).json()
    assert (answer["count"], answer["results"]) == (0, [])
    assert client.get(API, {"q": "停车"}).json()["facets"]["kind"] == [{"value": "通知", "name": "通知", "count": 1}]
    assert library.doc_number not in client.get(API, {"q": library.doc_number}).content.decode()
