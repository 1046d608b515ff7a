"""From the log-in page to the staff site: password, second factor, new password; half a log-in opens nothing."""

from datetime import date, datetime

import pytest
import time_machine
from django.urls import reverse
from django_otp.oath import totp
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import User
from portal.accounts.services import create_user
from portal.audit.models import Event
from portal.clock import SHANGHAI
from tests.accounts.conftest import PASSWORD, appointed, person

LOG_IN = "/admin/login/"
VERIFY = "/admin/login/second-factor/"
SET_UP = "/admin/login/second-factor/set-up/"
NEW_PASSWORD = "/admin/login/new-password/"
MORNING = datetime(2026, 5, 21, 9, 30, tzinfo=SHANGHAI)


@pytest.fixture
def otp(settings):
    settings.STAFF_OTP_REQUIRED = True


@pytest.fixture(autouse=True)
def clock_at_nine():
    with time_machine.travel(MORNING, tick=False) as moment:
        yield moment


def log_in(client, username="clerk", password=PASSWORD):
    return client.post(LOG_IN, {"username": username, "password": password})


def code_of(device) -> str:
    return f"{totp(device.bin_key):06d}"


def phone(user):
    return TOTPDevice.objects.create(user=user, name="手机", confirmed=True)


def is_in(client) -> bool:
    return client.get("/admin/all/").status_code == 200


def test_the_right_password_opens_the_staff_site_where_no_second_factor_is_asked(client, clerk) -> None:
    response = log_in(client)
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    assert is_in(client)


def test_a_log_in_is_recorded(client, clerk) -> None:
    log_in(client)
    assert list(Event.objects.values_list("act", "actor_name", "organ_name")) == [
        ("log_in", "经办人甲", "临江市教育局")
    ]


def test_a_wrong_password_says_so_in_chinese_and_keeps_the_name(client, clerk) -> None:
    page = log_in(client, password="wrong").content.decode()
    assert "用户名或者密码不正确" in page
    assert 'value="clerk"' in page


def test_the_page_asked_for_first_is_opened_after_the_log_in(client, clerk) -> None:
    response = client.post(f"{LOG_IN}?next=/admin/all/", {"username": "clerk", "password": PASSWORD})
    assert response["Location"] == "/admin/all/"


def test_a_foreign_address_is_not_followed_after_the_log_in(client, clerk) -> None:
    response = client.post(f"{LOG_IN}?next=https://evil.example/", {"username": "clerk", "password": PASSWORD})
    assert response["Location"] == "/admin/"


def test_without_an_appointment_in_force_nobody_comes_in(client, education) -> None:
    appointed(person("former", "前经办人"), education, "handler", ends_on=date(2026, 1, 31))
    page = log_in(client, "former").content.decode()
    assert "没有有效的任命" in page
    assert not is_in(client)


def test_a_closed_account_looks_like_a_wrong_password(client, clerk) -> None:
    User.objects.filter(pk=clerk.pk).update(is_active=False)
    assert "用户名或者密码不正确" in log_in(client).content.decode()


def test_an_appointment_that_ends_closes_the_staff_site_at_once(client, clerk) -> None:
    log_in(client)
    clerk.appointments.update(ends_on=date(2026, 1, 31))
    assert not is_in(client)


def test_no_page_opens_between_password_and_second_factor(client, clerk, otp) -> None:
    phone(clerk)
    response = log_in(client)
    assert response["Location"] == VERIFY
    assert not is_in(client)
    assert "_auth_user_id" not in client.session


