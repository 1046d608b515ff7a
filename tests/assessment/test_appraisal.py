"""评议: six steps in their order, everybody once, results public or no end."""

from datetime import date, datetime
from decimal import Decimal
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from openpyxl import Workbook

from assessment.appraisal import selectors, services
from assessment.appraisal.models import Appraisal, Ballot, Invitation, Judged, Outcome, to_appraise
from assessment.problems.models import Problem
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from tests.assessment.city import NOON

LAST_DAY = datetime(2026, 6, 10, 23, 59, 59, tzinfo=SHANGHAI)
JUNE_11 = datetime(2026, 6, 11, 0, 0, tzinfo=SHANGHAI)
STARTED = {"title": "2026年社会评议", "notice": "请评一评各单位的公开工作。", "ends_on": date(2026, 6, 10)}
SEEN = {"briefed_on": date(2026, 5, 20), "briefing": "看了年报，听了市教育局的汇报。"}
ALL_GOOD = {1: "80", 2: "80", 3: "80", 4: "80"}
TITLES = ["单位", "样本数", "组织机构建设", "依法公开", "工作成效"]


def started(city, **values) -> Appraisal:
    return services.start(values=STARTED | values, **city.office())


def announced(city) -> Appraisal:
    return services.announce(started(city), **city.leader())


def opened(city, panels=(("experts", 2),)) -> Appraisal:
    row = services.settle_sheet(announced(city), **city.office())
    for panel, many in panels:
        services.invite(row, panel=panel, on_paper=many, addresses="", **city.office())
    services.choose(row, **city.office())
    services.brief(row, values=SEEN, **city.office())
    return services.hand_out(row, **city.office())


def filled(city, row: Appraisal, voter: str, code: str = "jiaoyu", levels=None, at=NOON, invitation=None) -> Ballot:
    who = services.voter_of(voter, invitation)
    given = {"levels": levels or ALL_GOOD, "voter": who, "invitation": invitation, "moment": lambda: at}
    return services.fill_in(row, organ=city.organs[code], **given)


def collected(city, sheets: int = 5) -> Appraisal:
    row = opened(city)
    for voter in range(sheets):
        filled(city, row, f"v{voter}")
    return services.collect(row, **city.office(JUNE_11))


def published(city, sheets: int = 5) -> Appraisal:
    return services.publish(collected(city, sheets), summary="总体满意。", **city.leader(JUNE_11))


def sheet(*rows, kind: str = "csv") -> SimpleUploadedFile:
    if kind == "csv":
        text = "\n".join(",".join(str(cell) for cell in row) for row in (TITLES, *rows))
        return SimpleUploadedFile("结果.csv", text.encode())
    book = Workbook()
    for row in (TITLES, *rows):
        book.active.append(list(row))
    file = BytesIO()
    book.save(file)
    return SimpleUploadedFile("结果.xlsx", file.getvalue())


def imported(city, row: Appraisal, upload) -> Appraisal:
    said = {"outside_source": "临江市调查队", "outside_method": "电话问了100人。"}
    return services.import_outside(row, upload=upload, **said, **city.office())


@pytest.mark.duty("S2-5.3")
def test_it_covers_the_streets_and_departments_and_a_missing_one_stops_the_notice(city) -> None:
    row = started(city)
    assert {each.organ.code for each in row.judged.select_related("organ")} == {"jiaoyu", "zhujian", "cuihu"}
    Judged.objects.filter(organ=city.organs["cuihu"]).delete()
    with pytest.raises(Blocked, match="评议对象缺1个单位：翠湖街道"):
        services.announce(row, **city.leader())


@pytest.mark.duty("S2-5.2")
def test_the_leading_group_announces_what_its_office_drew_up(city) -> None:
    with pytest.raises(NotAllowed):
        services.start(values=STARTED, **city.as_("jiaoyu", Role.HEAD))
    row = started(city)
    with pytest.raises(NotAllowed):
        services.announce(row, **city.office())
    assert services.announce(row, **city.leader()).state == "announced"


