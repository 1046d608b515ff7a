"""Organs are founded, described and renamed; codes are checked; old names stay readable."""

from datetime import date, datetime

import pytest

from portal.accounts.models import Organ, Reform
from portal.accounts.selectors import actor_of, gaps, in_charge
from portal.accounts.services import describe_organ, found_organ, rename_organ
from portal.accounts.states import OrganKind
from portal.actors import SYSTEM
from portal.audit.models import Event
from portal.clock import SHANGHAI
from portal.errors import DomainError, InvalidInput, NotAllowed
from tests.accounts.conftest import appointed, person

BASIS = "临政发〔2026〕3号"


def found(at, **given):
    values = {
        "name": "临江市数据局",
        "short_name": "市数据局",
        "code": "data",
        "kind": OrganKind.DEPARTMENT,
        "basis": BASIS,
    }
    return found_organ(actor=SYSTEM, at=at, **{**values, **given})


@pytest.mark.duty("S0-1.2")
@pytest.mark.parametrize("kind", ["government", "township", "subdistrict", "department", "affiliated", "authorized"])
def test_an_organ_of_each_of_the_six_kinds_can_be_founded(db, at, kind) -> None:
    assert found(at, kind=kind).kind == kind


@pytest.mark.duty("S0-1.2")
def test_a_city_that_forgot_a_kind_of_organ_is_told_so(government, education) -> None:
    texts = [gap.text for gap in gaps(on=date(2026, 5, 21)) if not gap.organ]
    assert texts == ["没有登记乡镇。", "没有登记街道。", "没有登记直属机构。", "没有登记授权组织。"]


@pytest.mark.duty("S2-7.5d")
def test_a_coordinating_or_temporary_body_is_an_organ_like_any_other(db, at) -> None:
    organ = found(at, kind="coordinating", name="临江市政务公开工作领导小组", short_name="公开领导小组")
    assert organ.get_kind_display() == "议事协调机构和临时机构"
    assert organ in Organ.objects.listed(date(2026, 5, 21))


@pytest.mark.duty("S3-7.1b")
@pytest.mark.duty("S1-1.1a")
@pytest.mark.duty("law.A1.4")
def test_an_organ_without_the_people_the_law_names_is_told_so(education, clerk) -> None:
    Organ.objects.filter(pk=education.pk).update(uscc="11441700007280420Y")
    appointed(clerk, education, "secrecy_reviewer")
    texts = [gap.text for gap in gaps(on=date(2026, 5, 21)) if gap.organ == "临江市教育局"]
    assert texts == ["没有任命主要负责人。", "没有任命签发人（分管领导）。", "没有任命公开工作机构负责人。"]


def test_founding_is_recorded_with_its_decision(db, at) -> None:
    organ = found(at, uscc="11441700007280420y", number_code="临数发")
    assert organ.uscc == "11441700007280420Y"
    assert organ.active_from == date(2026, 5, 21)
    assert Event.objects.get(act="found_organ").reason == "临政发〔2026〕3号"
    assert Reform.objects.get().get_kind_display() == "设立"


def test_founding_needs_a_decision_and_the_administrator(clerk, at) -> None:
    with pytest.raises(DomainError, match="写明依据"):
        found(at, basis=" ")
    with pytest.raises(NotAllowed):
        found_organ(
            actor=actor_of(clerk, at=at), at=at, name="甲", short_name="甲", code="a", kind="department", basis=BASIS
        )


@pytest.mark.parametrize(
    ("uscc", "message"),
    [
        ("1144170000728042", "统一社会信用代码是18位，现在是16位。"),
        ("11441700007280420I", "统一社会信用代码里不会有“I”：只用数字和大写字母，不用I、O、S、V、Z。"),
        ("11441700007280421Y", "统一社会信用代码的校验码对不上，请对照证书逐位核对。"),
    ],
)
def test_a_wrong_credit_code_is_explained(db, at, uscc, message) -> None:
    with pytest.raises(InvalidInput) as refused:
        found(at, uscc=uscc)
    assert refused.value.by_field() == {"uscc": [message]}


@pytest.mark.parametrize("number_code", ["LJ发", "临数发2026", "临政〔发", "临江市数据资源管理局办公室发"])
def test_a_number_code_is_at_most_twelve_chinese_characters(db, at, number_code) -> None:
    with pytest.raises(InvalidInput) as refused:
        found(at, number_code=number_code)
    assert list(refused.value.by_field()) == ["number_code"]


