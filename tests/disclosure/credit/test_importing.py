"""A department's export: tried first, row by row, as often as one likes."""

from datetime import date, datetime

import pytest

from disclosure.credit import services
from disclosure.credit.models import CreditRecord
from disclosure.credit.services import ImportRun, import_rows
from disclosure.documents.importing.reading import SourceRow
from portal.accounts.states import Role
from portal.errors import DomainError, InvalidInput, NotAllowed
from portal.privacy.services import plain_text
from portal.screening.models import Finding, RefusedText
from tests.disclosure.credit.records import published, submitted

ROW = {
    "行政相对人名称": "临江测试商贸有限公司",
    "行政相对人类别": "法人及非法人组织",
    "行政相对人代码_1(统一社会信用代码)": "91370100000000001W",
    "行政处罚决定书文号": "临教罚[2026]3号",
    "违法行为类型": "违规办学",
    "违法事实": "没有取得办学许可。",
    "处罚依据": "某法第一条",
    "处罚类别": "罚款；警告",
    "处罚内容": "警告，罚款1万元。",
    "罚款金额（万元）": 1.0,
    "处罚决定日期": datetime(2026, 5, 18),  # noqa: DTZ001  # as a spreadsheet holds it
    "证件号码": "110101199001011237",
}


def rows(*changes, first=2):
    return [SourceRow(line, ROW | change) for line, change in enumerate(changes, first)]


def run(office, *changes, dry_run=False):
    importing = ImportRun(office.organ, "penalty", **office.as_(Role.INFO_CLERK), dry_run=dry_run)
    return importing.take(rows(*changes))


@pytest.mark.duty("S3-5.6a")
def test_a_row_of_the_official_table_becomes_a_draft(office) -> None:
    outcome = run(office, {})
    record = CreditRecord.objects.get()
    assert (outcome.created, outcome.faults) == (1, [])
    assert (record.state, record.number, record.category) == ("draft", "临教罚〔2026〕3号", "警告、罚款")
    assert (record.decided_on, str(record.fine.normalize())) == (date(2026, 5, 18), "1")
    assert services.submit(record, **office.as_(Role.INFO_CLERK)).state == "checking"


@pytest.mark.duty("law.K")
def test_identity_documents_are_never_read(office) -> None:
    run(office, {"行政相对人名称": "赵某某", "行政相对人类别": "自然人", "行政相对人代码_1(统一社会信用代码)": ""})
    record = CreditRecord.objects.get()
    stored = {field.name: str(getattr(record, field.attname)) for field in record._meta.concrete_fields}
    assert [name for name, value in stored.items() if "110101199001011237" in value] == []
    assert (record.party_name, plain_text(record, "person_name")) == ("赵**", "赵某某")


def test_a_trial_writes_nothing_and_says_the_same(office) -> None:
    changes = [
        {},
        {"行政处罚决定书文号": "甲号", "处罚类别": "坐牢"},
        {"行政处罚决定书文号": "乙号", "违法事实": "电话13812345678"},
    ]
    tried = run(office, *changes, dry_run=True)
    assert not CreditRecord.objects.exists()
    assert not Finding.objects.exists()
    done = run(office, *changes)
    assert (tried.created, tried.faults, tried.findings) == (done.created, done.faults, done.findings)
    assert (done.created, [line for line, _ in done.faults], done.findings) == (2, [3], [(4, "手机号1处")])


def test_importing_again_changes_nothing(office) -> None:
    run(office, {}, {"行政处罚决定书文号": "甲号"})
    again = run(office, {}, {"行政处罚决定书文号": "甲号"})
    assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
    assert CreditRecord.objects.count() == 2


def test_a_changed_row_changes_a_draft_and_nothing_that_was_reviewed(office) -> None:
    run(office, {})
    assert run(office, {"处罚内容": "警告。"}).updated == 1
    record = CreditRecord.objects.get()
    assert record.content == "警告。"
    services.submit(record, **office.as_(Role.INFO_CLERK))
    refused = run(office, {"处罚内容": "罚款。"})
    assert refused.faults == [(2, "已经“待保密审查”，和表里不一样，没有更新：要改的先退回或者撤回")]
    assert CreditRecord.objects.get().content == "警告。"


@pytest.mark.duty("S3-2.5b")
def test_an_old_export_does_not_bring_back_what_was_withdrawn(office) -> None:
    services.withdraw(published(office), reason="处罚决定已被撤销。", **office.as_(Role.SIGNER))
    assert run(office, {}).faults == [(2, "这个文书号的信息已经撤回，没有重新登记")]


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"行政相对人名称": ""}, "请填写行政相对人名称"),
        ({"行政相对人代码_1(统一社会信用代码)": "91370100000000001X"}, "校验码"),
        ({"处罚决定日期": "五月"}, "不是日期"),
        ({"处罚决定日期": "2026/5/22"}, "不能晚于今天"),
        ({"罚款金额（万元）": "一万"}, "请填数字"),
        ({"行政相对人类别": "外星人"}, "没有“外星人”这一项"),
        ({"违法事实": "机密★5年"}, "密级标志"),
    ],
)
def test_each_row_says_what_is_wrong_with_it(office, change, words) -> None:
    outcome = run(office, change)
    assert outcome.rows == 1
    [(line, reason)] = outcome.faults
    assert line == 2
    assert words in reason


def test_a_mark_of_secrecy_leaves_its_trace_and_nothing_else(office) -> None:
    run(office, {"违法事实": "机密★5年"})
    assert (CreditRecord.objects.count(), RefusedText.objects.get().doing) == (0, "导入信用信息")


def test_a_number_that_stands_twice_in_a_file_is_taken_once(office) -> None:
    assert run(office, {}, {"处罚内容": "别的"}).faults == [(3, "文书号和第2行重复")]


def test_a_file_of_another_kind_is_refused_whole(office) -> None:
    with pytest.raises(InvalidInput, match="表里没有这些列：行政处罚决定文书号、处罚决定日期"):
        ImportRun(office.organ, "penalty", **office.as_(Role.INFO_CLERK)).take(
            [SourceRow(2, {"行政相对人名称": "甲", "行政相对人类别": "自然人"})]
        )


def test_a_file_without_a_right_row_is_no_import(office) -> None:
    given = {"organ": office.organ, "kind": "penalty", "rows": rows({"处罚决定日期": ""})}
    with pytest.raises(DomainError, match="没有可以导入的行"):
        import_rows(**given, **office.as_(Role.INFO_CLERK))


def test_only_a_clerk_of_the_organ_imports(office) -> None:
    with pytest.raises(NotAllowed):
        ImportRun(office.organ, "penalty", **office.as_(Role.SIGNER)).take(rows({}))


def test_what_was_registered_by_hand_is_not_registered_twice(office) -> None:
    submitted(office)
    assert run(office, {}).created == 0
