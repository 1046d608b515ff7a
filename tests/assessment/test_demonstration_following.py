"""示范创建 beyond the name: the yearly review with its clock, the county that guides its own, the page of a unit."""

from datetime import date, datetime, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from assessment.demonstration import services
from assessment.demonstration.models import Candidacy
from assessment.demonstration.tasks import attend_to_demonstration
from portal.accounts.models import Appointment, Organ, User
from portal.accounts.selectors import actor_of
from portal.accounts.states import OrganKind, Role
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.deadlines.services import close
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from portal.staff.queue import Moment, source
from portal.staff.survey import survey
from tests.assessment.city import FOUNDED, NOON
from tests.assessment.demonstrating import named, programme, shown, submitted

OVER = datetime(2026, 5, 29, 9, tzinfo=SHANGHAI)
KEPT = {"keeps": True, "text": "专栏每周更新，电话有人接。"}


def review_clocks() -> list[Deadline]:
    return list(Deadline.objects.running().filter(rule="DEMONSTRATION_REVIEW"))


def due_acts(actor, at: datetime) -> set[tuple[str, bool]]:
    """Acts of 示范创建 that wait for that person, and whether one of them is overdue."""
    groups = survey(actor, Moment(at, at + timedelta(days=5)))
    return {(group.act, group.nearness == 0) for group in groups if group.source.label == "assessment.candidacy"}


@pytest.mark.duty("S1-8.3a")
def test_a_named_unit_is_due_for_review_a_year_later_red_and_in_the_queue_of_the_office(city) -> None:
    row = named(city, "jiaoyu", at=NOON)
    assert row.named_on == date(2026, 5, 29)
    [clock] = review_clocks()
    assert (clock.due_on, clock.organ.code) == (date(2027, 5, 29), "city")
    summer = datetime(2026, 8, 1, 9, tzinfo=SHANGHAI)
    assert due_acts(city.office(summer)["actor"], summer) == set()
    may = datetime(2027, 5, 10, 9, tzinfo=SHANGHAI)
    assert due_acts(city.office(may)["actor"], may) == {("review", False)}
    late = datetime(2027, 6, 1, 9, tzinfo=SHANGHAI)
    assert due_acts(city.office(late)["actor"], late) == {("review", True)}
    services.review(row, values=KEPT, **city.office(late))
    assert due_acts(city.office(late)["actor"], late) == set()
    [clock] = review_clocks()
    assert clock.due_on == date(2028, 6, 1)


def test_who_signs_is_told_when_the_standard_is_not_kept_and_a_revoked_unit_is_followed_no_more(city) -> None:
    row = named(city, "jiaoyu", at=NOON)
    with pytest.raises(NotAllowed):
        services.review(row, values=KEPT, **city.as_("jiaoyu", Role.HEAD, OVER))
    with pytest.raises(InvalidInput):
        services.review(row, values=KEPT | {"keeps": None}, **city.office(OVER))
    services.review(row, values={"keeps": False, "text": "专栏三个月没有更新。"}, **city.office(OVER))
    told = Notice.objects.filter(subject_line__startswith="复评没有保持标准")
    assert [each.user.username for each in told] == ["city-office_approver"]
    services.revoke(row, reason="复评不合格", **city.leader(OVER))
    assert review_clocks() == []
    with pytest.raises(StaleState):
        services.review(row, values=KEPT, **city.office(OVER))


def test_who_was_named_before_there_was_a_clock_gets_one_and_only_one(city, monkeypatch) -> None:
    row = named(city, "jiaoyu", at=NOON)
    [clock] = review_clocks()
    close(clock, on=OVER.date(), actor=SYSTEM, at=OVER, outcome="cancelled")
    assert review_clocks() == []
    monkeypatch.setattr("portal.clock.now", lambda: OVER + timedelta(days=30))
    attend_to_demonstration()
    attend_to_demonstration()
    [clock] = review_clocks()
    assert (clock.subject_id, clock.due_on) == (row.pk, date(2027, 5, 29))


@pytest.fixture
def county(city):
    """古城县 with 翠湖街道 and two towns below it, and somebody who speaks for the county."""
    row = Organ.objects.create(
        code="gucheng",
        name="古城县人民政府",
        short_name="古城县",
        kind=OrganKind.GOVERNMENT,
        parent=city.organs["city"],
        active_from=FOUNDED,
    )
    for code in ("dongzhen", "xizhen"):
        place = {"name": f"古城县{code}", "short_name": code, "kind": OrganKind.TOWNSHIP, "active_from": FOUNDED}
        Organ.objects.create(code=code, parent=row, **place)
    Organ.objects.filter(code="cuihu").update(parent=row)
    city.organs["cuihu"].refresh_from_db()
    person = User.objects.create(username="gucheng-head", name="县里的人", is_staff=True)
    Appointment.objects.create(user=person, organ=row, role=Role.DISCLOSURE_HEAD, starts_on=FOUNDED)
    city.organs["gucheng"], city.people["gucheng", Role.DISCLOSURE_HEAD] = row, person
    return row


def of_the_county(city, at: datetime = NOON):
    return {"actor": actor_of(city.people["gucheng", Role.DISCLOSURE_HEAD], at=at), "at": at}


