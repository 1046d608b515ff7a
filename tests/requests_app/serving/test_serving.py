"""What leaves the house, the day it gets there, and the proof of it."""

from datetime import date, datetime

import pytest
from django.db import IntegrityError, transaction

from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, InvalidInput, NotAllowed, StaleState
from portal.letters.errors import Voided
from portal.letters.services import void_letter
from portal.notices.models import Notice
from portal.notices.states import Status
from portal.subjects import ref
from requests_app.answering import services as answering
from requests_app.answering.wording import remedy_of
from requests_app.consulting import services as consulting
from requests_app.serving import selectors, services
from requests_app.serving.models import Service
from tests.requests_app.agency import MORNING, Role, moment
from tests.requests_app.answering.procedures import heard, overruled, reach
from tests.requests_app.answering.steps import decided, sent, served, signed

pytestmark = pytest.mark.django_db

TUESDAY = date(2026, 3, 3)


@pytest.fixture
def request_(agency):
    """Signed on Monday 2026-03-02, still in the house."""
    found = agency.received()
    decided(agency, found, "3.4.2-1")
    return signed(agency, found)


def answer(request):
    return selectors.answers_of(request).get()


def send_faults(agency, request, **changed):
    call = {"means": "post", "on": date(2026, 3, 2)} | changed
    with pytest.raises(InvalidInput) as error:
        sent(agency, request, **call)
    return error.value.messages


def test_what_was_signed_waits_to_be_sent(agency, request_) -> None:
    row = answer(request_)
    assert (row.means, row.sent_on, row.served_on) == ("", None, None)
    assert list(selectors.letters_for_applicant(request_).filter(purpose="answer")) == []
    with pytest.raises(DomainError) as refused:
        served(agency, request_, day=TUESDAY)
    assert refused.value.message == "没有已经发出、等登记送达的文书。先登记发出。"


def test_dates_of_sending_can_be_true(agency, request_) -> None:
    assert send_faults(agency, request_, on=TUESDAY) == {"on": "发出日还没有到，请核对日期"}
    assert send_faults(agency, request_, on=date(2026, 3, 1)) == {"on": "发出日不能早于文书的成文日期2026年3月2日"}
    assert send_faults(agency, request_, means="pigeon") == {"means": "请选送达方式"}


def test_a_letter_is_sent_once(agency, request_) -> None:
    sent(agency, request_)
    with pytest.raises(DomainError):
        sent(agency, request_)
    with pytest.raises(DomainError) as refused:
        services.send(
            request_,
            letter=answer(request_).letter,
            purpose="answer",
            means="post",
            on=date(2026, 3, 2),
            **agency.as_(Role.INFO_CLERK),
        )
    assert refused.value.message == "政府信息无法提供答复书已经登记发出，不用再发。"


@pytest.mark.parametrize(
    ("day", "proof", "messages"),
    [
        (date(2026, 3, 2), "妥投", {"served_on": "送达日不能早于发出日2026年3月3日"}),
        (date(2026, 3, 5), "妥投", {"served_on": "送达日还没有到，请核对日期"}),
        (date(2026, 3, 4), " ", {"proof": "请填写送达凭证"}),
        (date(2026, 3, 4), "……", {"proof": "请填写送达凭证"}),
    ],
)
def test_dates_of_service_can_be_true_and_are_proved(agency, request_, day, proof, messages) -> None:
    sent(agency, request_, on=TUESDAY, at=moment(TUESDAY))
    with pytest.raises(InvalidInput) as error:
        answering.serve_answer(
            request_, served_on=day, proof=proof, **agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 4)))
        )
    assert error.value.messages == messages
    assert answer(request_).served_on is None
    assert request_.state == "signed"


@pytest.mark.duty("S1-3.4a")
def test_service_ends_the_clock_on_its_legal_day_not_on_the_day_it_is_typed_in(agency, request_) -> None:
    sent(agency, request_)
    clerk = agency.as_(Role.INFO_CLERK, moment(date(2026, 3, 9)))
    answering.serve_answer(request_, served_on=date(2026, 3, 5), proof="EMS 1234567890123 妥投", **clerk)
    clock = Deadline.objects.of(ref(request_)).get(rule="FOI_REPLY")
    assert (clock.closed_on, request_.closed_on, request_.state) == (date(2026, 3, 5), date(2026, 3, 5), "answered")
    row = answer(request_)
    assert (row.proof, row.registered_by) == ("EMS 1234567890123 妥投", "信息员")


