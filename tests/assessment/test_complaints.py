"""投诉: verified by the office, mended by the organ, answered to who complained (Regulations art. 47)."""

from datetime import date

import pytest

from assessment.complaints import services
from assessment.complaints.models import Complaint
from assessment.complaints.reform import move_open_complaints
from assessment.problems import services as problems
from assessment.problems.models import Problem
from assessment.rectification.models import Rectification
from portal.accounts.models import Appointment, Organ
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.accounts.succession import Succession
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput, NotAllowed
from portal.notices.models import Notice
from portal.receipts import codes
from portal.receipts.filing import AlreadyFiled, Sent
from portal.subjects import ref
from tests.assessment.city import NOON
from tests.requests_app.agency import CITIZEN, ONE_ITEM, PERSON
from tests.requests_app.agency import services as requests

TEXT = {"grievance": "not_published", "text": "今年的预算网站上没有。", "email": "reader@example.com"}
SETTLED = {"found": "栏目里没有今年的预算。", "answer": "属实，已经要求补齐。"}
NEW = {"title": "部门预算没有公开", "occurred_on": date(2026, 5, 20)}


def complain(organ="jiaoyu", *, token="", **values) -> Sent:
    given = {"organ": Organ.objects.get(code=organ), "values": TEXT | values, "token": token or codes.new_token()}
    return services.complain(**given, actor=services.CITIZEN, at=NOON)


def upheld(city, row=None, *, same=None, problem=None, rule="") -> Complaint:
    given = {"rule": rule, "same": same, "problem": problem or NEW, "values": SETTLED}
    return services.uphold(row or complain().row, **given, **city.office())


@pytest.fixture
def town(city):
    Organ.objects.filter(code="city").update(number_code="临政发")
    return city


@pytest.mark.duty("law.A6.47")
def test_a_complaint_has_a_number_a_code_and_a_day(town) -> None:
    sent = complain()
    assert sent.row.number == "临政诉2026-0001"
    assert codes.fits(sent.row.code_hash, sent.row.number, sent.code)
    # Fifteen working days from 21 May 2026.
    assert Deadline.objects.get(subject_label="assessment.complaint").due_on == date(2026, 6, 11)
    assert [notice.user.username for notice in Notice.objects.filter(kind="complaint")] == ["city-oversight"]


@pytest.mark.duty("law.A6.47")
def test_what_is_right_becomes_a_problem_and_the_draft_of_a_notice(town) -> None:
    row = upheld(town)
    problem = Problem.objects.get()
    assert (row.state, row.problem, problem.organ.code, problem.way) == ("upheld", problem, "jiaoyu", "complaint")
    notice = Rectification.objects.get()
    assert (notice.state, notice.items.get().problem) == ("draft", problem)
    assert Deadline.objects.get(subject_label="assessment.complaint").outcome == "done"
    assert Notice.objects.filter(kind="complaint_answered").count() == 1


@pytest.mark.duty("S2-11.N2")
def test_two_complaints_about_the_same_are_one_problem(town) -> None:
    first, second = complain().row, complain().row
    problem = upheld(town, first).problem
    upheld(town, second, same=problem)
    assert (Problem.objects.count(), Rectification.objects.count(), problem.complaints.count()) == (1, 1, 2)


@pytest.mark.duty("S2-11.N2")
def test_a_request_whose_fault_is_known_is_not_entered_again(town) -> None:
    organ = Organ.objects.get(code="jiaoyu")
    Organ.objects.filter(pk=organ.pk).update(number_code="临教发")
    organ.refresh_from_db()
    filed = requests.file_online(organ=organ, values=PERSON, items=ONE_ITEM, actor=CITIZEN, at=NOON).request
    found = {"way": "website", "title": "超期没有答复", "facts": "台账。", "occurred_on": date(2026, 5, 19)}
    known = problems.note_problem(organ=organ, rule="", values=found, subject=ref(filed), **town.office())
    row = complain(request_number=filed.number, grievance="not_answered").row
    with pytest.raises(InvalidInput, match="这件申请已经登记了“超期没有答复”") as refused:
        upheld(town, row)
    assert set(refused.value.messages) == {"same"}
    assert upheld(town, row, same=known).problem == known
    assert Problem.objects.count() == 1


