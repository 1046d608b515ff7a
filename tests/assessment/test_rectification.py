"""整改: told once, with a letter and a clock; mended, reviewed by another; criticised when nothing comes back."""

from datetime import date, datetime

import pytest
from django.core.files.base import ContentFile

from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.rectification import services
from assessment.rectification.models import Criticism, Rectification, RectificationItem
from assessment.rectification.reform import move_open_rows
from assessment.rectification.tasks import propose
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.letters.services import content_of, letter_file
from portal.notices.models import Notice
from tests.assessment.city import NOON

JUNE_11 = datetime(2026, 6, 11, 18, 0, tzinfo=SHANGHAI)
JUNE_12 = datetime(2026, 6, 12, 9, 0, tzinfo=SHANGHAI)
PROOF = [("改正以后.txt", ContentFile("流程图已经上墙".encode()))]


@pytest.fixture
def town(city):
    """A city whose standard is in force."""
    city.standard()
    return city


def drafted(town, organ: str = "jiaoyu", **values) -> Rectification:
    town.noted(organ, "C2a", title="窗口没有公开办事流程图")
    given = {"origin": "person", "organ": town.organs[organ], "values": values}
    return services.draft(**given, **town.office())[0]


def issued(town, **values) -> Rectification:
    return services.issue(drafted(town, **values), **town.office())


def answered(town, row: Rectification, at: datetime = NOON) -> Rectification:
    return services.answer(row, text="流程图已经上墙。", uploads=PROOF, **town.as_("jiaoyu", Role.DISCLOSURE_HEAD, at))


def period(row: Rectification, round_: int = 1) -> Deadline:
    return Deadline.objects.get(rule="RECTIFICATION", subject_id=row.pk, key=str(round_))


@pytest.mark.duty("S2-11.7c", "S3-2.6e")
def test_a_notice_goes_out_with_a_number_the_problems_the_demand_and_the_day(town) -> None:
    row = issued(town)
    # Fifteen working days from 21 May 2026; no holiday until 端午 on 19 June.
    assert period(row).due_on == date(2026, 6, 11)
    words = content_of(row.letter)
    text = "\n".join(line for block in words.blocks for line in block.lines)
    assert row.letter.number == "临政整改〔2026〕1号"
    for said in ("1．窗口没有公开办事流程图：现场查看，拍了照片。", "最晚2026年6月11日反馈", "限期整改", "15个工作日"):
        assert said in text
    assert letter_file(row.letter, "docx", at=NOON).content[:2] == b"PK"
    told = Notice.objects.filter(kind="rectification")
    assert {notice.user.username for notice in told} == {"jiaoyu-head", "jiaoyu-disclosure_head"}


def test_another_period_may_be_set_for_one_notice(town) -> None:
    # Five working days from 21 May 2026.
    assert period(issued(town, days=5)).due_on == date(2026, 5, 28)
    with pytest.raises(InvalidInput) as refused:
        drafted(town, "zhujian", days=0)
    assert set(refused.value.messages) == {"days"}


def test_a_problem_is_sent_for_rectification_once(town) -> None:
    drafted(town)
    with pytest.raises(DomainError, match="没有还没发过整改通知的问题"):
        services.draft(origin="person", organ=None, values={}, **town.office())
    assert RectificationItem.objects.count() == 1


def test_problems_of_all_organs_are_sent_in_bulk_one_notice_each(town) -> None:
    for code in ("jiaoyu", "zhujian", "zhujian"):
        town.noted(code, "C2a", occurred_on=date(2026, 5, 10 + Problem.objects.count()))
    rows = services.draft(origin="person", organ=None, values={}, **town.office())
    assert {row.organ.code: row.items.count() for row in rows} == {"jiaoyu": 1, "zhujian": 2}


def test_a_lifted_problem_is_not_to_be_mended(town) -> None:
    problem = town.noted("jiaoyu", "C2a")
    problems.lift(problem, reason="查无此事", **town.office())
    with pytest.raises(DomainError):
        services.draft(origin="person", organ=None, values={}, **town.office())


def test_a_draft_is_changed_and_given_up_and_its_problems_are_free_again(town) -> None:
    row = drafted(town)
    services.change_draft(row, values={"demand": "七天内改好。"}, **town.office())
    problem = Problem.objects.get()
    services.take_out(row, problem=problem, reason="已经改好", **town.office())
    with pytest.raises(Blocked, match="没有要整改的问题"):
        services.issue(row, **town.office())
    services.drop(row, reason="不用发", **town.office())
    again = services.draft(origin="person", organ=None, values={}, **town.office())
    assert again[0].items.get().problem == problem


