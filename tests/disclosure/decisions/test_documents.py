"""A document that carries a decision, or a 规范性文件: not signed before the public was asked, and never void."""

import pytest

from disclosure.consultations import services as consultations
from disclosure.decisions import services
from disclosure.documents import services as documents
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed
from tests.disclosure.consultations.hearing import drafted, finished, opened
from tests.disclosure.decisions.deciding import passed, started

NOT_ASKED = (
    "规范性文件出台前要公开征求意见（预公开制度）：还没有本文件的征求意见。"
    "请先征求意见；属于宏观调控、政府立法、应急处置、情况紧急的，由签发人写明依据认定"
)


def sign(office, document):
    return documents.sign(document, attribute=document.attribute, **office.as_(Role.SIGNER))


def why_not(office, document):
    with pytest.raises(Blocked) as refused:
        sign(office, document)
    return list(refused.value.reasons)


def ask_about(office, document, make):
    row = make(office)
    type(row).objects.filter(pk=row.pk).update(document=document)
    return type(row).objects.get(pk=row.pk)


@pytest.mark.duty("S0-4.9", "S0-4.5.3", "law.C17")
def test_a_normative_document_nobody_was_asked_about_is_blocked_with_an_explanation(office) -> None:
    document = office.reviewed(is_normative=True)
    assert why_not(office, document) == [NOT_ASKED]
    assert "无效" not in NOT_ASKED
    assert "效力" not in NOT_ASKED


@pytest.mark.duty("S0-4.9", "S0-4.5.3")
def test_it_is_signed_once_the_result_of_its_consultation_is_out(office) -> None:
    document = office.reviewed(is_normative=True)
    row = ask_about(office, document, opened)
    assert why_not(office, document) == ["征求意见还没有公布结果，公布以后再签发、发布"]
    finished(office, row)
    assert sign(office, document).state == "signed"


@pytest.mark.duty("law.C17")
def test_a_consultation_found_not_to_be_needed_does_not_hold_it_up(office) -> None:
    document = office.reviewed(is_normative=True)
    row = ask_about(office, document, drafted)
    basis = {"exclusion": "macro", "exclusion_basis": "条例第三条第二款。"}
    consultations.exempt(row, **basis, **office.as_(Role.HEAD))
    assert sign(office, document).state == "signed"


@pytest.mark.duty("S0-4.9", "law.C17")
@pytest.mark.parametrize("ground", ["macro", "legislation", "emergency", "urgent"])
def test_a_named_ground_with_its_basis_lets_it_out(office, ground) -> None:
    document = office.reviewed(is_normative=True)
    services.waive(document=document, ground=ground, basis="条例第三条第二款。", **office.as_(Role.SIGNER))
    assert sign(office, document).state == "signed"


@pytest.mark.duty("law.C17")
def test_a_ground_without_its_basis_lets_nothing_out(office) -> None:
    document = office.reviewed(is_normative=True)
    given = {"document": document, **office.as_(Role.SIGNER)}
    for values, field in (
        ({"ground": "urgent", "basis": " "}, "basis"),
        ({"ground": "hurry", "basis": "急。"}, "ground"),
        ({"ground": "elsewhere", "basis": "问过。"}, "address"),
        ({"ground": "urgent", "basis": "问13812345678。"}, "basis"),
    ):
        with pytest.raises(InvalidInput) as refused:
            services.waive(**given, **values)
        assert list(refused.value.messages) == [field]
    assert why_not(office, document) == [NOT_ASKED]


@pytest.mark.parametrize("role", [Role.HANDLER, Role.INFO_CLERK, Role.OVERSIGHT])
def test_nobody_but_the_signer_and_the_head_finds_so(office, role) -> None:
    if role not in office.people:
        office.people[role] = office.appoint(role)
    document = office.draft(is_normative=True)
    with pytest.raises(NotAllowed):
        services.waive(document=document, ground="urgent", basis="急。", **office.as_(role))


def test_what_no_rule_asks_about_is_signed_as_ever(office) -> None:
    assert sign(office, office.reviewed()).state == "signed"


@pytest.mark.duty("S0-4.5.3")
def test_a_document_of_others_that_is_only_passed_on_needs_no_consultation(office) -> None:
    document = office.reviewed(is_normative=True)
    type(document).objects.filter(pk=document.pk).update(origin="from_organ")
    assert sign(office, office.fresh(document)).state == "signed"


@pytest.mark.duty("S0-4.9", "S4-1.1a")
def test_the_document_of_a_decision_waits_for_the_meeting_whatever_else_was_found(office) -> None:
    document = office.reviewed()
    decision = started(office)
    services.link_document(decision, document=document, **office.as_(Role.HANDLER))
    services.waive(document=document, ground="urgent", basis="条例。", **office.as_(Role.SIGNER))
    assert why_not(office, document) == [
        "重大行政决策“临江市中小学校车管理办法”还没有走完程序（现在是程序进行中），集体讨论通过以后再签发、发布"
    ]


def test_the_document_of_a_decision_that_passed_is_signed(office) -> None:
    decision = passed(office)
    document = office.reviewed(is_normative=True)
    services.link_document(decision, document=document, **office.as_(Role.HANDLER))
    assert sign(office, document).state == "signed"
