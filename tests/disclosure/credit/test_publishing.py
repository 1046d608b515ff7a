"""From draft to page: review first, three people, within the limit, and nothing with an open finding."""

from datetime import date, datetime, timedelta

import pytest

from disclosure.credit import services
from disclosure.credit.models import CreditRecord
from disclosure.credit.selectors import figures
from disclosure.monitoring.looking.credit import unpublished_decisions
from disclosure.monitoring.looking.seeing import Round
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.deadlines.services import set_local_limit
from portal.errors import Blocked, NotAllowed, StaleState
from portal.screening.selectors import open_findings
from tests.disclosure.credit.records import PERSON, cleared, published, register, submitted


@pytest.mark.duty("S3-2.5b", "S3-2.6f")
def test_a_decision_is_reviewed_and_then_published_within_the_limit(office) -> None:
    record = published(office)
    assert (record.state, record.published_at, record.is_late) == ("published", office.at, False)
    clock = Deadline.objects.get(rule="PENALTY_PUBLISH")
    assert (clock.outcome, clock.due_on, clock.was_late) == ("done", date(2026, 5, 27), False)


@pytest.mark.duty("S3-2.6f", "S2-1.13b")
def test_nothing_is_published_before_its_secrecy_review(office) -> None:
    for record in (register(office), submitted(office, number="临教罚〔2026〕4号")):
        with pytest.raises(StaleState):
            services.publish(record, **office.as_(Role.DISCLOSURE_HEAD))


@pytest.mark.duty("S3-2.6f", "S2-10.5b")
def test_nobody_checks_what_he_did_himself(office) -> None:
    everything = office.people[Role.HANDLER]
    for role in (Role.SECRECY_REVIEWER, Role.SIGNER):
        Appointment.objects.create(user=everything, organ=office.organ, role=role, starts_on=date(2020, 1, 1))
    record = submitted(office)
    with pytest.raises(NotAllowed, match="自己登记"):
        services.clear(record, **office.as_(Role.HANDLER))
    services.clear(record, **office.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(NotAllowed, match="自己登记"):
        services.publish(record, **office.as_(Role.HANDLER))
    Appointment.objects.create(
        user=office.people[Role.SECRECY_REVIEWER], organ=office.organ, role=Role.SIGNER, starts_on=date(2020, 1, 1)
    )
    with pytest.raises(NotAllowed, match="不同的人"):
        services.publish(record, **office.as_(Role.SECRECY_REVIEWER))


@pytest.mark.duty("S3-5.6a")
def test_what_the_official_table_asks_for_is_there_before_review(office) -> None:
    record = register(office, facts="", party_code="")
    with pytest.raises(Blocked) as blocked:
        services.submit(record, **office.as_(Role.HANDLER))
    assert blocked.value.reasons == ("还没有填写违法事实", "法人及非法人组织要填统一社会信用代码")
    services.submit(register(office, number="甲号", **PERSON), **office.as_(Role.HANDLER))


@pytest.mark.duty("law.K")
def test_a_personal_datum_is_masked_before_the_record_moves(office) -> None:
    record = register(office, facts="联系电话13812345678。")
    with pytest.raises(Blocked, match="手机号1处"):
        services.submit(record, **office.as_(Role.HANDLER))
    found = open_findings(record)
    services.settle_findings(record, findings=found, decision="masked", **office.as_(Role.HANDLER))
    assert CreditRecord.objects.get().facts == "联系电话138****5678。"
    assert services.submit(record, **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("S3-2.6f")
def test_a_word_of_secrecy_waits_for_the_written_conclusion(office) -> None:
    record = submitted(office, facts="内部资料 注意保存")
    with pytest.raises(Blocked, match="写结论"):
        services.clear(record, **office.as_(Role.SECRECY_REVIEWER))
    given = {"findings": open_findings(record), "decision": "cleared", "reason": "已经公开出版。"}
    services.settle_findings(record, **given, **office.as_(Role.SECRECY_REVIEWER))
    assert services.clear(record, **office.as_(Role.SECRECY_REVIEWER)).state == "cleared"


def test_a_published_text_is_not_masked_behind_the_readers_back(office) -> None:
    record = published(office)
    with pytest.raises(NotAllowed):
        services.settle_findings(record, findings=[], decision="masked", **office.as_(Role.HANDLER))


def test_what_is_sent_back_needs_a_new_review(office) -> None:
    record = services.send_back(cleared(office), reason="日期写错了", **office.as_(Role.DISCLOSURE_HEAD))
    assert (record.state, record.clearer_id) == ("draft", None)
    assert Deadline.objects.get().closed_at is None


@pytest.mark.duty("S3-2.5b")
def test_a_late_publication_is_counted_as_late(office) -> None:
    record = cleared(office, decided_on=date(2026, 5, 11))
    cleared(office, number="临教罚〔2026〕4号", decided_on=date(2026, 5, 11))
    published(office, number="临教罚〔2026〕5号")
    services.cancel(register(office, number="临教罚〔2026〕6号"), reason="错了", **office.as_(Role.HANDLER))
    office.at = datetime(2026, 5, 21, 0, 0, tzinfo=SHANGHAI)
    services.publish(record, **office.as_(Role.DISCLOSURE_HEAD))
    found = figures(CreditRecord.objects.all(), at=office.at)
    assert (found.decided, found.published, found.late, found.overdue) == (3, 2, 1, 1)
    assert (found.rate, found.in_time) == ("66.7%", "33.3%")


@pytest.mark.duty("S3-2.5b")
def test_the_last_day_of_the_limit_is_in_time(office) -> None:
    record = cleared(office, decided_on=date(2026, 5, 12))
    office.at = datetime(2026, 5, 21, 23, 59, tzinfo=SHANGHAI)
    assert services.publish(record, **office.as_(Role.DISCLOSURE_HEAD)).is_late is False


@pytest.mark.duty("S3-2.5b")
def test_the_daily_check_finds_organs_that_did_not_publish_in_time(office) -> None:
    cleared(office, decided_on=date(2026, 5, 12))
    register(office, number="临教罚〔2026〕4号")
    look = unpublished_decisions(Round(at=office.at, seed=1))
    assert (look.looked, look.seen) == (2, [])
    [seen] = unpublished_decisions(Round(at=office.at + timedelta(days=1), seed=1)).seen
    assert (seen.key, seen.organ_id, seen.evidence) == (
        "jyj", office.organ.pk, {"waiting": "1件", "first_on": "2026-05-12"},
    )  # fmt: skip


@pytest.mark.duty("S3-5.6b")
def test_how_long_it_is_shown_follows_from_the_table_of_limits(office) -> None:
    assert published(office).ends_on == date(2029, 5, 18)
    assert published(office, number="甲号", ends_on=date(2027, 5, 18)).ends_on == date(2027, 5, 18)
    assert published(office, kind="licence").ends_on == date(2029, 5, 17)
    set_local_limit(
        rule="CREDIT_SHOW_PENALTY",
        value=12,
        basis="临信用办〔2026〕1号",
        effective_from=date(2026, 5, 18),
        actor=SYSTEM,
        at=office.at,
    )
    assert published(office, number="乙号").ends_on == date(2027, 5, 18)


def test_what_is_over_already_is_not_published(office) -> None:
    with pytest.raises(Blocked, match="已满"):
        submitted(office, decided_on=date(2023, 5, 11))
