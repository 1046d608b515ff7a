"""Public documents for programs: filters, pages, what changed, what is gone."""

from datetime import datetime, timedelta

import pytest
import time_machine

from disclosure.catalogue.models import Column
from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.clock import SHANGHAI
from tests.disclosure.office import MORNING

LIST, CHANGES = "/api/v1/documents/", "/api/v1/documents/changes/"


def titles(client, **query):
    return [row["title"] for row in client.get(LIST, query).json()["results"]]


def ids(answer):
    return [row["id"] for row in answer["results"]]


def copies(document, count, **values):
    """More public documents like this one, each published a minute before the other."""
    made = []
    for place in range(count):
        row = Document.objects.get(pk=document.pk)
        row.pk, row._state.adding = None, True
        row.doc_number, row.index_number = "", f"copy/{Document.objects.count():05d}"
        row.published_at = values.get("published_at", MORNING - timedelta(minutes=place + 1))
        row.save(force_insert=True)
        made.append(row.pk)
    return made


def test_a_document_has_what_was_promised(client, published) -> None:
    (row,) = client.get(LIST).json()["results"]
    assert row == {
        "id": published.pk,
        "title": "临江市教育局关于做好2026年义务教育阶段招生工作的通知",
        "doc_number": "临教发〔2026〕1号",
        "index_number": "11370000004503125F/2026-00001",
        "organ": {"code": "jyj", "name": "临江市教育局"},
        "issuer": "临江市教育局",
        "kind": "通知",
        "column": {"code": "jyj-policy", "name": "政策文件"},
        "topic": {"code": "11", "name": "科技、教育"},
        "year": 2026,
        "formed_on": "2026-05-21",
        "published_at": "2026-05-21T09:30:00+08:00",
        "updated_at": "2026-05-21T09:30:00+08:00",
        "effective_on": None,
        "expires_on": None,
        "validity": "有效",
        "is_normative": False,
        "summary": "现就做好招生工作通知如下。",
        "url": f"http://testserver/documents/{published.pk}/",
    }


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"organ": "jyj"}, True),
        ({"organ": "gaj"}, False),
        ({"column": "jyj-policy"}, True),
        ({"column": "nothing"}, False),
        ({"kind": "通知"}, True),
        ({"kind": "公告"}, False),
        ({"topic": "11"}, True),
        ({"subtopic": "1101"}, False),
        ({"year": "2026"}, True),
        ({"year": "2025"}, False),
        ({"validity": "有效"}, True),
        ({"is_normative": "true"}, False),
        ({"doc_number": "临教发[2026]1号"}, True),
        ({"formed_on_after": "2026-05-21", "formed_on_before": "2026-05-21"}, True),
        ({"formed_on_after": "2026-05-22"}, False),
        ({"published_after": "2026-05-21", "published_before": "2026-05-21"}, True),
        ({"published_after": "2026-05-22"}, False),
        ({"published_before": "2026-05-20"}, False),
        ({"changed_since": "2026-05-21T09:30:00+08:00"}, True),
        ({"changed_since": "2026-05-21T09:30:01+08:00"}, False),
        ({"changed_since": "0653-03-28T12:51:05-20:01"}, True),
        ({"changed_since": "0001-01-01T00:00:00+20:00"}, True),
        ({"changed_since": "9999-12-31T23:59:59-20:00"}, False),
    ],
)
def test_a_filter_keeps_what_fits(client, published, query, found) -> None:
    assert titles(client, **query) == ([published.title] if found else [])


def test_a_column_is_listed_with_those_below_it(client, office, published) -> None:
    below = Column.objects.create(
        name="招生", code="jyj-enrol", organ=office.organ, parent=office.column, kind="policy", description="招生"
    )
    Document.objects.filter(pk=published.pk).update(column=below)
    assert titles(client, column="jyj-policy") == [published.title]


def test_pages_neither_skip_nor_repeat_when_something_is_published_in_between(client, published) -> None:
    old = copies(published, 4)
    first = client.get(LIST, {"page_size": 2}).json()
    assert ids(first) == [published.pk, old[0]]
    copies(published, 1, published_at=MORNING + timedelta(minutes=1))
    second = client.get(first["next"]).json()
    third = client.get(second["next"]).json()
    assert [*ids(second), *ids(third)] == old[1:]
    assert third["next"] is None


def test_documents_of_one_moment_are_paged_by_their_key(client, published) -> None:
    same = copies(published, 5, published_at=MORNING)
    seen, address = [], f"{LIST}?page_size=2"
    while address:
        answer = client.get(address).json()
        seen += ids(answer)
        address = answer["next"]
    assert seen == [*reversed(same), published.pk]


@pytest.mark.parametrize("ordering", ["published_at", "-published_at", "updated_at", "-updated_at"])
def test_every_order_reaches_every_document(client, published, ordering) -> None:
    expected = {published.pk, *copies(published, 4)}
    seen, address = [], f"{LIST}?page_size=2&ordering={ordering}"
    while address:
        answer = client.get(address).json()
        seen += ids(answer)
        address = answer["next"]
    assert (len(seen), set(seen)) == (5, expected)


