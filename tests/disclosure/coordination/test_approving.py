"""What needs an approval is proposed by the rules, confirmed by a person, and registered before anything leaves."""

from datetime import date

import pytest

from disclosure.coordination import services
from disclosure.coordination.models import Approval, ApprovalRule
from disclosure.documents import services as documents
from portal.accounts.selectors import actor_of
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState

TITLE = "临江市教育局关于2026年民生实事校舍改造进展的通知"
GIVEN = {"approved_by": "分管副市长", "approval_number": "临政阅〔2026〕3号", "approved_on": date(2026, 5, 20)}


def approve(approval, office, **values):
    return services.approve(approval, **(GIVEN | values), **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-7.6")
@pytest.mark.parametrize(
    ("title", "category"),
    [
        ("关于2026年财政专项资金安排的公告", "财政"),
        ("临江市旅游发展三年行动方案", "旅游发展"),
        ("关于下达2026年市级重点项目计划的通知", "重大项目"),
        (TITLE, "民生工程"),
    ],
)
def test_the_four_categories_of_the_city_rules_are_proposed_by_themselves(office, title, category) -> None:
    document = office.submitted(title=title)
    [approval] = document.approvals_needed.all()
    assert (approval.category, approval.authority, approval.state) == (category, "市人民政府", "proposed")


def test_other_documents_need_no_approval(office) -> None:
    assert office.submitted().approvals_needed.count() == 0


@pytest.mark.duty("S2-1.14b", "S2-7.6")
def test_nothing_is_signed_before_somebody_has_looked_and_the_approval_is_registered(office) -> None:
    document = office.reviewed(title=TITLE)
    approval = document.approvals_needed.get()
    with pytest.raises(Blocked, match="还没有人确认"):
        office.sign(document)
    services.confirm(approval, **office.as_(Role.INFO_CLERK))
    with pytest.raises(Blocked, match="还没有登记批准情况"):
        office.sign(document)
    approve(approval, office)
    documents.publish(office.sign(document), **office.as_(Role.INFO_CLERK))
    assert document.state == "published"
    assert (approval.approved_by, approval.approval_number) == ("分管副市长", "临政阅〔2026〕3号")


@pytest.mark.duty("S2-1.14b")
def test_what_was_not_approved_stays_inside(office) -> None:
    document = office.reviewed(title=TITLE)
    approval = document.approvals_needed.get()
    services.confirm(approval, **office.as_(Role.INFO_CLERK))
    services.refuse(approval, reason="暂不公布。", **office.as_(Role.HANDLER))
    with pytest.raises(Blocked, match="没有获得市人民政府批准"):
        office.sign(document)
    approve(approval, office)
    assert office.sign(document).state == "signed"


def test_a_word_that_means_something_else_is_waived_with_a_reason(office) -> None:
    document = office.reviewed(title=TITLE)
    approval = document.approvals_needed.get()
    with pytest.raises(NotAllowed):
        services.waive(approval, reason="不是。", **office.as_(Role.HANDLER))
    services.waive(approval, reason="只是会议通知。", **office.as_(Role.INFO_CLERK))
    assert office.sign(document).state == "signed"


def test_an_approval_has_a_name_a_number_and_a_day_that_has_been(office) -> None:
    approval = office.submitted(title=TITLE).approvals_needed.get()
    with pytest.raises(StaleState):
        approve(approval, office)
    services.confirm(approval, **office.as_(Role.INFO_CLERK))
    faults = {
        "approved_by": {"approved_by": " "},
        "approval_number": {"approval_number": ""},
        "approved_on": {"approved_on": date(2026, 5, 22)},
    }
    for field, values in faults.items():
        with pytest.raises(InvalidInput) as refused:
            approve(approval, office, **values)
        assert list(refused.value.messages) == [field]
    with pytest.raises(InvalidInput):
        approve(approval, office, approved_on=None)


@pytest.mark.duty("S2-1.14b")
def test_another_text_needs_another_approval(office) -> None:
    document = office.draft(title=TITLE)
    approval = services.require_approval(document, category="民生", authority="市政府", **office.as_(Role.HANDLER))
    approve(approval, office)
    documents.edit_draft(document, changes={"body": document.body + "\n另增一条。"}, **office.as_(Role.HANDLER))
    approval.refresh_from_db()
    assert approval.state == "proposed"


def test_the_same_category_is_asked_for_once(office) -> None:
    document = office.submitted(title=TITLE)
    documents.send_back(document, reason_code="text", note="改错字", **office.as_(Role.INFO_CLERK))
    documents.submit(document, **office.as_(Role.HANDLER))
    assert Approval.objects.count() == 1
    with pytest.raises(InvalidInput):
        services.require_approval(document, category="民生工程", authority="市政府", **office.as_(Role.HANDLER))


@pytest.mark.duty("S2-7.6")
def test_the_categories_are_rows_that_only_the_office_of_the_city_changes(office) -> None:
    values = {"category": "土地出让", "keywords": "土地出让、地块", "authority": "市人民政府", "is_active": True}
    with pytest.raises(NotAllowed):
        services.set_rule(values=values, **office.as_(Role.HEAD))
    judge = {"actor": actor_of(office.appoint(Role.OVERSIGHT), at=office.at), "at": office.at}
    row = services.set_rule(values=values, **judge)
    assert office.submitted(title="关于三号地块的公告").approvals_needed.get().category == "土地出让"
    services.edit_rule(row, values=values | {"is_active": False}, **judge)
    assert office.submitted(title="关于四号地块的公告").approvals_needed.count() == 0
    for wrong in ({"category": "财政"}, {"keywords": "", "kinds": ""}, {"authority": ""}):
        with pytest.raises(InvalidInput):
            services.set_rule(values=values | {"category": "新的"} | wrong, **judge)
    assert ApprovalRule.objects.count() == 5
