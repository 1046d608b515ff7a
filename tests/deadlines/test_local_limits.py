from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.deadlines import selectors
from portal.deadlines.services import open_deadline, set_local_limit
from portal.deadlines.services.local_limits import NotTheCitysNumber
from portal.errors import NotAllowed
from tests.deadlines.conftest import CASE, on

pytestmark = pytest.mark.django_db

AT = on(2026, 5, 21)


def set_limit(rule, value, start=date(2026, 6, 1), basis="本市公开指南管理办法", actor=SYSTEM):
    return set_local_limit(rule=rule, value=value, basis=basis, effective_from=start, actor=actor, at=AT)


def test_the_citys_number_applies_from_its_day_on() -> None:
    set_limit("GUIDE_UPDATE", 10)
    assert selectors.rule("GUIDE_UPDATE", on=date(2026, 5, 31)).amount == 20
    assert selectors.rule("GUIDE_UPDATE", on=date(2026, 6, 1)).amount == 10
    set_limit("GUIDE_UPDATE", 5, date(2026, 7, 1))
    assert selectors.rule("GUIDE_UPDATE", on=date(2026, 7, 1)).amount == 5


def test_running_clocks_keep_their_terms(organ, clerk) -> None:
    clock = open_deadline(rule="GUIDE_UPDATE", subject=CASE, organ=organ, start=date(2026, 5, 21), actor=clerk, at=AT)
    set_limit("GUIDE_UPDATE", 1, date(2026, 5, 1))
    clock.refresh_from_db()
    assert (clock.legal_rule.amount, clock.due_on) == (20, date(2026, 6, 18))


@pytest.mark.duty("S2-9.3b")
def test_the_citys_own_target_date_may_move() -> None:
    set_limit("ANNUAL_REPORT_CITY_TARGET", (2, 15))
    assert selectors.rule("ANNUAL_REPORT_CITY_TARGET", on=date(2026, 12, 1)).length == "2月15日"


@pytest.mark.parametrize(
    ("rule", "value", "message"),
    [
        ("FOI_REPLY", 30, "由法律规定"),
        ("ANNUAL_REPORT_CITY", (4, 30), "由法律规定"),
        ("GUIDE_UPDATE", 21, "最长只能定为20"),
        ("GUIDE_UPDATE", 0, "大于0"),
        ("GUIDE_UPDATE", (2, 15), "20个工作日"),
        ("ANNUAL_REPORT_CITY_TARGET", 15, "2月20日"),
        ("ANNUAL_REPORT_CITY_TARGET", (2, 30), "每年都有的日子"),
    ],
)
def test_numbers_beyond_the_citys_power_are_refused(rule, value, message) -> None:
    with pytest.raises(NotTheCitysNumber, match=message):
        set_limit(rule, value)


def test_a_local_number_needs_its_basis_and_its_office(clerk) -> None:
    with pytest.raises(NotTheCitysNumber, match="依据"):
        set_limit("GUIDE_UPDATE", 10, basis=" ")
    with pytest.raises(NotAllowed):
        set_limit("GUIDE_UPDATE", 10, actor=clerk)


def test_one_number_for_one_day() -> None:
    set_limit("GUIDE_UPDATE", 10)
    with pytest.raises(NotTheCitysNumber, match="已经有"):
        set_limit("GUIDE_UPDATE", 12)


def test_setting_a_number_is_audited() -> None:
    limit = set_limit("GUIDE_UPDATE", 10)
    row = Event.objects.get(act="local_limit_set")
    assert (row.subject_id, row.after["value"], row.reason) == (limit.pk, 10, "本市公开指南管理办法")


def run(*args) -> str:
    out = StringIO()
    call_command("set_local_limit", *args, stdout=out)
    return out.getvalue()


def test_the_command_sets_a_length_or_a_date() -> None:
    assert "GUIDE_UPDATE 自2026-06-01" in run("GUIDE_UPDATE", "10", "--basis", "本市办法", "--from", "2026-06-01")
    assert "已设定" in run("ANNUAL_REPORT_CITY_TARGET", "2-15", "--basis", "本市办法")
    with pytest.raises(CommandError, match="月-日"):
        run("GUIDE_UPDATE", "ten", "--basis", "本市办法")
    with pytest.raises(CommandError, match="由法律规定"):
        run("FOI_REPLY", "30", "--basis", "本市办法")
