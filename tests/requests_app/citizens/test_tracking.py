"""查我的申请: who gets in, what is shown, what can be done, and what never comes out."""

import re
from datetime import date, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client

from portal import clock
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines import services as deadlines
from portal.notices.models import Notice
from portal.notices.services import deliver
from portal.privacy.services import plain_text
from requests_app.cases import clocks, services
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.moves import REQUEST_WORKFLOW
from requests_app.citizens import wording
from requests_app.citizens.models import MailLink, Rating
from tests.requests_app.agency import CITIZEN, MORNING, Role, moment
from tests.requests_app.citizens.conftest import receipt_of

pytestmark = pytest.mark.django_db


def words(response):
    return " ".join(re.sub(r"<[^>]+>", " ", response.content.decode()).split())


@pytest.fixture
def at(monkeypatch):
    """Sets the clock of the pages; the tests say the moment."""

    def stand(moment):
        monkeypatch.setattr(clock, "now", lambda: moment)
        monkeypatch.setattr(clock, "today", lambda: moment.date())

    stand(MORNING)
    return stand


@pytest.fixture
def case(agency, at, opened):
    """Filed on Monday 2026-03-02, with its page open in the browser of ``visitor``."""
    return DisclosureRequest.objects.get()


def confirmed(agency, case, day=date(2026, 3, 2)):
    services.confirm(case, **agency.as_(Role.INFO_CLERK, moment(day)))
    return case


# --- getting in ---------------------------------------------------------------------------------------


def test_number_and_code_open_the_case_as_people_type_them(agency, send) -> None:
    number, code = receipt_of(send())
    other = Client()
    typed = code.lower().replace("-", " ")
    assert other.post("/requests/track/", {"number": f" {number} ", "code": typed}).status_code == 302
    assert number in words(other.get("/requests/track/"))


def test_a_wrong_number_and_a_wrong_code_get_the_same_answer(agency, send) -> None:
    number, code = receipt_of(send())
    wrong_code = Client().post("/requests/track/", {"number": number, "code": "AAAA-BBBB-CCCC-DDDD-EEEE"})
    wrong_number = Client().post("/requests/track/", {"number": "临住建2026-9999", "code": code})

    def without(response, typed):
        return re.sub(r'value="[^"]*"', "", response.content.decode()).replace(typed, "")

    assert without(wrong_code, number) == without(wrong_number, "临住建2026-9999")
    assert "编号和查询码对不上" in words(wrong_code)


def test_guessing_is_stopped_by_address(agency, send, visitor) -> None:
    number, code = receipt_of(send())
    guess = {"number": number, "code": "AAAA-BBBB-CCCC-DDDD-EEEE"}
    statuses = [visitor.post("/requests/track/", guess).status_code for _ in range(25)]
    assert (statuses.count(200), statuses.count(429)) == (20, 5)
    assert visitor.post("/requests/track/", {"number": number, "code": code}).status_code == 429


def test_nobody_is_locked_out_by_others_who_guess(agency, send) -> None:
    number, code = receipt_of(send())
    for place in range(70):
        guesser = Client(REMOTE_ADDR=f"10.0.0.{place}")
        guesser.post("/requests/track/", {"number": number, "code": "AAAA"})
    owner = Client(REMOTE_ADDR="10.0.1.1")
    assert owner.post("/requests/track/", {"number": number, "code": code}).status_code == 302


def test_the_page_closes_after_half_an_hour_and_on_leaving(agency, at, case, visitor) -> None:
    assert case.number in words(visitor.get("/requests/track/"))
    assert visitor.cookies["tracking"]["max-age"] == 1800
    visitor.post("/requests/track/leave/")
    assert case.number not in words(visitor.get("/requests/track/"))


def test_an_idle_cookie_opens_nothing(agency, at, case, visitor, monkeypatch) -> None:
    later = clock.now().timestamp() + 3_000_000_000  # whatever day the signature was made on
    monkeypatch.setattr("django.core.signing.time.time", lambda: later)
    assert case.number not in words(visitor.get("/requests/track/"))


def test_a_new_code_closes_the_page_everywhere(agency, at, case, visitor) -> None:
    services.reissue_code(case, actor=CITIZEN, at=MORNING)
    assert case.number not in words(visitor.get("/requests/track/"))


