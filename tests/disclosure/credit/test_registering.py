"""A decision is entered whole, once, and without what must not be held."""

import json
from datetime import date

import pytest

from disclosure.credit import services
from disclosure.credit.models import CreditRecord
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.deadlines.models import Deadline
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.privacy.services import plain_text
from portal.screening.models import Finding, RefusedText
from tests.disclosure.credit.records import COMPANY, PENALTY, PERSON, register


@pytest.mark.duty("S3-5.6a", "S3-2.5b")
def test_a_decision_starts_the_clock_of_its_publication(office) -> None:
    record = register(office, decided_on=date(2026, 4, 29))
    clock = Deadline.objects.get(rule="PENALTY_PUBLISH")
    assert (record.state, clock.organ, clock.due_on) == ("draft", office.organ, date(2026, 5, 12))
    assert (record.authority, record.authority_code) == ("临江市教育局", "11370000004503125F")


@pytest.mark.duty("S3-5.6a")
@pytest.mark.parametrize(
    ("kind", "values", "rule"),
    [
        ("licence", {"document_name": "决定书", "decision": "revocation", "category": "普通"}, "PENALTY_PUBLISH"),
        ("inspection", {"category": "双随机抽查", "content": "未发现问题"}, "ENTERPRISE_PUBLISH"),
        ("abnormal", {"decision": "listed"}, "ENTERPRISE_PUBLISH"),
        ("serious", {"decision": "removed", "facts": "甲"}, "ENTERPRISE_PUBLISH"),
    ],
)
def test_every_kind_has_its_own_fields_and_limit(office, kind, values, rule) -> None:
    given = COMPANY | values | {"number": "甲1号", "decided_on": date(2026, 5, 18)}
    services.register(organ=office.organ, kind=kind, values=given, **office.as_(Role.HANDLER))
    assert Deadline.objects.get().rule == rule
    with pytest.raises(InvalidInput) as refused:
        services.register(
            organ=office.organ, kind=kind, values=given | {"fine": "1", "number": "甲2号"}, **office.as_(Role.HANDLER)
        )
    assert list(refused.value.messages) == ["fine"]


@pytest.mark.parametrize(
    ("field", "changed"),
    [
        ("party_name", {"party_name": " "}),
        ("party_type", {"party_type": "其他"}),
        ("party_code", {"party_code": "91370100000000001X"}),
        ("number", {"number": ""}),
        ("decided_on", {"decided_on": None}),
        ("decided_on", {"decided_on": date(2026, 5, 22)}),
        ("category", {"category": "警告、没收房产"}),
        ("fine", {"fine": "-1"}),
        ("fine", {"fine": "NaN"}),
        ("fine", {"fine": "一万"}),
        ("ends_on", {"ends_on": date(2026, 5, 17)}),
        ("ends_on", {"ends_on": date(2029, 5, 19)}),
        ("party_code", PERSON | {"party_code": "91370100000000001W"}),
    ],
)
def test_each_wrong_field_says_so(office, field, changed) -> None:
    with pytest.raises(InvalidInput) as refused:
        register(office, **changed)
    assert list(refused.value.messages) == [field]
    assert not CreditRecord.objects.exists()


def test_a_number_stands_once_in_an_organ_and_kind(office) -> None:
    register(office)
    with pytest.raises(InvalidInput, match="已经登记过了"):
        register(office, number="临教罚[2026]3号")
    register(office, kind="licence", number="临教罚〔2026〕3号")


@pytest.mark.parametrize("role", [Role.SIGNER, Role.SECRECY_REVIEWER, Role.DISCLOSURE_HEAD])
def test_only_a_clerk_of_the_organ_registers(office, role) -> None:
    given = {"organ": office.organ, "kind": "penalty", "values": COMPANY | PENALTY}
    with pytest.raises(NotAllowed):
        services.register(**given, **office.as_(role))


@pytest.mark.duty("law.K")
def test_the_name_of_a_natural_person_is_sealed_and_masked_everywhere_else(office) -> None:
    record = register(office, **PERSON, facts="赵某某举办培训班。", content="对赵某某罚款1万元。")
    record = CreditRecord.objects.get(pk=record.pk)
    assert (record.party_name, record.facts, record.content) == ("赵**", "赵**举办培训班。", "对赵**罚款1万元。")
    assert plain_text(record, "person_name") == "赵某某"
    trail = json.dumps(list(Event.objects.values()), default=str, ensure_ascii=False)
    clocks = json.dumps(list(Deadline.objects.values()), default=str, ensure_ascii=False)
    assert "赵**" in trail
    assert "赵某某" not in trail + clocks


@pytest.mark.duty("law.K")
def test_a_mask_that_is_saved_again_keeps_the_name_behind_it(office) -> None:
    record = register(office, **PERSON)
    values = PENALTY | PERSON | {"party_name": "赵**", "fine": "2"}
    services.change(record, values=values, **office.as_(Role.HANDLER))
    assert plain_text(CreditRecord.objects.get(), "person_name") == "赵某某"
    services.change(record, values=values | {"party_name": "钱某某"}, **office.as_(Role.HANDLER))
    record = CreditRecord.objects.get()
    assert (record.party_name, plain_text(record, "person_name")) == ("钱**", "钱某某")
    services.change(record, values=values | COMPANY, **office.as_(Role.HANDLER))
    assert plain_text(CreditRecord.objects.get(), "person_name") == ""


@pytest.mark.duty("law.K")
def test_the_trail_keeps_no_personal_datum_of_the_text(office) -> None:
    record = register(office, facts="联系电话13812345678。")
    services.change(record, values=COMPANY | PENALTY, **office.as_(Role.HANDLER))
    assert "13812345678" not in json.dumps(list(Event.objects.values()), default=str)
    assert Finding.objects.present().count() == 0


@pytest.mark.duty("S2-6.5.1")
def test_a_mark_of_secrecy_is_refused_unstored(office) -> None:
    with pytest.raises(InvalidInput, match="密级标志"):
        register(office, facts="机密★5年")
    assert (CreditRecord.objects.count(), RefusedText.objects.count()) == (0, 1)


def test_a_changed_day_of_decision_starts_the_clock_anew(office) -> None:
    record = register(office)
    services.change(record, values=COMPANY | PENALTY | {"decided_on": date(2026, 5, 15)}, **office.as_(Role.HANDLER))
    clocks = list(Deadline.objects.order_by("pk").values_list("opened_on", "outcome"))
    assert clocks == [(date(2026, 5, 18), "cancelled"), (date(2026, 5, 15), "")]


def test_only_a_draft_can_be_changed(office) -> None:
    record = services.submit(register(office), **office.as_(Role.HANDLER))
    with pytest.raises(StaleState):
        services.change(record, values=COMPANY | PENALTY, **office.as_(Role.HANDLER))


def test_a_mistake_is_given_up_and_its_number_is_free_again(office) -> None:
    services.cancel(register(office), reason="登记错了", **office.as_(Role.HANDLER))
    assert Deadline.objects.get().outcome == "cancelled"
    assert register(office).state == "draft"