@pytest.mark.duty("S2-5.6.1")
def test_with_the_notice_every_organ_is_told_and_the_page_is_there(city, client) -> None:
    row = started(city)
    assert client.get(row.get_absolute_url()).status_code == 404
    services.announce(row, **city.leader())
    told = Notice.objects.filter(kind="appraisal", user__isnull=False)
    assert {each.user.username for each in told} == {f"{c}-disclosure_head" for c in ("jiaoyu", "zhujian", "cuihu")}
    assert "请评一评各单位的公开工作。" in client.get(row.get_absolute_url()).content.decode()


@pytest.mark.duty("S2-5.6.1", "S2-5.6.2", "S2-5.6.3", "S2-5.6.4", "S2-5.6.5")
def test_no_step_is_left_out(city) -> None:
    row = started(city)
    steps = (
        ("announced", lambda: services.announce(row, **city.leader())),
        ("sheet_ready", lambda: services.settle_sheet(row, **city.office())),
        ("chosen", lambda: services.choose(row, **city.office())),
        ("briefed", lambda: services.brief(row, values=SEEN, **city.office())),
        ("open", lambda: services.hand_out(row, **city.office())),
    )
    for place, (state, step) in enumerate(steps):
        for _, later in steps[place + 1 :]:
            with pytest.raises(StaleState):
                later()
        if state == "chosen":
            with pytest.raises(Blocked, match="还没有邀请参评人员"):
                step()
            services.invite(row, panel="masses", on_paper=1, addresses="", **city.office())
        step()
        assert row.state == state


@pytest.mark.duty("S2-5.5.1-3", "S2-5.6.2")
def test_a_sheet_that_leaves_a_dimension_out_is_not_settled(city) -> None:
    row = announced(city)
    services.set_sheet(row, items=[("organisation", "有人管"), ("effect", "有用")], **city.office())
    with pytest.raises(Blocked, match="测评表里没有“依法公开”的题目"):
        services.settle_sheet(row, **city.office())
    with pytest.raises(InvalidInput) as refused:
        services.set_sheet(row, items=[("", "没有写内容")], **city.office())
    assert refused.value.messages == {"items": "第1题没有写明内容，只能是组织机构建设、依法公开、工作成效"}
    services.set_sheet(
        row, items=[(each, "好不好") for each in ("organisation", "disclosure", "effect")], **city.office()
    )
    assert services.settle_sheet(row, **city.office()).state == "sheet_ready"


@pytest.mark.duty("S2-5.4c", "S2-5.6.3")
def test_five_kinds_are_invited_on_paper_and_by_mail_and_no_name_or_address_stays(city) -> None:
    row = services.settle_sheet(announced(city), **city.office())
    for panel in ("departments", "deputies", "advisers", "masses"):
        services.invite(row, panel=panel, on_paper=1, addresses="", **city.office())
    services.invite(row, panel="experts", on_paper=0, addresses="li@example.com, wang@example.com", **city.office())
    tally = {each.panel.value: each.handed_out for each in selectors.tallies(row)}
    assert tally == {"public": 0, "departments": 1, "deputies": 1, "advisers": 1, "masses": 1, "experts": 2}
    mails = Notice.objects.filter(channel="email", dedupe_key__startswith="appraisal-invitation")
    assert {each.body for each in mails} == {""}  # no code stands in a table
    sent = {letter.to: letter.body for letter in (letter_of(each, at=NOON) for each in mails)}
    assert set(sent) == {"li@example.com", "wang@example.com"}
    last = Invitation.objects.get(number=f"评{row.pk}-006")
    assert f"评议码：{services.code_of(last)}" in sent["wang@example.com"]
    assert not {"name", "address", "email", "phone"} & {each.name for each in Invitation._meta.fields}
    with pytest.raises(InvalidInput) as refused:
        services.invite(row, panel="experts", on_paper=0, addresses="不是地址", **city.office())
    assert refused.value.messages == {"addresses": "“不是地址”不是邮箱地址"}
    with pytest.raises(InvalidInput):
        services.invite(row, panel="public", on_paper=1, addresses="", **city.office())


