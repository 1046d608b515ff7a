"""The desk of accountability, of supervisors and of complaints: each act through its form."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from assessment.accountability import services as accountability
from assessment.accountability.models import Accountability, Objection
from assessment.complaints.models import Complaint
from assessment.problems.models import Problem
from assessment.rectification.models import Rectification
from assessment.supervision.models import PatrolNote, Supervisor
from portal.accounts.models import Organ
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.notices.models import Notice
from portal.notices.services import deliver
from tests.assessment.city import NOON
from tests.assessment.test_accountability import FOUND, SAID, heard, lead
from tests.assessment.test_complaints import complain
from tests.assessment.test_supervision import CANDIDATE, filed, open_pages


@pytest.fixture
def desk(city, settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(NOON, tick=False)
    Organ.objects.filter(code="city").update(number_code="临政发")

    def sign_in(role: str) -> Client:
        client = Client()
        person = city.people["city", role]
        person.password_changed_at = NOON
        person.save(update_fields=["password_changed_at"])
        client.force_login(person, backend="portal.accounts.backends.AppointmentBackend")
        return client

    return sign_in


def do(client, row, act: str, **typed):
    """Open the page of the act and send what was typed."""
    address = f"/admin/assessment/{row._meta.model_name}/{row.pk}/change/act/{act}/"
    page = client.get(address)
    assert page.status_code == 200, act
    answer = client.post(address, typed | {"version": page.context["revision"], "seen": page.context["seen"]})
    assert answer.status_code == 302, answer.context["form"].errors
    row.refresh_from_db()
    return row


@pytest.mark.duty("S2-3.4", "S2-3.8a", "S2-3.8b", "S2-3.8c", "S2-3.8d", "S2-3.9")
def test_a_case_goes_its_way_by_the_forms_of_the_desk(city, desk) -> None:
    investigator, head = desk(Role.DISCIPLINE), desk(Role.HEAD)
    unit = city.organs["jiaoyu"].pk
    started = investigator.post(
        "/admin/assessment/accountability/start/lead/", {"organ": unit, "grounds": "群众反映。"}
    )
    case = Accountability.objects.get()
    assert started.url == f"/admin/assessment/accountability/{case.pk}/change/"
    do(investigator, case, "investigate")
    do(investigator, case, "establish", **FOUND)
    proof = SimpleUploadedFile("钱副局长审批单.txt", "没有审查意见".encode())
    do(investigator, case, "add_evidence", shows="没有保密审查", uploads=proof)
    do(investigator, case, "name_respondent", part="superior", name="钱副局长", post="副局长", objected="no")
    do(investigator, case, "open_hearing")
    person = case.respondents.get()
    do(investigator, case, "hear", respondent=person.pk, **(SAID | {"heard_on": "2026-05-21"}))
    measure = {f"measure_{person.pk}": "criticism"}
    do(head, case, "decide", gravity="harmful", decision="改正。", **measure)
    do(investigator, case, "serve", respondent=person.pk, served_on="2026-05-21")
    given = {"kind": "review", "lodged_on": "2026-05-21", "grounds": "过重。"}
    do(investigator, case, "lodge", respondent=person.pk, **given)
    do(head, case, "rule_on_review", ruling="upheld", words="事实清楚。")
    do(investigator, case, "report", reported_on="2026-05-21", report="已经撤下。")
    do(investigator, case, "close")
    assert (case.state, Objection.objects.get().ruling) == ("closed", "upheld")
    page = investigator.get(f"/admin/assessment/accountability/{case.pk}/change/").content.decode()
    assert "追责1证据1.txt" in re.sub(r"追责\d+证据", "追责1证据", page)
    assert not Event.objects.filter(subject_title__contains="钱副局长").exists()


def test_a_measure_that_does_not_fit_is_told_at_its_field(city, desk) -> None:
    case = heard(city)
    person = case.respondents.get(part="superior")
    head = desk(Role.HEAD)
    address = f"/admin/assessment/accountability/{case.pk}/change/act/decide/"
    typed = {f"measure_{row.pk}": "discipline" for row in case.respondents.exclude(part="unit")}
    typed |= {f"measure_{case.respondents.get(part='unit').pk}": "correction"}
    sent = {"gravity": "minor", "decision": "改正。", "version": head.get(address).context["revision"]}
    form = head.post(address, sent | typed).context["form"]
    assert form.errors[f"measure_{person.pk}"] == ["这种情节、这种责任的处理是：批评教育，限期改正"]


def test_the_list_costs_the_same_however_many_cases_there_are(city, desk, django_assert_num_queries) -> None:
    client = desk(Role.DISCIPLINE)
    lead(city)
    address = "/admin/assessment/accountability/"
    client.get(address)
    with django_assert_num_queries(7):
        client.get(address)
    lead(city, "zhujian")
    lead(city, "cuihu")
    with django_assert_num_queries(7):
        client.get(address)


def test_a_lead_that_is_dismissed_leaves_the_queue(city, desk) -> None:
    client = desk(Role.DISCIPLINE)
    case = lead(city)
    assert str(case) in client.get("/admin/").content.decode()
    accountability.dismiss(case, why="查无此事。", **city.as_("city", Role.DISCIPLINE))
    assert str(case) not in client.get("/admin/all/").content.decode().partition("<main")[2]


@pytest.mark.duty("S3-7.4a", "S3-7.4b")
def test_a_supervisor_is_taken_on_and_gets_a_code_that_is_shown_once(city, desk) -> None:
    office = desk(Role.OVERSIGHT)
    office.post("/admin/assessment/supervisor/start/register_candidate/", CANDIDATE)
    row = Supervisor.objects.get()
    do(office, row, "train", held_on="2026-05-20", topic="怎么看窗口", hours=3)
    do(office, row, "appoint", term_from="2026-05-20", term_to="2027-05-19")
    address = f"/admin/assessment/supervisor/{row.pk}/change/act/issue_code/"
    shown = office.post(address, {"version": office.get(address).context["revision"]}).content.decode()
    [code] = re.findall(r'class="secret-once">([^<]+)<', shown)
    assert open_pages(Client(), row.number, code).status_code == 302
    assert code not in office.get(f"/admin/assessment/supervisor/{row.pk}/change/").content.decode()


@pytest.mark.duty("S3-7.4b")
def test_a_note_is_taken_up_and_another_set_aside_at_the_desk(city, desk) -> None:
    city.standard()
    office = desk(Role.OVERSIGHT)
    note = filed(city)
    do(office, note, "take_up", title="没有流程图", rule="C2a", answer="属实。")
    assert (Problem.objects.get().rule, note.state) == ("C2a", "taken_up")
    other = filed(city, "zhujian", row=note.supervisor, token="v" * 43)
    do(office, other, "set_aside", answer="流程图在二楼。")
    assert PatrolNote.objects.get(pk=other.pk).state == "set_aside"


@pytest.mark.duty("law.A6.47")
def test_a_complaint_is_upheld_at_the_desk_and_who_complained_is_told_by_mail(city, desk, mailoutbox) -> None:
    office = desk(Role.OVERSIGHT)
    row = complain().row
    typed = {"found": "没有今年的预算。", "answer": "属实。", "title": "预算没有公开", "occurred_on": "2026-05-20"}
    do(office, row, "uphold", **typed)
    assert (Complaint.objects.get().state, Rectification.objects.get().state) == ("upheld", "draft")
    Notice.objects.exclude(kind="complaint_answered").delete()
    deliver(at=NOON)
    [mail] = mailoutbox
    assert mail.to == ["reader@example.com"]
    assert row.number in mail.body
    assert "预算" not in mail.body
