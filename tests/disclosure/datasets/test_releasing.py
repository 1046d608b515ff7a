"""Personal data stop a version; reviews by different people; versions and what they changed; what is taken down."""

from datetime import timedelta

import pytest

from disclosure.datasets import services
from disclosure.datasets.models import Dataset
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed
from portal.screening.models import Finding
from tests.disclosure.datasets.sets import (
    SCHOOLS,
    WITH_NUMBERS,
    cleared,
    confirmed,
    fresh,
    listed,
    published,
    submitted,
    uploaded,
)


@pytest.mark.duty("S3-5.3c", "law.K")
def test_a_data_set_with_identity_numbers_is_refused_until_their_column_is_gone(office) -> None:
    version = confirmed(office, text=WITH_NUMBERS)
    with pytest.raises(Blocked) as refused:
        services.submit(version, **office.as_(Role.HANDLER))
    assert refused.value.reasons == (
        "“校长身份证号”一列有身份证号2处（第2行起）：去掉这一列，或者逐处处理",
        "“手机”一列有手机号2处（第2行起）：去掉这一列，或者逐处处理",
    )
    services.discard(version, reason="含身份证号", **office.as_(Role.HANDLER))
    clean = confirmed(office, fresh(version.dataset), WITH_NUMBERS, closed=("校长身份证号", "手机"))
    assert not Finding.objects.filter(subject_id=clean.pk, gone_at=None).exists()
    services.submit(clean, **office.as_(Role.HANDLER))
    services.clear(clean, **office.as_(Role.SECRECY_REVIEWER))
    services.publish(clean, **office.as_(Role.DISCLOSURE_HEAD))
    assert [row.values for row in clean.rows.all()] == [["S001", "第一小学"], ["S002", "第二小学"]]
    assert fresh(clean).file is None


@pytest.mark.duty("law.K")
def test_a_whole_list_of_numbers_cannot_be_settled_cell_by_cell(office) -> None:
    rows = "".join(f"学校{number},138123456{number:02d}\n" for number in range(60))
    version = confirmed(office, text=f"名称,校长手机\n{rows}", key="")
    assert (version.suspect_count, len(version.suspects)) == (60, 50)
    with pytest.raises(Blocked) as refused:
        services.submit(version, **office.as_(Role.HANDLER))
    assert refused.value.reasons == (
        "“校长手机”一列有手机号60处（第2行起），不能开放：去掉这一列，或者改好文件重新上传",
    )


def settle(office, version, decision, reason=""):
    findings = Finding.objects.filter(subject_label="disclosure.datasetversion", subject_id=version.pk, decision="")
    given = {"findings": findings, "decision": decision, "reason": reason}
    return services.settle_findings(version, **given, **office.as_(Role.HANDLER))


@pytest.mark.duty("law.K")
def test_a_single_number_among_words_is_masked_or_kept_for_a_reason(office) -> None:
    text = "名称,备注\n甲,联系人手机13812345678\n乙,无\n"
    version = confirmed(office, text=text, key="")
    settle(office, version, "masked")
    assert version.rows.first().values == ["甲", "联系人手机138****5678"]
    services.submit(fresh(version), **office.as_(Role.HANDLER))
    other = confirmed(office, listed(office, title="另一个"), text, key="")
    settle(office, other, "kept", "单位对外的值班手机")
    assert services.submit(fresh(other), **office.as_(Role.HANDLER)).state == "checking"


@pytest.mark.duty("law.K")
def test_no_reason_lets_an_identity_number_out(office) -> None:
    version = confirmed(office, text="名称,备注\n甲,身份证11010519491231002X\n", key="")
    with pytest.raises(InvalidInput) as refused:
        settle(office, version, "kept", "本人同意")
    assert "身份证号、银行账号这样的号码不能开放" in refused.value.messages["decision"]


@pytest.mark.duty("S3-2.6f")
def test_words_of_secrecy_wait_for_the_secrecy_reviewer(office) -> None:
    version = submitted(office, text="名称,备注\n甲,内部资料\n", key="")
    with pytest.raises(Blocked) as refused:
        services.clear(version, **office.as_(Role.SECRECY_REVIEWER))
    assert refused.value.reasons == ("等保密审查员逐处写结论：涉密、内部字样1处",)


