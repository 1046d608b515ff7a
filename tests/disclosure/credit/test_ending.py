"""What is shown no longer: overturned, repaired, over."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.credit import services
from disclosure.credit.tasks import end_periods
from portal.accounts.services import merge_organs
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, StaleState
from portal.privacy.retention import rule
from portal.privacy.services import plain_text, purge
from tests.disclosure.credit.records import PERSON, fresh, published, register
from tests.disclosure.office import open_office


def overturn(office, record, on=date(2026, 5, 20)):
    given = {"overturned_on": on, "reason": "人民法院判决撤销。"}
    return services.report_overturned(record, **given, **office.as_(Role.HANDLER))


@pytest.mark.duty("S3-2.5b")
def test_an_overturned_decision_comes_down_within_three_working_days_with_its_reason(office) -> None:
    record = overturn(office, published(office))
    clock = Deadline.objects.get(rule="PENALTY_WITHDRAW")
    assert (record.state, record.standing, clock.due_on) == ("published", "已变更或者撤销", date(2026, 5, 25))
    services.withdraw(record, reason="处罚决定已被撤销。", **office.as_(Role.SIGNER))
    clock.refresh_from_db()
    assert (record.state, record.taken_down_reason, clock.outcome) == ("withdrawn", "处罚决定已被撤销。", "done")


@pytest.mark.duty("S3-2.5b")
@pytest.mark.parametrize("reason", ["", "  ", "撤" * 1001, "电话13812345678"])
def test_a_withdrawal_says_why_to_the_public_and_nothing_personal(office, reason) -> None:
    record = published(office)
    with pytest.raises(DomainError) as refused:
        services.withdraw(record, reason=reason, **office.as_(Role.SIGNER))
    assert list(refused.value.by_field()) == ["reason"]
    assert fresh(record).state == "published"


@pytest.mark.duty("law.K")
def test_the_reason_does_not_name_a_natural_person(office) -> None:
    record = published(office, **PERSON)
    services.withdraw(record, reason="对赵某某的处罚已被撤销。", **office.as_(Role.SIGNER))
    assert fresh(record).taken_down_reason == "对赵**的处罚已被撤销。"


@pytest.mark.parametrize("on", [date(2026, 5, 17), date(2026, 5, 22)])
def test_a_decision_is_overturned_after_it_was_made_and_not_tomorrow(office, on) -> None:
    with pytest.raises(InvalidInput):
        overturn(office, published(office), on=on)


def test_it_is_reported_once(office) -> None:
    record = overturn(office, published(office))
    with pytest.raises(StaleState):
        overturn(office, record)


@pytest.mark.duty("S3-5.6b")
def test_a_repair_ends_the_show_early_and_not_before_its_time(office) -> None:
    record = published(office)
    given = {"repair_number": "临信修〔2026〕1号", "reason": "已经纠正。"}
    office.at = datetime(2026, 8, 17, 9, 0, tzinfo=SHANGHAI)
    with pytest.raises(Blocked, match="2026-08-18"):
        services.repair(record, **given, **office.as_(Role.DISCLOSURE_HEAD))
    office.at += timedelta(days=1)
    with pytest.raises(InvalidInput):
        services.repair(record, **given | {"repair_number": ""}, **office.as_(Role.DISCLOSURE_HEAD))
    services.repair(record, **given, **office.as_(Role.DISCLOSURE_HEAD))
    assert (record.state, record.repair_number) == ("repaired", "临信修〔2026〕1号")


def test_a_licence_has_nothing_to_repair(office) -> None:
    with pytest.raises(StaleState):
        services.repair(
            published(office, kind="licence"), repair_number="1号", reason="甲", **office.as_(Role.DISCLOSURE_HEAD)
        )


@pytest.mark.duty("S3-5.6b")
def test_the_period_ends_by_itself_the_day_after_its_last(office, time_machine) -> None:
    record = published(office, ends_on=date(2026, 6, 30))
    time_machine.move_to(datetime(2026, 6, 30, 23, 59, tzinfo=SHANGHAI), tick=False)
    assert end_periods() == 0
    time_machine.move_to(datetime(2026, 7, 1, 0, 0, tzinfo=SHANGHAI), tick=False)
    assert (end_periods(), end_periods()) == (1, 0)
    assert (fresh(record).state, fresh(record).taken_down_reason) == ("ended", "公示期到2026-06-30届满。")


@pytest.mark.duty("S3-2.5b")
def test_what_was_overturned_does_not_slip_away_without_its_reason(office) -> None:
    record = overturn(office, published(office, ends_on=date(2026, 5, 21)))
    assert services.end_what_is_over(at=office.at + timedelta(days=2)) == 0
    assert fresh(record).state == "published"


def test_a_withdrawn_number_may_be_registered_again_by_hand(office) -> None:
    services.withdraw(published(office), reason="名称写错了。", **office.as_(Role.SIGNER))
    assert register(office).state == "draft"


@pytest.mark.duty("law.K")
def test_the_name_of_a_person_is_erased_a_year_after_the_show(office) -> None:
    record = published(office, **PERSON)
    services.withdraw(record, reason="处罚决定已被撤销。", **office.as_(Role.SIGNER))
    for month, expected in ((5, "赵某某"), (6, "")):
        purge(rule("credit_person_name"), at=datetime(2027, month, 20, tzinfo=SHANGHAI), dry_run=False)
        assert plain_text(fresh(record), "person_name") == expected
    assert fresh(record).party_name == "赵**"


def test_the_heir_of_an_organ_goes_on_with_its_records(office) -> None:
    heir = open_office(code="jtj", name="临江市教育体育局", number_code="临教体发", uscc=None)
    shown, draft = published(office), register(office, number="甲号")
    merge_organs([office.organ], into=heir.organ, basis="机构改革方案", actor=SYSTEM, at=office.at)
    assert {fresh(shown).organ, fresh(draft).organ} == {heir.organ}
    assert fresh(shown).authority == "临江市教育局"
