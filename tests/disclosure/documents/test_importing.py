"""Historic documents from anybody's table."""

import gzip
import json
import lzma
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from openpyxl import Workbook

from disclosure.documents import services
from disclosure.documents.models import Document
from portal.accounts.states import Role
from portal.audit.models import Event
from portal.search.models import IndexTask

ROWS = [
    {
        "id": 7,
        "title": "临江市养犬管理办法",
        "body": "第一条 为了规范养犬行为，制定本办法。",
        "organ": "临江市人民政府",
        "doc_number": "临政发[2019]3号",
        "date": "2019-04-01",
        "kind": "办法",
        "column": "政策文件",
    },
    {
        "id": 8,
        "title": "关于放假的通知",
        "body": "放假三天。",
        "organ": "国务院办公厅",
        "date": "",
        "kind": "",
        "column": "通知",
    },
]


def json_lines(path, rows):
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), encoding="utf-8")
    return path


def run(path, *arguments, source="旧网站", organ="jyj"):
    out, err = StringIO(), StringIO()
    fault = ""
    try:
        call_command(
            "import_documents", path, *arguments, source=source, organ=organ, no_index=True, stdout=out, stderr=err
        )
    except CommandError as error:
        fault = str(error)
    return out.getvalue().splitlines(), err.getvalue().splitlines(), fault


def test_rows_become_published_documents_with_all_they_carry(office, tmp_path) -> None:
    out, _, fault = run(json_lines(tmp_path / "a.jsonl", ROWS))
    assert (out[-1], fault) == ("完成。新增2件，更新0件，没有变化0件，有误0行。", "")
    first = Document.objects.get(import_id="7")
    assert (first.state, first.attribute, first.source_kind) == ("published", "active", "superior")
    assert (first.doc_number, first.formed_on, first.kind) == ("临政发〔2019〕3号", date(2019, 4, 1), "办法")
    assert first.index_number == "11370000004503125F/2019-00001"
    assert first.column == office.column
    assert first.body_html == '<p id="a1"><strong>第一条</strong>　为了规范养犬行为，制定本办法。</p>'
    assert first.summary == "为了规范养犬行为，制定本办法。"
    assert set(Document.objects.public().values_list("import_id", flat=True)) == {"7", "8"}


def test_a_missing_column_is_made_and_an_unknown_kind_is_other(office, tmp_path) -> None:
    out, _, _ = run(json_lines(tmp_path / "a.jsonl", ROWS))
    second = Document.objects.get(import_id="8")
    assert (second.column.name, second.column.code, second.kind) == ("通知", "jyj-1", "其他")
    assert "新建栏目：通知" in out


def test_each_document_has_its_event_and_its_place_in_the_outbox(office, tmp_path) -> None:
    run(json_lines(tmp_path / "a.jsonl", ROWS))
    assert Event.objects.filter(act="import").count() == 2
    assert set(IndexTask.objects.values_list("object_id", flat=True)) == set(
        Document.objects.values_list("pk", flat=True)
    )


def test_a_second_run_changes_nothing(office, tmp_path) -> None:
    path = json_lines(tmp_path / "a.jsonl", ROWS)
    run(path)
    out, _, _ = run(path)
    assert out[-1] == "完成。新增0件，更新0件，没有变化2件，有误0行。"
    assert (Document.objects.count(), Event.objects.filter(act="import").count()) == (2, 2)


def test_a_changed_row_updates_its_document_and_says_so(office, tmp_path) -> None:
    run(json_lines(tmp_path / "a.jsonl", ROWS))
    run(json_lines(tmp_path / "b.jsonl", [ROWS[0] | {"title": "临江市养犬管理办法（修订）"}]))
    document = Document.objects.get(import_id="7")
    assert (document.title, document.public_title) == ("临江市养犬管理办法（修订）", "临江市养犬管理办法（修订）")
    event = Event.objects.get(act="import_update")
    assert event.before == {"title": "临江市养犬管理办法"}


def test_a_document_withdrawn_here_does_not_come_back(office, tmp_path) -> None:
    run(json_lines(tmp_path / "a.jsonl", ROWS[:1]))
    services.withdraw(Document.objects.get(), reason="已经废止", **office.as_(Role.SIGNER))
    _, err, fault = run(json_lines(tmp_path / "b.jsonl", [ROWS[0] | {"title": "新标题"}]))
    assert err == ["第1行：本文件在本系统里“已撤回”，没有更新"]
    assert fault == "有1行没有导入，改好以后再运行一次，已经导入的不会重复。"
    assert Document.objects.get().state == "withdrawn"


FAULTY = {
    "标题": ROWS[0] | {"title": ""},
    "太长": ROWS[0] | {"title": "长" * 40_000},
    "日期": ROWS[0] | {"date": "二月三十"},
    "将来": ROWS[0] | {"date": "2999-01-01"},
    "文种": ROWS[0] | {"kind": "秘籍"},
    "不公开": ROWS[0] | {"公开属性": "不予公开"},
    "栏目": {name: value for name, value in ROWS[0].items() if name != "column"},
}
REASONS = {
    "标题": "请填写标题",
    "太长": "标题最多300个字，现在是40000个字，请缩短",
    "日期": "成文日期“二月三十”不是日期，请写成2026-03-05",
    "将来": "成文日期2999-01-01在今天之后",
    "文种": "公文种类里没有“秘籍”这一项",
    "不公开": "不是主动公开的，不能作为已公开的历史文件导入",
    "栏目": "没有栏目：请在表里写栏目，或者用 --column 指定",
}


