"""方案 → 报批 → 公告 → 召开 → 会后公开 → 归档, and what stands before each."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from disclosure.sessions import clocks, services
from disclosure.sessions.models import AgendaItem, Session
from disclosure.sessions.reform import move_open_sessions
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from tests.disclosure.consultations.hearing import MORNING as ASKED
from tests.disclosure.consultations.hearing import STATEMENT, finished, opened
from tests.disclosure.office import MORNING, open_office
from tests.disclosure.sessions.hall import (
    AFTER,
    CLOSED_ITEM,
    DECIDED,
    ITEM,
    PLAN,
    SECRET,
    STARTS,
    announced,
    approved,
    by,
    fresh,
    handed_in,
    held,
    items_of,
    planned,
    published,
    write,
)

pytestmark = pytest.mark.django_db

BARE = {"title": "学校食堂价格", "is_livelihood": True}


@pytest.mark.duty("S3-2.1g")
def test_a_livelihood_item_goes_up_with_its_three_proposals_or_not_at_all(office) -> None:
    session = planned(office, BARE)
    with pytest.raises(Blocked) as blocked:
        services.submit(session, **by(office, Role.HANDLER))
    assert list(blocked.value.reasons) == ["“学校食堂价格”是重大民生议题，还没有写是否邀请列席、是否公开、公开方式"]
    [item] = items_of(session)
    whole = BARE | {"invites": False, "openness": "closed", "closed_reason": "还在谈判。"}
    services.change_item(item, values=whole, **by(office, Role.HANDLER))
    assert services.submit(fresh(session), **by(office, Role.HANDLER)).state == "review"


def test_an_item_of_no_wide_concern_may_leave_them_open(office) -> None:
    session = planned(office, {"title": "人事安排"})
    assert services.submit(session, **by(office, Role.HANDLER)).state == "review"


@pytest.mark.duty("S3-2.1g")
def test_plan_and_proposals_are_approved_by_another_person(office) -> None:
    session = services.submit(planned(office), **by(office, Role.HANDLER))
    office.people[Role.SIGNER].appointments.update(user=office.people[Role.HANDLER])
    with pytest.raises(NotAllowed, match="自己拟的方案"):
        services.approve(session, **by(office, Role.HANDLER))
    services.approve(session, **by(office, Role.HEAD))
    [item] = items_of(session)
    with pytest.raises(StaleState):
        services.change_item(item, values=ITEM | {"openness": "partly"}, **by(office, Role.HANDLER))


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"invited_kinds": []}, "invited_kinds"),
        ({"invites": False}, "invited_kinds"),
        ({"open_forms": []}, "open_forms"),
        ({"openness": "closed", "closed_reason": "不宜公开。"}, "open_forms"),
        ({"openness": "closed", "open_forms": []}, "closed_reason"),
        ({"adoption_statement": "收到3条。"}, "adoption_statement"),
        ({"title": "机密★1年"}, "title"),
        ({"invited_kinds": ["friends"]}, "invited_kinds"),
    ],
)
def test_proposals_that_contradict_each_other_are_refused(office, wrong, field) -> None:
    session = planned(office)
    with pytest.raises(InvalidInput) as refused:
        services.add_item(session, values=ITEM | wrong, **by(office, Role.HANDLER))
    assert list(refused.value.messages) == [field]
    assert AgendaItem.objects.count() == 1


@pytest.mark.duty("S3-2.1h")
def test_what_the_public_was_asked_about_brings_its_statement(office) -> None:
    session = planned(office, ITEM | {"was_consulted": True})
    with pytest.raises(Blocked, match="还没有附意见收集和采纳情况说明"):
        services.submit(session, **by(office, Role.HANDLER))
    [item] = items_of(session)
    given = ITEM | {"was_consulted": True, "adoption_statement": "收到3条，采纳2条。"}
    services.change_item(item, values=given, **by(office, Role.HANDLER))
    assert services.submit(fresh(session), **by(office, Role.HANDLER)).state == "review"


@pytest.mark.duty("S3-2.1h")
def test_a_consultation_brings_its_published_result_and_one_without_result_blocks(office) -> None:
    office.at = ASKED
    late = {"starts_at": STARTS + timedelta(days=200), "registers_until": None, "seats": 0}
    quiet = ITEM | {"invites": False, "invited_kinds": []}
    row, waiting = finished(office, opened(office)), opened(office)
    good = planned(office, quiet | {"consultation": row}, **late)
    assert items_of(good)[0].statement == STATEMENT
    assert services.submit(good, **by(office, Role.HANDLER)).state == "review"
    blocked = planned(office, quiet | {"consultation": waiting}, **late)
    with pytest.raises(Blocked, match="还没有附意见收集和采纳情况说明"):
        services.submit(blocked, **by(office, Role.HANDLER))


@pytest.mark.duty("S0-2.7.3b")
def test_a_document_on_the_agenda_of_the_government_comes_with_its_papers(office) -> None:
    draft = office.draft(is_normative=True)
    session = planned(office, ITEM | {"document": draft}, kind="executive")
    with pytest.raises(Blocked) as blocked:
        services.submit(session, **by(office, Role.HANDLER))
    assert list(blocked.value.reasons) == [f"“{ITEM['title']}”：还没有登记提请审议：解读方案和解读材料要作为议题的附件"]


@pytest.mark.duty("S3-2.1f")
def test_a_video_conference_of_wide_interest_is_broadcast(office) -> None:
    session = planned(office, kind="video", is_of_wide_interest=True)
    with pytest.raises(Blocked) as blocked:
        services.submit(session, **by(office, Role.HANDLER))
    assert list(blocked.value.reasons) == [
        "涉及公众利益、需要社会广泛知晓的电视电话会议要直播：还没有选直播渠道",
        "还没有写直播网址",
    ]
    live = {
        "kind": "video",
        "is_of_wide_interest": True,
        "live_channels": ["web"],
        "live_url": "https://live.example/1",
    }
    services.change(session, values=PLAN | live, **by(office, Role.HANDLER))
    services.submit(session, **by(office, Role.HANDLER))
    services.approve(session, **by(office, Role.SIGNER))
    assert services.announce(session, **by(office, Role.INFO_CLERK)).names_of_channels() == ["网络"]


def test_who_is_to_register_is_told_seats_and_end(office) -> None:
    session = planned(office, seats=0, registers_until=None)
    with pytest.raises(Blocked) as blocked:
        services.submit(session, **by(office, Role.HANDLER))
    assert list(blocked.value.reasons) == ["方案提出邀请列席，还没有写旁听席位", "还没有写报名截止时间"]
    with pytest.raises(InvalidInput, match="召开以前截止"):
        planned(office, registers_until=STARTS + timedelta(hours=1))


def test_nothing_is_announced_too_late_or_with_personal_data(office) -> None:
    session = approved(office)
    with pytest.raises(Blocked, match="召开时间已经过了"):
        services.announce(session, **by(office, Role.INFO_CLERK, AFTER))
    marked = approved(office, summary="联系王某13987654321。")
    with pytest.raises(Blocked, match="手机号"):
        services.announce(marked, **by(office, Role.INFO_CLERK))


def test_an_open_meeting_is_announced_before_it_is_held_a_closed_one_need_not(office) -> None:
    session = approved(office)
    with pytest.raises(Blocked, match="还没有公告"):
        services.hold(session, **by(office, Role.HANDLER, AFTER))
    closed = approved(office, CLOSED_ITEM, seats=0, registers_until=None)
    with pytest.raises(Blocked, match="还没有到召开的时间"):
        services.hold(closed, **by(office, Role.HANDLER))
    assert services.hold(closed, **by(office, Role.HANDLER, AFTER)).state == "held"


@pytest.mark.duty("S4-1.1b")
def test_the_result_is_due_five_working_days_after_the_meeting_whenever_it_was_entered(office) -> None:
    session = held(office, at=AFTER + timedelta(days=1))
    clock = clocks.of_the_result(session)
    assert (clock.started_on, clock.due_on) == (date(2026, 5, 28), date(2026, 6, 4))


@pytest.mark.duty("S4-1.1b")
def test_each_item_says_what_was_decided_or_by_which_law_it_stays_secret(office) -> None:
    session = held(office, ITEM, CLOSED_ITEM)
    with pytest.raises(Blocked) as blocked:
        services.submit_results(session, **by(office, Role.HANDLER, AFTER))
    assert list(blocked.value.reasons) == [
        "“中小学校门口交通组织方案”还没有写议定的事项",
        "“考务保障”还没有写议定的事项",
    ]
    session = write(office, session, DECIDED, SECRET)
    services.submit_results(session, **by(office, Role.HANDLER, AFTER))
    services.publish(session, **by(office, Role.HEAD, AFTER))
    assert (session.state, session.is_late, clocks.of_the_result(session)) == ("published", False, None)


@pytest.mark.duty("S4-1.1b")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({}, "outcome"),
        ({"is_withheld": True}, "withheld_basis"),
        (SECRET | {"outcome": "写了内容"}, "outcome"),
        (DECIDED | {"withheld_basis": "无"}, "withheld_basis"),
        ({"outcome": "绝密★30年"}, "outcome"),
    ],
)
def test_a_secret_is_not_typed_in_and_no_secret_is_without_law(office, wrong, field) -> None:
    [item] = items_of(held(office))
    with pytest.raises(InvalidInput) as refused:
        services.write_outcome(item, values=wrong, **by(office, Role.HANDLER, AFTER))
    assert list(refused.value.messages) == [field]


def test_the_database_keeps_no_words_of_a_secret_item(office) -> None:
    [item] = items_of(held(office))
    with pytest.raises(IntegrityError), transaction.atomic():
        AgendaItem.objects.filter(pk=item.pk).update(is_withheld=True, withheld_basis="法", outcome="内容")


def test_who_wrote_the_result_does_not_publish_it(office) -> None:
    session = handed_in(office)
    office.people[Role.DISCLOSURE_HEAD].appointments.update(user=office.people[Role.HANDLER])
    with pytest.raises(NotAllowed, match="自己写的结果"):
        services.publish(session, **by(office, Role.HANDLER, AFTER))


@pytest.mark.duty("S4-1.1b")
def test_a_late_result_stays_marked_as_late(office) -> None:
    late = datetime(2026, 6, 5, 0, 0, tzinfo=SHANGHAI)
    session = services.publish(handed_in(office), **by(office, Role.HEAD, late))
    assert session.is_late
    services.retract(session, reason="有一处写错", **by(office, Role.HEAD, late))
    services.submit_results(session, **by(office, Role.HANDLER, late))
    assert services.publish(session, **by(office, Role.HEAD, late)).is_late


def test_the_record_is_closed_with_something_in_it(office) -> None:
    session = published(office)
    with pytest.raises(Blocked, match="还没有会议情况"):
        services.archive(session, **by(office, Role.HANDLER, AFTER))
    services.retract(session, reason="补材料", **by(office, Role.HEAD, AFTER))
    services.write_record(session, values={"record": "局长主持。"}, **by(office, Role.HANDLER, AFTER))
    services.submit_results(session, **by(office, Role.HANDLER, AFTER))
    services.publish(session, **by(office, Role.HEAD, AFTER))
    assert services.archive(session, **by(office, Role.HANDLER, AFTER)).state == "archived"


@pytest.mark.django_db(transaction=True)
def test_personal_data_in_a_paper_is_decided_about_first(office) -> None:
    session = write(office, held(office), DECIDED)
    paper = [("名单.txt", ContentFile("联系人手机13912345678。".encode()))]
    services.add_files(session, uploads=paper, label="会议材料", **by(office, Role.HANDLER, AFTER))
    with pytest.raises(Blocked, match="手机号，还没有处理"):
        services.submit_results(session, **by(office, Role.HANDLER, AFTER))
    services.remove_file(session, file=session.files.get(), **by(office, Role.HANDLER, AFTER))
    assert services.submit_results(session, **by(office, Role.HANDLER, AFTER)).state == "result_review"


def test_an_item_taken_off_moves_the_others_up(office) -> None:
    session = planned(office, ITEM, CLOSED_ITEM)
    first, second = items_of(session)
    services.remove_item(session, item=first, **by(office, Role.HANDLER))
    second.refresh_from_db()
    assert (second.position, AgendaItem.objects.count()) == (1, 1)
    other = planned(office)
    with pytest.raises(InvalidInput):
        services.remove_item(other, item=second, **by(office, Role.HANDLER))


def test_strangers_plan_nothing_for_another_organ(office) -> None:
    police = open_office(code="gaj", name="临江市公安局", number_code="临公发", uscc="11370000004503133A")
    session = planned(office)
    with pytest.raises(NotAllowed):
        services.change(session, values=PLAN, **by(police, Role.HANDLER))
    with pytest.raises(NotAllowed):
        services.plan(organ=office.organ, values=PLAN, **by(police, Role.HANDLER))


def test_the_heir_owes_the_result(office) -> None:
    police = open_office(code="gaj", name="临江市公安局", number_code="临公发", uscc="11370000004503133A")
    open_, done = announced(office), published(office)
    moved = move_open_sessions(Succession(office.organ, police.organ, MORNING.date(), SYSTEM, MORNING))
    assert [row.pk for row in moved] == [open_.pk]
    assert Session.objects.get(pk=done.pk).organ == office.organ
