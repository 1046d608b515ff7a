"""The applicant gives reasons on the tracking page (Regulations art. 35)."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from portal.deadlines.models import Deadline
from portal.errors import Blocked, StaleState
from portal.staff.queue import Moment
from portal.staff.survey import places, survey, tabs
from portal.subjects import ref
from portal.workflow import blockers
from requests_app.answering import services as answering
from requests_app.asking import services as asking
from requests_app.asking.models import Demand
from requests_app.cases import clocks
from requests_app.cases.models import RequestFile
from requests_app.serving.states import Means
from tests.requests_app.agency import CITIZEN, Role, moment
from tests.requests_app.citizens.test_tracking import at, case, confirmed, words  # noqa: F401 - fixtures

pytestmark = pytest.mark.django_db
EXPLAIN, TRACK = "/requests/track/explain/", "/requests/track/"
REASONS = "我在写小区加装电梯的论文，要逐年比较"


@pytest.fixture
def asked(agency, at, case):  # noqa: F811 - the fixtures imported above
    """Asked on 2026-03-04 for reasons until 2026-03-13; the page was opened on 2026-03-05."""
    confirmed(agency, case)
    demand = asking.demand_reasons(
        agency.fresh(case),
        facts="三个月内提出126件，内容相近",
        answer_by=date(2026, 3, 13),
        means=Means.ONLINE,
        **agency.as_(Role.HANDLER, moment(date(2026, 3, 4))),
    )
    at(moment(date(2026, 3, 5)))
    return demand


def fresh(demand):
    return Demand.objects.select_related("request").get(pk=demand.pk)


@pytest.mark.duty("law.A4.35")
def test_the_page_says_why_and_until_when_and_leads_to_the_form(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    response = visitor.get(TRACK)
    page = words(response)
    assert "请您说明理由，最晚 3月13日" in page
    assert "三个月内提出126件，内容相近" in page
    assert "机关请您说明理由 申请的数量、频次明显超过合理范围。答复期限照常计算。" in page
    assert f'href="{EXPLAIN}"' in response.content.decode()


@pytest.mark.duty("law.A4.35")
def test_reasons_are_received_with_their_files_and_stop_no_clock(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    file = SimpleUploadedFile("开题报告.txt", "论文".encode(), content_type="text/plain")
    assert visitor.post(EXPLAIN, {"answer": REASONS, "files": file}).status_code == 302
    demand = fresh(asked)
    assert (demand.state, demand.answer, demand.explained_at) == ("explained", REASONS, moment(date(2026, 3, 5)))
    assert [(row.purpose, row.label) for row in RequestFile.objects.all()] == [("reasons", "开题报告.txt")]
    reply = Deadline.objects.of(ref(demand.request)).get(rule=clocks.REPLY)
    assert (reply.due_on, reply.waiting_since) == (date(2026, 3, 30), None)
    page = words(visitor.get(TRACK))
    assert "收到您说明的理由 机关看了以后认定是否合理。" in page
    assert f"说明理由 ：3月5日收到 {REASONS}" in page
    assert "请您说明理由，最晚" not in page
    assert "您附上了材料" in page


def test_what_is_missing_is_said_at_its_field_and_nothing_typed_is_lost(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    page = visitor.post(EXPLAIN, {"answer": " "}).content.decode()
    assert '<a href="#f-answer">请填写理由</a>' in page
    page = visitor.post(EXPLAIN, {"answer": "机密★10年"}).content.decode()
    assert "密级标志" in page
    picture = SimpleUploadedFile("照片.png", b"not a picture", content_type="image/png")
    page = visitor.post(EXPLAIN, {"answer": REASONS, "files": picture}).content.decode()
    assert '<a href="#f-files">' in page
    assert f"{REASONS}</textarea>" in page
    assert (fresh(asked).state, RequestFile.objects.count()) == ("asked", 0)


def test_reasons_are_given_once(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    visitor.post(EXPLAIN, {"answer": REASONS})
    assert "现在没有要说明的" in words(visitor.get(EXPLAIN))
    page = visitor.post(EXPLAIN, {"answer": "再说一次"}).content.decode()
    assert "error-summary" in page
    assert fresh(asked).answer == REASONS
    with pytest.raises(StaleState):
        asking.explain(asked, answer="再说一次", actor=CITIZEN, at=moment(date(2026, 3, 6)))


def test_an_address_that_sends_too_often_waits_and_keeps_its_words(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    for _ in range(20):
        assert "提交得太多" not in visitor.post(EXPLAIN, {"answer": " "}).content.decode()
    page = visitor.post(EXPLAIN, {"answer": REASONS}).content.decode()
    assert "提交得太多" in page
    assert f"{REASONS}</textarea>" in page
    assert fresh(asked).state == "asked"


def test_late_reasons_count_while_nobody_noted_that_nothing_came(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    at(moment(date(2026, 3, 17)))
    visitor.post(EXPLAIN, {"answer": REASONS})
    assert fresh(asked).state == "explained"
    with pytest.raises(StaleState):
        asking.note_silence(fresh(asked), **agency.as_(Role.HANDLER, moment(date(2026, 3, 17))))


def test_after_silence_was_noted_nothing_can_be_added(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    asking.note_silence(fresh(asked), **agency.as_(Role.HANDLER, moment(date(2026, 3, 16))))
    visitor.post(EXPLAIN, {"answer": REASONS})
    assert (fresh(asked).state, fresh(asked).answer) == ("silent", "")
    assert "说明理由的期限已满，没有收到您的说明" in words(visitor.get(TRACK))


def test_a_withdrawn_request_takes_no_reasons(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    answering.withdraw(agency.fresh(asked.request), reason="不要了", actor=CITIZEN, at=moment(date(2026, 3, 5)))
    assert "现在没有要说明的" in words(visitor.get(EXPLAIN))
    with pytest.raises(Blocked, match="已经办结"):
        asking.explain(fresh(asked), answer=REASONS, actor=CITIZEN, at=moment(date(2026, 3, 6)))


@pytest.mark.duty("law.A4.35")
def test_the_clerk_judges_what_the_applicant_wrote_and_cannot_rewrite_it(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    visitor.post(EXPLAIN, {"answer": REASONS})
    who = agency.as_(Role.HANDLER, moment(date(2026, 3, 6)))
    actor, now = who["actor"], Moment(who["at"], who["at"])
    shown = places(actor, tabs(3)[0], survey(actor, now), start=0, stop=20, moment=now)
    assert ("requests_app.demand", asked.pk, "accept", True) in [(p.label, p.pk, p.step, p.mine) for p in shown]
    visitor.force_login(agency.people[Role.HANDLER], backend="portal.accounts.backends.AppointmentBackend")
    assert REASONS in words(visitor.get(f"/admin/requests_app/disclosurerequest/{asked.request_id}/change/"))
    act = f"/admin/requests_app/demand/{asked.pk}/change/act/accept/"
    assert REASONS in visitor.get(act).content.decode()
    form = {"answer": "别的话", "finding": "论文题目和申请内容一致", "version": fresh(asked).version}
    assert visitor.post(act, form).status_code == 302
    demand = fresh(asked)
    assert (demand.state, demand.answer, demand.finding) == ("reasonable", REASONS, "论文题目和申请内容一致")


@pytest.mark.duty("law.A4.35")
def test_an_answer_waits_for_the_finding_about_the_reasons(agency, at, asked, visitor) -> None:  # noqa: F811 - as above
    handler = agency.as_(Role.HANDLER, moment(date(2026, 3, 6)))
    request = agency.fresh(asked.request)
    assert "还在等申请人说明理由" in blockers(request, "submit", at=handler["at"])
    visitor.post(EXPLAIN, {"answer": REASONS})
    assert "申请人说明了理由，先认定是否合理" in blockers(request, "submit", at=handler["at"])
