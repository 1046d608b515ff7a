"""Proposals, released answers and corrections of records go their way through the staff pages."""

from datetime import date

import pytest

from portal.screening.selectors import open_findings
from requests_app.proposing import services as proposing
from requests_app.proposing.models import PublishedAnswer
from requests_app.rectifying.models import RecordCorrection
from requests_app.rectifying.services import ask
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.desk_pages import hidden, perform, signed_in
from tests.requests_app.proposing.asked import answered
from tests.requests_app.rectifying.test_rectifying import ASKED

pytestmark = pytest.mark.django_db

DAY = moment(date(2026, 3, 10))
ROOT = "/admin/requests_app"


@pytest.fixture(autouse=True)
def _one_morning(settings, time_machine):
    settings.STAFF_OTP_REQUIRED = False
    time_machine.move_to(DAY, tick=False)


@pytest.fixture
def desk(agency):
    return {role: signed_in(user) for role, user in agency.people.items()}


def do(client, model, row, act, **typed):
    url = f"{ROOT}/{model}/{row.pk}/change/act/{act}/"
    page = client.get(url)
    assert page.status_code == 200, page.content.decode()[:2000]
    done = client.post(url, hidden(page.content.decode()) | typed)
    assert done.status_code == 302, done.content.decode()[:5000]
    row.refresh_from_db()
    return row


def test_a_suggestion_is_entered_decided_and_stands_in_the_list_of_tasks(agency, desk) -> None:
    request = agency.received()
    assert perform(desk[Role.INFO_CLERK], request, "suggest_publication", text="公开合同").status_code == 302
    proposal = request.publication_proposals.get()
    assert "决定是否主动公开" in desk[Role.DISCLOSURE_HEAD].get("/admin/").content.decode()
    do(desk[Role.DISCLOSURE_HEAD], "publicationproposal", proposal, "accept")
    assert proposal.state == "accepted"
    page = desk[Role.HANDLER].get(f"{ROOT}/publicationproposal/{proposal.pk}/change/").content.decode()
    assert ("公开合同" in page, "2026年4月8日" in page or "4月8日" in page) == (True, True)
    assert "公开合同" in desk[Role.HANDLER].get(f"{ROOT}/publicationproposal/").content.decode()


def test_an_answer_is_drafted_from_a_request_and_released(agency, desk) -> None:
    request = answered(agency)
    url = f"{ROOT}/publishedanswer/start/draft/"
    typed = {"title": "施工合同", "question": "工程的施工合同。", "answer": "见附件。"}
    page = desk[Role.HANDLER].get(url)
    sent = hidden(page.content.decode()) | typed | {"organ": agency.organ.pk, "number": "临住建2026-9999"}
    assert "没有这个编号的申请" in desk[Role.HANDLER].post(url, sent).content.decode()
    assert desk[Role.HANDLER].post(url, sent | {"number": request.number}).status_code == 302
    answer = PublishedAnswer.objects.get()
    do(desk[Role.HANDLER], "publishedanswer", answer, "add_file", file=request.files.get(purpose="answer").pk)
    do(desk[Role.HANDLER], "publishedanswer", answer, "edit_answer", **typed | {"title": "电梯工程施工合同"})
    do(desk[Role.HANDLER], "publishedanswer", answer, "submit")
    do(desk[Role.DISCLOSURE_HEAD], "publishedanswer", answer, "publish")
    assert (answer.state, answer.title) == ("published", "电梯工程施工合同")
    page = desk[Role.HANDLER].get(f"{ROOT}/publishedanswer/{answer.pk}/change/").content.decode()
    assert f"/requests/answers/{answer.pk}/" in page


def test_a_finding_is_decided_about_at_the_desk(agency, desk) -> None:
    words = {"title": "施工合同", "question": "合同。", "answer": "业委会手机13912345678。"}
    answer = proposing.draft(organ=agency.organ, values=words, **agency.as_(Role.HANDLER, DAY))
    page = desk[Role.HANDLER].get(f"{ROOT}/publishedanswer/{answer.pk}/change/").content.decode()
    assert ("13912345678" in page.replace(words["answer"], ""), "没有处理" in page) == (False, True)
    [found] = open_findings(answer)
    given = {"findings": found.pk, "decision": "kept", "reason": "公布的电话"}
    do(desk[Role.HANDLER], "publishedanswer", answer, "settle_personal", **given)
    do(desk[Role.HANDLER], "publishedanswer", answer, "submit")
    assert answer.state == "approval"


def test_a_correction_is_entered_and_answered(agency, desk) -> None:
    request = agency.received()
    assert perform(desk[Role.INFO_CLERK], request, "ask_correction_of_record", **ASKED).status_code == 302
    row = RecordCorrection.objects.get()
    typed = {"checked": "调取了登记簿", "before": "68平方米", "after": "86平方米", "means": "post"}
    do(desk[Role.DISCLOSURE_HEAD], "recordcorrection", row, "correct", **typed)
    assert (row.state, row.after, row.letter.template_code) == ("corrected", "86平方米", "R-8")
    page = desk[Role.HANDLER].get(f"{ROOT}/recordcorrection/{row.pk}/change/").content.decode()
    assert "信息记录更正答复书" in page


@pytest.mark.parametrize("act", ["correct", "refuse", "forward", "tell"])
def test_every_act_of_a_correction_has_a_page(agency, desk, act) -> None:
    row = ask(agency.received(), **ASKED, actor=CITIZEN, at=DAY)
    assert desk[Role.DISCLOSURE_HEAD].get(f"{ROOT}/recordcorrection/{row.pk}/change/act/{act}/").status_code == 200