@pytest.mark.duty("S3-2.6f")
def test_nobody_publishes_what_he_brought_in_or_cleared(office) -> None:
    person = office.people[Role.HANDLER]
    version = cleared(office)
    for role, field in ((Role.DISCLOSURE_HEAD, "uploader"), (Role.SIGNER, "clearer")):
        setattr(version, field, office.people[role])
        version.save(update_fields=[field])
        with pytest.raises(NotAllowed):
            services.publish(version, **office.as_(role))
        setattr(version, field, person)
        version.save(update_fields=[field])
    assert services.publish(version, **office.as_(Role.DISCLOSURE_HEAD)).state == "published"


@pytest.mark.duty("S3-5.3a", "S3-5.3c")
def test_columns_nobody_looked_through_do_not_get_out(office) -> None:
    with pytest.raises(Blocked) as refused:
        services.submit(uploaded(office), **office.as_(Role.HANDLER))
    assert refused.value.reasons == ("还没有逐列核对：每列是什么、公开不公开",)


@pytest.mark.duty("S3-5.3c")
def test_what_a_version_changed_is_counted_by_its_key(office) -> None:
    first = published(office)
    assert (first.added, first.removed, first.changed) == (None, None, None)
    changed = SCHOOLS.replace("第二小学,小学,翠湖街道,900", "第二小学,小学,翠湖街道,950").replace("S006,", "S007,")
    office.at += timedelta(days=30)
    second = published(office, fresh(first.dataset), changed, note="补充新校")
    assert (second.added, second.removed, second.changed) == (1, 1, 1)
    dataset = fresh(first.dataset)
    assert (dataset.current_id, str(dataset.next_due)) == (second.pk, "2027-06-20")
    assert (dataset.published_at, dataset.updated_at) == (first.published_at, second.published_at)
    assert fresh(first).state == "published"


def test_a_version_remembers_the_columns_of_the_one_before(office) -> None:
    first = published(office, closed=("寄宿",))
    text = SCHOOLS.replace(",寄宿", ",寄宿,校区").replace("否\n", "否,东\n").replace("是\n", "是,西\n")
    second = confirmed(office, fresh(first.dataset), text, closed=("寄宿",))
    known = {each.title: each for each in second.all_columns}
    assert (known["街道"].slot > 0, known["建校日期"].type, second.key) == (True, "date", "编号")
    services.submit(second, **office.as_(Role.HANDLER))
    services.clear(second, **office.as_(Role.SECRECY_REVIEWER))
    published_second = services.publish(second, **office.as_(Role.DISCLOSURE_HEAD))
    assert (published_second.new_columns, published_second.changed) == ("新增校区", 6)


def test_without_a_key_a_changed_row_is_one_gone_and_one_come(office) -> None:
    first = published(office, text="名称,数\n甲,1\n乙,2\n乙,2\n", key="")
    second = published(office, fresh(first.dataset), "名称,数\n甲,1\n乙,3\n乙,2\n", key="")
    assert (second.added, second.removed, second.changed) == (1, 1, 0)


def test_the_only_version_goes_with_its_data_set(office) -> None:
    first = published(office)
    with pytest.raises(Blocked):
        services.withdraw_version(first, reason="有错", **office.as_(Role.SIGNER))
    second = published(office, fresh(first.dataset))
    services.withdraw_version(second, reason="有错", **office.as_(Role.SIGNER))
    dataset = fresh(first.dataset)
    assert (dataset.current_id, dataset.is_public) == (first.pk, True)
    services.withdraw_dataset(dataset, reason="数据来源停用", **office.as_(Role.SIGNER))
    assert not Dataset.objects.public().exists()


@pytest.mark.duty("S3-5.3c")
def test_nothing_is_published_into_a_data_set_that_was_taken_down(office) -> None:
    version = cleared(office)
    services.withdraw_dataset(fresh(version.dataset), reason="停用", **office.as_(Role.SIGNER))
    with pytest.raises(Exception, match="数据集已经撤下"):
        services.publish(version, **office.as_(Role.DISCLOSURE_HEAD))


def test_an_update_that_was_promised_and_is_not_there_is_overdue(office) -> None:
    dataset = fresh(published(office, listed(office, period="monthly")).dataset)
    assert str(dataset.next_due) == "2026-06-21"
    day = office.at.date() + timedelta(days=31)
    assert (dataset.days_late(day), Dataset.objects.overdue(day).count()) == (0, 0)
    assert (dataset.days_late(day + timedelta(days=3)), Dataset.objects.overdue(day + timedelta(days=3)).count()) == (
        3,
        1,
    )
