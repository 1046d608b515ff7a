"""Less, less often, or nothing any more: from the mail, from the page, from the mail program."""

from datetime import timedelta

import pytest

from portal.following import links
from portal.following.models import Follower, Following
from portal.privacy import retention
from portal.privacy.services import purge
from tests.disclosure.office import MORNING
from tests.following.conftest import ADDRESS, NEXT_DIGEST, digests, follow, link, publish, sent


@pytest.fixture(autouse=True)
def _morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


def own_page(follower) -> str:
    return f"/following/mine/?token={links.mine_token(follower, at=MORNING)}"


def stop_page(follower) -> str:
    return f"/following/stop/?token={links.stop_token(follower)}"


def test_every_digest_carries_the_headers_of_one_click_unsubscribing(client, office) -> None:
    follower = follow("organ", "jyj")
    publish(office, "关于招生的通知")
    (message,) = digests(NEXT_DIGEST)
    address = f"http://www.linjiang.example{stop_page(follower)}"
    assert message.extra_headers["List-Unsubscribe"] == f"<{address}>"
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert address in message.body


def test_the_mail_program_unsubscribes_by_one_post_without_cookies(office) -> None:
    from django.test import Client

    follower = follow("organ", "jyj")
    strict = Client(enforce_csrf_checks=True)
    assert strict.get(stop_page(follower)).status_code == 200
    assert Following.objects.count() == 1, "reading the page ends nothing"
    answer = strict.post(stop_page(follower), "List-Unsubscribe=One-Click", "application/x-www-form-urlencoded")
    assert answer.status_code == 200
    assert Following.objects.count() == 0
    assert Follower.objects.get().ended_at == MORNING
    assert strict.post(stop_page(follower)).status_code == 200, "once more does no harm"


def test_a_forged_link_ends_nothing_and_is_answered_alike(client, office) -> None:
    follower = follow("organ", "jyj")
    true, forged = stop_page(follower), stop_page(follower)[:-2] + "xx"
    answers = [client.post(address) for address in (forged, true)]
    assert [(answer.status_code, "已经退订" in answer.content.decode()) for answer in answers] == [(200, True)] * 2
    assert Follower.objects.filter(ended_at=None).count() == 0
    other = follow("organ", "jyj", address="other@example.com", at=MORNING + timedelta(hours=1))
    client.post(f"/following/stop/?token={other.row_key.hex}")
    client.post("/following/stop/")
    assert other.followings.count() == 1


def test_nobody_who_unsubscribed_gets_a_mail_that_was_already_waiting(client, office) -> None:
    follower = follow("organ", "jyj")
    publish(office, "关于招生的通知")
    from portal.following.services import send_due

    assert send_due(at=NEXT_DIGEST) == 1
    client.post(stop_page(follower))
    assert sent(NEXT_DIGEST) == []


def test_the_own_page_shows_and_removes(client, office) -> None:
    follower = follow("organ", "jyj")
    follow("column", "jyj-policy", at=MORNING + timedelta(minutes=5))
    page = client.get(own_page(follower)).content.decode()
    assert "正在关注2项" in page
    assert "l***@example.com" in page
    assert ADDRESS not in page
    first, second = follower.followings.order_by("pk")
    client.post(own_page(follower), {"remove": first.pk})
    assert [row.kind for row in follower.followings.all()] == ["column"]
    answer = client.post(own_page(follower), {"remove": second.pk})
    assert "已经退订" in answer.content.decode()
    assert client.get(own_page(follower)).status_code == 410


def test_the_own_page_touches_nobody_else(client, office) -> None:
    follower = follow("organ", "jyj")
    other = follow("organ", "jyj", address="other@example.com", at=MORNING + timedelta(hours=1))
    client.post(own_page(follower), {"remove": other.followings.get().pk})
    client.post(own_page(follower), {"remove": "x"})
    assert (follower.followings.count(), other.followings.count()) == (1, 1)


def test_the_own_page_changes_the_frequency(client, office) -> None:
    follower = follow("organ", "jyj")
    client.post(own_page(follower), {"frequency": "weekly"})
    follower.refresh_from_db()
    assert follower.frequency == "weekly"
    assert follower.next_digest_at == NEXT_DIGEST + timedelta(days=3)
    client.post(own_page(follower), {"frequency": "hourly"})
    assert Follower.objects.get().frequency == "weekly"


def test_the_link_to_the_own_page_grows_old(client, office, time_machine) -> None:
    follower = follow("organ", "jyj")
    address = own_page(follower)
    time_machine.move_to(MORNING + timedelta(days=91), tick=False)
    assert client.get(address).status_code == 410
    assert client.get("/following/mine/?token=" + links.stop_token(follower)).status_code == 410


def test_who_lost_the_link_gets_it_by_mail(client, office) -> None:
    follow("organ", "jyj")
    client.post("/following/", {"address": ADDRESS})
    client.post("/following/", {"address": "nobody@example.com"})
    (message,) = sent(MORNING)
    assert (message.to, message.subject) == ([ADDRESS], "我的关注")
    assert "正在关注1项" in client.get(link(message)).content.decode()


@pytest.mark.duty("law.K")
def test_what_was_never_confirmed_and_what_ended_is_erased_after_a_month(office) -> None:
    from tests.following.conftest import ask

    kept = follow("organ", "jyj", address="kept@example.com")
    ended = follow("organ", "jyj", address="ended@example.com")
    from portal.following.services import stop

    stop(ended, at=MORNING)
    ask("organ", "jyj", address="never@example.com")
    ask("column", "jyj-policy", address="kept@example.com")
    codes = ("follower_unconfirmed", "following_unconfirmed", "follower_ended", "following_digest")
    soon, later = MORNING + timedelta(days=28), MORNING + timedelta(days=32)
    assert [purge(retention.rule(code), at=soon).due for code in codes] == [0, 0, 0, 0]
    for code in codes:
        purge(retention.rule(code), at=later, dry_run=False)
    assert list(Follower.objects.all()) == [kept]
    assert [row.kind for row in Following.objects.all()] == ["organ"]
