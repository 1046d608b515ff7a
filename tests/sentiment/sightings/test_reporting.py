"""A monitoring system reports what it saw: row by row, once, in clear words; what runs gets one more proof."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.test import Client

from portal.accounts.states import Role
from portal.audit.models import Event
from portal.notices.models import Notice
from portal.screening.models import RefusedText
from sentiment.sightings.models import Delivery, Sighting
from sentiment.tickets.models import Ticket
from tests.api.clients import register
from tests.sentiment.town import FRIDAY_NIGHT, build_town, clocks, night

ADDRESS = "/api/v1/opinions/sightings/"
ROW = {
    "external_id": "M-1",
    "title": "网传翠湖小学食堂饭菜变质",
    "facts": "家长群里流传照片。",
    "known_at": "2026-09-25T23:20:00+08:00",
    "links": ["https://example.com/post/9"],
    "source": "weibo",
    "domain": "24",
}


@pytest.fixture(autouse=True)
def _friday_night(time_machine):
    time_machine.move_to(FRIDAY_NIGHT, tick=False)


@pytest.fixture
def system(town):
    return register(town.organs["city"], name="市舆情监测平台", scopes=["report", "follow_up"], at=FRIDAY_NIGHT)


@pytest.fixture
def monitor(system):
    return system[1]


def report(client, headers, *rows, key="k-1"):
    body = json.dumps({"items": list(rows)})
    return client.post(ADDRESS, body, content_type="application/json", headers={**headers, "Idempotency-Key": key})


def outcomes(response):
    return [(line["external_id"], line["outcome"]) for line in response.json()["items"]]


@pytest.mark.duty("S0-3.8a", "S4-1.12b")
def test_what_is_new_has_an_organ_and_its_clock_runs(client, town, monitor) -> None:
    response = report(client, monitor, ROW)
    ticket = Ticket.objects.get()
    assert response.status_code == 201
    assert response.json() == {
        "received_at": "2026-09-25T23:40:00+08:00",
        "items": [{"external_id": "M-1", "outcome": "created", "number": ticket.number, "message": "", "fields": {}}],
    }
    assert (ticket.organ, ticket.rule, ticket.source, ticket.level) == (
        town.organs["jiaoyu"],
        "R2",
        "weibo",
        "ordinary",
    )
    assert ticket.registrar_name == "市舆情监测平台"
    assert clocks(ticket) == [("OPINION_REPLY", night(23, 20, day=27), "")]
    told = Notice.objects.filter(kind="opinion", channel="in_site")
    assert town.people["jiaoyu", Role.HANDLER] in [notice.user for notice in told]


def test_it_stands_on_the_timeline_of_the_system_and_of_the_ticket(client, town, system) -> None:
    report(client, system[1], ROW, ROW | {"external_id": "M-2", "title": ""})
    (event,) = Event.objects.filter(act="report")
    assert (event.subject_label, event.subject_id, event.actor_kind) == ("interface.apiclient", system[0].pk, "api")
    assert event.after == {"key": "k-1", "新登记": 1, "没有收下": 1}
    assert Event.objects.get(act="import_ticket").actor_name == "市舆情监测平台"


def test_one_wrong_row_stops_no_other_and_says_what_is_wrong(client, town, monitor) -> None:
    response = report(
        client,
        monitor,
        {"external_id": "M-0", "known_at": "昨天", "level": "大", "organ": "jiaoyu"},
        ROW,
        "不是对象",
        ROW | {"external_id": "M-3", "title": "另一件事", "links": [], "concerned": ["nowhere"]},
        ROW | {"external_id": "M-4", "title": "谁也不管的事", "links": [], "domain": ""},
        ROW | {"external_id": "M-5", "title": "明天的事", "links": [], "known_at": "2026-09-26T23:20:00+08:00"},
    )
    assert outcomes(response) == [
        ("M-0", "refused"), ("M-1", "created"), ("", "refused"),
        ("M-3", "refused"), ("M-4", "refused"), ("M-5", "refused"),
    ]  # fmt: skip
    lines = response.json()["items"]
    assert lines[0]["fields"] == {"organ": ["没有这一项，请看接口说明"]}
    assert lines[2]["message"] == "每一条请写成一个对象"
    assert lines[3]["fields"] == {"concerned": ["没有代码是“nowhere”的机关，代码见/api/v1/organs/"]}
    assert "还判定不出责任单位" in lines[4]["message"]
    assert lines[5]["fields"] == {"known_at": ["知悉时间不能晚于现在"]}
    assert Ticket.objects.count() == 1


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"title": ""}, "title"),
        ({"title": "长" * 121}, "title"),
        ({"facts": "\x00"}, "facts"),
        ({"facts": 7}, "facts"),
        ({"known_at": "0001-01-01T00:00:00+08:00"}, "known_at"),
        ({"known_at": None}, "known_at"),
        ({"links": ["javascript:alert(1)"]}, "links"),
        ({"links": [["x"]]}, "links"),
        ({"concerned": "jiaoyu"}, "concerned"),
        ({"concerned": [7]}, "concerned"),
        ({"policy": "没有这份文件"}, "policy"),
        ({"is_widespread": "是"}, "is_widespread"),
        ({"external_id": ""}, "external_id"),
        ({"external_id": 12}, "external_id"),
        ({"external_id": "a\x00b"}, "external_id"),
        ({"kind": "\x00\ud800"}, "kind"),
        ({"no\x00name": 1}, "noname"),
    ],
)
def test_a_wrong_value_is_refused_at_its_field(client, town, monitor, changes, field) -> None:
    (line,) = report(client, monitor, ROW | changes).json()["items"]
    assert (line["outcome"], list(line["fields"])) == ("refused", [field])
    assert not Ticket.objects.exists()


def test_marks_of_secrecy_are_refused_and_leave_a_trace(client, town, monitor) -> None:
    (line,) = report(client, monitor, ROW | {"facts": "附：机密★20年的内部通报"}).json()["items"]
    assert line["outcome"] == "refused"
    assert not Ticket.objects.exists()
    assert RefusedText.objects.count() == 1


def test_the_same_request_again_is_answered_and_not_repeated(client, town, monitor) -> None:
    first, again = report(client, monitor, ROW), report(client, monitor, ROW)
    assert (first.status_code, again.status_code) == (201, 200)
    assert first.content == again.content
    assert (Ticket.objects.count(), Event.objects.filter(act="report").count()) == (1, 1)


def test_the_same_key_with_other_rows_is_refused(client, town, monitor) -> None:
    report(client, monitor, ROW)
    response = report(client, monitor, ROW | {"facts": "改过的"})
    assert (response.status_code, response.json()["code"]) == (422, "conflict")


def test_a_finding_sent_again_under_another_key_is_known(client, town, monitor) -> None:
    number = report(client, monitor, ROW).json()["items"][0]["number"]
    (line,) = report(client, monitor, ROW | {"facts": "改过的"}, key="k-2").json()["items"]
    assert (line["outcome"], line["number"]) == ("known", number)
    assert (Ticket.objects.count(), Sighting.objects.count()) == (1, 1)


@pytest.mark.parametrize("key", ["", "é", "x" * 201])
def test_a_request_without_a_usable_key_is_refused(client, town, monitor, key) -> None:
    response = report(client, monitor, ROW, key=key)
    assert (response.status_code, list(response.json()["fields"])) == (400, ["Idempotency-Key"])


@pytest.mark.parametrize("body", ['{"items": []}', '{"items": {}}', "{}", "[]", '{"items": [{}], "organ": "jiaoyu"}'])
def test_what_is_no_list_of_findings_is_refused(client, town, monitor, body) -> None:
    headers = {**monitor, "Idempotency-Key": "k-1"}
    assert client.post(ADDRESS, body, content_type="application/json", headers=headers).status_code == 400
    assert not Delivery.objects.exists()


@pytest.mark.parametrize(
    "same", [{"title": "“网传翠湖小学食堂饭菜变质”！", "links": []}, {"title": "食堂的照片", "facts": "又有人转发。"}]
)
def test_what_runs_already_gets_one_more_proof(client, town, monitor, same) -> None:
    ticket = town.registered(title=ROW["title"], links="https://example.com/post/9")
    (line,) = report(client, monitor, ROW | same).json()["items"]
    assert (line["outcome"], line["number"]) == ("merged", ticket.number)
    assert (Ticket.objects.count(), ticket.sightings.count()) == (1, 1)
    assert Event.objects.get(act="see_again").subject_id == ticket.pk


def test_two_rows_of_one_batch_about_the_same_are_one_ticket(client, town, monitor) -> None:
    response = report(client, monitor, ROW, ROW | {"external_id": "M-2", "title": "食堂的照片"})
    assert outcomes(response) == [("M-1", "created"), ("M-2", "merged")]
    assert Ticket.objects.get().sightings.count() == 2


def test_an_address_of_a_later_finding_counts_as_well(client, town, monitor) -> None:
    report(client, monitor, ROW, ROW | {"external_id": "M-2", "links": ["https://example.com/photo"]})
    third = ROW | {"external_id": "M-3", "title": "午餐有异味", "links": ["https://example.com/photo"]}
    assert outcomes(report(client, monitor, third, key="k-2")) == [("M-3", "merged")]
    assert Ticket.objects.get().sightings.count() == 3


def test_what_is_only_alike_or_ended_is_not_joined_by_a_machine(client, town, monitor) -> None:
    town.registered(title="网传翠湖中学食堂饭菜变质", links="")
    assert outcomes(report(client, monitor, ROW)) == [("M-1", "created")]
    assert Ticket.objects.count() == 2


def test_an_earlier_moment_is_told_and_moves_no_clock(client, town, monitor) -> None:
    ticket = town.registered(links="https://example.com/post/9")
    before = clocks(ticket)
    report(client, monitor, ROW)
    assert clocks(ticket) == before
    told = Notice.objects.filter(subject_line__startswith="监测系统的发现时间早于登记的知悉时间", channel="in_site")
    assert town.people["city", Role.OVERSIGHT] in [notice.user for notice in told]


def test_a_system_sees_what_it_reported_and_nothing_else(client, town, monitor) -> None:
    report(client, monitor, ROW)
    _, other = register(town.organs["jiaoyu"], name="别的平台", scopes=["report", "follow_up"], at=FRIDAY_NIGHT)
    report(client, other, ROW | {"external_id": "X-1", "title": "校车晚点", "links": []})
    ticket = Ticket.objects.get(title=ROW["title"])
    (row,) = client.get(ADDRESS, headers=monitor).json()["results"]
    assert row == {
        "external_id": "M-1",
        "outcome": "created",
        "received_at": "2026-09-25T23:40:00+08:00",
        "number": ticket.number,
        "state": "collected",
        "state_name": "收集",
        "organ": "临江市教育体育局",
        "responded_at": None,
    }
    assert client.get(f"{ADDRESS}?external_id=X-1", headers=monitor).json()["results"] == []


def test_a_system_of_one_organ_joins_no_ticket_of_another(client, town) -> None:
    town.registered(title=ROW["title"], domain="05")
    _, cuihu = register(town.organs["cuihu"], name="街道平台", scopes=["report"], at=FRIDAY_NIGHT)
    assert outcomes(report(client, cuihu, ROW)) == [("M-1", "created")]


def test_a_token_for_documents_reports_nothing(client, town) -> None:
    _, other = register(town.organs["city"], name="公文系统", at=FRIDAY_NIGHT)
    assert report(client, other, ROW).status_code == 403
    assert report(client, {}, ROW).status_code == 401


def test_the_clocks_of_a_batch_cost_the_same_queries_a_row(
    client, town, monitor, django_assert_max_num_queries
) -> None:
    town.registered(title="先有的一件", links="")
    rows = [ROW | {"external_id": f"A-{place}", "title": f"另外的事{place}", "links": []} for place in range(3)]
    with django_assert_max_num_queries(400) as few:
        report(client, monitor, *rows)
    more = [ROW | {"external_id": f"C-{place}", "title": f"后来的事{place}", "links": []} for place in range(3)]
    with django_assert_max_num_queries(400) as later:
        report(client, monitor, *more, key="k-3")
    assert len(later.captured_queries) == len(few.captured_queries)


@pytest.mark.django_db(transaction=True)
def test_the_same_request_twice_at_the_same_moment_registers_once(time_machine) -> None:
    town = build_town()
    _, headers = register(town.organs["city"], name="市舆情监测平台", scopes=["report"], at=FRIDAY_NIGHT)

    def send(_):
        try:
            return report(Client(), headers, ROW).status_code
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(send, range(2))) in ([200, 201], [201, 201])
    assert (Ticket.objects.count(), Sighting.objects.count(), Delivery.objects.count()) == (1, 1, 1)


def test_the_ticket_shows_what_was_seen_again(client, town, monitor) -> None:
    report(client, monitor, ROW, ROW | {"external_id": "M-2", "title": "食堂的照片又被转发"})
    client.force_login(town.people["jiaoyu", Role.HANDLER], backend="portal.accounts.backends.AppointmentBackend")
    page = client.get(f"/admin/sentiment/ticket/{Ticket.objects.get().pk}/change/").content.decode()
    assert "食堂的照片又被转发" in page
    assert "市舆情监测平台" in page
