"""核对, 保密审查, 三级审核: no way around any of them."""

import pytest
from django.db import IntegrityError, transaction

from disclosure.documents import services
from disclosure.documents.models import Return, Review, SecrecyReview
from disclosure.documents.moves import DOCUMENT_WORKFLOW
from portal.accounts.models import Appointment
from portal.accounts.states import Role
from portal.actors import SYSTEM
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.workflow import move
from tests.disclosure.office import ALL_CHECKED, FOUNDED, NOTHING_SECRET, WITHHELD_DRAFT


def also(office, role, other) -> None:
    """The person of ``role`` holds ``other`` as well."""
    Appointment.objects.create(user=office.people[role], organ=office.organ, role=other, starts_on=FOUNDED)


# --- 核对 ---


@pytest.mark.duty("S0-5.7")
def test_nobody_checks_his_own_draft(office) -> None:
    also(office, Role.HANDLER, Role.INFO_CLERK)
    with pytest.raises(NotAllowed, match="自己拟的稿不能由自己把关"):
        services.pass_check(office.submitted(), **office.as_(Role.HANDLER))


@pytest.mark.duty("S3-3.1b")
def test_what_is_to_be_withheld_is_examined_by_the_head_of_disclosure(office) -> None:
    document = office.submitted(**WITHHELD_DRAFT)
    with pytest.raises(NotAllowed, match="拟不主动公开的公文，要由公开工作机构负责人审查"):
        services.pass_check(document, **office.as_(Role.INFO_CLERK))
    assert services.pass_check(document, **office.as_(Role.DISCLOSURE_HEAD)).state == "secrecy"


@pytest.mark.duty("S0-5.7", "S3-3.1d")
def test_a_return_carries_its_reason(office) -> None:
    document = office.submitted()
    services.send_back(document, reason_code="incomplete", note="缺附件", **office.as_(Role.INFO_CLERK))
    returned = Return.objects.get()
    assert (document.state, returned.reason, returned.note) == ("returned", "incomplete", "缺附件")


def test_only_who_decides_in_a_stage_sends_back_from_it(office) -> None:
    document = office.checked()
    with pytest.raises(NotAllowed, match="这一环节不由您办理"):
        services.send_back(document, reason_code="text", note="改", **office.as_(Role.SIGNER))


def test_an_unknown_reason_of_return_is_refused(office) -> None:
    with pytest.raises(InvalidInput):
        services.send_back(office.submitted(), reason_code="mood", note="", **office.as_(Role.INFO_CLERK))


def test_a_checker_marks_a_matter_as_sensitive_and_cannot_unmark_it(office) -> None:
    document = services.pass_check(office.submitted(), is_sensitive=True, **office.as_(Role.INFO_CLERK))
    assert document.is_sensitive
    document = services.pass_check(
        office.submitted(is_sensitive=True), is_sensitive=False, **office.as_(Role.INFO_CLERK)
    )
    assert document.is_sensitive


# --- 保密审查 ---


@pytest.mark.duty("S2-6.2", "S2-6.5.4", "S2-6.5.7", "S2-6.9b")
@pytest.mark.parametrize("question", ["state_secret", "trade_secret", "privacy", "security"])
def test_a_yes_to_one_of_the_four_questions_forbids_publication(office, question) -> None:
    with pytest.raises(InvalidInput) as refused:
        office.cleared(conclusion="active", answers=NOTHING_SECRET | {question: True})
    assert refused.value.messages == {"conclusion": "四项里有“涉及”的，结论不能是“主动公开”"}
    assert not SecrecyReview.objects.exists()


@pytest.mark.duty("S2-6.9b")
@pytest.mark.parametrize("question", ["state_secret", "security"])
def test_secrets_and_dangers_are_not_left_to_requests(office, question) -> None:
    with pytest.raises(InvalidInput):
        office.cleared(conclusion="on_request", answers=NOTHING_SECRET | {question: True})