@pytest.mark.parametrize(
    "address",
    [
        "withdraw/",
        "contact/",
        "rate/",
        "application.docx",
        "application.pdf",
        "calendar/reply.ics",
        "calendar/review.ics",
    ],
)
def test_without_an_open_case_nothing_is_shown(agency, at, case, address) -> None:
    response = Client().get(f"/requests/track/{address}")
    assert response.status_code == 403
    assert case.number not in words(response)


@pytest.mark.parametrize("address", ["track/", "new/", "done/", "track/lost/", "track/link/", "track/withdraw/"])
def test_nothing_on_the_way_keeps_a_page(agency, at, case, visitor, address) -> None:
    response = visitor.get(f"/requests/{address}")
    assert response["Cache-Control"] == "no-store, private"
    assert response["X-Robots-Tag"] == "noindex"


def test_no_address_holds_number_code_or_key(agency, at, case, opened, visitor) -> None:
    page = visitor.get("/requests/track/").content.decode()
    number, code = opened
    for link in re.findall(r'(?:href|action)="([^"]+)"', page):
        assert number not in link
        assert code not in link
        assert not re.search(rf"\D{case.pk}\D", link.partition("/requests/")[2])


# --- what is shown ------------------------------------------------------------------------------------


def test_before_the_confirmation_the_page_says_until_when(agency, case, visitor) -> None:
    page = words(visitor.get("/requests/track/"))
    assert "3月4日（星期三）前确认收到" in page
    assert "您提交了申请" in page
    assert "您现在不用做什么" in page


@pytest.mark.duty("S2-2.6c")
def test_the_date_of_the_answer_comes_with_every_day_that_leads_to_it(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    at(moment(date(2026, 3, 16)))
    response = visitor.get("/requests/track/")
    page = words(response)
    assert "3月30日（星期一）前答复您 剩10个工作日" in page
    assert "3月30日 是怎么算出来的" in page
    assert "法定期限 20 个工作日 最晚 3月30日" in page
    assert "《政府信息公开条例》第三十三条第二款" in page
    days = re.findall(r'<td class="([^"]+)"><time datetime="([\d-]+)"', response.content.decode())
    assert ("c now", "2026-03-16") in days
    assert ("c end", "2026-03-30") in days
    assert [day for css, day in days if css == "r"] == ["2026-03-02"]
    assert len([day for css, day in days if css.startswith("c")]) == 20


def test_a_stop_and_its_end_are_told_without_the_third_party(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    clerk = agency.as_(Role.HANDLER, moment(date(2026, 3, 9)))
    reply = clocks.of_the_answer(case)
    deadlines.pause(reply, stop="THIRD_PARTY", key="7", on=date(2026, 3, 9), evidence="问了王某", **clerk)
    at(moment(date(2026, 3, 11)))
    page = words(visitor.get("/requests/track/"))
    assert "正在征求第三方意见，期限暂停" in page
    assert "暂停中，恢复以后再定" in page
    clerk = agency.as_(Role.HANDLER, moment(date(2026, 3, 13)))
    deadlines.resume(clocks.of_the_answer(case), stop="THIRD_PARTY", key="7", on=date(2026, 3, 13), **clerk)
    at(moment(date(2026, 3, 16)))
    page = words(visitor.get("/requests/track/"))
    assert "4月3日（星期五）前答复您" in page
    assert "征求意见结束，继续计算 最晚答复日改为2026年4月3日。" in page
    assert "法定期限 20 个工作日 暂停，不计 4 个工作日 最晚 4月3日" in page
    assert "依据：《政府信息公开条例》第三十三条第二款；《政府信息公开条例》第三十三条第三款。" in page
    assert "王某" not in page
    assert "经办人" not in page


def test_an_extension_is_told_with_its_new_end(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    head = agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 20)))
    deadlines.extend(clocks.of_the_answer(case), amount=10, on=date(2026, 3, 20), evidence="材料多", **head)
    at(moment(date(2026, 3, 23)))
    page = words(visitor.get("/requests/track/"))
    assert "延长10个工作日。最晚答复日改为2026年4月14日。" in page
    assert "4月14日（星期二）前答复您" in page


