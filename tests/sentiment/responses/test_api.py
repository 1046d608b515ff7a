"""Concerns as data: the same as on the pages, and nothing more."""

import pytest

from portal.accounts.states import Role
from sentiment.responses import services
from tests.sentiment.town import ANSWER, RESULT, night

LIST = "/api/v1/concerns/"


@pytest.fixture(autouse=True)
def _monday(time_machine):
    time_machine.move_to(night(9, day=28), tick=False)


@pytest.fixture
def ticket(town):
    """Answered after two hours, its result two days later."""
    found = town.responding(town.registered(happened_at=None), night(0, 30))
    town.answered(found, night(1, 40))
    town.answered(found, night(9, day=28), **RESULT)
    return found


def rows(client, query=""):
    return [row["id"] for row in client.get(f"{LIST}{query}").json()["results"]]


@pytest.mark.duty("S0-3.10a", "S3-4.4.3")
def test_a_concern_with_all_its_answers(client, town, ticket) -> None:
    first, second = ticket.responses.order_by("pk")
    answer = client.get(f"{LIST}{ticket.pk}/")
    assert answer.status_code == 200
    assert answer.json() == {
        "id": ticket.pk,
        "title": "关于翠湖小学食堂情况的通报",
        "organ": {"code": "jiaoyu", "name": "临江市教育体育局"},
        "domain": {"code": "24", "name": "教育"},
        "first_at": "2026-09-26T01:40:00+08:00",
        "published_at": "2026-09-28T09:00:00+08:00",
        "url": f"http://testserver/concerns/{ticket.pk}/",
        "answers": [
            {
                "id": first.pk,
                "kind": "reply",
                "form": "online",
                "title": "关于翠湖小学食堂情况的通报",
                "published_at": "2026-09-26T01:40:00+08:00",
                "held_at": None,
                "parts": [
                    {"heading": "群众关切", "text": "食堂的饭菜是不是变质了？"},
                    {"heading": "回应内容", "text": "经核查，当天留样检验合格。"},
                ],
            },
            {
                "id": second.pk,
                "kind": "result",
                "form": "online",
                "title": "翠湖小学食堂调查处置结果",
                "published_at": "2026-09-28T09:00:00+08:00",
                "held_at": None,
                "parts": [
                    {"heading": "群众关切", "text": "食堂的饭菜是不是变质了？"},
                    {"heading": "回应内容", "text": "经核查，当天留样检验合格。"},
                    {"heading": "调查处置情况", "text": "已约谈承包单位，更换供应商。"},
                ],
            },
        ],
        "withdrawn": [],
        "times": [{"title": "其他舆情回应", "limit": "48小时", "minutes": 120, "in_time": True}],
    }


def test_an_answer_taken_down_leaves_its_reason_and_no_word(client, town, ticket) -> None:
    first, second = ticket.responses.order_by("pk")
    at = night(10, day=28)
    services.withdraw(first, reason="数据有误", **town.as_("jiaoyu", Role.SIGNER, at))
    answer = client.get(f"{LIST}{ticket.pk}/").json()
    assert [row["id"] for row in answer["answers"]] == [second.pk]
    assert answer["withdrawn"] == [
        {"id": first.pk, "withdrawn_at": "2026-09-28T10:00:00+08:00", "withdrawn_reason": "数据有误"}
    ]
    services.withdraw(second, reason="一并更正", **town.as_("jiaoyu", Role.SIGNER, at))
    gone = client.get(f"{LIST}{ticket.pk}/")
    assert (gone.status_code, gone.json()["code"], rows(client)) == (410, "withdrawn", [])
    assert [row["withdrawn_reason"] for row in gone.json()["withdrawn"]] == ["数据有误", "一并更正"]


@pytest.mark.parametrize("path", ["999/", f"{2**63}/"])
def test_what_nobody_answered_is_not_there(client, town, path) -> None:
    ticket = town.registered()
    assert client.get(f"{LIST}{ticket.pk}/").status_code == 404
    assert client.get(f"{LIST}{path}").status_code == 404


def test_the_list_narrowed(client, town, ticket) -> None:
    other = town.responding(town.registered(domain="05", title="厂区异响"), night(2))
    town.answered(other, night(3), **ANSWER | {"title": "厂区异响的说明", "question": "响的是什么？"})
    assert rows(client) == [other.pk, ticket.pk]
    assert rows(client, "?organ=yingji") == [other.pk]
    assert rows(client, "?domain=24") == [ticket.pk]
    assert rows(client, "?name=异响") == [other.pk]
    assert rows(client, "?name=变质") == [ticket.pk]
    assert rows(client, "?responded_after=2026-09-26") == [other.pk, ticket.pk]
    assert rows(client, "?responded_before=2026-09-25") == []
    assert client.get(f"{LIST}?domain=77").status_code == 400


def test_the_list_page_by_page(client, town, ticket) -> None:
    others = [town.responding(town.registered(title=f"第{place}件"), night(2)) for place in range(2)]
    for minute, other in enumerate(others):
        town.answered(other, night(3, minute))
    first = client.get(f"{LIST}?page_size=2").json()
    second = client.get(first["next"]).json()
    assert [row["id"] for row in first["results"]] == [others[1].pk, others[0].pk]
    assert ([row["id"] for row in second["results"]], second["next"]) == ([ticket.pk], None)


def test_the_list_costs_the_same_queries_with_one_and_with_many(
    client, town, ticket, django_assert_num_queries
) -> None:
    with django_assert_num_queries(1):
        client.get(LIST)
    for place in range(3):
        town.answered(town.responding(town.registered(title=f"第{place}件"), night(2)), night(3))
    with django_assert_num_queries(1):
        client.get(LIST)