@pytest.mark.duty("S3-3.1e", "S2-10.5a")
@pytest.mark.parametrize("conclusion", ["on_request", "exempt"])
def test_a_conclusion_narrower_than_the_attribute_sends_the_document_back(office, conclusion) -> None:
    document = office.cleared(conclusion=conclusion)
    assert document.state == "returned"
    assert Return.objects.get().reason == "secrecy"


@pytest.mark.duty("S0-5.6.2", "S2-1.13a", "S2-6.7")
def test_a_referral_blocks_until_it_is_determined(office) -> None:
    document = office.cleared(conclusion="refer", answers=NOTHING_SECRET | {"state_secret": True})
    assert document.state == "referred"
    with pytest.raises(StaleState):
        office.approve(document, Role.INFO_CLERK)
    services.determine_referred(
        document,
        conclusion="active",
        authority="临江市国家保密局",
        opinion="经审核不属于国家秘密",
        **office.as_(Role.SECRECY_REVIEWER),
    )
    assert document.state == "first_review"
    determined = document.secrecy_conclusion()
    assert (determined.determined_by, determined.state_secret) == ("临江市国家保密局", False)


@pytest.mark.duty("S0-5.6.2")
def test_a_determination_against_publication_sends_the_document_back(office) -> None:
    document = office.cleared(conclusion="refer", answers=NOTHING_SECRET | {"state_secret": True})
    services.determine_referred(
        document,
        conclusion="exempt",
        authority="临江市国家保密局",
        opinion="属于国家秘密",
        **office.as_(Role.SECRECY_REVIEWER),
    )
    assert document.state == "returned"


@pytest.mark.duty("S0-1.9", "S2-6.4")
def test_the_secrecy_review_is_signed_by_name_and_names_its_basis(office) -> None:
    document = office.checked()
    arguments = {"conclusion": "active", **NOTHING_SECRET, **office.as_(Role.SECRECY_REVIEWER)}
    with pytest.raises(InvalidInput) as refused:
        services.record_secrecy_review(document, basis="", **arguments)
    assert refused.value.messages == {"basis": "请填写依据"}
    services.record_secrecy_review(document, basis="《保密法》第三十五条", **arguments)
    review = SecrecyReview.objects.get()
    assert (review.person, review.person_name) == (office.people[Role.SECRECY_REVIEWER], "保密审查员")


def test_a_machine_gives_no_opinion(office) -> None:
    with pytest.raises(NotAllowed):
        services.record_secrecy_review(
            office.checked(), conclusion="active", basis="x", **NOTHING_SECRET, actor=SYSTEM, at=office.at
        )


@pytest.mark.duty("S2-1.12")
def test_a_new_round_needs_a_new_conclusion(office) -> None:
    document = office.cleared()
    services.send_back(document, reason_code="text", note="改错字", **office.as_(Role.INFO_CLERK))
    services.submit(document, **office.as_(Role.HANDLER))
    assert document.secrecy_conclusion() is None
    assert list(document.approvals()) == []


# --- 三级审核 ---


@pytest.mark.duty("S2-10.5b")
def test_three_different_people_review(office) -> None:
    office.reviewed()
    assert list(Review.objects.order_by("level").values_list("level", "person_name")) == [
        (1, "信息员"),
        (2, "部门审核人"),
        (3, "签发人（分管领导）"),
    ]


@pytest.mark.duty("S2-10.5b")
def test_one_person_with_two_roles_reviews_once(office) -> None:
    also(office, Role.INFO_CLERK, Role.DEPT_REVIEWER)
    document = office.approve(office.cleared(), Role.INFO_CLERK)
    with pytest.raises(NotAllowed, match="各级审核要由不同的人完成"):
        office.approve(document, Role.INFO_CLERK)


@pytest.mark.duty("S2-10.5b")
def test_the_database_refuses_the_same_person_twice(office) -> None:
    document = office.approve(office.cleared(), Role.INFO_CLERK)
    first = document.reviews.get()
    first.pk, first.level = None, 2
    with pytest.raises(IntegrityError), transaction.atomic():
        first.save(force_insert=True)


