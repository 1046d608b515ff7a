"""From the form to the confirmed following: twice yes, once each token, nothing said about anybody."""

import logging
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection

from portal.audit.models import Event
from portal.errors import InvalidInput
from portal.following import kinds, services
from portal.following.models import Follower, Following
from portal.notices.models import Notice
from tests.disclosure.office import MORNING
from tests.following.conftest import ADDRESS, ask, follow, link, sent, token_of

ORGAN = "/following/new/?kind=organ&key=jyj"


def post(client, address, path=ORGAN, **values):
    return client.post(path, {"address": address, "frequency": "daily", "website": ""} | values)


@pytest.fixture
def at_noon(time_machine):
    time_machine.move_to(MORNING, tick=False)
    return MORNING


@pytest.mark.duty("S1-6.5")
def test_following_begins_with_the_second_yes(client, office, at_noon) -> None:
    answer = post(client, "Li-Ming@Example.com ")
    assert (answer.status_code, answer["Location"]) == (302, "/following/asked/")
    (message,) = sent(MORNING)
    assert message.to == [ADDRESS]
    assert message.subject == "请确认：关注“教育局”"
    assert Following.objects.confirmed().count() == 0
    page = client.get(link(message)).content.decode()
    assert "确认关注“教育局”" in page
    assert Following.objects.confirmed().count() == 0, "a program that reads links confirms nothing"
    answer = client.post(link(message))
    assert answer["Location"].startswith("/following/mine/?token=")
    assert Following.objects.confirmed().get().key == "jyj"
    assert "已经关注" in client.get(answer["Location"]).content.decode()


def test_a_token_works_once(client, office, at_noon) -> None:
    post(client, ADDRESS)
    (message,) = sent(MORNING)
    assert client.post(link(message)).status_code == 302
    assert client.get(link(message)).status_code == 410
    assert client.post(link(message)).status_code == 410


def test_a_token_lives_48_hours(client, office, at_noon, time_machine) -> None:
    post(client, ADDRESS)
    (message,) = sent(MORNING)
    time_machine.move_to(MORNING + timedelta(hours=48), tick=False)
    assert client.post(link(message)).status_code == 410
    assert Following.objects.confirmed().count() == 0


def test_asking_again_replaces_the_token(office) -> None:
    ask("organ", "jyj")
    ask("organ", "jyj", at=MORNING + timedelta(minutes=1))
    (message,) = sent(MORNING + timedelta(minutes=1))
    assert message.subject == "请确认：关注“教育局”", "the replaced asking is not sent"
    assert services.confirm(token=token_of(message), at=MORNING + timedelta(minutes=2)).key == "jyj"


def test_neither_token_nor_address_is_stored_or_logged(client, office, at_noon, caplog) -> None:
    caplog.set_level(logging.DEBUG)
    post(client, ADDRESS)
    post(client, "no address")
    (message,) = sent(MORNING)
    client.get(link(message))
    client.post(link(message))
    tables = [name for name in connection.introspection.table_names() if not name.startswith("sqlite")]
    with connection.cursor() as cursor:
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608  # names of the database's own tables
            rows = str(cursor.fetchall())
            assert ADDRESS not in rows, table
            assert token_of(message) not in rows, table
    assert ADDRESS not in caplog.text
    assert token_of(message) not in caplog.text


def test_a_log_line_with_the_address_of_a_page_hides_its_token(office) -> None:
    from portal.privacy.patterns import masked

    ask("organ", "jyj")
    (message,) = sent(MORNING)
    line = masked(f'"GET {link(message)} HTTP/1.1" 200 5120')
    assert line == '"GET /following/confirm/?token=*** HTTP/1.1" 200 5120'


def test_the_answer_does_not_tell_whether_an_address_is_known(client, office, at_noon) -> None:
    follow("organ", "jyj")
    known, unknown = post(client, ADDRESS), post(client, "nobody@example.com")
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])
    asked = [client.post("/following/", {"address": each}) for each in (ADDRESS, "nobody2@example.com")]
    assert {(answer.status_code, answer["Location"]) for answer in asked} == {(302, "/following/asked/")}


