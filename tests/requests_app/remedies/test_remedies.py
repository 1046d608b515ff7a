"""救济登记: the rows of table 4, the five days to answer, and the order to decide again."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.subjects import ref
from requests_app.figures import selectors
from requests_app.remedies import services
from tests.requests_app.agency import Role, moment
from tests.requests_app.answering.steps import decided, sent, served, signed

pytestmark = pytest.mark.django_db


def answered(agency):
    """Served on 2026-03-20."""
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request, at=moment(date(2026, 3, 18)))
    served(agency, request, day=date(2026, 3, 20))
    return agency.fresh(request)


def review(agency, request, day=date(2026, 4, 2), **values):
    given = {"kind": "review", "authority": "临江市人民政府", "accepted_on": day, "served_on": day} | values
    return services.register(request, **given, **agency.as_(Role.DISCLOSURE_HEAD, moment(day)))


def close(agency, remedy, day=date(2026, 4, 28), **values):
    given = {"result": "upheld", "result_text": "维持原答复", "decided_on": day} | values
    return services.close(remedy, **given, **agency.as_(Role.DISCLOSURE_HEAD, moment(day)))


def cells(agency, year=2026):
    return selectors.table4([agency.organ.pk], year).cells


@pytest.mark.duty("S2-9.4.5.1")
def test_a_review_counts_in_the_year_it_was_accepted_with_the_result_of_that_year(agency) -> None:
    remedy = review(agency, answered(agency), date(2026, 12, 21))
    close(agency, remedy, date(2027, 1, 15), result="corrected", result_text="撤销")
    assert cells(agency)["review"] == {"upheld": 0, "corrected": 0, "other": 0, "open": 1, "total": 1}
    assert cells(agency, 2027)["review"]["total"] == 0


@pytest.mark.duty("S2-9.4.5.2")
def test_suits_are_told_apart_by_whether_a_review_came_first(agency) -> None:
    request = answered(agency)
    with pytest.raises(InvalidInput, match="先登记复议"):
        review(agency, request, kind="lawsuit_after_review", authority="临江市人民法院")
    close(agency, review(agency, request))
    review(agency, request, date(2026, 5, 12), kind="lawsuit_after_review", authority="临江市人民法院")
    review(agency, answered(agency), date(2026, 5, 12), kind="lawsuit_direct", authority="临江市人民法院")
    found = cells(agency)
    assert [found[kind]["total"] for kind in ("review", "lawsuit_direct", "lawsuit_after_review")] == [1, 1, 1]
    assert found["review"]["upheld"] == 1


@pytest.mark.duty("law.B3")
def test_the_organ_answers_a_review_in_five_working_days(agency) -> None:
    remedy = review(agency, answered(agency), date(2026, 4, 2))
    clock = Deadline.objects.of(ref(remedy)).get()
    assert clock.due_on == date(2026, 4, 10)
    services.answer(remedy, answered_on=date(2026, 4, 9), **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 4, 9))))
    clock.refresh_from_db()
    assert (clock.closed_on, clock.was_late) == (date(2026, 4, 9), False)


def test_an_order_opens_the_case_for_a_new_answer_on_its_own_clock(agency) -> None:
    request = answered(agency)
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 4, 28)))
    with pytest.raises(Blocked):
        services.reopen(request, reason="复议决定", **head)
    order = {"result": "corrected", "result_text": "撤销，责令重新答复", "decide_again": True, "redo_days": 10}
    close(agency, review(agency, request), **order)
    services.reopen(request, reason="复议决定", **head)
    assert (request.state, request.round, request.closed_on) == ("handling", 2, date(2026, 3, 20))
    redo = Deadline.objects.of(ref(request)).get(rule="FOI_REDO")
    assert redo.due_on == date(2026, 5, 14)


def test_the_organ_may_find_its_own_error_and_that_is_no_row_of_table_four(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    sent(agency, request)
    served(agency, request, day=date(2026, 3, 20))
    with pytest.raises(NotAllowed):
        services.admit_error(
            request, reason="漏了一页", redo_days=5, **agency.as_(Role.HANDLER, moment(date(2026, 3, 23)))
        )
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 23)))
    services.admit_error(request, reason="漏了一页", redo_days=5, **head)
    services.reopen(request, reason="自行纠正", **head)
    assert sum(row["total"] for row in cells(agency).values()) == 0


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"accepted_on": date(2026, 3, 1)}, "accepted_on"),
        ({"accepted_on": date(2026, 4, 3)}, "accepted_on"),
        ({"served_on": None}, "served_on"),
        ({"authority": ""}, "authority"),
    ],
)
def test_wrong_days_and_missing_authorities_are_named(agency, values, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        review(agency, answered(agency), **values)
    assert set(refused.value.messages) == {field}
