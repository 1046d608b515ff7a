"""Three pairs of eyes, taken back before service and never after."""

from datetime import date

import pytest

from portal.deadlines.models import Deadline
from portal.errors import Blocked, DomainError, NotAllowed, StaleState
from portal.letters.models import Letter
from portal.letters.services import content_of
from portal.screening.models import Finding
from portal.subjects import ref
from requests_app.answering import services
from requests_app.cases.models import DisclosureRequest
from requests_app.serving.models import Service
from tests.requests_app.agency import Role, moment
from tests.requests_app.answering.steps import attached, decided, reviewed, sent, served, signed

pytestmark = pytest.mark.django_db


# --- submitted ----------------------------------------------------------------------------------------


@pytest.mark.duty("S1-3.4a")
def test_nothing_is_submitted_before_every_item_has_its_outcome(agency) -> None:
    request = agency.received(items=[{"text": "施工合同"}, {"text": "验收报告"}])
    decided(agency, request, "3.1-a", item=request.items.first())
    with pytest.raises(Blocked) as blocked:
        services.submit(request, **agency.as_(Role.HANDLER))
    assert blocked.value.reasons == ("第2项还没有选结果",)


def test_what_is_handed_out_needs_its_pages(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.1-b")
    request.decisions.get().pages.all().delete()
    with pytest.raises(Blocked) as blocked:
        services.submit(request, **agency.as_(Role.HANDLER))
    assert blocked.value.reasons == ("第1项没有写提供的信息",)


# --- on the spot --------------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.6a")
def test_who_stands_at_the_counter_is_answered_at_once(agency) -> None:
    request = agency.registered(channel="in_person", delivery="pick_up")
    decided(agency, request, "3.1-b")
    services.answer_on_the_spot(request, **agency.as_(Role.HANDLER))
    assert request.state == "signing"
    services.sign(request, **agency.as_(Role.SIGNER))
    sent(agency, request, means="in_person")
    served(agency, request, day=date(2026, 3, 2), proof="申请人当面签收")
    assert (request.state, request.closed_on, request.was_answered_on_the_spot) == (
        "answered",
        date(2026, 3, 2),
        True,
    )


@pytest.mark.duty("S2-2.6a")
def test_a_refusal_or_a_later_day_is_not_on_the_spot(agency) -> None:
    request = agency.registered(channel="in_person")
    decided(agency, request, "3.3.5-5")
    with pytest.raises(Blocked) as blocked:
        services.answer_on_the_spot(request, **agency.as_(Role.HANDLER, moment(date(2026, 3, 3))))
    assert blocked.value.reasons == (
        "当场答复只能在收到申请的当天办，现在请送审",
        "当场答复只用于已经公开或者可以直接提供的信息，其他要送审",
    )


def test_what_came_over_the_internet_is_not_answered_on_the_spot(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.1-a")
    with pytest.raises(StaleState):
        services.answer_on_the_spot(request, **agency.as_(Role.HANDLER))


# --- three people -------------------------------------------------------------------------------------


@pytest.fixture
def of_all_trades(agency):
    """One person who was appointed to everything, as happens in small offices."""
    person = agency.people[Role.HANDLER]
    for role in (Role.DEPT_REVIEWER, Role.SECRECY_REVIEWER, Role.SIGNER):
        agency.organ.appointments.create(user=person, role=role, starts_on=date(2020, 1, 1))
    return person


@pytest.mark.duty("S1-3.4a")
def test_drafter_reviewer_and_signer_are_three_people(agency, of_all_trades) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    services.submit(request, **agency.as_(Role.HANDLER))
    with pytest.raises(NotAllowed) as refused:
        services.pass_review(request, **agency.as_(Role.HANDLER))
    assert refused.value.message == "自己起草的答复，不能由自己审核。"
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))
    with pytest.raises(NotAllowed):
        services.pass_secrecy(request, **agency.as_(Role.HANDLER))
    services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER))
    with pytest.raises(NotAllowed) as refused:
        services.sign(request, **agency.as_(Role.HANDLER))
    assert refused.value.message == "自己起草的答复，不能由自己签发。"


def test_who_reviewed_does_not_sign(agency) -> None:
    agency.organ.appointments.create(
        user=agency.people[Role.DEPT_REVIEWER], role=Role.SIGNER, starts_on=date(2020, 1, 1)
    )
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    reviewed(agency, request)
    with pytest.raises(NotAllowed) as refused:
        services.sign(request, **agency.as_(Role.DEPT_REVIEWER))
    assert refused.value.message == "自己审核过的答复，不能由自己签发。"


def test_who_wrote_a_part_is_a_drafter_though_another_submits(agency, of_all_trades) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    services.submit(request, **agency.as_(Role.DISCLOSURE_HEAD))
    with pytest.raises(NotAllowed) as refused:
        services.pass_review(request, **agency.as_(Role.HANDLER))
    assert refused.value.message == "自己起草的答复，不能由自己审核。"


def test_each_of_the_three_can_send_it_back_with_a_reason(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    services.submit(request, **agency.as_(Role.HANDLER))
    with pytest.raises(DomainError):
        services.return_review(request, reason=" ", **agency.as_(Role.DEPT_REVIEWER))
    services.return_review(request, reason="理由太简单", **agency.as_(Role.DEPT_REVIEWER))
    assert request.state == "handling"
    services.submit(request, **agency.as_(Role.HANDLER))
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))
    services.return_secrecy(request, reason="附件要重新审查", **agency.as_(Role.SECRECY_REVIEWER))
    assert (request.state, request.reviewer_id) == ("handling", None)
    reviewed(agency, request)
    services.return_signing(request, reason="再核实", **agency.as_(Role.SIGNER))
    assert request.state == "handling"