@pytest.mark.parametrize("case", FAULTY)
def test_a_faulty_row_is_named_by_line_and_the_others_go_on(office, tmp_path, case) -> None:
    out, err, _ = run(json_lines(tmp_path / "a.jsonl", [FAULTY[case], ROWS[1]]))
    assert err == [f"第1行：{REASONS[case]}"]
    assert out[-1] == "完成。新增1件，更新0件，没有变化0件，有误1行。"


def test_broken_lines_and_doubles_are_named(office, tmp_path) -> None:
    path = tmp_path / "a.jsonl"
    good = json.dumps(ROWS[0], ensure_ascii=False)
    path.write_text(f'{good}\n{{"id": 1,\n[1]\n\n{good}\n', encoding="utf-8")
    _, err, _ = run(path)
    assert [line.partition("：")[0] for line in err] == ["第2行", "第3行", "第5行"]
    assert err[2] == "第5行：来源编号“7”和第1行重复"


def test_control_characters_of_old_systems_are_dropped_and_scripts_are_text(office, tmp_path) -> None:
    row = ROWS[0] | {
        "title": "养犬\x00办法\x1f<script>alert(1)</script>",
        "body": "正文\x0b<script>alert(1)</script>🐕",
    }
    run(json_lines(tmp_path / "a.jsonl", [row]))
    document = Document.objects.get()
    assert document.title == "养犬办法<script>alert(1)</script>"
    assert document.body_html == "<p>正文&lt;script&gt;alert(1)&lt;/script&gt;🐕</p>"


def test_a_dry_run_writes_nothing_and_counts_everything(office, tmp_path) -> None:
    out, _, _ = run(json_lines(tmp_path / "a.jsonl", ROWS), "--dry-run")
    assert out[-2:] == ["会新建栏目：通知", "只检查，没有写入。可以新增2件，更新0件，没有变化0件，有误0行。"]
    assert not Document.objects.exists()
    assert not Event.objects.exists()


def test_a_spreadsheet_with_chinese_headings(office, tmp_path) -> None:
    book = Workbook()
    sheet = book.active
    sheet.append(["编号", "文件名称", "正文", "发布机构", "发文日期", "体裁", "分类", "备注"])
    sheet.append([1, "关于开学的通知", "九月一日开学。", "临江市教育局", date(2025, 8, 20), "通知", "政策文件", "x"])
    sheet.append([2.0, "关于军训的通知", "军训七天。", "临江市教育局", "2025年8月21日", "通知", "政策文件", None])
    book.save(tmp_path / "a.xlsx")
    run(tmp_path / "a.xlsx")
    rows = Document.objects.order_by("import_id").values_list("import_id", "title", "formed_on", "source_kind")
    assert list(rows) == [
        ("1", "关于开学的通知", date(2025, 8, 20), "lawful"),
        ("2", "关于军训的通知", date(2025, 8, 21), "lawful"),
    ]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_usual_encoding_with_mapped_columns(office, tmp_path, encoding) -> None:
    path = tmp_path / "a.csv"
    path.write_text('mingcheng,neirong,danwei,lei\n"通知,一","第一行\n第二行",教育局,通告类\n', encoding=encoding)
    maps = ["--map=title=mingcheng", "--map=body=neirong", "--map=issuer=danwei", "--map=kind=lei"]
    run(path, *maps, "--kind=通告类=通告", "--column=jyj-policy")
    document = Document.objects.get()
    assert (document.title, document.body, document.kind) == ("通知,一", "第一行\n第二行", "通告")
    assert run(path, *maps, "--kind=通告类=通告", "--column=jyj-policy")[0][-1].startswith(
        "完成。新增0件，更新0件，没有变化1件"
    )


@pytest.mark.parametrize(("name", "opened"), [("a.jsonl.xz", lzma.open), ("a.jsonl.gz", gzip.open)])
def test_compressed_lines(office, tmp_path, name, opened) -> None:
    with opened(tmp_path / name, "wt", encoding="utf-8") as file:
        file.write(json.dumps(ROWS[0], ensure_ascii=False))
    run(tmp_path / name)
    assert Document.objects.count() == 1


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        ({"source": " "}, "来源名称请写1到60个字。"),
        ({"organ": "nobody"}, "没有代码为“nobody”的在用机关。"),
    ],
)
def test_a_wrong_argument_is_one_clear_line(office, tmp_path, arguments, said) -> None:
    assert run(json_lines(tmp_path / "a.jsonl", ROWS), **arguments)[2] == said


def test_a_file_that_cannot_be_read_is_one_clear_line(office, tmp_path) -> None:
    assert run(tmp_path / "none.jsonl")[2] == f"找不到文件：{tmp_path / 'none.jsonl'}"
    (tmp_path / "a.doc").write_text("x")
    known = "可以导入.jsonl、.csv、.xlsx，前两种可以用 .gz、.xz 压缩。"
    assert run(tmp_path / "a.doc")[2] == f"不认识的文件格式：a.doc。{known}"
    (tmp_path / "a.xlsx").write_text("not a spreadsheet")
    assert run(tmp_path / "a.xlsx")[2].startswith("表格打不开")


def test_the_number_of_queries_does_not_grow_with_unchanged_rows(
    office, tmp_path, django_assert_max_num_queries
) -> None:
    rows = [ROWS[0] | {"id": place, "title": f"第{place}号办法"} for place in range(90)]
    path = json_lines(tmp_path / "a.jsonl", rows)
    run(path)
    with django_assert_max_num_queries(10):
        run(path)
