"""Historic documents are screened as they come in: marks are refused, personal data are listed and kept to look at.

Each number stands twice: in the text and in the summary that is made of its opening.
"""

import pytest

from disclosure.documents.models import Document
from portal.audit.models import Event
from portal.screening.models import Finding, RefusedText
from portal.screening.selectors import open_findings
from tests.disclosure.documents.test_importing import ROWS, json_lines, run

WITH_PHONE = ROWS[0] | {"body": "获奖名单：王某，电话13800001234，备用电话13800001234。"}
MARKED = ROWS[1] | {"body": "机密★1年\n不该在这里的材料。"}


@pytest.mark.duty("S1-3.5b")
def test_an_import_lists_what_it_found_and_stops_nothing(office, tmp_path) -> None:
    out, _, fault = run(json_lines(tmp_path / "a.jsonl", [WITH_PHONE, ROWS[1]]))
    assert fault == ""
    assert "第1行：筛查发现手机号4处" in out
    assert "1件有筛查发现，已经照原样收下，请在工作台逐件看“筛查”。" in out
    document = Document.objects.get(import_id="7")
    assert document.is_public
    assert [row.shown for row in open_findings(document)] == ["138****1234"] * 4


@pytest.mark.duty("S2-6.5.1", "law.K")
def test_a_line_with_a_mark_is_refused_and_named(office, tmp_path) -> None:
    _, err, fault = run(json_lines(tmp_path / "a.jsonl", [ROWS[0], MARKED]))
    assert err == ["第2行：有密级标志（★），没有导入：请按保密规定处理"]
    assert fault.startswith("有1行没有导入")
    assert list(Document.objects.values_list("import_id", flat=True)) == ["7"]
    assert [(row.doing, row.where) for row in RefusedText.objects.all()] == [("导入历史文件", "正文")]
    assert not Event.objects.filter(after__icontains="不该在这里").exists()


def test_a_rehearsal_reports_and_stores_nothing(office, tmp_path) -> None:
    out, err, _ = run(json_lines(tmp_path / "a.jsonl", [WITH_PHONE, MARKED]), "--dry-run")
    assert "第1行：筛查发现手机号4处" in out
    assert len(err) == 1
    assert (Document.objects.count(), Finding.objects.count(), RefusedText.objects.count()) == (0, 0, 0)


def test_a_changed_line_is_screened_again(office, tmp_path) -> None:
    run(json_lines(tmp_path / "a.jsonl", ROWS))
    out, _, _ = run(json_lines(tmp_path / "a.jsonl", [WITH_PHONE, ROWS[1]]))
    assert "第1行：筛查发现手机号4处" in out
    assert Finding.objects.count() == 4
