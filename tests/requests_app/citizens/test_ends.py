"""However a request ended, its page says so: answered, answered anew, given up, withdrawn, put away."""

from datetime import date

import pytest

from requests_app.answering import services as answering
from requests_app.cases import services
from requests_app.citizens.models import Rating
from requests_app.remedies import services as remedies
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.answering.procedures import abandoned
from tests.requests_app.answering.steps import decided, sent, served, signed
from tests.requests_app.citizens.test_tracking import at, case, confirmed, words  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db


def page_of(visitor):
    return words(visitor.get("/requests/track/"))


def answered(agency, request, day, outcome="3.4.2-1"):
    decided(agency, request, outcome, at=moment(day))
    signed(agency, request, at=moment(day, 11))
    sent(agency, request, at=moment(day, 12))
    served(agency, request, day=day)


@pytest.fixture
def mine(agency, case):  # noqa: F811 - the fixture imported above
    return agency.fresh(confirmed(agency, case))


def test_a_withdrawn_request_that_was_put_away_was_not_answered(agency, at, mine, visitor) -> None:  # noqa: F811 - as above
    answering.withdraw(mine, reason="不需要了", actor=CITIZEN, at=moment(date(2026, 3, 4)))
    services.archive(mine, **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 5))))
    at(moment(date(2026, 3, 6)))
    page = page_of(visitor)
    assert "您已经撤回这件申请" in page
    for word in ("已经答复您", "申请行政复议，", "评价这次办理", "更正与自己有关的信息记录", "您现在不用做什么"):
        assert word not in page, word
    assert "答复以后才能评价" in words(visitor.post("/requests/track/rate/", {"score": "5", "words": ""}))
    assert not Rating.objects.exists()


def test_an_answered_request_that_was_put_away_keeps_its_remedies(agency, at, mine, visitor) -> None:  # noqa: F811 - as above
    answered(agency, mine, date(2026, 3, 9))
    services.archive(mine, **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 10))))
    at(moment(date(2026, 3, 11)))
    page = page_of(visitor)
    assert "3月9日已经答复您 在法定期限以内。" in page
    assert "申请行政复议 ，最晚 2026年5月8日（星期五）" in page
    assert visitor.post("/requests/track/rate/", {"score": "5", "words": ""}).status_code == 302


@pytest.mark.duty("S2-2.9.1c")
def test_who_gave_up_is_not_told_of_an_answer_before_there_is_one(agency, at, mine, visitor) -> None:  # noqa: F811 - as above
    day = abandoned(agency, mine)
    at(moment(day, 9))
    page = page_of(visitor)
    assert "按放弃申请办理 您没有按期补正或者缴费，答复期限不再计算。" in page
    assert "已经答复您" not in page
    answered(agency, mine, day, "3.6.1-1")
    at(moment(date(2026, 3, 27)))
    assert "3月26日已经答复您" in page_of(visitor)


def test_a_new_answer_is_told_with_its_own_day(agency, at, mine, visitor) -> None:  # noqa: F811 - as above
    answered(agency, mine, date(2026, 3, 9))
    day = date(2026, 3, 16)
    remedies.admit_error(mine, reason="漏查了档案", redo_days=10, **agency.as_(Role.HEAD, moment(day)))
    remedies.reopen(mine, reason="自行纠正", **agency.as_(Role.DISCLOSURE_HEAD, moment(day)))
    at(moment(date(2026, 3, 17)))
    assert "3月30日（星期一）前答复您" in page_of(visitor)
    answered(agency, mine, date(2026, 3, 18))
    at(moment(date(2026, 3, 19)))
    assert "3月18日已经答复您" in page_of(visitor)
