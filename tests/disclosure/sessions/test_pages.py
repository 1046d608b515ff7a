"""What the pages, the search, the feed and the interface tell of a meeting; registration as a citizen does it."""

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from disclosure.sessions import services
from disclosure.sessions.models import Observer
from portal.accounts.states import Role
from portal.search import indexing
from portal.search.query import Query
from portal.search.selectors import search
from tests.disclosure.office import MORNING
from tests.disclosure.sessions.hall import (
    AFTER,
    CLOSED_ITEM,
    DECIDED,
    ITEM,
    PERSON,
    SECRET,
    announced,
    by,
    held,
    observer,
    published,
    register,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def at(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return lambda moment: time_machine.move_to(moment, tick=False)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


def fill_in(client, session, **values):
    return client.post(f"/sessions/{session.pk}/register/", PERSON | {"item": ""} | values)


@pytest.mark.duty("S3-2.1b", "S3-2.1f")
def test_an_announcement_says_when_who_is_invited_and_what_is_open(office, client) -> None:
    live = {"live_channels": ["web", "broadcast"], "live_url": "https://live.example/5"}
    session = announced(office, ITEM, CLOSED_ITEM, **live)
    page = words(client.get(f"/sessions/{session.pk}/"))
    assert "5月27日 17:00截止报名列席，席位2个，还有2个。" in page
    assert "邀请列席 利益相关方、公众代表、专家、媒体" in page
    assert "直播 广播电视、网络 看直播" in page
    assert ("中小学校门口交通组织方案" in page, "考务保障" in page) == (True, False)
    assert "2026年第5次局长办公会" in words(client.get("/sessions/"))


@pytest.mark.duty("S4-1.1b")
def test_the_result_tells_what_was_decided_and_how_many_items_stay_secret(office, client, at) -> None:
    waiting = held(office)
    at(AFTER)
    page = words(client.get(f"/sessions/{waiting.pk}/"))
    assert "最晚6月4日在这里公布议定的事项" in page
    session = published(office, ITEM, CLOSED_ITEM, outcomes=(DECIDED, SECRET))
    page = words(client.get(f"/sessions/{session.pk}/"))
    assert "同意方案，9月1日起试行。" in page
    assert "另有1项议题依法保密，不公开。" in page
    assert "考务保障" not in page
    listed = words(client.get("/sessions/"))
    assert "2026年公布1次会议的结果：议题2项，依法保密1项，列席0人。" in listed


@pytest.mark.duty("S4-1.1b")
def test_a_result_that_does_not_come_is_seen_by_all(office, client, at) -> None:
    session = held(office)
    at(AFTER.replace(month=6, day=5))
    assert "应当在6月4日以前公布，已经超期" in words(client.get(f"/sessions/{session.pk}/"))
    assert "结果超期，应当6月4日以前公布" in words(client.get("/sessions/"))


@pytest.mark.duty("S3-2.1b")
def test_somebody_registers_reads_the_answer_and_withdraws(office) -> None:
    session, visitor = announced(office), Client()
    answer = fill_in(visitor, session)
    assert (answer.status_code, answer["Location"]) == (302, "/sessions/done/")
    page = visitor.get("/sessions/done/").content.decode()
    number, code = re.findall(r"<strong(?: id=\"code\")?>([^<]+)</strong></dd>", page)
    other = Client()
    assert "对不上" in words(other.post("/sessions/mine/", {"number": number, "code": "x"}))
    assert other.post("/sessions/mine/", {"number": number, "code": code}).status_code == 302
    assert "等机关答复" in words(other.get("/sessions/mine/"))
    services.choose(Observer.objects.get(), **by(office, Role.HANDLER))
    assert "请您列席" in words(other.get("/sessions/mine/"))
    assert other.post("/sessions/mine/withdraw/").status_code == 302
    assert "您已经撤回" in words(other.get("/sessions/mine/"))
    assert other.post("/sessions/mine/withdraw/").status_code == 409


def test_the_reason_of_a_refusal_is_read_by_its_person_alone(office, client) -> None:
    session = announced(office)
    sent = register(session)
    services.refuse(observer(sent), reason="席位有限，按先后选定。", **by(office, Role.HANDLER))
    client.post("/sessions/mine/", {"number": sent.row.number, "code": sent.code})
    assert "席位有限，按先后选定。" in words(client.get("/sessions/mine/"))
    assert "席位有限" not in words(Client().get(f"/sessions/{session.pk}/"))


def test_nothing_typed_is_lost_on_an_error_nor_after_the_end(office, client, at) -> None:
    session = announced(office)
    page = fill_in(client, session, name="")
    assert (page.status_code, "在学校门口开店。" in page.content.decode(), "请填写姓名" in words(page)) == (
        200,
        True,
        True,
    )
    at(AFTER)
    late = fill_in(client, session)
    assert (late.status_code, "在学校门口开店。" in late.content.decode()) == (409, True)
    assert "报名已经截止" in words(late)
    assert "现在不收报名" in words(client.get(f"/sessions/{session.pk}/register/"))


def test_a_machine_is_thanked_and_one_address_registers_ten_times_an_hour(office, client) -> None:
    session = announced(office)
    assert fill_in(client, session, website="x").status_code == 302
    assert Observer.objects.count() == 0
    statuses = [fill_in(client, session, reason=f"理由{place}").status_code for place in range(11)]
    assert (statuses.count(302), statuses.count(200)) == (10, 1)


def test_the_search_finds_open_items_and_after_the_result_what_was_decided(office) -> None:
    held(office, ITEM | {"title": "木棉路口改造"})
    shown = published(office, outcomes=({"outcome": "决定增设护学岗。"},))
    indexing.rebuild(at=AFTER)
    assert len(search(Query(q="木棉路口改造")).result.hits) == 1
    assert [hit.url for hit in search(Query(q="护学岗")).result.hits] == [f"/sessions/{shown.pk}/"]


def test_feed_and_interface_hold_what_is_public(office, client) -> None:
    shown = published(office, ITEM, CLOSED_ITEM, outcomes=(DECIDED, SECRET))
    for address in ("/feeds/sessions/", "/feeds/sessions.json"):
        assert f"/sessions/{shown.pk}/" in client.get(address).content.decode()
    whole = client.get(f"/api/v1/sessions/{shown.pk}/").json()
    assert [item["outcome"] for item in whole["items"]] == ["同意方案，9月1日起试行。"]
    assert (whole["withheld"], whole["attendance"]) == (1, [])
    listed = client.get("/api/v1/sessions/?kind=office").json()
    assert [row["id"] for row in listed["results"]] == [shown.pk]


def test_the_list_asks_the_same_for_one_and_for_three(office, client) -> None:
    def questions() -> int:
        announced(office)
        published(office)
        held(office)
        with CaptureQueriesContext(connection) as seen:
            client.get("/sessions/")
        return len(seen)

    first = questions()
    questions()
    assert questions() == first