def test_service_is_registered_once(agency, request_) -> None:
    [row] = sent(agency, request_)
    served(agency, request_, day=TUESDAY)
    with pytest.raises(StaleState):
        services.register_service(
            row, served_on=TUESDAY, proof="再登记", **agency.as_(Role.INFO_CLERK, moment(TUESDAY, 17))
        )
    assert answer(request_).proof == "EMS 1234567890123 妥投"


def test_a_void_letter_reaches_nobody(agency, request_) -> None:
    [row] = sent(agency, request_)
    void_letter(row.letter, reason="文号写错", **agency.as_(Role.SIGNER))
    with pytest.raises(Voided):
        services.register_service(row, served_on=TUESDAY, proof="妥投", **agency.as_(Role.INFO_CLERK, moment(TUESDAY)))


def test_the_database_refuses_what_the_service_would(agency, request_) -> None:
    row = answer(request_)
    for values in (
        {"served_on": TUESDAY, "proof": "妥投"},
        {"sent_on": TUESDAY, "served_on": date(2026, 3, 2), "proof": "妥投"},
        {"sent_on": TUESDAY, "served_on": TUESDAY, "proof": ""},
        {"sent_on": TUESDAY, "served_on": TUESDAY, "proof": "妥投", "is_void": True},
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Service.objects.filter(pk=row.pk).update(**values)


def test_a_stranger_registers_nothing(agency, request_) -> None:
    [row] = sent(agency, request_)
    with pytest.raises(NotAllowed):
        services.register_service(row, served_on=TUESDAY, proof="妥投", **agency.as_(Role.SIGNER, moment(TUESDAY)))


# --- over the internet --------------------------------------------------------------------------------


def test_only_who_chose_it_is_served_over_the_internet(agency) -> None:
    request = agency.registered(channel="in_person", delivery="post", address="临江市翠湖里1号")
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    assert send_faults(agency, request, means="online") == {"means": "申请人没有选择网上获取，请用其他方式送达"}


def test_the_first_opening_is_service_and_needs_no_other_proof(agency, request_) -> None:
    sent(agency, request_, means="online")
    opened = moment(date(2026, 3, 5), 21)
    reached = services.note_opened(agency.fresh(request_), at=opened)
    assert [row.purpose for row in reached] == ["answer"]
    request = agency.fresh(request_)
    row = answer(request)
    assert (request.state, row.served_on, row.proof) == ("answered", date(2026, 3, 5), "申请人在查询页打开了文书")
    assert Deadline.objects.of(ref(request)).get(rule="FOI_REPLY").closed_on == date(2026, 3, 5)
    assert Event.objects.filter(act="serve").get().actor_name == "申请人"
    assert services.note_opened(request, at=moment(date(2026, 3, 6))) == []


def test_a_mail_in_the_applicants_mailbox_is_service_of_what_lies_on_the_page(agency, request_) -> None:
    """数据电文 arrives when it enters the system the addressee named (Civil Code art. 137)."""
    [row] = sent(agency, request_, means="online")
    at = moment(date(2026, 3, 4))
    assert services.reach_notified(at=at) == 0
    mail = Notice.objects.get(dedupe_key=f"foi_applicant|{request_.pk}|service|{row.pk}")
    assert "政府信息无法提供答复书" in mail.body
    Notice.objects.filter(pk=mail.pk).update(status=Status.SENT, sent_at=datetime(2026, 3, 3, 23, 50, tzinfo=SHANGHAI))
    assert services.reach_notified(at=at) == 1
    request = agency.fresh(request_)
    assert (request.state, request.closed_on, answer(request).registered_by) == ("answered", TUESDAY, "系统")
    assert services.reach_notified(at=at) == 0


def test_a_city_may_count_from_the_first_opening_alone(agency, request_, settings) -> None:
    settings.ONLINE_SERVICE = "opened"
    sent(agency, request_, means="online")
    Notice.objects.filter(kind="foi_applicant").update(status=Status.SENT, sent_at=moment(TUESDAY))
    assert services.reach_notified(at=moment(date(2026, 3, 4))) == 0
    assert agency.fresh(request_).state == "signed"


def test_a_mail_that_never_arrived_serves_nothing(agency, request_) -> None:
    sent(agency, request_, means="online")
    Notice.objects.filter(kind="foi_applicant").update(status=Status.DEAD)
    assert services.reach_notified(at=moment(date(2026, 3, 4))) == 0


def test_what_goes_to_others_is_not_shown_to_the_applicant_and_not_opened_by_them(agency, request_) -> None:
    letter = answering.issue_receipt(request_, **agency.as_(Role.HANDLER))
    Service.objects.filter(letter=letter).update(to_applicant=False)
    assert services.note_opened(request_, at=moment(TUESDAY)) == []
    assert list(selectors.letters_for_applicant(request_)) == []


@pytest.mark.duty("S2-2.7d")
def test_nothing_goes_out_before_the_third_party_was_told(agency) -> None:
    request = agency.received()
    row = overruled(agency, heard(agency, request, "object", "涉及商业秘密"))
    decided(agency, request, "3.1-b")
    signed(agency, request)
    with pytest.raises(Blocked) as blocked:
        sent(agency, request, means="online")
    assert blocked.value.reasons == (f"先把告知第三方书送达第三方（第{row.pk}号征求）",)
    remedy = remedy_of(agency.organ, review_first=False, on=date(2026, 3, 2)).text
    consulting.tell_third_party(row, remedy=remedy, means="post", **agency.as_(Role.HANDLER))
    with pytest.raises(Blocked):
        sent(agency, request, means="online")
    reach(agency, row.told_letter, date(2026, 3, 2))
    sent(agency, request, means="online")


# --- receipts and slips -------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.6b")
def test_the_receipt_goes_out_with_the_confirmation(agency) -> None:
    request = agency.filed().request
    letter = answering.confirm(request, **agency.as_(Role.INFO_CLERK))
    assert (letter.title, letter.number) == ("政府信息公开申请接收回执", "临住建公开〔2026〕回执第1号")
    row = Service.objects.get(letter=letter)
    assert (row.means, row.sent_on, request.state) == ("online", date(2026, 3, 2), "handling")
    assert answering.issue_receipt(request, **agency.as_(Role.INFO_CLERK)) == letter


@pytest.mark.duty("S2-2.6b")
def test_the_receipt_names_the_last_day_of_the_answer(agency) -> None:
    from portal.letters.services import content_of

    request = agency.received()
    words = content_of(answering.issue_receipt(request, **agency.as_(Role.INFO_CLERK))).text
    assert "本机关自收到申请之日起20个工作日内予以答复，最晚答复日是2026年3月30日。" in words
    assert "本机关于2026年3月2日收到您通过互联网提交的政府信息公开申请，申请编号为临住建2026-0001。" in words


def test_who_hands_in_at_the_counter_takes_the_receipt_along(agency) -> None:
    request = agency.registered(channel="in_person")
    answering.issue_receipt(request, **agency.as_(Role.INFO_CLERK))
    row = Service.objects.get(purpose="receipt")
    assert (row.means, row.served_on, row.proof) == ("in_person", date(2026, 3, 2), "当面交给申请人")


def test_requests_confirmed_by_time_get_their_receipt_from_the_worker(agency) -> None:
    request = agency.received()
    agency.filed()
    assert answering.issue_missing_receipts(at=MORNING) == 1
    assert answering.issue_missing_receipts(at=MORNING) == 0
    assert Service.objects.get(purpose="receipt").request == request


def test_there_is_no_receipt_before_the_day_of_receipt(agency) -> None:
    with pytest.raises(DomainError):
        answering.issue_receipt(agency.filed().request, actor=SYSTEM, at=MORNING)


def text_of(file):
    from io import BytesIO

    import docx

    document = docx.Document(BytesIO(file.content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_the_slip_of_service_says_what_was_sent_how_and_when(agency, request_) -> None:
    sent(agency, request_)
    served(agency, request_, day=TUESDAY)
    words = text_of(services.service_slip(answer(request_), "docx", at=moment(TUESDAY)))
    for said in ("送达回证", "政府信息无法提供答复书", "临住建公开〔2026〕1号", "张三", "邮寄", "2026年3月3日", "妥投"):
        assert said in words
    assert "草稿" not in words


@pytest.mark.duty("S2-2.9.0")
def test_the_register_sheet_has_no_personal_data(agency) -> None:
    request = agency.received()
    words = text_of(answering.register_sheet(request, "docx", at=MORNING))
    for said in ("临住建2026-0001", "网上提交", "2026年3月2日", "2026年3月30日"):
        assert said in words
    for secret in ("张三", "329999199003070018", "13800000001", "zhangsan@example.com"):
        assert secret not in words
