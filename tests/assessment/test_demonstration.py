"""示范创建: nobody is named without evidence, guidance, a look on the spot, publicity, and a place in the quota."""

from datetime import date, datetime, timedelta

import pytest
from django.core.files.base import ContentFile
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from assessment.demonstration import selectors, services
from assessment.demonstration.models import Candidacy, Programme
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind, Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.notices.models import Notice
from tests.assessment.city import FOUNDED, NOON
from tests.assessment.demonstrating import PAPER, POINTS, accepted, named, plan, prepared, programme, shown, submitted

OVER = datetime(2026, 5, 29, 9, tzinfo=SHANGHAI)
"""The publicity of 21 May ends on 28 May: five working days."""


def fresh(row: Candidacy) -> Candidacy:
    return Candidacy.objects.get(pk=row.pk)


@pytest.mark.duty("S1-8.2")
def test_the_office_drafts_another_person_issues_and_all_who_may_apply_are_told(city) -> None:
    row = services.draft_programme(year=2026, values=plan(NOON), **city.office())
    with pytest.raises(NotAllowed):
        services.draft_programme(year=2027, values=plan(NOON), **city.as_("jiaoyu", Role.HEAD))
    services.change(row, values=plan(NOON, departments=1), **city.office())
    services.issue(row, **city.leader())
    assert (row.state, row.departments) == ("issued", 1)
    told = Notice.objects.filter(kind="demonstration").values_list("user__username", flat=True)
    # each organ's two heads; neither the city that leads nor a school
    assert sorted(told) == [f"{code}-{role}" for code in ("cuihu", "jiaoyu", "zhujian") for role in sorted(HEADS)]
    with pytest.raises(StaleState):
        services.change(row, values=plan(NOON), **city.office())


HEADS = (Role.HEAD.value, Role.DISCLOSURE_HEAD.value)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"guide_until": date(2026, 5, 22)}, "accept_until"),
        ({"townships": -1}, "townships"),
        ({"apply_until": ""}, "apply_until"),
        ({"publicity_days": 0}, "publicity_days"),
        ({"title": ""}, "title"),
    ],
)
def test_a_programme_is_drafted_whole_and_in_order(city, change, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.draft_programme(year=2026, values=plan(NOON) | change, **city.office())
    assert list(refused.value.messages) == [field]


@pytest.mark.duty("S1-7.1")
def test_nobody_applies_after_the_last_day(city) -> None:
    row = prepared(city, "jiaoyu", NOON)
    last = row.programme.apply_until
    assert last == date(2026, 5, 31)
    late = datetime(2026, 6, 1, 9, tzinfo=SHANGHAI)
    with pytest.raises(Blocked) as refused:
        services.submit(row, **city.as_("jiaoyu", Role.HEAD, late))
    assert "申报已经在5月31日截止。" in str(refused.value)
    with pytest.raises(InvalidInput):
        services.begin(
            programme=row.programme,
            organ=city.organs["zhujian"],
            summary="公开。",
            **city.as_("zhujian", Role.HEAD, late),
        )
    services.submit(row, **city.as_("jiaoyu", Role.HEAD, late - timedelta(days=1)))
    assert row.state == "submitted"


def test_an_application_shows_each_of_the_six_standards_with_evidence(city) -> None:
    head = city.as_("jiaoyu", Role.HEAD)
    row = services.begin(programme=programme(city, NOON), organ=city.organs["jiaoyu"], summary="公开。", **head)
    services.describe(row, criterion="rules", text="八项制度都有。", uploads=[], **head)
    with pytest.raises(Blocked) as refused:
        services.submit(row, **head)
    assert "还没有写创建情况：组织机构、公开规范、平台建设、重点工作、创新工作。" in str(refused.value)
    assert "还没有佐证材料：制度体系。" in str(refused.value)
    services.describe(row, criterion="rules", text="八项制度汇编成册。", uploads=[PAPER], **head)
    [part] = row.parts.all()
    assert (part.text, part.files.count()) == ("八项制度汇编成册。", 1)


@pytest.mark.parametrize(
    ("code", "role", "error"),
    [("zhujian", Role.HEAD, NotAllowed), ("yizhong", Role.HEAD, InvalidInput), ("city", Role.HEAD, InvalidInput)],
)
def test_only_an_organ_that_may_apply_does_and_for_itself(city, code, role, error) -> None:
    organ = city.organs["jiaoyu" if error is NotAllowed else code]
    with pytest.raises(error):
        services.begin(programme=programme(city, NOON), organ=organ, summary="公开。", **city.as_(code, role))
    assert Candidacy.objects.count() == 0


def test_a_secret_in_the_evidence_is_refused_and_nothing_of_it_is_kept(city) -> None:
    row = prepared(city, "jiaoyu", NOON)
    paper = ("方案.txt", ContentFile("机密★10年\n方案".encode()))
    with pytest.raises(InvalidInput):
        services.describe(row, criterion="rules", text="写了。", uploads=[paper], **city.as_("jiaoyu", Role.HEAD))
    assert row.parts.get(criterion="rules").text == "做到了。"


@pytest.mark.duty("S1-7.2")
def test_nobody_is_accepted_without_guidance(city) -> None:
    row = submitted(city, "jiaoyu", NOON)
    words = {"team": "三个人", "text": "看了大厅。"}
    with pytest.raises(Blocked) as refused:
        services.accept(row, values=words, points=POINTS, **city.office())
    assert "还没有督促指导的记录。" in str(refused.value)
    services.note(row, kind="guidance", text="补齐流程图。", **city.office())
    services.accept(row, values=words, points=POINTS, **city.office())
    assert (row.state, row.total, row.team) == ("accepted", 88, "三个人")
    assert [note.kind for note in row.notes.all()] == ["acceptance", "guidance"]


@pytest.mark.duty("S1-7.3a")
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"innovation": 11}, "创新工作请填0到10的整数"),
        ({"innovation": None}, "创新工作请填0到10的整数"),
        ({"openness": 13}, "合计79分，不到80分，不能通过验收"),
    ],
)
def test_the_look_on_the_spot_gives_points_for_each_standard_and_passes_from_eighty(city, change, message) -> None:
    row = submitted(city, "jiaoyu", NOON)
    services.note(row, kind="guidance", text="补齐流程图。", **city.office())
    with pytest.raises(InvalidInput) as refused:
        services.accept(row, values={"team": "三个人", "text": "看了。"}, points=POINTS | change, **city.office())
    assert message in refused.value.messages.values()
    assert fresh(row).state == "submitted"


