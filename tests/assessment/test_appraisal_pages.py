"""The sheet on the site: no account, once, kindly refused the second time; the door of those who were invited."""

import pytest
from django.test import Client

from assessment.appraisal import services
from assessment.appraisal.models import Ballot
from portal import clock
from portal.audit.models import Event
from tests.assessment.city import NOON
from tests.assessment.test_appraisal import ALL_GOOD, JUNE_11, opened, published

SHEET = {f"i-{place}": level for place, level in ALL_GOOD.items()}


@pytest.fixture
def now(monkeypatch):
    """Sets the time of the server; it is noon of 21 May 2026."""

    def turn(at):
        monkeypatch.setattr(clock, "now", lambda: at)
        monkeypatch.setattr(clock, "today", lambda: at.date())

    turn(NOON)
    return turn


def address(row, code: str = "jiaoyu") -> str:
    return f"/appraisals/{row.pk}/fill/{code}/"


@pytest.mark.duty("S2-5.4b")
def test_anybody_fills_in_a_sheet_and_a_second_one_is_refused_kindly(city, client, now) -> None:
    row = opened(city)
    assert "我来评" in client.get(row.get_absolute_url()).content.decode()
    sent = client.post(address(row), SHEET, follow=True)
    assert "对市教育局的评价收下了" in sent.content.decode()
    again = client.post(address(row), SHEET)
    assert again.status_code == 409
    assert "您已经评过市教育局，一个单位评一次。可以接着评别的单位。" in again.content.decode()
    assert client.post(address(row, "zhujian"), SHEET).status_code == 302
    assert Ballot.objects.count() == 2


def test_what_is_missing_is_said_and_what_was_chosen_stays(city, client, now) -> None:
    row = opened(city)
    page = client.post(address(row), {"i-1": "80"}).content.decode()
    assert "请答第2题，说不准的选“不了解”" in page
    assert 'name="i-1" value="80" id="id_i-1_1" checked' in page.replace("required ", "")
    assert not Ballot.objects.exists()


def test_nothing_about_the_sender_is_kept(city, now) -> None:
    row = opened(city)
    Client(REMOTE_ADDR="203.0.113.9", headers={"user-agent": "Handset"}).post(address(row), SHEET)
    ballot = Ballot.objects.get()
    event = Event.objects.get(act="fill_in")
    stored = f"{vars(ballot)} {vars(event)}"
    assert "203.0.113.9" not in stored
    assert "Handset" not in stored
    assert event.actor_name == "参评的人"


def test_a_machine_in_the_trap_leaves_no_sheet(city, client, now) -> None:
    row = opened(city)
    assert client.post(address(row), SHEET | {"website": "http://example.com"}).status_code == 302
    assert not Ballot.objects.exists()


@pytest.mark.duty("S2-5.4c")
def test_number_and_code_open_the_sheet_of_an_invited_one(city, client, now) -> None:
    row = opened(city, panels=(("deputies", 1),))
    invitation = row.invitations.get()
    wrong = client.post("/appraisals/panel/", {"number": invitation.number, "code": "2222-3333"})
    assert "编号和评议码对不上" in wrong.content.decode()
    right = {"number": invitation.number, "code": services.code_of(invitation)}
    assert "您是特邀的人大代表" in client.post("/appraisals/panel/", right, follow=True).content.decode()
    client.post(address(row), SHEET)
    assert Ballot.objects.get().panel == "deputies"


def test_after_the_last_day_no_sheet_is_taken_and_the_page_says_so(city, client, now) -> None:
    row = opened(city)
    now(JUNE_11)
    assert client.post(address(row), SHEET).status_code == 409
    assert "现在不收测评表" in client.get(f"/appraisals/{row.pk}/fill/").content.decode()


@pytest.mark.duty("S2-5.6.6")
def test_the_results_are_read_by_everybody_with_how_they_were_reckoned(city, client, now) -> None:
    row = published(city)
    now(JUNE_11)
    page = client.get(row.get_absolute_url()).content.decode()
    for words in ("总体满意。", "80.00", "收到5份", "邀请2人，交回0人", "不到5份的不公布得分"):
        assert words in page