def test_the_second_factor_completes_the_log_in(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    log_in(client)
    response = client.post(VERIFY, {"token": code_of(device)})
    assert response["Location"] == "/admin/"
    assert is_in(client)


def test_a_phone_once_set_up_is_asked_for_even_where_it_is_not_obligatory(client, clerk) -> None:
    phone(clerk)
    assert log_in(client)["Location"] == VERIFY


def test_a_code_works_once(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    code = code_of(device)
    log_in(client)
    client.post(VERIFY, {"token": code})
    client.logout()
    log_in(client)
    assert "已经用过" in client.post(VERIFY, {"token": code}).content.decode()
    assert not is_in(client)


def test_a_phone_half_a_minute_late_is_accepted_and_two_minutes_late_is_not(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    code = code_of(device)
    log_in(client)
    clock_at_nine.shift(120)
    client.post(VERIFY, {"token": code})
    assert not is_in(client)
    clock_at_nine.shift(10)
    code = code_of(device)
    clock_at_nine.shift(30)
    client.post(VERIFY, {"token": code})
    assert is_in(client)


def test_wrong_codes_make_the_next_wait_longer(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    log_in(client)
    wrong = f"{(totp(device.bin_key) + 1) % 1000000:06d}"
    assert "口令不对" in client.post(VERIFY, {"token": wrong}).content.decode()
    assert "请等1秒再试" in client.post(VERIFY, {"token": code_of(device)}).content.decode()
    clock_at_nine.shift(2)
    client.post(VERIFY, {"token": wrong})
    assert "请等2秒再试" in client.post(VERIFY, {"token": code_of(device)}).content.decode()


def test_who_has_no_phone_yet_sets_it_up_and_gets_recovery_codes_once(client, clerk, otp, clock_at_nine) -> None:
    assert log_in(client)["Location"] == SET_UP
    page = client.get(SET_UP).content.decode()
    assert 'src="data:image/svg+xml;base64,' in page
    assert not is_in(client)
    device = TOTPDevice.objects.get(user=clerk, confirmed=False)
    page = client.post(SET_UP, {"token": code_of(device)}).content.decode()
    assert page.count("<li>") == 10
    assert not is_in(client)
    assert client.post("/admin/login/go-on/")["Location"] == "/admin/"
    assert is_in(client)
    assert client.get(SET_UP)["Location"] == LOG_IN


def test_set_up_shows_the_same_secret_until_a_code_confirms_it(client, clerk, otp, clock_at_nine) -> None:
    log_in(client)
    client.get(SET_UP)
    client.post(SET_UP, {"token": "000000"})
    client.get(SET_UP)
    assert TOTPDevice.objects.filter(user=clerk).count() == 1


def test_a_recovery_code_replaces_the_phone_once(client, clerk, otp, clock_at_nine) -> None:
    log_in(client)
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=clerk)
    codes = client.post(SET_UP, {"token": code_of(device)}).context["codes"]
    client.post("/admin/login/go-on/")
    client.logout()

    log_in(client)
    assert client.post(VERIFY, {"token": codes[3].upper()})["Location"] == "/admin/"
    client.logout()
    log_in(client)
    assert "已经用过" in client.post(VERIFY, {"token": codes[3]}).content.decode()


def test_recovery_codes_are_not_kept_in_the_open(client, clerk, otp, clock_at_nine) -> None:
    log_in(client)
    client.get(SET_UP)
    device = TOTPDevice.objects.get(user=clerk)
    codes = client.post(SET_UP, {"token": code_of(device)}).context["codes"]
    kept = set(clerk.staticdevice_set.get().token_set.values_list("token", flat=True))
    assert kept.isdisjoint({code.replace("-", "") for code in codes})


def test_somebody_elses_code_is_worth_nothing(client, clerk, keeper, otp, clock_at_nine) -> None:
    phone(clerk)
    other = phone(keeper)
    log_in(client)
    client.post(VERIFY, {"token": code_of(other)})
    assert not is_in(client)


def test_a_session_from_before_the_second_factor_became_obligatory_ends(client, clerk, settings) -> None:
    client.force_login(clerk)
    assert is_in(client)
    settings.STAFF_OTP_REQUIRED = True
    page = client.get("/admin/all/", follow=True).content.decode()
    assert "现在登录要用动态口令" in page


def test_a_half_log_in_is_forgotten_after_ten_minutes(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    log_in(client)
    clock_at_nine.shift(601)
    response = client.post(VERIFY, {"token": code_of(device)}, follow=True)
    assert "登录没有完成" in response.content.decode()
    assert not is_in(client)


def test_the_steps_cannot_be_entered_without_the_password(client, clerk, otp) -> None:
    for name in ("second-factor", "second-factor-set-up", "new-password"):
        assert client.get(reverse(f"accounts:{name}"))["Location"] == LOG_IN
    assert client.post(reverse("accounts:go-on"))["Location"] == LOG_IN


def test_a_temporary_password_is_replaced_before_anything_opens(client, admin, education, clock_at_nine) -> None:
    user, temporary = create_user(actor=admin, at=MORNING, username="newcomer", name="经办人乙")
    appointed(user, education, "handler")
    assert log_in(client, "newcomer", temporary)["Location"] == NEW_PASSWORD
    assert not is_in(client)
    own = "Own-password-of-2026"
    response = client.post(NEW_PASSWORD, {"new_password1": own, "new_password2": own})
    assert response["Location"] == "/admin/"
    assert is_in(client)
    client.logout()
    assert log_in(client, "newcomer", own)["Location"] == "/admin/"


def test_a_temporary_password_dies_after_three_days(client, admin, education, clock_at_nine) -> None:
    user, temporary = create_user(actor=admin, at=MORNING, username="newcomer", name="经办人乙")
    appointed(user, education, "handler")
    clock_at_nine.move_to(datetime(2026, 5, 24, 9, 30, tzinfo=SHANGHAI))
    assert "临时密码已经过期" in log_in(client, "newcomer", temporary).content.decode()


def test_a_password_of_more_than_ninety_days_is_replaced_at_log_in(client, clerk, clock_at_nine) -> None:
    clock_at_nine.move_to(datetime(2026, 7, 30, 9, 0, tzinfo=SHANGHAI))  # changed on 1 May, 90 days ago
    assert log_in(client)["Location"] == "/admin/"
    client.logout()
    clock_at_nine.move_to(datetime(2026, 7, 30, 9, 1, tzinfo=SHANGHAI))
    assert log_in(client)["Location"] == NEW_PASSWORD


def test_the_phone_is_asked_for_before_the_new_password(client, clerk, otp, clock_at_nine) -> None:
    device = phone(clerk)
    User.objects.filter(pk=clerk.pk).update(password_changed_at=None)
    assert log_in(client)["Location"] == VERIFY
    assert client.get(NEW_PASSWORD)["Location"] == VERIFY
    assert client.post(VERIFY, {"token": code_of(device)})["Location"] == NEW_PASSWORD


def test_signing_in_starts_a_new_session(client, clerk) -> None:
    client.get(LOG_IN)
    client.session["planted"] = "by somebody else"
    before = client.session.session_key
    log_in(client)
    assert client.session.session_key != before
    assert "planted" not in client.session


def test_no_page_of_the_log_in_is_cached(client, clerk, otp) -> None:
    log_in(client)
    for address in (LOG_IN, SET_UP):
        assert "no-store" in client.get(address)["Cache-Control"]


@pytest.mark.parametrize("value", ["１２３４５６７", "x" * 40000, "<script>alert(1)</script>", "\x00", "😀"])
def test_odd_input_gets_a_plain_answer(client, clerk, value, otp) -> None:
    phone(clerk)
    log_in(client)
    response = client.post(VERIFY, {"token": value})
    assert response.status_code == 200
    assert "<script>alert" not in response.content.decode()
    assert client.post(LOG_IN, {"username": value, "password": value}).status_code == 200
