"""The forms of the acts on reports about websites."""

from typing import Any

from django import forms

from assessment.website_reports.codes import BY_CODE, ROWS, SECTIONS, Kind, Row, shown
from assessment.website_reports.fields import typed
from portal.clock import local
from portal.staff.acts import ActForm
from portal.staff.controls import PLEASE_CHOOSE, Text

_NOTE = "数字从哪里来，例如“网站统计工具12月31日导出”；每一项旁边都会写出来"
_FLAGS = (("yes", "是"), ("no", "否"))


class OpenReports(ActForm):
    year = forms.IntegerField(label="报告年度", help_text="补以前年度的也在这里启动，那些没有期限")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["year"].initial = local(self.at).year - 1


class Fill(ActForm):
    """Every row the system does not know, under the sections of the form."""

    note = Text(label="说明", rows=3, help_text=_NOTE)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        note = self.fields.pop("note")
        asked = [row for row in ROWS if row.code not in self.subject.counted]
        for row in asked:
            self.fields[row.code] = _control(row, typed(row, self.subject.values.get(row.code)))
        self.fields["note"] = note
        named = [(title, tuple(row.code for row in asked if row.section == title)) for title in SECTIONS]
        self.fieldsets = tuple(named)  # type: ignore[misc]  # which rows are asked depends on the report
        self.later = tuple(row.code for row in asked if not row.optional)  # type: ignore[misc]  # the same reason
        self.dress()

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"note": given.pop("note"), "values": given}


def _control(row: Row, now: str) -> forms.Field:
    label = f"{row.name}（{row.unit}）" if row.unit else row.name
    if row.kind is Kind.FLAG:
        return forms.ChoiceField(label=label, choices=_FLAGS, widget=forms.RadioSelect, required=False, initial=now)
    return forms.CharField(label=label, required=False, initial=now, strip=False)


class CorrectRow(ActForm):
    row = forms.ChoiceField(label="哪一项")
    value = forms.CharField(label="填多少", help_text="是或者否的，选中一项以后填“是”或者“否”")
    note = Text(label="说明", rows=3, help_text="为什么和统计的不一样，例如“另有纸质来信12件”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        values = self.subject.values
        groups: dict[str, list[tuple[str, str]]] = {}
        for row in ROWS:
            if row.code in self.subject.counted:
                words = f"{row.name}（现在{shown(row, values.get(row.code))}）"
                groups.setdefault(row.section, []).append((row.code, words))
        self.fields["row"].choices = [PLEASE_CHOOSE, *groups.items()]  # type: ignore[attr-defined]  # a ChoiceField

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        if BY_CODE[given["row"]].kind is Kind.FLAG:
            given["value"] = {"是": "yes", "否": "no"}.get(given["value"].strip(), given["value"])
        return given


class Reason(ActForm):
    reason = Text(label="意见", rows=4, help_text="哪一项要改，怎么改")
