"""Text messages and pushes: off by default, confirmed by a code, without a secret, gone with the last following."""

from datetime import timedelta

import pytest

from portal.errors import DomainError, InvalidInput
from portal.following import links, services
from portal.following.models import Follower, Route
from portal.notices.models import Notice
from portal.notices.services import deliver
from tests.disclosure.office import MORNING
from tests.following.conftest import NEXT_DIGEST, digests, follow, publish, sent
from tests.following.test_digests import titles

PHONE = "13800000001"
TEXTS: list[tuple[str, str]] = []


class Gateway:
    """What a city names in its settings: keeps what it was handed."""

    def send(self, phone: str, text: str, *, reference: str) -> None:
        TEXTS.append((phone, text))


@pytest.fixture(autouse=True)
def _gateway(settings):
    settings.NOTICE_SMS_GATEWAY = f"{__name__}.Gateway"
    settings.FOLLOWING_CHANNELS = ["sms"]
    TEXTS.clear()


@pytest.fixture
def follower(office) -> Follower:
    return follow("organ", "jyj")


def texts(at) -> list[tuple[str, str]]:
    deliver(at=at)
    out, TEXTS[:] = list(TEXTS), []
    return out


def confirmed(follower, *, at=MORNING) -> Route:
    services.ask_for_code(follower, channel="sms", address=PHONE, at=at)
    [(_, text)] = texts(at)
    services.confirm_code(follower, channel="sms", code=text.partition("验证码")[2][:6], at=at)
    return follower.routes.get()


@pytest.mark.duty("S1-6.5")
def test_a_number_is_told_after_its_code_was_typed_in(office, follower) -> None:
    confirmed(follower)
    publish(office, "关于招生的通知")
    (message,) = digests(NEXT_DIGEST)  # delivers both
    [(phone, text)] = TEXTS
    assert message.subject == "您关注的内容有1件新文件"
    assert (phone, "1件新文件，例如《关于招生的通知》" in text, "token" in text) == (PHONE, True, False)


def test_nothing_is_sent_to_a_number_nobody_confirmed(office, follower) -> None:
    services.ask_for_code(follower, channel="sms", address=PHONE, at=MORNING)
    assert len(texts(MORNING)) == 1
    publish(office, "关于招生的通知")
    services.send_due(at=NEXT_DIGEST)
    assert not Notice.objects.filter(kind="following_short").exists()


@pytest.mark.duty("law.K")
def test_neither_number_nor_code_is_stored_in_plain_words(follower) -> None:
    services.ask_for_code(follower, channel="sms", address=PHONE, at=MORNING)
    route, notice = follower.routes.get(), Notice.objects.get(kind="following_code")
    told = str([Route.objects.values().get(), Notice.objects.values().get(pk=notice.pk)])
    assert (PHONE in told, links.code_of(route) in told) == (False, False)


def test_a_wrong_code_is_refused_and_five_of_them_end_it(follower) -> None:
    services.ask_for_code(follower, channel="sms", address=PHONE, at=MORNING)
    right = links.code_of(follower.routes.get())
    wrong = "000000" if right != "000000" else "111111"
    for _ in range(5):
        with pytest.raises(InvalidInput, match="验证码不对"):
            services.confirm_code(follower, channel="sms", code=wrong, at=MORNING)
    with pytest.raises(InvalidInput, match="已经失效"):
        services.confirm_code(follower, channel="sms", code=right, at=MORNING)


def test_a_code_grows_old(follower) -> None:
    services.ask_for_code(follower, channel="sms", address=PHONE, at=MORNING)
    right = links.code_of(follower.routes.get())
    with pytest.raises(InvalidInput, match="已经失效"):
        services.confirm_code(follower, channel="sms", code=right, at=MORNING + timedelta(minutes=10))


def test_only_ways_the_city_has_switched_on_can_be_asked_for(follower, settings) -> None:
    with pytest.raises(DomainError, match="现在不能用这种方式告知"):
        services.ask_for_code(follower, channel="webhook", address="https://example.com/x", at=MORNING)
    with pytest.raises(InvalidInput, match="请填11位手机号"):
        services.ask_for_code(follower, channel="sms", address="12345", at=MORNING)
    settings.FOLLOWING_CHANNELS = []
    with pytest.raises(DomainError, match="现在不能用这种方式告知"):
        services.ask_for_code(follower, channel="sms", address=PHONE, at=MORNING)


def test_the_last_following_takes_the_number_with_it(follower) -> None:
    confirmed(follower)
    services.stop(follower, at=MORNING)
    assert not Route.objects.exists()


def test_a_pause_sends_nothing_and_loses_nothing(office, follower) -> None:
    services.pause(follower, at=MORNING)
    publish(office, "暂停时的通知")
    assert digests(NEXT_DIGEST) == []
    resumed = NEXT_DIGEST + timedelta(days=9)
    services.resume(Follower.objects.get(), at=resumed)
    publish(office, "恢复以后的通知", at=resumed + timedelta(hours=2))
    (message,) = digests(resumed + timedelta(days=1))
    assert titles(message) == ["恢复以后的通知", "暂停时的通知"]


def test_the_own_page_adds_confirms_pauses_and_gives_up(client, follower, time_machine) -> None:
    time_machine.move_to(MORNING, tick=False)
    page = f"/following/mine/?token={links.mine_token(follower, at=MORNING)}"
    assert "发验证码" in client.get(page).content.decode()
    assert "请填11位手机号" in client.post(page, {"channel": "sms", "address": "1"}).content.decode()
    assert client.post(page, {"channel": "sms", "address": PHONE}).status_code == 302
    shown = client.get(page).content.decode()
    assert ("验证码已经发到" in shown, PHONE in shown) == (True, False)
    code = links.code_of(follower.routes.get())
    assert client.post(page, {"channel": "sms", "code": code}).status_code == 302
    assert "不再用短信" in client.get(page).content.decode()
    assert client.post(page, {"channel": "sms", "drop": "1"}).status_code == 302
    assert client.post(page, {"pause": "1"}).status_code == 302
    assert "继续接收" in client.get(page).content.decode()
    assert client.post(page, {"resume": "1"}).status_code == 302
    assert Follower.objects.get().next_digest_at == NEXT_DIGEST


def test_every_mail_tells_how_to_stop_in_one_step(office, follower) -> None:
    publish(office, "关于招生的通知")
    (message,) = digests(NEXT_DIGEST)
    assert message.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent(NEXT_DIGEST) == []
