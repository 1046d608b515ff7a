import json
from datetime import date
from itertools import pairwise

import pytest

from portal.deadlines.legal_rules import CODES, RULES, RuleNotInForce, UnknownRule, current, latest, rule
from portal.deadlines.legal_rules.terms import Basis, Breach, Ends, LegalRule, Unit


@pytest.mark.parametrize(
    ("code", "length"),
    [
        ("FOI_REPLY", "20个工作日"),
        ("FOI_CORRECTION_NOTICE", "7个工作日"),
        ("THIRD_PARTY_REPLY", "15个工作日"),
        ("JOINT_ORGAN_REPLY", "15个工作日"),
        ("PUBLISH", "20个工作日"),
        ("PENALTY_PUBLISH", "7个工作日"),
        ("PENALTY_WITHDRAW", "3个工作日"),
        ("BUDGET_PUBLISH", "20日"),
        ("CONTRACT_PUBLISH", "2个工作日"),
        ("AWARD_PUBLISH", "2个工作日"),
        ("INTERPRET", "3个工作日"),
        ("OPINION_STATEMENT", "5小时"),
        ("OPINION_PRESS", "24小时"),
        ("OPINION_REPLY", "48小时"),
        ("PREPUBLISH", "5个工作日"),
        ("CONSULTATION", "不少于30日"),
        ("HEARING_MATERIALS", "不少于7日"),
        ("LEGALITY_REVIEW", "不少于7个工作日"),
        ("ANNUAL_REPORT_ORGAN", "1月31日"),
        ("ANNUAL_REPORT_CITY_TARGET", "2月20日"),
        ("ANNUAL_REPORT_CITY", "3月31日"),
        ("REVIEW_APPLY", "60日"),
        ("LAWSUIT_DIRECT", "6个月"),
        ("LAWSUIT_AFTER_REVIEW", "15日"),
        ("LETTER_RED_LINE", "3个月"),
        ("COORDINATION_URGENT", "当日"),
        ("UNREACHABLE_RETENTION", "不少于1年"),
    ],
)
def test_the_table_says_what_the_law_says(code, length) -> None:
    assert latest(code).length == length


def test_a_version_applies_to_periods_that_begin_while_it_is_in_force() -> None:
    assert rule("FOI_REPLY", on=date(2019, 5, 14)).amount == 15
    assert rule("FOI_REPLY", on=date(2019, 5, 15)).amount == 20


def test_a_day_before_every_version_is_refused_with_the_first_day_in_force() -> None:
    with pytest.raises(RuleNotInForce, match="2019年5月15日起施行"):
        rule("FOI_CORRECTION_NOTICE", on=date(2019, 5, 14))


def test_an_unknown_code_is_refused() -> None:
    with pytest.raises(UnknownRule, match="NO_SUCH"):
        rule("NO_SUCH", on=date(2026, 1, 1))
    with pytest.raises(UnknownRule):
        latest("NO_SUCH")


def test_versions_of_one_code_never_overlap() -> None:
    for code in CODES:
        versions = sorted((row for row in RULES if row.code == code), key=lambda row: row.in_force_from or date.min)
        for earlier, later in pairwise(versions):
            assert earlier.in_force_to == later.in_force_from


@pytest.mark.parametrize("row", RULES, ids=lambda row: f"{row.code}-{row.in_force_from}")
def test_every_row_is_complete_and_survives_being_copied(row) -> None:
    assert row.title
    assert row.article
    assert row.anchor
    assert row.verb
    assert row.duties
    assert (row.month_day is not None) == (row.unit is Unit.FIXED_DATE)
    assert not (row.minimum and row.rolls)
    assert LegalRule.from_terms(json.loads(json.dumps(row.as_terms()))) == row


def test_stops_exist_only_where_days_are_counted() -> None:
    assert {row.unit for row in RULES if row.stops} == {Unit.WORKDAY}


@pytest.mark.duty("law.A4.32")
def test_a_silent_third_party_is_neither_for_nor_against() -> None:
    assert latest("THIRD_PARTY_REPLY").breach is Breach.NOTHING


@pytest.mark.duty("S2-7.9c")
def test_only_a_joint_author_consents_by_silence() -> None:
    assert [row.code for row in current() if row.breach is Breach.DEEMED_CONSENT] == ["JOINT_ORGAN_REPLY"]


def test_asking_stops_the_clock_and_a_correction_restarts_it() -> None:
    reply = latest("FOI_REPLY")
    assert [stop.code for stop in reply.ending_in(Ends.RESUME)] == ["THIRD_PARTY", "OTHER_ORGAN"]
    assert [stop.code for stop in reply.ending_in(Ends.RESTART)] == ["CORRECTION", "FEE"]


def test_numbers_of_law_are_not_for_a_city_to_change() -> None:
    assert latest("FOI_REPLY").configurable is False
    assert latest("GUIDE_UPDATE").configurable is True
    assert latest("FEE_PAYMENT").basis is Basis.UNVERIFIED