def test_codes_for_paper_are_shown_to_the_office_and_that_is_recorded(city) -> None:
    row = opened(city)
    slips = services.take_codes(row, **city.office())
    assert [each.number for each, _ in slips] == [f"评{row.pk}-001", f"评{row.pk}-002"]
    assert Event.objects.filter(act="take_codes").count() == 1
    with pytest.raises(NotAllowed):
        services.take_codes(row, **city.as_("jiaoyu", Role.HEAD))


def test_a_briefing_is_not_in_the_future(city) -> None:
    row = services.settle_sheet(announced(city), **city.office())
    services.invite(row, panel="masses", on_paper=1, addresses="", **city.office())
    services.choose(row, **city.office())
    with pytest.raises(InvalidInput) as refused:
        services.brief(row, values=SEEN | {"briefed_on": date(2026, 5, 22)}, **city.office())
    assert set(refused.value.messages) == {"briefed_on"}


def test_a_sheet_is_taken_once_of_one_person_about_one_organ(city) -> None:
    row = opened(city)
    filled(city, row, "one")
    with pytest.raises(services.AlreadyJudged, match="您已经评过市教育局"):
        filled(city, row, "one")
    filled(city, row, "one", "zhujian")
    filled(city, row, "two")
    assert Ballot.objects.count() == 3


def test_an_invited_one_counts_for_its_panel_and_its_return_is_known(city) -> None:
    row = opened(city)
    invitation = row.invitations.first()
    filled(city, row, "phone", invitation=invitation)
    with pytest.raises(services.AlreadyJudged):
        filled(city, row, "another browser", invitation=invitation)
    assert Ballot.objects.get().panel == "experts"
    experts = next(each for each in selectors.tallies(row) if each.panel == "experts")
    assert (experts.handed_out, experts.returned) == (2, 1)


def test_the_last_second_counts_and_the_next_does_not(city) -> None:
    row = opened(city)
    filled(city, row, "in time", at=LAST_DAY)
    with pytest.raises(services.Closed):
        filled(city, row, "too late", at=JUNE_11)
    with pytest.raises(Blocked, match="测评到2026年6月10日24时截止"):
        services.collect(row, **city.office(LAST_DAY))


def test_every_line_is_answered_and_not_all_with_do_not_know(city) -> None:
    row = opened(city)
    with pytest.raises(InvalidInput) as refused:
        filled(city, row, "one", levels={1: "80", 2: "80", 3: "7"})
    assert set(refused.value.messages) == {"i-3", "i-4"}
    with pytest.raises(InvalidInput):
        filled(city, row, "one", levels=dict.fromkeys((1, 2, 3, 4), "-1"))
    with pytest.raises(DomainError, match="这次不评这个单位"):
        filled(city, row, "one", "yizhong")


def test_what_is_not_known_counts_nothing(city) -> None:
    row = opened(city)
    for voter in range(4):
        filled(city, row, f"v{voter}", levels={1: "100", 2: "60", 3: "60", 4: "-1"})
    filled(city, row, "v4", levels={1: "-1", 2: "0", 3: "30", 4: "30"})
    own = [each for each in selectors.reckoned(row) if each.organ.code == "jiaoyu" and each.source == "public"]
    # 依法公开: (4 × 60 + 4 × 60 + 0 + 30) ÷ 10 = 51; 组织机构建设: 400 ÷ 4; 工作成效: the one sheet that knew.
    expected = {"organisation": Decimal("100.00"), "disclosure": Decimal("51.00"), "effect": Decimal("30.00")}
    assert {each.dimension: each.points for each in own} == expected


def test_fewer_than_five_sheets_show_no_points(city) -> None:
    row = published(city, sheets=4)
    own = row.outcomes.get(organ=city.organs["jiaoyu"], source="public", dimension="effect")
    assert (own.replies, own.points) == (4, None)


