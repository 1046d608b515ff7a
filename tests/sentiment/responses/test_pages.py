"""Public pages 回应关切: what everybody reads, and what nobody does."""

import json

import pytest

from portal.accounts.states import Role
from portal.search import indexing
from sentiment.responses import services
from tests.sentiment.town import ANSWER, CONFERENCE, RESULT, night


def _page(client, address: str) -> str:
    return client.get(address).content.decode()


@pytest.mark.duty("S3-4.5", "S0-3.4.1")
def test_a_concern_shows_question_answers_result_and_times_kept(town, client) -> None:
    ticket = town.responding(town.explosion(), night(3))
    town.answered(ticket, night(4, 30), kind="statement", title="首条通报")
    town.answered(ticket, night(21), **CONFERENCE, held_at=night(20))
    town.answered(ticket, night(22), **RESULT)
    page = _page(client, f"/concerns/{ticket.pk}/")
    for words in ("首条通报", ANSWER["question"], RESULT["result"], "新闻发布会", "4小时50分", "20小时20分", "按时"):
        assert words in page, words
    assert "超时" not in page


def test_a_late_answer_says_so(town, client) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(1, day=28))
    assert "超时" in _page(client, f"/concerns/{ticket.pk}/")


def test_nothing_shows_before_it_is_published(town, client) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.cleared(ticket, night(2))
    assert client.get(f"/concerns/{ticket.pk}/").status_code == 404
    for address in ("/concerns/", "/feeds/concerns/", "/feeds/concerns.json"):
        assert ANSWER["title"] not in _page(client, address), address


def test_the_list_is_narrowed_by_organ_field_and_words(town, client) -> None:
    for title, domain in (("食堂通报", "24"), ("爆炸通报", "05")):
        ticket = town.responding(town.registered(domain=domain), night(1))
        town.answered(ticket, night(2), title=title)
    found = {
        query: ("食堂通报" in page, "爆炸通报" in page)
        for query in ("", "?organ=jiaoyu", "?domain=05", "?name=爆炸", "?name=没有", "?organ=no-such")
        if (page := _page(client, f"/concerns/{query}"))
    }
    assert found == {
        "": (True, True),
        "?organ=jiaoyu": (True, False),
        "?domain=05": (False, True),
        "?name=爆炸": (False, True),
        "?name=没有": (False, False),
        "?organ=no-such": (False, False),
    }


def test_feeds_carry_the_newest_answers(town, client) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(2))
    feed = json.loads(_page(client, "/feeds/concerns.json"))
    assert [item["title"] for item in feed["items"]] == [ANSWER["title"]]
    assert ANSWER["title"] in _page(client, "/feeds/concerns/")


def test_what_was_taken_down_leaves_its_reason_and_no_words(town, client) -> None:
    ticket = town.responding(town.registered(), night(1))
    response = town.answered(ticket, night(2))
    signer = town.as_("jiaoyu", Role.SIGNER, night(3))
    services.withdraw(response, reason="数据有误，重新核实", **signer)
    answer = client.get(f"/concerns/{ticket.pk}/")
    page = answer.content.decode()
    assert answer.status_code == 410
    assert "数据有误，重新核实" in page
    assert ANSWER["title"] not in page
    assert ANSWER["title"] not in _page(client, "/concerns/")


def test_search_finds_an_answer_and_not_a_draft(town, client) -> None:
    ticket = town.responding(town.registered(), night(1))
    shown = town.answered(ticket, night(2))
    town.cleared(ticket, night(3), title="金桂食堂的通报")
    indexing.rebuild(at=night(4))
    found = json.loads(_page(client, "/api/v1/search/?q=留样检验"))["results"]
    assert [hit["url"] for hit in found] == [f"http://testserver/concerns/{ticket.pk}/#r{shown.pk}"]
    assert "金桂" not in json.dumps(json.loads(_page(client, "/api/v1/search/?q=金桂"))["results"], ensure_ascii=False)
