"""What was entered can be put right; a reform of organs passes tickets on."""

import pytest

from portal.accounts.services import merge_organs
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.errors import InvalidInput, NotAllowed
from portal.subjects import ref
from sentiment.responses.models import Response
from sentiment.tickets import services
from sentiment.tickets.codes import Campaign, Kind
from sentiment.tickets.models import DomainDuty
from tests.sentiment.town import fresh, night, running

CHANGED = {"title": "翠湖小学食堂", "facts": "补充：涉及两个班。", "source": "hotline", "kind": "morals"}


def test_facts_are_put_right_and_the_trail_keeps_both(town) -> None:
    ticket = town.registered()
    services.change(ticket, values=CHANGED, **town.as_("jiaoyu", Role.HANDLER, night(1)))
    event = Event.objects.get(subject_label=ref(ticket).label, subject_id=ticket.pk, act="change")
    assert (event.before["source"], event.after["source"]) == ("weibo", "hotline")
    assert fresh(ticket).facts == "补充：涉及两个班。"


def test_what_decides_who_answers_is_not_changed_in_passing(town) -> None:
    ticket = town.registered()
    with pytest.raises(InvalidInput) as refused:
        services.change(ticket, values=CHANGED | {"known_at": night(0)}, **town.as_("jiaoyu", Role.HANDLER, night(1)))
    assert list(refused.value.messages) == ["known_at"]


def test_another_organ_changes_nothing(town) -> None:
    with pytest.raises(NotAllowed):
        services.change(town.registered(), values=CHANGED, **town.as_("yingji", Role.HANDLER, night(1)))


@pytest.mark.duty("S3-4.3.1-6", "S4-1.12a")
def test_the_six_kinds_are_those_of_the_rules() -> None:
    assert [str(label) for _, label in Kind.choices] == [
        "决策部署和会议议定事项",
        "涉及群众切身利益的媒体报道",
        "影响政府形象和公信力",
        "突发事件和自然灾害",
        "冲击道德底线的民生舆情",
        "严重危害社会秩序、国家利益的不实信息",
    ]


@pytest.mark.duty("S3-4.4.7")
def test_the_five_campaigns_are_those_of_the_rules() -> None:
    assert [str(label) for _, label in Campaign.choices] == ["两会", "经济数据", "重大改革", "重大督查", "重大突发事件"]


def test_a_reform_passes_tickets_answers_and_fields_on(town) -> None:
    ticket = town.responding(town.registered(), night(1))
    town.cleared(ticket, night(2))
    merge_organs([town.organs["jiaoyu"]], into=town.organs["yingji"], basis="机构改革方案", actor=SYSTEM, at=night(9))
    assert fresh(ticket).organ.code == "yingji"
    assert Response.objects.get().organ.code == "yingji"
    assert DomainDuty.objects.get(domain="24").organ.code == "yingji"
    assert running(ticket) == {"OPINION_REPLY": night(23, 40, day=27)}
