"""Public lists: numbered while short, by place when long; the same price on every page."""

from datetime import timedelta

import pytest
from django.db import connection
from django.http import QueryDict
from django.test.utils import CaptureQueriesContext

from disclosure import paging
from disclosure.documents.codes import Attribute, DocumentKind
from disclosure.documents.models import Document
from disclosure.documents.states import State
from disclosure.paging import listing

pytestmark = pytest.mark.django_db


@pytest.fixture
def documents(education, at):
    """Makes public documents, the first the newest; the third and fourth of every ten appeared at the same moment."""

    def make(count):
        Document.objects.bulk_create(
            Document(
                state=State.PUBLISHED,
                attribute=Attribute.ACTIVE,
                organ=education,
                issuer=education.name,
                kind=DocumentKind.NOTICE,
                topic="01",
                title=f"第{number}号通知",
                index_number=f"x/{number}",
                published_at=at - timedelta(minutes=number - (number % 10 == 4)),
            )
            for number in range(1, count + 1)
        )
        return Document.objects.public().order_by("-published_at", "-pk")

    return make


@pytest.fixture
def long_lists(monkeypatch):
    """Lists of more than forty rows are long."""
    monkeypatch.setattr(paging, "NUMBERED", 40)
    monkeypatch.setattr(paging, "_LAST_NUMBER", 2)


def page(rows, query=""):
    return listing(rows, QueryDict(query))


def test_a_short_list_has_numbered_pages_and_an_exact_count(documents) -> None:
    rows = documents(45)
    shown = page(rows, "page=2")
    assert [each.text for each in shown.numbers] == ["1", "2", "3"]
    assert (shown.amount, shown.current, shown.previous, shown.next) == ("45", "2", "page=1", "page=3")
    assert page(rows, "page=99").current == "3"
    assert page(rows, "page=x").current == "1"


def test_next_and_previous_lead_through_a_long_list_and_back_without_a_gap(documents, long_lists) -> None:
    rows = documents(95)
    expected = list(rows.values_list("pk", flat=True))
    forth, query = [], ""
    while True:
        shown = page(rows, query)
        forth.append([row.pk for row in shown.rows])
        if not shown.next:
            break
        query = shown.next
    assert [pk for part in forth for pk in part] == expected
    assert [len(part) for part in forth] == [20, 20, 20, 20, 15]
    back = [forth[-1]]
    while shown.previous:
        shown = page(rows, shown.previous)
        back.insert(0, [row.pk for row in shown.rows])
    assert back == forth


def test_the_oldest_page_can_be_reached_at_once(documents, long_lists) -> None:
    rows = documents(95)
    shown = page(rows, page(rows).last)
    assert [row.pk for row in shown.rows] == list(rows.values_list("pk", flat=True))[-20:]
    assert (shown.next, bool(shown.previous)) == ("", True)


def test_an_address_stays_right_when_newer_documents_come_in(documents, long_lists, education, at) -> None:
    rows = documents(95)
    address = page(rows).next
    before = [row.pk for row in page(rows, address).rows]
    Document.objects.create(
        state=State.PUBLISHED,
        attribute=Attribute.ACTIVE,
        organ=education,
        title="新的通知",
        index_number="x/new",
        published_at=at,
    )
    assert [row.pk for row in page(rows, address).rows] == before


def test_an_old_numbered_address_and_a_made_up_place_are_answered(documents, long_lists) -> None:
    rows = documents(95)
    every = list(rows.values_list("pk", flat=True))
    assert [row.pk for row in page(rows, "page=2").rows] == every[20:40]
    assert [row.pk for row in page(rows, "page=4000").rows] == every[20:40]
    for query in ("after=x", "after=20269999T000000.000000-1", "before=%00", "page=-1", "after="):
        assert [row.pk for row in page(rows, query).rows] == every[:20]
    assert [row.pk for row in page(rows, "after=20000101T000000.000000-1").rows] == every[-20:]


def test_a_long_list_says_about_how_many_and_counts_once(documents, long_lists) -> None:
    rows = documents(1234)
    assert page(rows).amount == "约1,230"
    with CaptureQueriesContext(connection) as captured:
        page(rows, page(rows).next)
    assert all("LIMIT" in query["sql"] for query in captured)


def test_every_page_of_a_long_list_costs_the_same_and_skips_nothing(documents, long_lists) -> None:
    rows = documents(300)
    query, costs = "", []
    for _ in range(10):
        with CaptureQueriesContext(connection) as captured:
            query = page(rows, query).next
        costs.append(len(captured))
        assert not any("OFFSET" in each["sql"] for each in captured)
    assert set(costs[1:]) == {2}


def test_the_page_leads_on_without_a_script(documents, long_lists, client) -> None:
    documents(95)
    first = client.get("/topics/01/").content.decode()
    assert "共约95件" in first
    assert 'rel="next"' in first
    address = first.split('rel="next"')[0].rsplit('href="', 1)[1].split('"')[0]
    second = client.get("/topics/01/" + address.replace("&amp;", "&")).content.decode()
    assert "第21号通知" in second
    assert 'rel="prev"' in second