@pytest.mark.duty("S2-10.5b")
def test_the_drafter_reviews_at_most_the_first_level(office) -> None:
    also(office, Role.HANDLER, Role.DEPT_REVIEWER)
    document = office.approve(office.cleared(), Role.INFO_CLERK)
    with pytest.raises(NotAllowed, match="自己拟的稿不能由自己把关"):
        office.approve(document, Role.HANDLER)


@pytest.mark.duty("S2-10.5c")
def test_a_sensitive_matter_needs_the_fourth_level(office) -> None:
    document = office.cleared(is_sensitive=True)
    for role in (Role.INFO_CLERK, Role.DEPT_REVIEWER, Role.SIGNER):
        office.approve(document, role)
    assert document.state == "office_review"
    with pytest.raises(StaleState):
        office.sign(document)
    assert office.approve(document, Role.OFFICE_APPROVER).state == "signing"


@pytest.mark.duty("law.K")
@pytest.mark.parametrize("missing", ["wording_checked", "facts_checked", "expression_checked"])
def test_no_approval_without_all_three_readings(office, missing) -> None:
    document = office.cleared()
    with pytest.raises(InvalidInput) as refused:
        services.review(document, approved=True, **(ALL_CHECKED | {missing: False}), **office.as_(Role.INFO_CLERK))
    assert list(refused.value.messages) == [missing]
    assert office.fresh(document).state == document.state == "first_review"


def test_a_refusal_sends_back_with_the_opinion(office) -> None:
    document = office.cleared()
    services.review(document, approved=False, opinion="数字不对", **ALL_CHECKED, **office.as_(Role.INFO_CLERK))
    assert (document.state, Return.objects.get().note) == ("returned", "数字不对")
    assert not Review.objects.get().approved


def test_a_refusal_says_why(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        services.review(office.cleared(), approved=False, **ALL_CHECKED, **office.as_(Role.INFO_CLERK))
    assert refused.value.messages == {"opinion": "请填写意见"}


@pytest.mark.duty("S2-10.5d", "S2-6.3")
@pytest.mark.parametrize(
    "state", ["draft", "checking", "returned", "secrecy", "referred", "first_review", "signing", "filed"]
)
def test_there_is_no_move_to_the_public_but_from_a_signed_document(state) -> None:
    assert DOCUMENT_WORKFLOW["publish"].sources == {"signed"}
    assert [row.act for row in DOCUMENT_WORKFLOW.from_state(state) if row.target == "published"] == []


@pytest.mark.duty("S2-10.5d", "S0-5.5.0", "S1-3.5a")
def test_a_document_forced_into_the_last_state_is_still_not_published(office) -> None:
    """Even with the state changed behind the procedure's back, the gates look at attribute, conclusion and reviews."""
    document = office.draft(attribute="active")
    type(document).objects.filter(pk=document.pk).update(state="signed")
    with pytest.raises(Blocked) as blocked:
        services.publish(office.fresh(document), **office.as_(Role.INFO_CLERK))
    assert blocked.value.reasons == ("还没有保密审查结论", "审核还没有完成：缺第1、2、3级", "还没有签发")


@pytest.mark.duty("S2-10.5d")
def test_the_database_refuses_a_published_row_without_attribute_or_number(office) -> None:
    document = office.draft()
    with pytest.raises(IntegrityError), transaction.atomic():
        type(document).objects.filter(pk=document.pk).update(state="published")


def test_every_row_of_the_table_names_known_roles_and_states() -> None:
    states = {"draft", "checking", "returned", "secrecy", "referred", "first_review", "second_review", "final_review"}
    states |= {"office_review", "signing", "signed", "filed", "published", "recalled", "withdrawn", "cancelled"}
    for row in DOCUMENT_WORKFLOW.rows:
        assert row.sources | {row.target} <= states
        assert set(row.roles) <= set(Role.values)
        assert row.roles


def test_the_system_makes_only_the_moves_that_say_so(office) -> None:
    with pytest.raises(NotAllowed, match="必须由人来办"):
        move(office.submitted(), "check", actor=SYSTEM, at=office.at)
    assert {row.act for row in DOCUMENT_WORKFLOW.rows if row.by_system} == {"send_back", "publish", "unschedule"}
