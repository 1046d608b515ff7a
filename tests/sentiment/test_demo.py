"""The public opinion of the demonstration city is made by the acts of its people, on any day of loading."""

from collections import Counter
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.audit.verification import verify
from portal.domains import Domain
from sentiment.duty.selectors import board
from sentiment.reproofs.models import Reproof
from sentiment.responses.models import Response
from sentiment.sightings.models import Sighting
from sentiment.tickets.models import DomainDuty, Ticket
from tests.sentiment.town import PEOPLE, appointed, night

CODES = (
    *("ziran", "fagai", "zhengwu", "caizheng", "yingji", "zhujian", "shengtai", "wenlv", "sifa", "nongye"),
    *("shichang", "chengguan", "renshe", "minzheng", "gongan", "jiaoyu", "weijian", "zhengfuban"),
)


@pytest.fixture
def small_city(db, settings, time_machine):
    settings.DEMO = True
    founded = date(2020, 1, 1)
    city = {"name": "临江市人民政府", "short_name": "市政府", "code": "shizhengfu"}
    Organ.objects.create(kind=OrganKind.GOVERNMENT, active_from=founded, **city)
    for code in CODES:
        organ = Organ.objects.create(
            name=f"单位{code}", short_name=code, code=code, kind=OrganKind.DEPARTMENT, active_from=founded
        )
        for role in PEOPLE:
            appointed(organ, role)
    for role in (Role.OVERSIGHT, Role.SYSTEM_ADMIN):
        appointed(Organ.objects.get(code="zhengfuban"), role)
    time_machine.move_to(night(17, day=28), tick=False)


def test_tickets_in_every_stage_with_answers_to_read(small_city) -> None:
    call_command("load_demo_opinions")
    assert Counter(Ticket.objects.values_list("state", flat=True)) == {
        "evaluated": 4,
        "judged": 2,
        "finished": 1,
        "declined": 1,
        "responding": 1,
        "merged": 1,
        "collected": 2,
    }
    assert Counter(Response.objects.values_list("state", flat=True)) == {"published": 7, "cleared": 1}
    assert DomainDuty.objects.count() == len(Domain)
    assert not verify(at=night(17, day=28)).findings
    call_command("load_demo_opinions")
    assert Ticket.objects.count() == 12


def test_a_monitoring_system_reported_and_two_answers_are_reproved(small_city) -> None:
    call_command("load_demo_opinions")
    seen = Sighting.objects.order_by("external_id").values_list("external_id", "outcome", "ticket__title")
    assert list(seen) == [
        ("JC-20417", "created", "夜市摊点占道，居民称凌晨两点还有音响"),
        ("JC-20418", "merged", "望江桥检修栏杆脱落"),
    ]
    lines = board(SYSTEM, at=night(17, day=28)).lines
    raised = {(line.ticket.title, line.earlier) for line in lines if line.earlier}
    assert raised == {("望江桥检修栏杆脱落", night(14, 50, day=30))}
    found = Reproof.objects.order_by("pk").values_list("organ__code", "measure", "state")
    assert list(found) == [("shengtai", "talk", "carried_out"), ("wenlv", "criticism", "proposed")]


def test_only_a_demonstration_loads_them(db, settings) -> None:
    settings.DEMO = False
    with pytest.raises(CommandError, match="不是演示库"):
        call_command("load_demo_opinions")