@pytest.mark.duty("S1-8.2")
def test_a_county_guides_its_own_townships_and_nobody_else(city, county) -> None:
    street, bureau = submitted(city, "cuihu", NOON), submitted(city, "jiaoyu", NOON)
    told = Notice.objects.filter(subject_line__startswith="示范创建申报")
    assert sorted(each.user.username for each in told) == ["city-oversight", "city-oversight", "gucheng-head"]
    actor = of_the_county(city)["actor"]
    assert list(Candidacy.objects.visible_to(actor)) == [street]
    made = services.note(street, kind="guidance", text="公告栏要每周换。", **of_the_county(city))
    assert (made.kind, made.made_by) == ("guidance", "古城县县里的人")
    with pytest.raises(NotAllowed):
        services.note(bureau, kind="guidance", text="看了。", **of_the_county(city))
    with pytest.raises(NotAllowed):
        services.note(street, kind="guidance", text="自己看。", **city.as_("cuihu", Role.HEAD))
    points = {"organization": 14, "rules": 14, "openness": 22, "platforms": 13, "priorities": 17, "innovation": 8}
    words = {"team": "三个人", "text": "看了大厅。"}
    with pytest.raises(NotAllowed):
        services.accept(street, values=words, points=points, **of_the_county(city))
    assert services.accept(street, values=words, points=points, **city.office()).state == "accepted"


@pytest.mark.duty("S1-7.1b")
def test_a_county_that_is_short_is_told_in_time_and_the_office_when_it_is_too_late(city, county, client) -> None:
    row = programme(city, NOON)
    submitted(city, "cuihu", NOON)
    row.apply_until = row.guide_until = row.accept_until = date(2026, 6, 20)
    row.save(update_fields=["apply_until", "guide_until", "accept_until"])
    assert services.urge_counties(at=NOON) == 0
    near = datetime(2026, 6, 12, 8, tzinfo=SHANGHAI)
    assert [services.urge_counties(at=near + timedelta(hours=hour)) for hour in range(2)] == [1, 1]
    told = Notice.objects.filter(subject_line__contains="上报了1个乡镇（街道），至少要2个，6月20日截止")
    assert [each.user.username for each in told] == ["gucheng-head"]
    services.urge_counties(at=datetime(2026, 6, 21, 8, tzinfo=SHANGHAI))
    told = Notice.objects.filter(subject_line__contains="不够2个的有：古城县1个")
    assert [each.user.username for each in told] == ["city-oversight"]
    client.force_login(city.people["gucheng", Role.DISCLOSURE_HEAD])
    assert "古城县上报了1个，至少要2个" in client.get(f"/admin/assessment/programme/{row.pk}/change/").content.decode()


@pytest.mark.duty("S1-8.3a", "S1-8.4")
def test_everybody_reads_what_a_unit_showed_what_happened_and_how_it_was_reviewed(city, client, time_machine) -> None:
    time_machine.move_to(OVER, tick=False)
    row = named(city, "jiaoyu", at=NOON)
    services.review(row, values=KEPT, **city.office(OVER))
    services.note(row, kind="lesson", text="周五整理问答，电话13812345678。", **city.as_("jiaoyu", Role.HEAD, OVER))
    with pytest.raises(NotAllowed):
        services.note(row, kind="lesson", text="别人的。", **city.as_("zhujian", Role.HEAD, OVER))
    page = client.get(f"/demonstrations/{row.pk}/").content.decode()
    for words in (
        "临江市教育局",
        "做到了。",
        "22/25分",
        "查验了6件佐证材料",
        "专栏每周更新，电话有人接。",
        "保持标准",
        "周五整理问答",
        "2026年5月29日",
    ):
        assert words in page
    for hidden in ("13812345678", "指出流程图不全", "制度汇编.txt", "两名监督员", "县里的人"):
        assert hidden not in page
    assert f'href="/demonstrations/{row.pk}/"' in client.get("/demonstrations/").content.decode()
    assert client.get(f"/demonstrations/{submitted(city, 'zhujian', NOON).pk}/").status_code == 404


def test_the_page_of_a_unit_asks_the_same_however_much_there_is(city, client, time_machine) -> None:
    time_machine.move_to(OVER, tick=False)
    row = named(city, "jiaoyu", at=NOON)
    address = f"/demonstrations/{row.pk}/"
    client.get(address)
    with CaptureQueriesContext(connection) as few:
        client.get(f"{address}?1")
    for _ in range(3):
        services.review(row, values=KEPT, **city.office(OVER))
        services.note(row, kind="lesson", text="问答。", **city.office(OVER))
    with CaptureQueriesContext(connection) as many:
        client.get(f"{address}?2")
    assert len(many) == len(few)


def test_the_list_of_applications_asks_the_same_for_one_and_for_three(city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    shown(city, "jiaoyu", NOON)
    client.force_login(city.people["city", Role.OVERSIGHT])
    client.get("/admin/assessment/candidacy/")
    with CaptureQueriesContext(connection) as one:
        client.get("/admin/assessment/candidacy/")
    for code in ("zhujian", "cuihu"):
        shown(city, code, NOON)
    with CaptureQueriesContext(connection) as three:
        client.get("/admin/assessment/candidacy/")
    assert len(three) == len(one)
    assert source("assessment.candidacy").step("settle").task == "查证、答复公示异议"