def test_an_overdue_case_says_so(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    at(moment(date(2026, 4, 1)))
    page = words(visitor.get("/requests/track/"))
    assert "已经超过答复期限 2026年3月30日到期，超期2个工作日" in page
    assert "也可以申请行政复议" in page


def test_a_date_beyond_the_known_holidays_is_called_provisional(agency, at, visitor, send) -> None:
    at(datetime(2026, 12, 17, 10, tzinfo=SHANGHAI))
    number, code = receipt_of(send())
    case = DisclosureRequest.objects.get(number=number)
    confirmed(agency, case, date(2026, 12, 17))
    visitor.post("/requests/track/", {"number": number, "code": code})
    response = visitor.get("/requests/track/")
    assert "日期暂定" in words(response)
    assert "tentative" in response.content.decode()


def test_every_act_has_a_sentence_or_is_left_out_on_purpose() -> None:
    acts = {row.act for row in REQUEST_WORKFLOW.rows}
    assert acts <= wording.SENTENCES.keys() | wording.UNSAID
    assert not wording.SENTENCES.keys() & wording.UNSAID


def test_names_of_staff_and_inner_words_stay_inside(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    services.claim(case, **agency.as_(Role.HANDLER, moment(date(2026, 3, 3))))
    services.restrict(case, reason="涉及信访人员王某", **agency.as_(Role.DISCLOSURE_HEAD, moment(date(2026, 3, 3))))
    page = words(visitor.get("/requests/track/"))
    for inner in ("王某", "信息员", "经办人", "限制", "认领", "handling"):
        assert inner not in page
    assert case.number in page


def test_a_merged_case_leads_to_the_other(agency, at, case, visitor) -> None:
    first = agency.received(at=moment(date(2026, 3, 2), 9))
    services.merge(case, into=first, reason="同一件事", **agency.as_(Role.HANDLER, moment(date(2026, 3, 3))))
    page = words(visitor.get("/requests/track/"))
    assert "这件申请已经并入另一件" in page
    assert first.number in page
    assert "撤回申请" not in page


def test_the_page_costs_the_same_however_much_has_happened(
    agency, at, case, visitor, django_assert_num_queries
) -> None:
    confirmed(agency, case)
    with django_assert_num_queries(QUERIES):
        visitor.get("/requests/track/")
    for day in (3, 4, 5):
        clerk = agency.as_(Role.HANDLER, moment(date(2026, 3, day)))
        deadlines.pause(clocks.of_the_answer(case), stop="OTHER_ORGAN", key=str(day), on=date(2026, 3, day), **clerk)
        deadlines.resume(clocks.of_the_answer(case), stop="OTHER_ORGAN", key=str(day), on=date(2026, 3, day), **clerk)
    with django_assert_num_queries(QUERIES):
        visitor.get("/requests/track/")


QUERIES = 17


# --- what can be done ---------------------------------------------------------------------------------


def test_the_applicant_withdraws(agency, at, case, visitor) -> None:
    assert "撤回不能反悔" in words(visitor.get("/requests/track/withdraw/"))
    visitor.post("/requests/track/withdraw/")
    assert agency.fresh(case).state == "withdrawn"
    page = words(visitor.get("/requests/track/"))
    assert "您已经撤回这件申请" in page
    assert "撤回申请" not in page.replace("您已经撤回这件申请", "")
    assert "现在不能撤回" in words(visitor.get("/requests/track/withdraw/"))
    assert visitor.post("/requests/track/withdraw/").status_code == 409


def test_a_new_contact_is_stored_and_the_old_is_never_shown(agency, at, case, visitor) -> None:
    page = visitor.get("/requests/track/contact/").content.decode()
    assert "138****0001" in page
    assert "13800000001" not in page
    visitor.post("/requests/track/contact/", {"phone": "13900000002", "email": "", "address": ""})
    applicant = agency.fresh(case).applicant
    assert (plain_text(applicant, "phone"), plain_text(applicant, "email")) == ("13900000002", "zhangsan@example.com")
    event = Event.objects.filter(act="change_contact").get()
    assert event.after == {"changed": ["phone"]}


def test_a_wrong_contact_is_told_at_its_field(agency, at, case, visitor) -> None:
    page = visitor.post("/requests/track/contact/", {"email": "nobody"}).content.decode()
    assert page.count("邮箱的格式不对") == 2
    assert 'value="nobody"' in page


def test_an_unanswered_case_is_not_rated(agency, at, case, visitor) -> None:
    page = words(visitor.post("/requests/track/rate/", {"score": "5", "words": ""}))
    assert "答复以后才能评价" in page
    assert not Rating.objects.exists()


def test_the_own_form_is_printed_with_its_number(agency, at, case, visitor) -> None:
    from tests.requests_app.citizens.test_filing import text_of

    text = text_of(visitor.get("/requests/track/application.docx"))
    assert case.number in text
    assert "329999199003070018" in text


def test_the_end_goes_into_the_calendar_without_a_name(agency, at, case, visitor) -> None:
    confirmed(agency, case)
    text = visitor.get("/requests/track/calendar/reply.ics").content.decode()
    assert "DTSTART;VALUE=DATE:20260330" in text
    assert case.number not in text
    assert visitor.get("/requests/track/calendar/review.ics").status_code == 404


# --- mails --------------------------------------------------------------------------------------------


def sent_link():
    """The address in the newest mail that holds one."""
    deliver(at=clock.now())
    found = [match for letter in mail.outbox if (match := re.search(r"/requests/track/link/\?token=\w+", letter.body))]
    return found[-1][0]


@pytest.fixture
def proved(agency, at, case, visitor):
    visitor.post(sent_link(), {"number": case.number})
    return agency.fresh(case)


def test_filing_with_a_mailbox_sends_a_link_that_proves_it(agency, at, case, visitor) -> None:
    link = sent_link()
    assert mail.outbox[0].to == ["zhangsan@example.com"]
    visitor.get(link)
    assert agency.fresh(case).applicant.email_verified_at is None
    assert "邮箱已经核实" in words(visitor.post(link, {"number": case.number}))
    assert agency.fresh(case).applicant.email_verified_at == MORNING
    assert visitor.post(link, {"number": case.number}).status_code == 410


def test_no_row_of_the_outbox_holds_a_link(agency, at, case) -> None:
    token = MailLink.objects.get().token
    for notice in Notice.objects.all():
        assert token not in f"{notice.body}{notice.subject_line}{notice.dedupe_key}"


def test_a_link_wants_the_number_too(agency, at, case, visitor) -> None:
    assert "编号和这封邮件对不上" in words(visitor.post(sent_link(), {"number": "临住建2026-9999"}))
    assert agency.fresh(case).applicant.email_verified_at is None


def test_a_lost_code_is_replaced_through_the_proved_mailbox(agency, at, proved, opened) -> None:
    stranger = Client()
    stranger.post("/requests/track/lost/", {"number": proved.number, "email": "zhangsan@example.com"})
    number, code = receipt_of(stranger.post(sent_link(), {"number": proved.number}, follow=True))
    assert number == proved.number
    assert code != opened[1]
    assert Client().post("/requests/track/", {"number": number, "code": opened[1]}).status_code == 200
    assert Client().post("/requests/track/", {"number": number, "code": code}).status_code == 302


@pytest.mark.parametrize("email", ["zhangsan@example.com", "someone@example.com"])
def test_an_unproved_or_wrong_mailbox_gets_nothing_and_the_same_answer(agency, at, case, email) -> None:
    before = MailLink.objects.count()
    page = words(Client().post("/requests/track/lost/", {"number": case.number, "email": email}))
    assert "如果编号和核实过的邮箱对得上，邮件已经发出" in page
    assert MailLink.objects.count() == before


def test_a_link_for_a_code_is_good_for_half_an_hour(agency, at, proved) -> None:
    Client().post("/requests/track/lost/", {"number": proved.number, "email": "zhangsan@example.com"})
    link = sent_link()
    at(MORNING + timedelta(minutes=30))
    assert Client().get(link).status_code == 410


def test_a_mailbox_is_not_flooded(agency, at, proved) -> None:
    for _ in range(8):
        Client().post("/requests/track/lost/", {"number": proved.number, "email": "zhangsan@example.com"})
    assert MailLink.objects.count() == 5
    assert MailLink.objects.filter(used_at=None).count() == 1


def test_a_changed_mailbox_is_unproved_again(agency, at, proved, visitor) -> None:
    visitor.post("/requests/track/contact/", {"email": "other@example.com"})
    assert agency.fresh(proved).applicant.email_verified_at is None
    sent_link()
    assert mail.outbox[-1].to == ["other@example.com"]