@pytest.mark.duty("S1-7.3b")
def test_nobody_is_named_before_the_publicity_is_over(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    assert (row.shown_from, row.shown_until) == (date(2026, 5, 21), date(2026, 5, 28))
    with pytest.raises(Blocked) as refused:
        services.name(row, **city.leader(OVER - timedelta(days=1)))
    assert "公示到5月28日为止，期满以后才能命名。" in str(refused.value)
    services.name(row, **city.leader(OVER))
    assert (row.state, row.named_on) == ("named", date(2026, 5, 29))
    row.named_on = date(2026, 5, 28)
    with pytest.raises(IntegrityError), transaction.atomic():
        row.save(update_fields=["named_on"])


@pytest.mark.duty("S1-7.3b")
def test_an_objection_stops_the_name_until_it_is_settled_and_for_good_when_it_is_upheld(city) -> None:
    row = shown(city, "jiaoyu", NOON)
    for text in ("公开栏一直是空的。", "电话没有人接。"):
        services.hear(row, source="群众来信", text=text, **city.office())
    first, second = row.objections.all()
    with pytest.raises(Blocked) as refused:
        services.name(row, **city.leader(OVER))
    assert "还有2件异议没有处理。" in str(refused.value)
    services.settle(row, dissent=first, values={"upheld": False, "found": "当天正在换新。"}, **city.office())
    services.settle(row, dissent=second, values={"upheld": True, "found": "三次没有人接。"}, **city.office())
    with pytest.raises(StaleState):
        services.settle(row, dissent=second, values={"upheld": False, "found": "再看。"}, **city.office())
    with pytest.raises(Blocked) as refused:
        services.name(row, **city.leader(OVER))
    assert "有异议查实成立，不能命名。" in str(refused.value)
    services.refuse(row, reason="热线没有人接", **city.leader(OVER))
    assert (row.state, row.ended_reason) == ("refused", "热线没有人接")
    with pytest.raises(StaleState):
        services.hear(row, source="电话", text="晚了。", **city.office())


@pytest.mark.duty("S1-7.0")
def test_no_more_are_named_than_the_quota_of_their_kind(city) -> None:
    first = shown(city, "jiaoyu", NOON, departments=1)
    second, street = shown(city, "zhujian", NOON), shown(city, "cuihu", NOON)
    assert [row.kind for row in (first, second, street)] == ["department", "department", "township"]
    services.name(first, **city.leader(OVER))
    with pytest.raises(Blocked) as refused:
        services.name(second, **city.leader(OVER))
    assert "市直示范点的名额1个已经用完。" in str(refused.value)
    services.name(street, **city.leader(OVER))
    services.revoke(first, reason="复评不合格", **city.leader(OVER))
    services.name(second, **city.leader(OVER))
    assert second.state == "named"


@pytest.mark.duty("S1-7.0")
def test_the_quotas_of_the_rule_book_hold_when_nobody_wrote_others() -> None:
    row = Programme()
    assert (row.areas, row.departments, row.townships, row.least_townships) == (3, 5, 10, 2)


def test_who_accepted_neither_shows_nor_names(city) -> None:
    row = accepted(city, "jiaoyu", NOON)
    row.acceptor_id = city.people["city", Role.OFFICE_APPROVER].pk
    with pytest.raises(NotAllowed):
        services.show(row, **city.leader())


@pytest.mark.duty("S1-7.1b")
def test_a_county_owes_at_least_two_townships(city) -> None:
    county = Organ.objects.create(
        code="gucheng",
        name="古城县人民政府",
        short_name="古城县",
        kind=OrganKind.GOVERNMENT,
        parent=city.organs["city"],
        active_from=FOUNDED,
    )
    for code in ("cuihu", "dongzhen", "xizhen"):
        place = {"name": f"古城县{code}", "short_name": code, "kind": OrganKind.TOWNSHIP, "active_from": FOUNDED}
        Organ.objects.update_or_create(code=code, defaults=place | {"parent": county})
    city.organs["cuihu"].refresh_from_db()
    row = programme(city, NOON)
    today = NOON.date()
    assert [(each.county, each.applied, each.least) for each in selectors.owed(row, today)] == [(county, 0, 2)]
    submitted(city, "cuihu", NOON)
    assert [(each.applied, each.least) for each in selectors.owed(row, today)] == [(1, 2)]
    Candidacy.objects.create(
        programme=row, organ=Organ.objects.get(code="dongzhen"), kind="township", state="submitted", summary="公开。"
    )
    assert selectors.owed(row, today) == []


@pytest.mark.duty("S1-8.3a")
def test_a_unit_is_followed_and_loses_its_name_with_a_reason_all_can_read(city, client, time_machine) -> None:
    row = named(city, "jiaoyu", at=NOON)
    services.review(row, values={"keeps": False, "text": "半年复评，专栏三个月没有更新。"}, **city.office(OVER))
    services.note(row, kind="lesson", text="窗口和网站同一天公开。", **city.office(OVER))
    with pytest.raises(InvalidInput):
        services.note(row, kind="guidance", text="再看。", **city.office(OVER))
    time_machine.move_to(OVER, tick=False)
    page = client.get("/demonstrations/").content.decode()
    assert "窗口和网站同一天公开。" in page
    assert "专栏三个月没有更新" not in page
    services.revoke(row, reason="专栏长期不更新，整改不到位", **city.leader(OVER))
    page = client.get("/demonstrations/").content.decode()
    assert "2026年5月29日撤销" in page
    assert "专栏长期不更新，整改不到位" in page
    assert Event.objects.filter(act="revoke", reason="专栏长期不更新，整改不到位").count() == 1


@pytest.mark.duty("S1-7.3b")
def test_everybody_reads_who_is_shown_and_where_to_object_and_nothing_else(city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    assert "还没有部署示范创建" in client.get("/demonstrations/").content.decode()
    services.draft_programme(year=2025, values=plan(NOON, title="草稿里的方案"), **city.office())
    submitted(city, "zhujian", NOON)
    row = shown(city, "jiaoyu", NOON)
    services.hear(row, source="群众来信", text="公开栏是空的。", **city.office())
    page = client.get("/demonstrations/").content.decode()
    assert "临江市教育局" in page
    assert "5月21日到5月28日" in page
    assert f'href="/demonstrations/{row.pk}/objection/"' in page
    for hidden in ("临江市住房和城乡建设局", "草稿里的方案", "公开栏是空的", "制度汇编", "三个人"):
        assert hidden not in page


def test_the_public_page_asks_the_same_for_one_and_for_three(city, client, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    shown(city, "jiaoyu", NOON)
    client.get("/demonstrations/")
    with CaptureQueriesContext(connection) as one:
        client.get("/demonstrations/?1")
    for code in ("zhujian", "cuihu"):
        shown(city, code, NOON)
    with CaptureQueriesContext(connection) as three:
        client.get("/demonstrations/?2")
    assert len(three) == len(one)


def test_an_organ_sees_its_own_application_alone(city) -> None:
    own, other = submitted(city, "jiaoyu", NOON), submitted(city, "zhujian", NOON)
    seen = Candidacy.objects.visible_to(city.as_("jiaoyu", Role.HANDLER)["actor"])
    assert list(seen) == [own]
    assert set(Candidacy.objects.visible_to(city.office()["actor"])) == {own, other}