@pytest.mark.duty("S2-5.6.6")
def test_it_is_not_closed_before_the_results_are_public(city, client) -> None:
    row = collected(city)
    with pytest.raises(StaleState):
        services.close(row, **city.office(JUNE_11))
    with pytest.raises(IntegrityError), transaction.atomic():
        Appraisal.objects.filter(pk=row.pk).update(state="closed")
    assert client.get(f"{row.get_absolute_url()}results.json").status_code == 404
    services.publish(row, summary="总体满意。", **city.leader(JUNE_11))
    shown = client.get(f"{row.get_absolute_url()}results.json").json()["results"]
    assert shown[0] == {
        "单位": "临江市教育局",
        "来源": "公众评议",
        "份数": "5",
        "组织机构建设": "80.00",
        "依法公开": "80.00",
        "工作成效": "80.00",
        "综合得分": "80.00",
    }
    assert services.close(row, **city.office(JUNE_11)).state == "closed"


def test_what_was_made_public_is_frozen(city) -> None:
    row = published(city)
    before = list(row.outcomes.values_list("points", flat=True))
    Ballot.objects.all().delete()
    assert list(row.outcomes.values_list("points", flat=True)) == before
    assert Outcome.objects.count() == 18  # three organs, two sources, three dimensions


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
@pytest.mark.duty("S2-5.4b", "S3-7.1d")
def test_marks_of_a_third_party_come_in_as_a_table(city, kind) -> None:
    row = opened(city)
    imported(city, row, sheet(("市教育局", 100, 90, 85.5, 70), ("zhujian", 80, 60, 60, 60), kind=kind))
    found = row.outside_marks.values_list("organ__code", "dimension", "points", "sample")
    assert ("jiaoyu", "disclosure", Decimal("85.50"), 100) in found
    assert row.outside_marks.count() == 6
    imported(city, row, sheet(("临江市教育局", 10, 50, 50, 50)))
    assert row.outside_marks.count() == 3


def test_a_table_with_faults_is_refused_whole_and_names_every_row(city) -> None:
    row = opened(city)
    bad = sheet(("市教育局", 100, 90, 85, 70), ("市财政局", 0, 101, "", "x"), ("jiaoyu", 5, 1, 1, "NaN"))
    with pytest.raises(InvalidInput) as refused:
        imported(city, row, bad)
    assert refused.value.messages["upload"].splitlines() == [
        "第3行：评议对象里没有“市财政局”",
        "第3行：样本数要填大于0的整数",
        "第3行：“组织机构建设”要填0到100的分数",
        "第3行：“依法公开”要填0到100的分数",
        "第3行：“工作成效”要填0到100的分数",
        "第4行：市教育局有两行",
        "第4行：“工作成效”要填0到100的分数",
    ]
    assert row.outside_marks.count() == 0


@pytest.mark.duty("S2-11.7a", "S2-11.7b")
def test_what_was_judged_badly_costs_points_by_the_standard_and_is_to_be_mended(city) -> None:
    city.standard()
    row = published(city)
    said = {"title": "申请得不到按时答复", "facts": "依法公开得分最低。", "difference": ""}
    given = {"organ": city.organs["jiaoyu"], "rule": "B2a", "values": said}
    problem = services.find_problem(row, **given, **city.office(JUNE_11))
    assert (problem.way, problem.rule, problem.subject_id) == ("panel", "B2a", row.pk)
    [notice] = services.rectify(row, **city.office(JUNE_11))
    assert [item.problem for item in notice.items.all()] == [problem]
    with pytest.raises(DomainError, match="没有还没发过整改通知的问题"):
        services.rectify(row, **city.office(JUNE_11))


def test_nothing_follows_from_results_nobody_could_read(city) -> None:
    row = collected(city)
    with pytest.raises(DomainError, match="结果公开以后"):
        services.find_problem(row, organ=city.organs["jiaoyu"], rule="", values={}, **city.office(JUNE_11))
    assert not Problem.objects.exists()


def test_an_organ_founded_meanwhile_is_missing_from_no_draft_that_comes_after(city) -> None:
    assert [each.code for each in to_appraise(date(2026, 5, 21))] == ["jiaoyu", "zhujian", "cuihu"]
