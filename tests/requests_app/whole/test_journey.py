"""One request through everything that can happen to it, over the holidays of two years, every date typed by hand."""

from datetime import date, datetime

import pytest

from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.audit.models import Event
from portal.audit.verification import verify
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.subjects import ref
from requests_app.answering.wording import remedy_of
from requests_app.asking import services as asking
from requests_app.cases import services as cases
from requests_app.consulting import services as consulting
from requests_app.extending import services as extending
from requests_app.figures import selectors as figures
from requests_app.figures.tables import faults
from requests_app.remedies import services as remedies
from requests_app.serving import services as serving
from tests.requests_app.agency import CITIZEN, FOUNDED, Role, moment
from tests.requests_app.answering.steps import decided, sent, served, signed

pytestmark = pytest.mark.django_db


def clock(request, rule="FOI_REPLY"):
    return Deadline.objects.of(ref(request)).filter(rule=rule).latest("pk")


def due(request):
    reply = clock(request)
    return reply.due_on, reply.waiting_since


@pytest.fixture
def partner(city):
    """The organ the information was made together with."""
    return Organ.objects.create(
        name="临江市自然资源局", short_name="自然资源局", code="zrj", kind=OrganKind.DEPARTMENT, parent=city,
        active_from=FOUNDED,
    )  # fmt: skip


@pytest.fixture
def on(agency):
    """Who acts for a role on a day."""
    return lambda role, day: agency.as_(role, moment(day))


@pytest.fixture
def reach(on):
    """A letter got there on a day, as a clerk enters it."""
    return lambda letter, day: serving.reached(
        letter.foi_service, on=day, proof="挂号信回执XA1234", **on(Role.INFO_CLERK, day)
    )


def corrected(agency, on, reach):
    """Filed on the Friday before the National Day of 2025, corrected after it: the full period anew."""
    request = agency.received(at=moment(date(2025, 9, 26)))
    assert due(request) == (date(2025, 10, 30), None)
    notice = asking.notify_correction(
        request,
        lacks=["content"],
        guidance="请写明是哪一年的工程",
        days=15,
        means="post",
        **on(Role.HANDLER, date(2025, 9, 30)),
    )
    seven = clock(request, "FOI_CORRECTION_NOTICE")
    assert (seven.due_on, seven.closed_on) == (date(2025, 10, 13), date(2025, 9, 30))
    reach(notice.letter, date(2025, 10, 9))
    assert clock(request, "FOI_CORRECTION").due_on == date(2025, 10, 24)
    assert due(request)[1] == date(2025, 9, 30)
    asking.receive_correction(request, answer="2025年的加装电梯工程", actor=CITIZEN, at=moment(date(2025, 10, 13)))
    assert due(request) == (date(2025, 11, 10), None)
    return request


def consulted(request, on, reach):
    """A third party objects on the tenth of its fifteen working days: twelve days do not count."""
    row = consulting.consult(
        request,
        kind="third_party",
        party="临江某建筑有限公司",
        party_contact="0000-8612366",
        summary="施工合同的总价和付款方式",
        means="post",
        **on(Role.HANDLER, date(2025, 10, 20)),
    )
    reach(row.letter, date(2025, 10, 22))
    assert Deadline.objects.of(ref(row)).get().due_on == date(2025, 11, 12)
    row.refresh_from_db()
    consulting.hear(
        row,
        opinion="object",
        text="合同单价是商业秘密",
        on=date(2025, 11, 5),
        **on(Role.INFO_CLERK, date(2025, 11, 5)),
    )
    assert due(request) == (date(2025, 11, 26), None)
    return row


def extended(request, on, reach):
    extension = extending.propose(
        request, days=20, reason="要翻查三年的纸质档案", **on(Role.HANDLER, date(2025, 11, 20))
    )
    extending.approve(extension, means="post", **on(Role.DISCLOSURE_HEAD, date(2025, 11, 21)))
    assert due(request) == (date(2025, 11, 26), None)
    reach(extension.letter, date(2025, 11, 24))
    assert due(request) == (date(2025, 12, 24), None)


def deemed(request, partner, on, reach):
    """An organ that made the information too keeps silent over the New Year; Sunday 2026-01-04 is a working day."""
    row = consulting.consult(
        request,
        kind="joint_organ",
        organ=partner,
        summary="竣工验收报告全文",
        means="post",
        **on(Role.HANDLER, date(2025, 12, 15)),
    )
    reach(row.letter, date(2025, 12, 15))
    assert Deadline.objects.of(ref(row)).get().due_on == date(2026, 1, 6)
    assert consulting.settle_silent(at=datetime(2026, 1, 6, 23, 59, tzinfo=SHANGHAI)) == 0
    assert consulting.settle_silent(at=datetime(2026, 1, 7, 0, 0, tzinfo=SHANGHAI)) == 1
    row.refresh_from_db()
    assert (row.state, row.ended_on) == ("deemed", date(2026, 1, 6))
    assert due(request) == (date(2026, 1, 15), None)


def partly_granted(agency, request):
    decided(agency, request, "3.2-1", at=moment(date(2026, 1, 12)))
    signed(agency, request, at=moment(date(2026, 1, 13)))
    sent(agency, request, at=moment(date(2026, 1, 13), 17))
    served(agency, request, day=date(2026, 1, 14))
    reply = clock(request)
    assert (request.state, request.closed_on) == ("answered", date(2026, 1, 14))
    assert (reply.closed_on, reply.outcome, reply.was_late) == (date(2026, 1, 14), "done", False)