def test_two_addresses_that_differ_in_a_hyphen_are_two_people(office) -> None:
    ask("organ", "jyj")
    ask("organ", "jyj", address="liming@example.com")
    assert sorted(message.to for message in sent(MORNING)) == [["li-ming@example.com"], ["liming@example.com"]]
    assert Follower.objects.count() == 2


def test_an_address_gets_five_mails_a_day_at_most(office) -> None:
    for minute in range(7):
        ask("search", f"q=招生{minute}", at=MORNING + timedelta(minutes=minute))
    assert len(sent(MORNING + timedelta(hours=1))) == 5
    ask("organ", "jyj", at=MORNING + timedelta(days=1))
    assert len(sent(MORNING + timedelta(days=1))) == 1


def test_a_visitor_may_ask_twenty_times_an_hour(client, office, at_noon) -> None:
    answers = [post(client, f"reader{number}@example.com") for number in range(21)]
    assert [answer.status_code for answer in answers] == [302] * 20 + [200]
    assert "这个网络地址提交得太多了" in answers[-1].content.decode()
    assert Follower.objects.count() == 20


def test_a_machine_that_fills_the_trap_is_thanked_and_forgotten(client, office, at_noon) -> None:
    assert post(client, ADDRESS, website="http://spam.example").status_code == 302
    assert Follower.objects.count() == 0


@pytest.mark.parametrize("address", ["", "li", "li@", "a@b.example\nBcc: c@d.example", "x" * 250 + "@b.example"])
def test_what_is_no_address_is_refused_at_its_field(client, office, at_noon, address) -> None:
    answer = post(client, address)
    assert answer.status_code == 200
    assert 'href="#id_address"' in answer.content.decode()
    assert Notice.objects.count() == 0


@pytest.mark.parametrize(
    "query", ["", "kind=organ", "kind=organ&key=no-such", "kind=village&key=1", "kind=search&key=year%3Dx"]
)
def test_what_does_not_exist_cannot_be_followed(client, office, query) -> None:
    assert client.get(f"/following/new/?{query}").status_code == 404


def test_a_search_is_stored_in_its_canonical_form(office) -> None:
    thing = kinds.thing("search", "page=3&year=2026&q=招生&sort=newest&kind=")
    assert thing.key == "q=%E6%8B%9B%E7%94%9F&year=2026"
    assert thing.name == "搜索“招生、2026”的最新文件"
    assert thing.page == "/search/?q=%E6%8B%9B%E7%94%9F&year=2026"


def test_a_search_that_is_too_long_to_keep_is_no_thing_to_follow(client, office) -> None:
    with pytest.raises(InvalidInput):
        kinds.thing("search", "q=" + "招" * 120)


def test_fifty_things_at_most(office) -> None:
    follower = follow("organ", "jyj")
    Following.objects.bulk_create(
        Following(follower=follower, kind="search", key=f"q={number}", asked_at=MORNING, confirmed_at=MORNING)
        for number in range(49)
    )
    ask("column", "jyj-policy", at=MORNING + timedelta(days=1))
    (message,) = sent(MORNING + timedelta(days=1))
    with pytest.raises(InvalidInput, match="最多关注50项"):
        services.confirm(token=token_of(message), at=MORNING + timedelta(days=1))


def test_what_people_follow_stays_out_of_the_trail(office) -> None:
    before = Event.objects.count()
    services.stop(follow("organ", "jyj"), at=MORNING)
    assert Event.objects.count() == before


def test_the_pages_of_organ_column_and_search_lead_to_the_form(client, office) -> None:
    from portal.search import indexing

    office.published()
    indexing.rebuild(at=MORNING)
    for page, key in (
        ("/organs/jyj/", "kind=organ&amp;key=jyj"),
        ("/columns/jyj-policy/", "kind=column&amp;key=jyj-policy"),
        ("/search/?q=招生", "kind=search&amp;key=q%3D%25E6%258B%259B%25E7%2594%259F"),
        ("/search/?q=石竹花开", "kind=search&amp;key=q%3D%25E7%259F%25B3%25E7%25AB%25B9%25E8%258A%25B1%25E5%25BC%2580"),
    ):
        assert f'href="/following/new/?{key}"' in client.get(page).content.decode(), page
    assert mail.outbox == []
