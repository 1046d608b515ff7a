"""在线访谈、新闻发布会: announced by a second person, asked beforehand, recorded, and who of the heads came."""

import re

import pytest
from django.test import Client

from portal.accounts.models import User
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.search import indexing
from portal.search.query import Query
from portal.search.selectors import search
from sentiment.meetings import services
from sentiment.meetings.models import Meeting, MeetingQuestion
from sentiment.meetings.reform import move_open_meetings
from sentiment.meetings.services import CITIZEN
from tests.sentiment.desk_pages import do, hidden, signed_in
from tests.sentiment.mailbox.post import MORNING, moment
from tests.sentiment.meetings.interview import AFTER, PLAN, SAID, announced, held, planned, recorded, written

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.duty("S0-7.1")
def test_an_interview_is_announced_by_a_second_person_before_it_begins(post) -> None:
    meeting = planned(post)
    with pytest.raises(NotAllowed):
        services.announce(meeting, **post.as_(Role.HANDLER))
    with pytest.raises(Blocked, match="已经过了"):
        services.announce(meeting, **post.as_(Role.DISCLOSURE_HEAD, AFTER))
    services.announce(meeting, **post.as_(Role.DISCLOSURE_HEAD))
    assert list(Meeting.objects.public()) == [meeting]


def test_who_wrote_it_does_not_announce_it(post) -> None:
    post.people[Role.SIGNER].appointments.update(user=post.people[Role.HANDLER])
    with pytest.raises(NotAllowed, match="自己写的"):
        services.announce(planned(post), **post.as_(Role.HANDLER))


def test_questions_end_before_it_begins(post) -> None:
    with pytest.raises(InvalidInput, match="举行以前截止"):
        planned(post, questions_until=AFTER)


@pytest.mark.duty("S0-7.1")
def test_questions_are_taken_until_the_very_moment(post) -> None:
    meeting = announced(post)
    services.ask(meeting, text="一楼不同意怎么办？", actor=CITIZEN, at=moment(3, 9, 17))
    with pytest.raises(StaleState, match="已经截止"):
        services.ask(meeting, text="还能问吗？", actor=CITIZEN, at=moment(3, 9, 18))
    with pytest.raises(StaleState):
        services.ask(planned(post), text="？", actor=CITIZEN, at=MORNING)
    assert MeetingQuestion.objects.get().text == "一楼不同意怎么办？"


@pytest.mark.parametrize(
    ("text", "why"), [("", "请填写问题"), ("问" * 501, "最多500个字"), ("打13812345678问我", "请不要写电话")]
)
def test_what_is_no_question_is_not_taken(post, text, why) -> None:
    with pytest.raises(InvalidInput, match=why):
        services.ask(announced(post), text=text, actor=CITIZEN, at=MORNING)


@pytest.mark.duty("S1-4.2b")
def test_a_press_conference_has_its_record_its_media_and_its_head_on_record(post) -> None:
    meeting = held(post, kind="conference", questions_until=None)
    with pytest.raises(Blocked) as blocked:
        services.release(meeting, **post.as_(Role.HEAD, AFTER))
    assert blocked.value.reasons == ("还没有实录", "还没有登记到场媒体", "还没有登记主要负责人是否出席")
    said = SAID | {"press": "临江日报\n市电视台"}
    services.write_record(meeting, values=said, **post.as_(Role.HANDLER, AFTER))
    services.release(meeting, **post.as_(Role.HEAD, AFTER))
    assert (meeting.state, meeting.head_attended) == ("recorded", True)


def test_it_is_not_held_before_its_time(post) -> None:
    with pytest.raises(Blocked, match="还没有到举行的时间"):
        services.hold(announced(post), **post.as_(Role.HANDLER))


def test_what_screening_finds_in_the_record_stops_it(post) -> None:
    meeting = written(post, said=SAID | {"record": "联系王某13987654321。"})
    with pytest.raises(Blocked, match="手机号"):
        services.release(meeting, **post.as_(Role.HEAD, AFTER))


