"""The forms of the acts on the work calendar and the city's own limits."""

import re
from datetime import date
from typing import Any

from django import forms

from portal import clock
from portal.deadlines.holiday_notice import UnreadableNotice, read_notice
from portal.deadlines.legal_rules import CODES, latest
from portal.deadlines.services import ImportPlan, plan_import
from portal.deadlines.wording import arrangement
from portal.staff.acts import ActForm
from portal.staff.controls import Text

_MONTH_DAY = re.compile(r"(\d{1,2})-(\d{1,2})")


class ImportNotice(ActForm):
    """Two steps on one page: the trial, which writes nothing, and then the act. ``plan`` is the trial."""

    plan: ImportPlan | None = None

    text = forms.CharField(
        label="通知全文",
        max_length=200_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text="把国务院办公厅通知的全文粘贴到这里；也可以粘贴表头为 date,kind,name 的CSV",
    )
    number = Text(label="文号", required=False, help_text="全文里有文号的不用填")
    is_checked = forms.BooleanField(label="试算的结果我核对过了，生效", required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        try:
            notice = read_notice(cleaned.get("text", ""))
        except UnreadableNotice as unreadable:
            if cleaned.get("text"):
                self.add_error("text", unreadable.message)
            return cleaned
        self.plan = plan_import(notice, at=self.at)
        if not cleaned.get("is_checked"):
            self.add_error("is_checked", "这是试算，还没有生效。请核对上面的结果，没有问题再勾选")
        return cleaned

    @property
    def changes(self) -> list[tuple[date, str, str]]:
        """Day, arrangement so far, new arrangement."""
        changes = self.plan.changes if self.plan else ()
        return [(change.date, arrangement(change.old), arrangement(change.new)) for change in changes]

    def arguments(self) -> dict[str, Any]:
        if self.plan is None:
            raise TypeError("a form that was not read has nothing to import")
        return {"notice": self.plan.notice, "number": self.cleaned_data["number"]}


def _configurable() -> list[tuple[str, str]]:
    """The limits whose number the law leaves to the city, with the number that holds without the city's own."""
    rules = [latest(code) for code in CODES]
    return [(rule.code, f"{rule.title}（现在{rule.length}）") for rule in rules if rule.configurable]


class SetLocalLimit(ActForm):
    rule = forms.ChoiceField(label="哪个期限", choices=_configurable)
    value = Text(label="定为多长", help_text="写整数，例如10；每年固定日期的写月-日，例如2-20")
    basis = Text(label="依据", help_text="本市制度的名称和文号")
    effective_from = forms.DateField(label="起用日期", required=False, help_text="不填就是今天")

    def clean_value(self) -> int | tuple[int, int]:
        text = self.cleaned_data["value"]
        if found := _MONTH_DAY.fullmatch(text):
            return int(found[1]), int(found[2])
        if text.isascii() and text.isdecimal() and len(text) <= 4:
            return int(text)
        raise forms.ValidationError("请写整数，固定日期请写月-日，例如2-20")

    def clean_effective_from(self) -> Any:
        return self.cleaned_data["effective_from"] or clock.local(self.at).date()