@pytest.mark.parametrize(
    "cursor", ["x", "W10", "WyJhIiwgMV0", "WzEsMl0", "bnVsbA", "W" * 5000, "é", "WyIyMDI2LTAxLTAxIiwgLTFd"]
)
def test_a_made_up_cursor_is_refused(client, published, cursor) -> None:
    response = client.get(LIST, {"cursor": cursor})
    assert response.status_code == 400
    assert response.json() == {
        "code": "invalid",
        "message": "翻页标记不对，请从第一页重新开始",
        "fields": {"cursor": ["翻页标记不对，请从第一页重新开始"]},
    }


def test_a_whole_document_comes_with_text_files_and_relations(client, office, published) -> None:
    later = office.published(title="关于调整报名时间的通知")
    services.relate(source=later, target=published, kind="amends", actor=office.actor(Role.SIGNER), at=MORNING)
    answer = client.get(f"{LIST}{published.pk}/").json()
    assert answer["document"]["body"].splitlines()[-1] == "报名从2026年6月10日开始。"
    assert answer["attachments"] == []
    assert [(row["words"], row["title"]) for row in answer["relations"]] == [("被修改", "关于调整报名时间的通知")]


@pytest.mark.duty("S2-7.11a")
def test_a_withdrawn_document_is_gone_with_its_reason_and_without_its_text(client, withdrawn) -> None:
    response = client.get(f"{LIST}{withdrawn.pk}/")
    assert response.status_code == 410
    assert response.json() == {
        "code": "withdrawn",
        "message": "这份文件已经撤下",
        "fields": {},
        "withdrawn": {
            "id": withdrawn.pk,
            "withdrawn_at": "2026-05-21T10:30:00+08:00",
            "reason": "内容有误，停止使用",
            "title": "",
            "successor": None,
        },
    }


@pytest.mark.duty("S2-10.5d")
def test_changes_tell_a_copy_what_to_delete(client, published, withdrawn) -> None:
    response = client.get(CHANGES)
    rows = response.json()["results"]
    assert [(row["id"], row["change"]) for row in rows] == [(published.pk, "public"), (withdrawn.pk, "withdrawn")]
    assert rows[0]["document"]["title"] == published.title
    assert rows[0]["withdrawn"] is None
    assert rows[1]["document"] is None
    assert rows[1]["withdrawn"]["reason"] == "内容有误，停止使用"
    assert "石竹" not in response.content.decode()


def test_changes_begin_where_the_last_harvest_ended(client, office, published) -> None:
    assert ids(client.get(CHANGES, {"since": "2026-05-21T09:30:01+08:00"}).json()) == []
    actor, later = office.actor(Role.INFO_CLERK), MORNING + timedelta(days=1)
    services.reclassify(published, changes={"topic": "13"}, actor=actor, at=later)
    (row,) = client.get(CHANGES, {"since": "2026-05-22T09:30:00+08:00"}).json()["results"]
    assert (row["id"], row["updated_at"]) == (published.pk, "2026-05-22T09:30:00+08:00")
    assert row["document"]["topic"] == {"code": "13", "name": "卫生、体育"}


def test_the_next_harvest_begins_early_enough_for_an_act_that_is_saved_late(client, published) -> None:
    with time_machine.travel(datetime(2026, 5, 21, 12, 0, 30, tzinfo=SHANGHAI), tick=False):
        assert client.get(CHANGES).json()["until"] == "2026-05-21T11:58:00+08:00"


@pytest.mark.parametrize("since", ["yesterday", "2026-13-01T00:00:00", "9999-01-01T00:00:00", "0001-01-01T00:00:00"])
def test_a_moment_that_is_none_is_refused(client, db, since) -> None:
    assert client.get(CHANGES, {"since": since}).json()["fields"] == {
        "since": ["时刻请写成2026-05-21T09:30:00+08:00这样"]
    }


def test_what_was_never_public_is_in_no_change(client, office) -> None:
    office.draft()
    office.signed()
    office.filed()
    assert client.get(CHANGES).json()["results"] == []


def test_an_unchanged_answer_is_not_sent_twice(client, published) -> None:
    tag = client.get(LIST)["ETag"]
    again = client.get(LIST, headers={"If-None-Match": tag})
    assert (again.status_code, again.content) == (304, b"")
    copies(published, 1)
    assert client.get(LIST, headers={"If-None-Match": tag}).status_code == 200


def test_another_site_may_read_the_answers(client, published) -> None:
    assert client.get(LIST)["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    ("address", "count"),
    [(LIST, 1), (CHANGES, 1), ("/api/v1/organs/", 1), ("/api/v1/columns/", 1), ("/api/v1/topics/", 1)],
)
def test_more_rows_cost_no_more_queries(client, published, django_assert_num_queries, address, count) -> None:
    for more in (0, 3):
        copies(published, more)
        with django_assert_num_queries(count):
            client.get(address)
