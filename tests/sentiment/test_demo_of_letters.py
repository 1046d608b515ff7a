"""The letters of the demonstration city are made by the acts of its people, on any day of loading."""

from collections import Counter
from datetime import datetime

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from sentiment.clarification.models import Clarification
from sentiment.mailbox.models import Message
from sentiment.meetings.models import Meeting
from tests.sentiment.mailbox.post import FOUNDED, Post, open_post

AFTERNOON = datetime(2026, 5, 21, 17, tzinfo=SHANGHAI)


@pytest.fixture
def small_city(db, settings, tmp_path, time_machine):
    settings.DEMO, settings.VAR_DIR = True, tmp_path
    city = Organ.objects.create(
        name="临江市人民政府", short_name="市政府", code="gov", kind=OrganKind.GOVERNMENT, active_from=FOUNDED
    )
    Post(city).appoint(Role.OVERSIGHT)
    open_post("zhujian")
    open_post("jiaoyu", "临江市教育局", "临教发")
    open_post("gongan", "临江市公安局", "临公发")
    time_machine.move_to(AFTERNOON, tick=False)
    return tmp_path


def test_letters_in_every_stage_with_codes_to_follow_them(small_city) -> None:
    call_command("load_demo_letters")
    states = Counter(Message.objects.values_list("state", flat=True))
    assert states == {"published": 3, "handling": 4, "submitted": 1, "approval": 1, "redirected": 1, "invalid": 1}
    assert sorted(Clarification.objects.values_list("state", flat=True)) == ["approval", "evaluated"]
    assert sorted(Meeting.objects.values_list("state", flat=True)) == ["announced", "recorded", "recorded"]
    assert len((small_city / "demo_letters.txt").read_text(encoding="utf-8").splitlines()) == 12
    assert not verify(at=AFTERNOON).findings
    call_command("load_demo_letters")
    assert Message.objects.count() == 11


def test_only_a_demonstration_loads_them(db, settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示库"):
        call_command("load_demo_letters")
