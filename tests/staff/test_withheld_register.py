"""备案台账: when each record is assessed next, red where the day has passed."""

from datetime import timedelta

import pytest

from disclosure.documents import services
from portal.accounts.states import Role
from tests.disclosure.office import MORNING

REGISTER = "/admin/disclosure/withheldrecord/"
REGISTER_QUERIES = 10


@pytest.mark.duty("S0-1.4b", "S0-5.6.3")
@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, ">2027-05-21</td>"),
        (340, '>2027-05-21<p><span class="tag tag-warn">快到期</span></p></td>'),
        (366, '>2027-05-21<p><span class="tag tag-bad">逾期</span></p></td>'),
    ],
)
def test_the_next_assessment_is_red_when_its_day_has_passed(office, sign_in, time_machine, days, words) -> None:
    office.filed()
    time_machine.move_to(MORNING + timedelta(days=days), tick=False)
    assert words in sign_in(Role.DISCLOSURE_HEAD).get(REGISTER).content.decode()


@pytest.mark.duty("S0-1.4b")
def test_the_register_is_narrowed_to_what_is_overdue(office, sign_in, time_machine) -> None:
    office.filed()
    client = sign_in(Role.DISCLOSURE_HEAD)
    assert client.get(REGISTER + "?assessment=overdue").context["cl"].result_count == 0
    time_machine.move_to(MORNING + timedelta(days=366), tick=False)
    client = sign_in(Role.DISCLOSURE_HEAD)
    assert client.get(REGISTER + "?assessment=overdue").context["cl"].result_count == 1
    assert client.get(REGISTER + "?assessment=near").context["cl"].result_count == 0


@pytest.mark.duty("S0-1.4c")
def test_what_was_opened_says_so(office, sign_in) -> None:
    services.release(office.filed(), reason="已经办结", **office.as_(Role.DISCLOSURE_HEAD))
    client = sign_in(Role.DISCLOSURE_HEAD)
    page = client.get(REGISTER).content.decode()
    assert '<span class="tag tag-ok">可以公开</span>' in page
    assert "不用再评估" in page
    assert client.get(REGISTER + "?assessment=released").context["cl"].result_count == 1


@pytest.mark.parametrize("count", [1, 4])
def test_the_register_costs_the_same_for_one_record_and_for_four(
    office, sign_in, count, django_assert_num_queries
) -> None:
    for _ in range(count):
        office.filed()
    client = sign_in(Role.DISCLOSURE_HEAD)
    with django_assert_num_queries(REGISTER_QUERIES):
        client.get(REGISTER)