def test_two_organs_cannot_write_under_one_number_code(education, at) -> None:
    with pytest.raises(InvalidInput):
        found(at, number_code="临教发")


def test_a_taken_name_or_address_code_is_said_at_the_field(education, at) -> None:
    with pytest.raises(InvalidInput) as refused:
        found(at, name="临江市教育局", code="edu")
    assert sorted(refused.value.by_field()) == ["code", "name"]


@pytest.mark.parametrize("name", ["", "局" * 40000, "局\x00"])
def test_odd_names_are_refused_at_the_field(db, at, name) -> None:
    with pytest.raises(InvalidInput) as refused:
        found(at, name=name)
    assert list(refused.value.by_field()) == ["name"]


def test_a_description_changes_without_a_decision_and_leaves_a_trace(education, admin, at) -> None:
    describe_organ(education, actor=admin, at=at, phone="0000-8612345", hours="工作日8:30至17:30")
    event = Event.objects.get(act="describe_organ")
    assert event.before == {"phone": "", "hours": ""}
    assert event.after == {"phone": "0000-8612345", "hours": "工作日8:30至17:30"}


def test_a_name_is_not_a_description(education, admin, at) -> None:
    with pytest.raises(ValueError, match="name"):
        describe_organ(education, actor=admin, at=at, name="临江市教育和体育局")


@pytest.mark.duty("S2-7.5c")
def test_a_renamed_organ_stays_the_same_one_and_keeps_its_old_name_for_old_days(education, admin) -> None:
    first = datetime(2024, 3, 1, 10, 0, tzinfo=SHANGHAI)
    second = datetime(2026, 5, 21, 10, 0, tzinfo=SHANGHAI)
    rename_organ(
        education, actor=admin, at=first, name="临江市教育体育局", short_name="市教体局", basis="临编〔2024〕1号"
    )
    organ = rename_organ(
        education, actor=admin, at=second, name="临江市教育和体育局", short_name="市教体局", basis=BASIS
    )
    assert organ.pk == education.pk
    assert organ.name_on(date(2024, 2, 29)) == "临江市教育局"
    assert organ.name_on(date(2024, 3, 1)) == "临江市教育体育局"
    assert organ.name_on(date(2026, 5, 20)) == "临江市教育体育局"
    assert organ.name_on(date(2026, 5, 21)) == "临江市教育和体育局"


def test_two_renamings_on_one_day_keep_the_name_before_both(education, admin, at) -> None:
    rename_organ(education, actor=admin, at=at, name="临江市教体局", short_name="市教体局", basis=BASIS)
    organ = rename_organ(education, actor=admin, at=at, name="临江市教育和体育局", short_name="市教体局", basis=BASIS)
    assert organ.name_on(date(2026, 5, 20)) == "临江市教育局"


def test_a_renaming_that_renames_nothing_is_refused_and_leaves_nothing(education, admin, at) -> None:
    with pytest.raises(DomainError, match="和原名称一样"):
        rename_organ(
            education,
            actor=admin,
            at=at,
            name="临江市教育局",
            short_name="市教育局",
            basis=BASIS,
            number_code="临教育发",
        )
    education.refresh_from_db()
    assert education.number_code == "临教发"
    assert Event.objects.count() == 0


def test_names_of_many_organs_cost_no_query_each(education, sport, django_assert_num_queries) -> None:
    organs = Organ.objects.prefetch_related("reforms")
    with django_assert_num_queries(2):
        assert len([organ.name_on(date(2020, 1, 1)) for organ in organs]) == 3


@pytest.mark.duty("S3-7.1b")
def test_who_is_in_charge_is_known_by_role_and_name_and_nobody_else(
    education, clerk, django_assert_num_queries
) -> None:
    appointed(person("b", "分管领导甲"), education, "signer")
    appointed(person("a", "主要负责人甲"), education, "head")
    appointed(person("c", "前任"), education, "signer", ends_on=date(2026, 5, 20))
    with django_assert_num_queries(1):
        assert in_charge(education, on=date(2026, 5, 21)) == [("head", "主要负责人甲"), ("signer", "分管领导甲")]