def reviewed(request, on):
    """The review corrects the answer over the Spring Festival and sets fifteen working days; Saturday 02-28 counts."""
    remedy = remedies.register(
        request,
        kind="review",
        authority="临江市人民政府",
        case_number="临政复〔2026〕3号",
        accepted_on=date(2026, 2, 2),
        served_on=date(2026, 2, 5),
        **on(Role.DEPT_REVIEWER, date(2026, 2, 5)),
    )
    rebuttal = Deadline.objects.of(ref(remedy)).get()
    assert (rebuttal.rule, rebuttal.due_on) == ("REVIEW_REBUTTAL", date(2026, 2, 12))
    remedies.answer(remedy, answered_on=date(2026, 2, 11), **on(Role.DEPT_REVIEWER, date(2026, 2, 11)))
    remedies.close(
        remedy,
        result="corrected",
        result_text="撤销原答复，责令15个工作日内重新答复",
        decided_on=date(2026, 2, 24),
        decide_again=True,
        redo_days=15,
        **on(Role.DEPT_REVIEWER, date(2026, 2, 25)),
    )
    remedies.reopen(request, reason="执行复议决定", **on(Role.DISCLOSURE_HEAD, date(2026, 2, 26)))
    assert (request.state, request.round) == ("handling", 2)
    assert clock(request, "FOI_REDO").due_on == date(2026, 3, 16)


def answered_anew(agency, request, objection, on, reach):
    """Everything is handed out in the public interest, and the third party is told first."""
    day = date(2026, 3, 5)
    consulting.overrule(objection, public_interest="关系全体业主的出行安全", **on(Role.HANDLER, day))
    remedy = remedy_of(request.organ, review_first=False, on=day)
    consulting.tell_third_party(objection, remedy=remedy.text, means="post", **on(Role.HANDLER, date(2026, 3, 6)))
    reach(objection.told_letter, date(2026, 3, 9))
    decided(agency, request, "3.1-b", at=moment(date(2026, 3, 9), 14))
    signed(agency, request, at=moment(date(2026, 3, 10)))
    sent(agency, request, at=moment(date(2026, 3, 10), 17))
    served(agency, request, day=date(2026, 3, 12))
    redo = clock(request, "FOI_REDO")
    assert (redo.closed_on, redo.outcome, redo.was_late) == (date(2026, 3, 12), "done", False)


@pytest.mark.duty("S1-3.4a")
@pytest.mark.duty("S2-2.6d")
@pytest.mark.duty("S2-2.9.1a")
@pytest.mark.duty("S2-7.9b")
@pytest.mark.duty("law.A4.32")
@pytest.mark.duty("law.B3")
def test_file_correct_consult_extend_partly_grant_serve_review_and_decide_again(agency, partner, on, reach) -> None:
    request = corrected(agency, on, reach)
    objection = consulted(request, on, reach)
    extended(request, on, reach)
    deemed(request, partner, on, reach)
    partly_granted(agency, request)
    reviewed(request, on)
    objection.refresh_from_db()
    answered_anew(agency, request, objection, on, reach)
    cases.archive(request, **on(Role.INFO_CLERK, date(2026, 3, 16)))
    assert (request.state, request.closed_on) == ("archived", date(2026, 1, 14))
    _events_are_all_there(request)
    _figures_are_right(agency)


def _events_are_all_there(request):
    steps = clock(request).events.order_by("seq").values_list("kind", "on")
    assert list(steps) == [
        ("opened", date(2025, 9, 26)),
        ("paused", date(2025, 9, 30)),
        ("restarted", date(2025, 10, 13)),
        ("paused", date(2025, 10, 20)),
        ("resumed", date(2025, 11, 5)),
        ("extended", date(2025, 11, 24)),
        ("paused", date(2025, 12, 15)),
        ("resumed", date(2026, 1, 6)),
        ("closed", date(2026, 1, 14)),
    ]
    assert not Deadline.objects.running().exists()
    own = Event.objects.filter(subject_label="requests_app.disclosurerequest", subject_id=request.pk).order_by("seq")
    answer = ["submit", "pass_review", "pass_secrecy", "sign", "send_answer", "serve"]
    assert [act for act in own.values_list("act", flat=True) if not act.startswith("deadline_")] == [
        "register", "confirm", "notify_correction", "receive_correction",
        "decide", "attach", "attach_copy", "set_pages", *answer,
        "reopen", "decide", "attach", "set_pages", *answer, "archive",
    ]  # fmt: skip
    assert verify(at=moment(date(2026, 3, 16))).is_intact


def _figures_are_right(agency):
    ids = [agency.organ.pk]
    stock = {year: figures.table3(ids, year).cells for year in (2025, 2026, 2027)}
    assert [stock[2025][row]["natural"] for row in ("1", "2", "3.2", "3.7", "4")] == [1, 0, 0, 0, 1]
    assert [stock[2026][row]["natural"] for row in ("1", "2", "3.1", "3.2", "3.7", "4")] == [0, 1, 0, 1, 1, 0]
    assert [stock[2027][row]["total"] for row in ("1", "2", "3.7", "4")] == [0, 0, 0, 0]
    suits = figures.table4(ids, 2026).cells
    assert suits["review"] == {"upheld": 0, "corrected": 1, "other": 0, "open": 0, "total": 1}
    for year in (2025, 2026, 2027):
        assert faults(figures.report(ids, year, each=True), previous=figures.table3(ids, year - 1)) == []