def test_a_problem_of_another_organ_is_not_the_same(town) -> None:
    other = town.noted("zhujian", "")
    with pytest.raises(InvalidInput) as refused:
        upheld(town, same=other)
    assert set(refused.value.messages) == {"same"}


def test_what_is_not_right_is_answered_and_costs_nothing(town) -> None:
    row = services.reject(complain().row, values=SETTLED, **town.office())
    assert (row.state, row.answer, Problem.objects.count()) == ("unfounded", "属实，已经要求补齐。", 0)
    with pytest.raises(InvalidInput):
        services.reject(complain().row, values=SETTLED | {"answer": ""}, **town.office())


def test_nobody_verifies_a_complaint_about_their_own_organ(town) -> None:
    verifier = town.people["city", Role.OVERSIGHT]
    Appointment.objects.create(
        user=verifier, organ=town.organs["jiaoyu"], role=Role.HANDLER, starts_on=date(2020, 1, 1)
    )
    with pytest.raises(NotAllowed, match="应当回避"):
        upheld(town)


def test_public_enterprises_have_appeals_of_their_own(town) -> None:
    with pytest.raises(InvalidInput) as refused:
        complain("yizhong")
    assert set(refused.value.messages) == {"organ"}


def test_sent_twice_is_filed_once_and_other_words_are_another_complaint(town) -> None:
    token = codes.new_token()
    assert complain(token=token) == complain(token=token)
    with pytest.raises(AlreadyFiled):
        complain(token=token, text="别的事。")


def test_personal_data_somebody_typed_is_masked(town) -> None:
    assert "13812345678" not in complain(text="我的电话13812345678，请回电。").row.text


def test_the_organ_complained_of_reads_the_problem_and_not_the_complaint(town) -> None:
    row = upheld(town)
    own = actor_of(town.people["jiaoyu", Role.HEAD], at=NOON)
    assert Problem.objects.visible_to(own).get() == row.problem
    assert not Complaint.objects.visible_to(own).exists()
    assert Complaint.objects.visible_to(actor_of(town.people["city", Role.OVERSIGHT], at=NOON)).get() == row


def test_an_open_complaint_goes_to_the_heir(town) -> None:
    row = complain().row
    estate = Succession(
        source=town.organs["jiaoyu"], heir=town.organs["zhujian"], on=date(2026, 5, 21), **town.office()
    )
    assert [moved.pk for moved in move_open_complaints(estate)] == [row.pk]


# --- the pages ------------------------------------------------------------------------------------------


@pytest.mark.duty("law.A6.47")
def test_the_way_of_a_citizen_through_the_pages(client, town, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    typed = {"organ": "jiaoyu", "kind": "not_published", "text": "今年的预算网站上没有。", "website": ""}
    assert client.post("/complaints/new/", typed | {"token": codes.new_token()}).url == "/complaints/new/done/"
    receipt = client.get("/complaints/new/done/").context["receipt"]
    opened = client.post("/complaints/track/", {"number": receipt.number, "code": receipt.code})
    assert opened.url == "/complaints/track/"
    assert "正在核实" in client.get("/complaints/track/").content.decode()
    upheld(town, Complaint.objects.get())
    page = client.get("/complaints/track/").content.decode()
    assert "属实，已经要求补齐。" in page
    assert "栏目里没有今年的预算。" not in page
    assert "对不上" in client.post("/complaints/track/", {"number": receipt.number, "code": "AAAA"}).content.decode()


def test_a_machine_is_thanked_and_forgotten(client, town, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    typed = {"organ": "jiaoyu", "kind": "not_published", "text": "今年的预算网站上没有。", "website": "x"}
    client.post("/complaints/new/", typed)
    assert not Complaint.objects.exists()


def test_nothing_typed_is_lost_on_an_error(client, town, time_machine) -> None:
    time_machine.move_to(NOON, tick=False)
    page = client.post("/complaints/new/", {"text": "今年的预算网站上没有。"}).content.decode()
    assert "请选择单位" in page
    assert "今年的预算网站上没有。" in page
