"""Each of the 21 outcomes, each of its ways: from receipt to a served letter."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.letters.models import Letter
from portal.letters.services import content_of
from portal.subjects import ref
from requests_app.outcomes import BY_CODE, OUTCOMES
from requests_app.serving.models import Service
from tests.requests_app.agency import moment
from tests.requests_app.answering.procedures import prepared
from tests.requests_app.answering.steps import decided, sent, served, signed
from tests.requests_app.answering.ways import CASES

pytestmark = pytest.mark.django_db

FREE = (
    "如对本答复不服，可以自收到本答复书之日起60日内依法向临江市人民政府申请行政复议"
    "（地址：临江市人民政府行政复议接待室，网上渠道：https://fuyi.linjiang.example/），"
    "或者自收到本答复书之日起6个月内依法向有管辖权的人民法院提起行政诉讼。"
)
FIRST = (
    "如对本答复不服，应当自收到本答复书之日起60日内先向临江市人民政府申请行政复议"
    "（地址：临江市人民政府行政复议接待室，网上渠道：https://fuyi.linjiang.example/）；"
    "对行政复议决定不服的，可以自收到行政复议决定书之日起15日内依法向有管辖权的人民法院提起行政诉讼。"
)

GIVEN_UP = {"3.6.1": (date(2026, 3, 25), "abandoned"), "3.6.2": (date(2026, 4, 8), "abandoned")}
"""An applicant who gave up is owed no answer in twenty days any more, but is told so all the same."""


def answer_to(request) -> Letter:
    return Service.objects.get(request=request, purpose="answer").letter


def test_every_way_a_clerk_may_choose_is_tested_here() -> None:
    chosen = {(outcome.code, way.code) for outcome in OUTCOMES for way in outcome.ways if not way.by_system}
    assert chosen == {(case.outcome, case.way) for case in CASES}


@pytest.mark.duty("S2-2.2c")
@pytest.mark.duty("S2-2.2d")
@pytest.mark.duty("S2-2.10.1")
@pytest.mark.duty("S2-2.10.2")
@pytest.mark.duty("S2-2.9.2")
@pytest.mark.duty("S2-2.9.3.1")
@pytest.mark.duty("S2-2.9.3.2")
@pytest.mark.duty("S2-2.9.3.3")
@pytest.mark.duty("S2-2.9.3.4")
@pytest.mark.duty("S2-2.9.3.5")
@pytest.mark.duty("S2-2.9.3.6")
@pytest.mark.duty("S2-2.9.3.7")
@pytest.mark.duty("S2-2.9.4.1-8")
@pytest.mark.duty("S2-2.9.1c")
@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_each_outcome_ends_in_its_letter_with_its_articles_and_remedy(agency, case) -> None:
    request = agency.received()
    day = prepared(agency, request, case.outcome)
    decided(agency, request, case.name, at=moment(day))
    signed(agency, request, at=moment(day, 11))
    letter = answer_to(request)
    words = content_of(letter).text
    assert letter.template_code == case.letter
    told = "告知" if letter.title.endswith("告知书") else "答复"
    assert f"以上{told}依据{'、'.join(case.articles)}作出。" in words
    if case.outcome == "3.2":
        assert "如对本答复中不予公开的部分不服，应当自收到本答复书之日起60日内先向临江市人民政府申请行政复议" in words
    else:
        assert (FIRST if case.first else FREE).replace("答复", told) in words
    sent(agency, request, at=moment(day, 12))
    served(agency, request, day=day)
    clock = Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")
    item = request.items.get()
    assert (request.state, request.closed_on) == ("answered", day)
    assert (clock.closed_on, clock.outcome) == GIVEN_UP.get(case.outcome, (day, "done"))
    assert (item.counted_outcome, item.counted_on) == (case.outcome, day)


@pytest.mark.duty("law.B3")
def test_review_comes_first_for_refusals_under_fourteen_to_sixteen_alone() -> None:
    first = [outcome.code for outcome in OUTCOMES if outcome.review_first]
    assert first == ["3.2", "3.3.1", "3.3.2", "3.3.3", "3.3.4", "3.3.5", "3.3.6", "3.3.7"]
    assert BY_CODE["3.3.8"].ways[0].articles == ("《中华人民共和国政府信息公开条例》第三十六条第七项",)


@pytest.mark.duty("S2-2.9.0")
def test_two_items_of_one_kind_share_a_letter_and_others_have_their_own(agency) -> None:
    request = agency.received(items=[{"text": "施工合同"}, {"text": "验收报告"}, {"text": "设计图纸"}])
    one, two, three = request.items.all()
    decided(agency, request, "3.3.5-5", item=one)
    decided(agency, request, "3.4.1-absent", item=two)
    decided(agency, request, "3.3.5-5", item=three)
    signed(agency, request)
    rows = Service.objects.filter(request=request, purpose="answer").order_by("pk")
    assert [(row.letter.template_code, [item.position for item in row.items.all()]) for row in rows] == [
        ("R-3.5", [1, 3]),
        ("R-4.1", [2]),
    ]
    words = content_of(rows[0].letter).text
    assert "关于第1、3项内容，经审查" in words
    assert "1．施工合同\n3．设计图纸" in words
    assert "验收报告" not in words


def test_items_count_on_the_day_of_their_own_letter_and_the_case_closes_with_the_last(agency) -> None:
    request = agency.received(at=moment(date(2026, 12, 14)), items=[{"text": "施工合同"}, {"text": "验收报告"}])
    at = moment(date(2026, 12, 28))
    one, two = request.items.all()
    decided(agency, request, "3.1-a", item=one, at=at)
    decided(agency, request, "3.4.2-1", item=two, at=at)
    signed(agency, request, at=at)
    first, second = sent(agency, request, at=at)
    served(agency, request, day=date(2026, 12, 30), services=[first])
    assert request.state == "signed"
    served(agency, request, day=date(2027, 1, 5), services=[second])
    assert (request.state, request.closed_on) == ("answered", date(2027, 1, 5))
    assert [(item.counted_outcome, item.counted_on) for item in request.items.all()] == [
        ("3.1", date(2026, 12, 30)),
        ("3.4.2", date(2027, 1, 5)),
    ]
