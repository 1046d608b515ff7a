"""经办 → 科室负责人 → 分管领导 → 政务公开办: rung by rung, at night, once."""

import pytest

from portal.accounts.states import Role
from portal.deadlines.models import Deadline
from portal.notices.models import Notice
from portal.notices.states import ChannelName
from sentiment.duty.services import escalate
from sentiment.tickets import services
from sentiment.tickets.models import Escalation
from tests.sentiment.town import fresh, night


def _told(town, words: str) -> list[str]:
    """Who read a message that begins like this, in the order of the outbox."""
    rows = Notice.objects.filter(channel=ChannelName.IN_SITE, subject_line__startswith=words).order_by("pk")
    names = {user.pk: f"{code} {role}" for (code, role), user in town.people.items()}
    return [names[row.user_id] for row in rows]


def _rungs() -> list[int]:
    return list(Escalation.objects.order_by("pk").values_list("percent", flat=True))


@pytest.mark.duty("S3-4.5", "S0-3.11", "S2-4.9d", "S1-5.5c")
def test_each_rung_is_told_when_its_share_of_the_hours_is_over(town) -> None:
    """Five hours from 23:40: half of them are over at 02:10."""
    town.explosion()
    words = "重大突发舆情发布权威信息已用"
    assert escalate(at=night(2, 9)) == 0
    assert escalate(at=night(2, 10)) == 1
    assert _told(town, words) == ["yingji handler", "yingji info_clerk"]
    escalate(at=night(3, 10))
    assert _told(town, f"{words}70%") == ["yingji dept_reviewer"]
    escalate(at=night(3, 55))
    assert _told(town, f"{words}85%") == ["yingji signer"]
    escalate(at=night(4, 25))
    assert _told(town, f"{words}95%") == ["city oversight"]
    assert _rungs() == [50, 70, 85, 95]


@pytest.mark.duty("S3-4.5")
def test_a_worker_that_was_dead_for_two_days_catches_up_once(town) -> None:
    ticket = town.registered()
    late = night(23, 45, day=27)
    assert escalate(at=late) == 1
    assert sorted(_told(town, "其他舆情回应已用95%")) == sorted(
        ["jiaoyu handler", "jiaoyu info_clerk", "jiaoyu dept_reviewer", "jiaoyu signer", "city oversight"]
    )
    assert _rungs() == [50, 70, 85, 95]
    before = Notice.objects.count()
    assert [escalate(at=late), escalate(at=night(23, 59, day=27))] == [0, 0]
    assert Notice.objects.count() == before
    assert fresh(ticket).next_escalation_at is None


@pytest.mark.duty("S3-4.5")
def test_mobile_phones_ring_at_night_and_fixed_lines_do_not(town) -> None:
    handler, clerk = town.people["yingji", Role.HANDLER], town.people["yingji", Role.INFO_CLERK]
    handler.phone, clerk.phone = "13800000001", "0000-8612366"
    handler.save(update_fields=["phone"])
    clerk.save(update_fields=["phone"])
    town.explosion()
    Notice.objects.all().delete()
    escalate(at=night(2, 10))
    texts = Notice.objects.filter(channel=ChannelName.SMS)
    assert [notice.subject_line.partition("：")[0] for notice in texts] == ["重大突发舆情发布权威信息已用50%时间"]


def test_after_the_answer_nobody_is_told_about_that_clock(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.answered(ticket, night(2))
    assert fresh(ticket).next_escalation_at is None
    assert escalate(at=night(23, 59, day=27)) == 0


def test_an_upgrade_begins_the_ladder_of_the_new_clocks(town) -> None:
    ticket = town.registered()
    services.set_level(ticket, level="major", reason="升级", **town.as_("jiaoyu", Role.HANDLER, night(2, 40)))
    assert fresh(ticket).next_escalation_at == night(2, 10)
    assert escalate(at=night(2, 41)) == 1
    assert _told(town, "重大突发舆情发布权威信息已用50%") == ["jiaoyu handler", "jiaoyu info_clerk"]


def test_one_bad_row_stops_nobody(town) -> None:
    first, second = town.registered(), town.registered(title="另一条")
    Deadline.objects.filter(subject_id=first.pk).update(terms={"code": "broken"})
    at = night(23, 41)
    assert escalate(at=at) == 1
    assert fresh(first).next_escalation_at == night(23, 51)
    assert fresh(second).next_escalation_at == night(9, 16, day=27)
    assert set(Escalation.objects.values_list("deadline__subject_id", flat=True)) == {second.pk}
