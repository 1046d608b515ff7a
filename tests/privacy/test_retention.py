"""What is erased, when, and what the trail says about it."""

from dataclasses import replace
from datetime import date, datetime

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.models import Q

from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.privacy import retention
from portal.privacy.months import months_before
from portal.privacy.retention import RetentionRule
from portal.privacy.services import purge
from tests.governed.models import Applicant
from tests.privacy.conftest import ID_NUMBER

RULE = RetentionRule(
    code="applicant_id",
    model="governed.applicant",
    what="申请人证件号码",
    event="办结",
    anchor="closed_on",
    months=60,
    basis="《个人信息保护法》第十九条",
    erase={"id_number": "", "id_number_index": ""},
    only=Q(closed_on__isnull=False),
    at_least=6,
)


@pytest.fixture
def rows(education):
    days = [None, date(2021, 5, 20), date(2021, 5, 21), date(2026, 1, 1)]
    return [Applicant.objects.create(organ=education, id_number=ID_NUMBER, closed_on=day) for day in days]


@pytest.mark.duty("law.K")
def test_only_what_is_settled_and_older_than_the_period_is_erased(rows, at) -> None:
    assert (purge(RULE, at=at).due, Event.objects.count()) == (1, 0)
    done = purge(RULE, at=at, dry_run=False)
    assert (done.erased, done.failed) == (1, 0)
    left = Applicant.objects.filter(id_number="", id_number_index="")
    assert list(left) == [rows[1]]
    event = Event.objects.get()
    assert (event.act, event.subject_title) == ("purge_personal_data", f"申请人 {rows[1].pk}")
    assert event.after == {"rule": "applicant_id", "what": "申请人证件号码", "basis": "《个人信息保护法》第十九条"}
    assert ID_NUMBER not in str(Event.objects.values())
    assert purge(RULE, at=at, dry_run=False).erased == 0


def test_a_city_may_keep_it_shorter_but_not_below_the_minimum_of_law(rows, at, settings) -> None:
    settings.RETENTION_MONTHS = {"applicant_id": "6"}
    assert purge(RULE, at=datetime(2026, 7, 2, 9, 0, tzinfo=SHANGHAI)).due == 3
    for wrong in ("5", "0", "-1", "半年"):
        settings.RETENTION_MONTHS = {"applicant_id": wrong}
        with pytest.raises(ImproperlyConfigured):
            purge(RULE, at=at)


@pytest.mark.parametrize(
    ("moment", "months", "expected"),
    [
        (datetime(2026, 3, 31, 9, 0, tzinfo=SHANGHAI), 1, datetime(2026, 2, 28, 9, 0, tzinfo=SHANGHAI)),
        (datetime(2026, 1, 15, 9, 0, tzinfo=SHANGHAI), 1, datetime(2025, 12, 15, 9, 0, tzinfo=SHANGHAI)),
        (datetime(2024, 2, 29, 9, 0, tzinfo=SHANGHAI), 12, datetime(2023, 2, 28, 9, 0, tzinfo=SHANGHAI)),
    ],
)
def test_months_are_counted_by_the_calendar(moment, months, expected) -> None:
    assert months_before(moment, months) == expected


def test_whole_rows_go_where_the_rule_says_so(rows, at) -> None:
    rule = replace(RULE, months=1, erase=retention.DELETE)
    assert purge(rule, at=at, dry_run=False, limit=2).erased == 2
    assert list(Applicant.objects.order_by("pk")) == [rows[0], rows[3]]


@pytest.mark.duty("law.E7")
def test_log_in_records_are_kept_six_months_at_least_whatever_is_configured(settings, at, db) -> None:
    settings.RETENTION_MONTHS = {"log_in": "3"}
    with pytest.raises(ImproperlyConfigured):
        purge(retention.rule("log_in"), at=at)


def test_the_command_counts_first_and_erases_only_when_told(db, at, capsys) -> None:
    from portal.notices.models import Notice
    from portal.notices.services import deliver, queue

    then = datetime(2020, 1, 1, 9, 0, tzinfo=SHANGHAI)
    for key in ("sent", "waiting"):
        queue(channel="email", to="a@b.example", subject_line="主题", body="内容", kind="k", dedupe_key=key, at=then)
        if key == "sent":
            deliver(at=then)
    call_command("purge_expired", "--rule", "notice_address")
    assert "notice_address　通知的收件地址（通知登记以后保存12个月）：到期1项" in capsys.readouterr().out
    assert Notice.objects.filter(address="").count() == 0
    call_command("purge_expired", "--erase", "--rule", "notice_address")
    assert "清除1项，失败0项" in capsys.readouterr().out
    assert list(Notice.objects.filter(address="").values_list("dedupe_key", flat=True)) == ["sent"]
    call_command("purge_expired")
    with pytest.raises(CommandError, match="没有这条规则"):
        call_command("purge_expired", "--rule", "x")