def test_an_issued_notice_is_changed_no_more(town) -> None:
    row = issued(town)
    for change in (
        lambda: services.change_draft(row, values={"demand": "另一个要求"}, **town.office()),
        lambda: services.take_out(row, problem=Problem.objects.get(), reason="算了", **town.office()),
        lambda: services.drop(row, reason="算了", **town.office()),
    ):
        with pytest.raises(StaleState):
            change()


@pytest.mark.duty("S2-11.7c")
def test_the_organ_answers_with_evidence_and_the_clock_stops(town) -> None:
    row = issued(town)
    with pytest.raises(InvalidInput, match="要附证据"):
        services.answer(row, text="改好了。", uploads=[], **town.as_("jiaoyu", Role.HEAD))
    answered(town, row)
    assert (row.state, period(row).outcome, period(row).closed_on) == ("answered", "done", date(2026, 5, 21))


def test_another_organ_and_a_clerk_answer_nothing(town) -> None:
    row = issued(town)
    for code, role in (("zhujian", Role.HEAD), ("jiaoyu", Role.HANDLER)):
        with pytest.raises(NotAllowed):
            services.answer(row, text="改好了。", uploads=PROOF, **town.as_(code, role))


def test_whoever_issued_the_notice_does_not_review_what_came_back(town) -> None:
    row = answered(town, issued(town))
    with pytest.raises(NotAllowed, match="由另一个人复核"):
        services.clear(row, reason="看过了", **town.office())
    services.clear(row, reason="到现场看过", **town.leader())
    assert (row.state, row.feedback.get().passed, row.feedback.get().review) == ("cleared", True, "到现场看过")


def test_what_is_not_mended_is_mended_again_within_a_new_period(town) -> None:
    row = answered(town, issued(town))
    services.repeat(row, reason="流程图还是旧的", **town.leader())
    assert (row.state, row.round, period(row, 2).due_on) == ("issued", 2, date(2026, 6, 11))
    answered(town, row)
    services.clear(row, reason="换成新的了", **town.leader())
    assert list(row.feedback.values_list("round", "passed")) == [(1, False), (2, True)]


@pytest.mark.duty("S2-11.10", "S3-7.2")
def test_a_period_that_ran_out_is_proposed_for_criticism_once(town, time_machine) -> None:
    row = issued(town)
    assert services.propose_criticism(at=JUNE_11) == 0
    time_machine.move_to(JUNE_12, tick=False)
    assert (propose(), propose()) == (1, 0)
    criticism = Criticism.objects.get()
    assert (criticism.organ.code, criticism.refers) == ("jiaoyu", True)
    assert "最晚2026年6月11日反馈，到期没有反馈" in criticism.grounds
    services.circulate(criticism, words="逾期没有整改。", refers=True, **town.leader(JUNE_12))
    heads = Notice.objects.filter(subject_line="通报批评：市教育局逾期没有整改").values("user").distinct()
    assert (criticism.state, heads.count()) == ("circulated", 10)
    assert row.criticisms.count() == 1


@pytest.mark.duty("S2-11.10")
def test_a_period_that_ran_out_is_a_problem_as_well(town) -> None:
    issued(town)
    problems.collect(at=JUNE_12)
    assert [row.organ.code for row in Problem.objects.filter(source="late_rectification")] == ["jiaoyu"]


def test_an_answer_in_time_is_criticised_by_nobody(town) -> None:
    answered(town, issued(town))
    assert services.propose_criticism(at=JUNE_12) == 0


def test_a_criticism_that_is_not_made_has_a_reason_and_is_no_lead(town) -> None:
    issued(town)
    services.propose_criticism(at=JUNE_12)
    row = Criticism.objects.get()
    with pytest.raises(NotAllowed):
        services.dismiss(row, reason="防汛", **town.office(JUNE_12))
    services.dismiss(row, reason="防汛期间顺延", **town.leader(JUNE_12))
    assert (row.state, row.refers) == ("dismissed", False)
    assert services.propose_criticism(at=JUNE_12) == 0


def test_drafts_are_read_by_the_office_and_notices_by_their_organ(town) -> None:
    draft, other = drafted(town), town.as_("zhujian", Role.HEAD)["actor"]
    own = town.as_("jiaoyu", Role.HANDLER)["actor"]
    assert not Rectification.objects.visible_to(own).exists()
    services.issue(draft, **town.office())
    assert Rectification.objects.visible_to(own).get() == draft
    assert not Rectification.objects.visible_to(other).exists()


def test_open_notices_go_to_the_heir_of_the_organ(town) -> None:
    row = issued(town)
    estate = Succession(
        source=town.organs["jiaoyu"], heir=town.organs["zhujian"], on=date(2026, 5, 21), **town.office()
    )
    assert [moved.pk for moved in move_open_rows(estate)] == [row.pk]
    row.refresh_from_db()
    assert row.organ.code == "zhujian"
