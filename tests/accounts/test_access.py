"""特权账号清单: every week, who holds what reaches far, since when, and whether it is used."""

from datetime import date, datetime

import pytest
from celery.schedules import crontab
from django.conf import settings
from django.core.management import CommandError, call_command
from django_otp.plugins.otp_totp.models import TOTPDevice

from portal.accounts.models import AccessReview, Organ, User
from portal.accounts.selectors import privileged_access
from portal.accounts.services import list_privileged_access
from portal.accounts.tasks import list_privileged_access as task
from portal.audit.models import Event
from portal.clock import SHANGHAI
from tests.accounts.conftest import appointed, person


@pytest.fixture
def signer(education):
    user = person("signer", "签发人甲")
    appointed(user, education, "signer", starts_on=date(2026, 2, 19))
    return user


def test_who_is_on_the_list(keeper, clerk, signer, at) -> None:
    assert [(row.name, row.organ, row.role_label, row.since) for row in privileged_access(at=at)] == [
        ("签发人甲", "临江市教育局", "签发人（分管领导）", date(2026, 2, 19)),
        ("系统管理员甲", "临江市人民政府", "系统管理员", date(2026, 1, 1)),
    ]


def test_unused_means_no_log_in_for_more_than_ninety_days(signer, at) -> None:
    def unused(last_login):
        User.objects.filter(pk=signer.pk).update(last_login=last_login)
        return privileged_access(at=at)[0].is_unused

    assert not unused(datetime(2026, 2, 20, 9, 30, tzinfo=SHANGHAI))  # 90 days before 21 May, to the minute
    assert unused(datetime(2026, 2, 19, 9, 0, tzinfo=SHANGHAI))
    assert unused(None)  # appointed on 19 February, never seen


def test_the_second_factor_is_shown(signer, at) -> None:
    assert not privileged_access(at=at)[0].has_second_factor
    TOTPDevice.objects.create(user=signer, confirmed=True)
    assert privileged_access(at=at)[0].has_second_factor


def test_who_is_closed_or_no_longer_appointed_is_not_on_the_list(signer, keeper, at) -> None:
    User.objects.filter(pk=keeper.pk).update(is_active=False)
    signer.appointments.update(ends_on=date(2026, 5, 20))
    assert privileged_access(at=at) == []


def test_the_list_costs_one_query(keeper, signer, at, django_assert_num_queries) -> None:
    with django_assert_num_queries(1):
        assert len(privileged_access(at=at)) == 2


def test_the_list_of_the_week_is_kept_once_and_recorded(keeper, signer, at) -> None:
    list_privileged_access(at=at)
    review = list_privileged_access(at=datetime(2026, 5, 24, 23, 0, tzinfo=SHANGHAI))
    assert review.week == date(2026, 5, 18)
    assert AccessReview.objects.count() == 1
    assert Event.objects.get(act="list_privileged_access").after == {
        "holders": 2,
        "unused": 2,
        "without_second_factor": 2,
    }
    list_privileged_access(at=datetime(2026, 5, 25, 7, 0, tzinfo=SHANGHAI))
    assert AccessReview.objects.count() == 2


def test_the_task_runs_every_monday_morning(keeper) -> None:
    entry = settings.CELERY_BEAT_SCHEDULE["privileged-access"]
    assert entry["task"] == task.name
    assert entry["schedule"] == crontab(day_of_week="mon", hour=7, minute=0)
    assert task() == 1


def test_the_command_prints_the_list(keeper, capsys) -> None:
    call_command("list_privileged_access")
    out = capsys.readouterr().out
    assert "临江市人民政府  系统管理员  系统管理员甲（keeper）  2026-01-01起  从未登录  没有动态口令" in out
    call_command("list_privileged_access", json=True)
    assert '"username": "keeper"' in capsys.readouterr().out


def test_the_register_is_checked_before_the_city_opens(keeper, capsys) -> None:
    with pytest.raises(SystemExit):
        call_command("check_organs")
    assert "没有登记乡镇。" in capsys.readouterr().out


def test_a_complete_register_passes(db, capsys) -> None:
    for number, kind in enumerate(["government", "township", "subdistrict", "department", "affiliated", "authorized"]):
        organ = Organ.objects.create(
            name=kind,
            short_name=kind,
            code=kind,
            kind=kind,
            number_code="甲乙丙丁戊己"[number],
            uscc=f"1144170000728042{number}0",
            active_from=date(2000, 1, 1),
        )
        for role in ("head", "signer", "disclosure_head", "secrecy_reviewer"):
            appointed(person(f"{kind}-{role}", "某人"), organ, role)
    call_command("check_organs")
    assert capsys.readouterr().out == "机构登记齐全。\n"


def test_a_wrong_option_is_refused(db) -> None:
    with pytest.raises(CommandError):
        call_command("create_system_admin")
