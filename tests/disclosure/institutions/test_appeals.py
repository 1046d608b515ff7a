"""申诉 of art. 55: investigated by the department, told to the appellant, counted; neither review nor lawsuit."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from disclosure.institutions import clocks, selectors, services
from disclosure.institutions.models import Appeal
from disclosure.institutions.reform import move_open_appeals
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.actors import SYSTEM
from portal.clock import SHANGHAI
from portal.errors import InvalidInput, NotAllowed
from portal.notices.composing import letter_of
from portal.notices.models import Notice
from portal.privacy.retention import rule
from portal.privacy.services import plain_text, purge
from portal.receipts.filing import AlreadyFiled
from tests.disclosure.institutions.works import (
    APPEAL,
    RIGHT,
    WRONG,
    appealed,
    fresh,
    investigated,
    token,
    told,
    water_works,
)
from tests.disclosure.office import MORNING, open_office

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _morning(time_machine):
    time_machine.move_to(MORNING, tick=False)


@pytest.fixture
def unit(office):
    return water_works(office)


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.mark.duty("S0-9.2")
def test_an_appeal_goes_to_the_department_above_the_unit_and_its_clock_runs(office, unit) -> None:
    row = appealed(unit).row
    clock = clocks.of_the_result(row)
    assert (row.organ, row.unit, row.number) == (office.organ, unit, "临教诉2026-0001")
    assert (clock.started_on, clock.due_on, clock.organ) == (date(2026, 5, 21), date(2026, 6, 11), office.organ)


@pytest.mark.duty("S0-9.2")
def test_who_investigated_does_not_tell_the_result(office, unit) -> None:
    row = investigated(office, appealed(unit))
    office.people[Role.SIGNER].appointments.update(user=office.people[Role.HANDLER])
    with pytest.raises(NotAllowed, match="自己调查的"):
        services.tell_result(row, **office.as_(Role.HANDLER))
    services.tell_result(row, **office.as_(Role.HEAD))
    assert (row.state, row.is_late, clocks.of_the_result(row)) == ("told", False, None)


@pytest.mark.duty("S0-9.2")
@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"investigation": ""}, "investigation"),
        ({"reply": ""}, "reply"),
        ({"finding": ""}, "finding"),
        ({"publish_by": None}, "publish_by"),
        (WRONG | {"publish_by": date(2026, 6, 30)}, "publish_by"),
        ({"reply": "机密★1年"}, "reply"),
    ],
)
def test_a_result_is_whole_or_none(office, unit, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        investigated(office, appealed(unit), **wrong)
    assert list(refused.value.messages) == [field]


@pytest.mark.duty("S0-9.2")
def test_somebody_appeals_without_account_and_is_told_what_came_of_it(office, unit) -> None:
    visitor = Client()
    page = visitor.get("/enterprises/appeals/new/?unit=gsjt")
    assert "申诉不是行政复议，也不是诉讼" in words(page)
    assert "15个工作日内告诉您结果" in words(page)
    answer = visitor.post("/enterprises/appeals/new/", APPEAL | {"unit": "gsjt"})
    assert (answer.status_code, answer["Location"]) == (302, "/enterprises/appeals/new/done/")
    receipt = visitor.get("/enterprises/appeals/new/done/").content.decode()
    number, code = re.findall(r"<strong(?: id=\"code\")?>([^<]+)</strong></dd>", receipt)
    other = Client()
    assert "对不上" in words(other.post("/enterprises/appeals/track/", {"number": number, "code": "x"}))
    other.post("/enterprises/appeals/track/", {"number": number, "code": code})
    assert "主管部门正在调查 最晚6月11日告诉您结果" in words(other.get("/enterprises/appeals/track/"))
    row = services.investigate(fresh(Appeal.objects.get()), values=RIGHT, **office.as_(Role.HANDLER))
    assert "已经责令公开" not in words(other.get("/enterprises/appeals/track/"))
    services.tell_result(row, **office.as_(Role.HEAD))
    seen = words(other.get("/enterprises/appeals/track/"))
    assert "情况属实，已经责令公开。" in seen
    assert "已责令供水集团在2026年6月30日以前公开" in seen
    assert "查了台账" not in seen


def test_the_message_has_number_and_address_and_no_word_of_the_result(office, unit) -> None:
    told(office, appealed(unit))
    notice = Notice.objects.get(kind="unit_appeal_told")
    letter = letter_of(notice, at=MORNING)
    assert (plain_text(notice, "address"), letter.to) == ("", "13812345678")
    assert "临教诉2026-0001" in letter.body
    assert "属实" not in letter.body


@pytest.mark.duty("S0-9.2")
def test_appeals_are_counted_in_public_apart_from_reviews_and_lawsuits(client, office, unit) -> None:
    told(office, appealed(unit))
    told(office, appealed(unit), **WRONG)
    appealed(unit)
    office.at = datetime(2026, 6, 12, 9, 0, tzinfo=SHANGHAI)
    told(office, appealed(unit, at=MORNING))
    assert selectors.figures(2026) == selectors.Figures(received=4, told=3, ordered=2, late=1)
    page = words(client.get("/enterprises/"))
    assert "2026年收到申诉4件，已经告知结果3件，其中责令公开2件，超期1件。申诉不是行政复议，也不是诉讼" in page


def test_the_same_form_twice_is_one_appeal(unit) -> None:
    secret = token()
    first, again = appealed(unit, token=secret), appealed(unit, token=secret)
    assert (first.row.pk, first.code) == (again.row.pk, again.code)
    assert appealed(unit, token=secret, at=MORNING + timedelta(minutes=16)).code == ""
    with pytest.raises(AlreadyFiled):
        appealed(unit, token=secret, title="别的")


@pytest.mark.parametrize(
    ("wrong", "field"), [({"name": ""}, "name"), ({"contact": "1"}, "contact"), ({"facts": " "}, "facts")]
)
def test_what_is_missing_is_said_at_its_field(unit, wrong, field) -> None:
    with pytest.raises(InvalidInput) as refused:
        appealed(unit, **wrong)
    assert list(refused.value.messages) == [field]


def test_nobody_appeals_against_a_department_here(office, unit) -> None:
    with pytest.raises(InvalidInput, match="另选一个单位"):
        appealed(office.organ)


def test_personal_numbers_in_the_facts_are_masked(unit) -> None:
    assert "13987654321" not in appealed(unit, facts="打过13987654321，没人理。").row.facts


def test_a_machine_is_thanked_and_one_address_appeals_ten_times_an_hour(client, unit) -> None:
    typed = APPEAL | {"unit": "gsjt"}
    assert client.post("/enterprises/appeals/new/", typed | {"website": "x"}).status_code == 302
    assert Appeal.objects.count() == 0
    answers = [client.post("/enterprises/appeals/new/", typed | {"title": f"第{n}件"}).status_code for n in range(11)]
    assert (answers.count(302), answers.count(200)) == (10, 1)


def test_who_appealed_is_forgotten_a_year_after_the_result(office, unit) -> None:
    row = told(office, appealed(unit))
    kept = {"rule": rule("unit_appellant"), "dry_run": False}
    purge(**kept, at=datetime(2027, 5, 20, 9, 0, tzinfo=SHANGHAI))
    assert plain_text(fresh(row), "name") == "周晓燕"
    purge(**kept, at=datetime(2027, 5, 23, 9, 0, tzinfo=SHANGHAI))
    assert [plain_text(fresh(row), name) for name in ("name", "contact")] == ["", ""]


def test_the_heir_investigates_what_is_open(office, unit) -> None:
    police = open_office(code="gaj", name="临江市公安局", number_code="临公发", uscc="11370000004503133A")
    open_, done = appealed(unit).row, told(office, appealed(unit))
    moved = move_open_appeals(Succession(office.organ, police.organ, MORNING.date(), SYSTEM, MORNING))
    assert [row.pk for row in moved] == [open_.pk]
    assert (fresh(open_).organ, fresh(done).organ) == (police.organ, office.organ)


def test_the_unit_itself_does_not_read_who_appealed(office, unit) -> None:
    appealed(unit)
    office.people["clerk"] = office.appoint(Role.HANDLER, organ=unit)
    assert list(Appeal.objects.visible_to(office.actor("clerk"))) == []
    assert Appeal.objects.visible_to(office.actor(Role.HANDLER)).count() == 1