# --- screened -----------------------------------------------------------------------------------------


@pytest.mark.duty("S2-2.8")
def test_personal_data_in_a_letter_stops_it_until_somebody_decides(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1", reason="需要逐户统计，住户王某的电话是13912345678。")
    services.submit(request, **agency.as_(Role.HANDLER))
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))
    with pytest.raises(Blocked) as blocked:
        services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER))
    assert blocked.value.reasons == ("政府信息无法提供答复书里有手机号，还没有处理",)
    services.settle_findings(
        request,
        findings=Finding.objects.filter(gone_at=None),
        verdict="kept",
        reason="是物业公司对外公布的值班电话",
        **agency.as_(Role.SECRECY_REVIEWER),
    )
    services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER))
    assert request.state == "signing"


@pytest.mark.duty("S2-2.8")
def test_personal_data_in_a_file_stops_it_too(agency) -> None:
    request = agency.received()
    decision = decided(agency, request, "3.1-b")
    file = attached(agency, request, name="名单.txt", text="联系人王某，手机13912345678")
    pages = [{"file": file, "first": 1, "last": 1, "is_released": True}]
    services.set_pages(request, decision=decision, ranges=pages, **agency.as_(Role.HANDLER))
    services.submit(request, **agency.as_(Role.HANDLER))
    services.pass_review(request, **agency.as_(Role.DEPT_REVIEWER))
    with pytest.raises(Blocked) as blocked:
        services.pass_secrecy(request, **agency.as_(Role.SECRECY_REVIEWER))
    assert [reason for reason in blocked.value.reasons if "名单" in reason and "手机号" in reason]


def test_the_applicants_own_words_and_name_are_no_findings(agency) -> None:
    request = agency.received(items=[{"text": "本人13800000001名下的加装电梯补贴发放记录"}])
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    assert request.state == "signed"


# --- taken back ---------------------------------------------------------------------------------------


def test_a_signature_is_taken_back_and_its_letters_are_void(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    signed(agency, request)
    services.unsign(request, reason="文号写错", **agency.as_(Role.SIGNER))
    first = Letter.objects.get(template_code="R-4.2")
    assert (request.state, first.is_void, Service.objects.get(letter=first).is_void) == ("handling", True, True)
    signed(agency, request)
    numbers = Letter.objects.filter(template_code="R-4.2").order_by("pk").values_list("number", flat=True)
    assert list(numbers) == ["临住建公开〔2026〕1号", "临住建公开〔2026〕2号"]
    sent(agency, request)
    served(agency, request, day=date(2026, 3, 4))
    assert request.state == "answered"


def test_nothing_is_taken_back_after_one_letter_arrived(agency) -> None:
    request = agency.received(items=[{"text": "施工合同"}, {"text": "验收报告"}])
    one, two = request.items.all()
    decided(agency, request, "3.1-a", item=one)
    decided(agency, request, "3.4.2-1", item=two)
    signed(agency, request)
    first, _ = sent(agency, request)
    served(agency, request, day=date(2026, 3, 3), services=[first])
    with pytest.raises(Blocked) as blocked:
        services.unsign(request, reason="后悔了", **agency.as_(Role.SIGNER, moment(date(2026, 3, 3), 17)))
    assert blocked.value.reasons == ("答复已经送达，不能撤回",)


def test_of_two_signers_one_is_told(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.4.2-1")
    reviewed(agency, request)
    as_the_head_read_it = DisclosureRequest.objects.get(pk=request.pk)
    services.sign(request, **agency.as_(Role.SIGNER))
    with pytest.raises(StaleState):
        services.sign(as_the_head_read_it, **agency.as_(Role.HEAD))
    assert Letter.objects.filter(template_code="R-4.2").count() == 1


# --- served -------------------------------------------------------------------------------------------


def test_a_later_round_counts_nothing_twice(agency) -> None:
    request = agency.received()
    decided(agency, request, "3.3.5-5")
    signed(agency, request)
    sent(agency, request)
    served(agency, request, day=date(2026, 3, 12))
    DisclosureRequest.objects.filter(pk=request.pk).update(round=2, state="handling")
    again = agency.fresh(request)
    at = moment(date(2026, 5, 6))
    decided(agency, again, "3.1-a", at=at)
    signed(agency, again, at=at)
    sent(agency, again, at=at)
    served(agency, again, day=date(2026, 5, 8))
    item = again.items.get()
    assert (item.counted_outcome, item.counted_on) == ("3.3.5", date(2026, 3, 12))
    assert (again.state, again.closed_on) == ("answered", date(2026, 3, 12))
    assert "此前的答复不再执行" in content_of(Letter.objects.get(template_code="R-1a")).text


def test_served_after_the_last_day_is_late_and_stays_so(agency) -> None:
    request = agency.received()
    at = moment(date(2026, 3, 30))
    decided(agency, request, "3.4.2-1", at=at)
    signed(agency, request, at=at)
    sent(agency, request, at=at)
    served(agency, request, day=date(2026, 4, 2))
    clock = Deadline.objects.of(ref(request)).get(rule="FOI_REPLY")
    assert (clock.due_on, clock.closed_on, clock.was_late) == (date(2026, 3, 30), date(2026, 4, 2), True)
