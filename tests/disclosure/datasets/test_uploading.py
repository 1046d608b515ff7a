"""A file comes in: encoding, header, types, faults by line and column, limits."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from disclosure.datasets import checking, services
from disclosure.datasets.checking import Drawing
from disclosure.datasets.models import DatasetRow, DatasetVersion
from portal.accounts.states import Role
from portal.errors import Blocked, InvalidInput, NotAllowed, StaleState
from portal.files.models import RefusedUpload
from tests.disclosure.datasets.sets import SCHOOLS, confirmed, csv, fresh, listed, uploaded, xlsx


@pytest.mark.duty("S3-5.3a")
def test_a_data_set_is_listed_before_it_has_data(office) -> None:
    dataset = listed(office)
    assert (dataset.state, dataset.is_public, dataset.keywords) == ("listed", False, "学校、学位")
    assert str(dataset.next_due) == "2027-05-21"
    with pytest.raises(InvalidInput) as refused:
        listed(office)
    assert refused.value.messages == {"title": "本单位已经有同名的数据集"}


def test_only_those_who_handle_it_list_and_upload(office) -> None:
    dataset = listed(office)
    with pytest.raises(NotAllowed):
        services.upload(dataset, upload=csv(SCHOOLS), **office.as_(Role.SIGNER))


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_the_encodings_people_have(office, encoding) -> None:
    version = uploaded(office, file=csv(SCHOOLS, encoding=encoding))
    assert version.encoding == ("GB18030" if encoding == "gb18030" else "UTF-8")
    assert [(each.title, each.type) for each in version.all_columns] == [
        ("编号", "text"),
        ("学校名称", "text"),
        ("类型", "text"),
        ("街道", "code"),
        ("学位数", "integer"),
        ("建校日期", "date"),
        ("寄宿", "yes_no"),
    ]
    assert (version.row_count, version.fault_count) == (6, 0)
    assert version.filled == [6, 6, 6, 6, 5, 6, 6]
    first = version.rows.first()
    assert first.values == ["S001", "第一小学", "小学", "翠湖街道", 1200, "1956-09-01", False]
    assert first.position == 2


def test_a_workbook_is_read_as_people_see_it(office) -> None:
    version = uploaded(
        office, file=xlsx(["名称", "数量", "比例"], ["甲", 3, 0.25], ["乙", 4.0, 1.5], [None, None, None])
    )
    assert [each.type for each in version.all_columns] == ["text", "integer", "decimal"]
    assert [row.values for row in version.rows.all()] == [["甲", 3, "0.25"], ["乙", 4, "1.5"]]


@pytest.mark.duty("S3-5.3a")
def test_what_does_not_fit_is_told_by_line_and_column(office) -> None:
    rows = "".join(f"甲{number},2026-05-{number:02d}\n" for number in range(1, 20))
    version = confirmed(office, text=f"名称,开放日期\n{rows}乙,五月\n丙,2026-05-20,多\n", key="")
    assert [each.type for each in version.all_columns] == ["text", "date"]
    assert fresh(version).faults == [
        [21, "开放日期（B列）", "不是日期，请写成2026-03-05"],
        [22, "", "这一行的格子比列名多：列名有2个"],
    ]
    with pytest.raises(Blocked) as refused:
        services.submit(version, **office.as_(Role.HANDLER))
    assert refused.value.reasons == ("有2处和列的类型对不上，请改列的类型，或者改好文件重新上传",)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "文件是空的，请重新选择"),
        ("甲,,乙\n1,2,3\n", "第一行B列没有列名"),
        ("甲,甲\n1,2\n", "第一行有两列都叫“甲”"),
        ("cursor\n1\n", "列名不能叫“cursor”：接口的参数要用这个名字"),
        (",".join(f"列{n}" for n in range(41)) + "\n", "最多40列，现在是41列"),
        ('甲\n"没有关上\n', "CSV读不下去，请检查引号和换行：unexpected end of data"),
        ("甲\n" + "1\n" * 4, "最多3行，请按年份或者地区拆成几个数据集"),
        ("甲\n机密★\n", None),
    ],
)
def test_a_file_that_is_no_table_is_refused_in_words(office, monkeypatch, text, words) -> None:
    monkeypatch.setattr(checking, "ROWS_AT_MOST", 3)
    dataset = listed(office)
    with pytest.raises(InvalidInput) as refused:
        uploaded(office, dataset, text=text)
    assert list(refused.value.messages) == ["file"]
    assert words is None or refused.value.messages["file"] == words
    assert not DatasetVersion.objects.exists()


def test_a_file_of_another_kind_or_with_two_sheets_is_refused(office) -> None:
    dataset = listed(office)
    for file, words in (
        (SimpleUploadedFile("说明.txt", b"x"), "请上传CSV或者XLSX文件"),
        (xlsx(["甲"], [1], sheets=2), "只能有一张工作表，现在是2张，请删去其他的"),
        (SimpleUploadedFile("表.xlsx", b"PK\x03\x04 broken"), None),
    ):
        with pytest.raises(InvalidInput) as refused:
            uploaded(office, dataset, file=file)
        assert words in (None, refused.value.messages["file"])


def test_secrecy_marks_leave_a_trace_and_nothing_else(office) -> None:
    dataset = listed(office)
    with pytest.raises(InvalidInput):
        uploaded(office, dataset, text="文件,密级\n甲,机密★10年\n")
    assert RefusedUpload.objects.count() == 1
    assert not DatasetRow.objects.exists()


def test_one_version_at_a_time_is_in_work(office) -> None:
    version = uploaded(office)
    with pytest.raises(InvalidInput) as refused:
        uploaded(office, version.dataset)
    assert refused.value.messages == {"file": "还有一版没有办完，先发布或者作废那一版"}
    services.discard(version, reason="传错了", **office.as_(Role.HANDLER))
    assert (fresh(version).file, version.rows.count()) == (None, 0)
    assert uploaded(office, version.dataset).number == 2


def test_a_column_that_is_closed_is_not_kept(office) -> None:
    version = confirmed(office, closed=("学位数", "寄宿"))
    assert version.rows.first().values == ["S001", "第一小学", "小学", "翠湖街道", "1956-09-01"]


def test_a_key_must_be_there_and_only_once(office) -> None:
    version = confirmed(office, text="编号,名称\nA,甲\nA,乙\n,丙\n")
    assert version.faults == [(3, "编号", "每行要有、不能重复"), (4, "编号", "是每行的标识，不能空着")]


def test_what_makes_no_sense_of_columns_is_told_at_its_control(office) -> None:
    version = uploaded(office)
    given = {"columns": version.all_columns, "key": "", "drawing": Drawing("bar", "街道", "学校名称")}
    with pytest.raises(InvalidInput) as refused:
        services.set_columns(version, **given, **office.as_(Role.HANDLER))
    assert refused.value.messages == {"chart_value": "请选一列公开的数字，或者不选（按行数画）"}
    with pytest.raises(StaleState):
        services.set_columns(version, **(given | {"columns": version.all_columns[1:]}), **office.as_(Role.HANDLER))


@pytest.mark.duty("S4-1.8a")
def test_the_chart_sums_a_column_by_another(office) -> None:
    version = confirmed(office, drawing=Drawing("bar", "街道", "学位数"))
    assert version.chart["points"] == [("东山街道", "4200"), ("翠湖街道", "2100")]
    counted = confirmed(office, listed(office, title="另一个"), drawing=Drawing("line", "类型", ""))
    assert counted.chart["points"] == [("初中", "2"), ("小学", "3"), ("高中", "1")]