def test_pages_show_the_record_only_when_it_was_released(post, at, client) -> None:
    hidden_plan, kept, shown = (
        planned(post, title="没有批准的访谈"),
        written(post, title="没有公开实录"),
        recorded(post),
    )
    at(AFTER)
    assert client.get(f"/meetings/{hidden_plan.pk}/").status_code == 404
    assert "过半数" not in words(client.get(f"/meetings/{kept.pk}/"))
    page = words(client.get(f"/meetings/{shown.pk}/"))
    assert ("答：过半数。" in page, "主要负责人 出席" in page) == (True, True)
    listed = words(client.get("/meetings/"))
    assert "2026年举行1场，其中主要负责人出席1场" in listed
    assert "没有批准的访谈" not in listed


def test_the_search_finds_what_was_said_after_it_was_released(post) -> None:
    written(post, title="甲", said=SAID | {"record": "木棉的答复。"})
    shown = recorded(post)
    indexing.rebuild(at=AFTER)
    assert list(search(Query(q="木棉")).result.hits) == []
    assert [hit.url for hit in search(Query(q="过半数")).result.hits] == [f"/meetings/{shown.pk}/"]


def test_a_question_is_sent_on_the_page_and_shown_to_staff_alone(post, at, settings) -> None:
    settings.STAFF_OTP_REQUIRED = False
    meeting, visitor = announced(post), Client()
    page = f"/meetings/{meeting.pk}/"
    assert "请填写问题" in words(visitor.post(page, {"text": ""}))
    assert visitor.post(page, {"text": "木棉小区能装吗？"}).status_code == 302
    assert visitor.post(page, {"text": "广告", "website": "x"}).status_code == 302
    assert MeetingQuestion.objects.count() == 1
    assert "木棉小区" not in words(visitor.get(page))
    case = signed_in(post, Role.HANDLER).get(f"/admin/sentiment/meeting/{meeting.pk}/change/")
    assert "木棉小区能装吗" in words(case)
    at(AFTER)
    assert visitor.post(page, {"text": "晚了吗？"}).status_code == 409


def test_one_address_asks_ten_times_an_hour(post, at, client) -> None:
    meeting = announced(post)
    statuses = [client.post(f"/meetings/{meeting.pk}/", {"text": f"问题{place}"}).status_code for place in range(11)]
    assert (statuses.count(302), statuses.count(409)) == (10, 1)


def test_what_was_cancelled_says_why(post, at, client) -> None:
    meeting = announced(post)
    services.cancel(meeting, reason="台风，另行安排", **post.as_(Role.HEAD))
    page = words(client.get(f"/meetings/{meeting.pk}/"))
    assert ("台风，另行安排" in page, "提交问题" in page) == (True, False)


def test_it_goes_through_the_desk(post, settings, time_machine) -> None:
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(MORNING, tick=False)
    User.objects.update(password_changed_at=MORNING)
    handler, head = signed_in(post, Role.HANDLER), signed_in(post, Role.DISCLOSURE_HEAD)
    page = handler.get("/admin/sentiment/meeting/start/plan/")
    typed = PLAN | {"organ": post.organ.pk, "starts_at": "2026-03-10T15:00", "questions_until": ""}
    assert handler.post("/admin/sentiment/meeting/start/plan/", hidden(page) | typed).status_code == 302
    meeting = Meeting.objects.get()
    do(head, meeting, "announce")
    time_machine.move_to(AFTER, tick=False)
    handler, head = signed_in(post, Role.HANDLER), signed_in(post, Role.DISCLOSURE_HEAD)
    do(handler, meeting, "hold")
    do(handler, meeting, "write_record", head_attended="no", press="", record="说了什么。")
    do(head, meeting, "release")
    assert (meeting.state, meeting.head_attended) == ("recorded", False)


def test_the_heir_holds_what_was_announced(post, police) -> None:
    open_, done = announced(post), recorded(post)
    moved = move_open_meetings(Succession(post.organ, police.organ, MORNING.date(), SYSTEM, MORNING))
    assert [row.pk for row in moved] == [open_.pk]
    assert Meeting.objects.get(pk=done.pk).organ == post.organ


def test_the_feed_holds_what_was_announced(post, client) -> None:
    shown, kept = announced(post), planned(post)
    for address in ("/feeds/meetings/", "/feeds/meetings.json"):
        page = client.get(address).content.decode()
        assert (f"/meetings/{shown.pk}/" in page, f"/meetings/{kept.pk}/" in page) == (True, False)
