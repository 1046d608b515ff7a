"""The forms of the acts on annual reports."""

from typing import Any

from django import forms

from assessment.annual_reports.cells import cells
from assessment.annual_reports.codes import SECTIONS, TABLES, WRITTEN
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import PLEASE_CHOOSE, Text, choices


class OpenReports(ActForm):
    year = forms.IntegerField(label="报告年度", help_text="补以前年度的也在这里启动，那些没有期限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year - 1


class Write(ActForm):
    """All chapters people write; any may wait until the signature."""

    fieldsets = (("一、总体情况", tuple(SECTIONS)), ("第五、六章", ("problems", "others")))
    later = tuple(WRITTEN)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, title in WRITTEN.items():
            help_text = self.subject.fee_note + "这一句系统自己写" if code == "others" else ""
            self.fields[code] = Text(label=title, rows=6, required=False, help_text=help_text)
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class TypeCell(ActForm):
    cell = forms.ChoiceField(label="哪一格")
    value = forms.CharField(label="填多少", help_text="合计的格不会跟着变，也要填")
    note = Text(label="说明", rows=3, help_text="为什么和统计的不一样，例如“平台启用以前的纸质申请3件”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        groups: dict[str, list[tuple[str, str]]] = {}
        for cell in cells(self.subject.year):
            now = cell.of(self.subject.values)
            heading = f"{TABLES[cell.table]}　{cell.row_title}"
            groups.setdefault(heading, []).append((cell.code, f"{cell.row_title}：{cell.column_title}（现在{now}）"))
        self.fields["cell"].choices = [PLEASE_CHOOSE, *groups.items()]  # type: ignore[attr-defined]  # a ChoiceField


class PasteTable(ActForm):
    table = forms.ChoiceField(label="哪一张表", choices=choices(TABLES.items()))
    text = Text(label="表里的数", rows=12, help_text="从电子表格里只选数字复制过来，一行一行的，空格填0")
    note = Text(label="说明", rows=3, help_text="为什么不用统计的数；每一个不一样的格都会标出来")


class Confirm(ActForm):
    warning = forms.ChoiceField(label="哪一条提示")
    reason = Text(label="理由", rows=3, help_text="为什么可以这样")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        waiting = [(finding.text, finding.text) for finding in self.subject.open_warnings()]
        self.fields["warning"].choices = choices(waiting)  # type: ignore[attr-defined]  # a ChoiceField


class Reason(ActForm):
    reason = Text(label="意见", rows=6, help_text="哪一章、哪一格要改，怎么改")
