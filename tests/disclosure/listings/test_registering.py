"""What is typed into a row is checked by its list, and its clock runs from the day the list names."""

from datetime import date

import pytest

from disclosure.listings import services
from disclosure.listings.models import ListRow
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.screening.models import RefusedText
from tests.disclosure.listings.rows import VALUES, fresh, published, register, submitted
from tests.disclosure.office import open_office


@pytest.mark.duty("S4-1.4a", "S1-5.1c")
def test_a_budget_is_due_twenty_natural_days_after_its_approval(office) -> None:
    row = register(office, formed_on=date(2026, 5, 18))
    clock = Deadline.objects.get(subject_label="disclosure.listrow", subject_id=row.pk)
    assert (clock.rule, clock.due_on) == ("BUDGET_PUBLISH", date(2026, 6, 8))  # 7 June is a Sunday
    done = published(office, title="临江市教育局2025年部门决算", kind="部门决算")
    assert (done.is_late, Deadline.objects.get(subject_id=done.pk, rule="BUDGET_PUBLISH").outcome) == (False, "done")


@pytest.mark.duty("S4-1.4a")
def test_a_budget_published_later_says_so(office) -> None:
    row = published(office, formed_on=date(2026, 4, 20))
    assert row.is_late is True


@pytest.mark.duty("S4-1.6a")
def test_a_contract_is_due_two_working_days_after_it_was_signed(office) -> None:
    values = {"contract": "LJ-2026-8", "name": "课桌采购合同", "project": "课桌采购", "number": "8"}
    services.register(
        organ=office.organ,
        template="procurement-contract",
        formed_on=date(2026, 5, 21),
        values=values,
        **office.as_(Role.HANDLER),
    )
    assert Deadline.objects.get().due_on == date(2026, 5, 25)


@pytest.mark.duty("S4-1.4b")
def test_debt_is_not_handed_in_without_its_five_elements(office) -> None:
    row = register(office, "debt", balance="", structure="", used_for="", repaid="", limit="")
    with pytest.raises(Blocked) as refused:
        services.submit(row, **office.as_(Role.HANDLER))
    assert list(refused.value.reasons) == [
        "还没有填写债务限额",
        "还没有填写债务余额（规模）",
        "还没有填写债务结构",
        "还没有填写使用情况",
        "还没有填写偿还情况",
    ]


@pytest.mark.duty("S4-1.2b")
def test_what_is_of_wide_concern_needs_the_full_text_of_the_answer(office) -> None:
    row = register(office, "proposals", wide="是")
    with pytest.raises(Blocked) as refused:
        services.submit(row, **office.as_(Role.HANDLER))
    assert list(refused.value.reasons) == ["还没有填写答复全文"]
    assert submitted(office, "proposals", number="128").state == "checking"


@pytest.mark.duty("S4-1.5a", "S4-1.5b")
def test_a_project_says_what_its_stage_asks_for(office) -> None:
    row = register(office, "projects", stage="在建", has_land="是")
    with pytest.raises(Blocked) as refused:
        services.submit(row, **office.as_(Role.HANDLER))
    assert list(refused.value.reasons) == [
        "还没有填写合同订立和履行",
        "还没有填写征收土地方案",
        "还没有填写征地补偿安置方案",
    ]


def test_every_wrong_field_has_a_message_of_its_own(office) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(office, income="很多", year="2099", kind="别的", table_link="javascript:1", secret="x")
    assert refused.value.by_field() == {
        "income": ["收入总计请填数字，例如1200.5"],
        "year": ["年度里没有“2099”这一项"],
        "kind": ["种类里没有“别的”这一项"],
        "table_link": ["表格地址请填完整的网址，例如 https://www.gov.cn/"],
        "secret": ["这一项由系统填写，不能自己填"],
    }
    with pytest.raises(InvalidInput, match="批准（批复）日期不能晚于今天"):
        register(office, formed_on=date(2026, 5, 22))
    assert not ListRow.objects.exists()


def test_amounts_are_kept_as_plain_numbers(office) -> None:
    assert register(office).values["income"] == "128400.5"
    row = register(office, "debt", balance="-0.50")
    assert row.values["balance"] == "-0.5"


def test_a_mark_of_secrecy_is_refused_before_anything_is_stored(office) -> None:
    with pytest.raises(InvalidInput):
        register(office, explanation="机密★10年")
    assert not ListRow.objects.exists()
    assert RefusedText.objects.get().where == "说明"


def test_only_the_organs_own_clerks_register(office) -> None:
    given = {"template": "budget", "formed_on": date(2026, 5, 18), "values": VALUES["budget"]}
    with pytest.raises(NotAllowed):
        services.register(organ=office.organ, **given, **office.as_(Role.SIGNER))
    stranger = open_office("wjw", "临江市卫生健康委员会", "临卫发", "11370000004503133A")
    with pytest.raises(NotAllowed):
        services.register(organ=office.organ, **given, **stranger.as_(Role.HANDLER))


def test_a_draft_is_put_right_and_what_is_under_review_is_not(office) -> None:
    row = register(office)
    given = {"formed_on": date(2026, 5, 19), "values": VALUES["budget"] | {"approver": "临江市人民代表大会"}}
    services.change(row, **given, **office.as_(Role.INFO_CLERK))
    assert (fresh(row).values["approver"], fresh(row).formed_on) == ("临江市人民代表大会", date(2026, 5, 19))
    assert [clock.outcome for clock in Deadline.objects.order_by("pk")] == ["cancelled", ""]
    assert Event.objects.filter(act="change").get().after["approver"] == "临江市人民代表大会"
    services.submit(row, **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        services.change(row, **given, **office.as_(Role.HANDLER))


def test_one_thing_is_on_its_way_once(office) -> None:
    register(office)
    with pytest.raises(InvalidInput, match="同一条已经登记"):
        register(office)
