"""The last step of the guided decision, the pages that go out, and the words of a letter."""

from typing import Any

from django import forms

from portal.errors import DomainError
from portal.staff.controls import Text, choices
from requests_app.answering.fields import DECISION
from requests_app.answering.models import Decision
from requests_app.answering.states import Separability
from requests_app.cases.states import FilePurpose
from requests_app.desk.forms import DeskForm
from requests_app.outcomes import BY_CODE, Element, Group

_LONG = {"reason", "search_record", "access", "other_organ", "channel", "statute"}
_HELP = {
    "reason": "写清楚事实和为什么，一般人看得懂",
    "search_record": "在哪些库、用什么方法查过，结果是什么",
    "access": "网址、公报期次，或者到哪里看",
    "earlier_reply": "文号和日期，例如：临教公开〔2026〕3号，2026年3月5日",
    "other_organ": "能确定的，写全称、地址和电话",
    "channel": "可以到哪里反映，电话或者网址",
    "statute": "写明依据哪部法律、行政法规，怎么办理",
    "articles": "一条写一行，写到条、款、项",
}
ROWS_AT_MOST = 12


class DecideForm(DeskForm):
    """What the chosen way must say, and may say."""

    def __init__(self, *args: Any, outcome: str, way: str, steps: dict[str, str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        row = BY_CODE[outcome]
        chosen = row.way(way)
        self.outcome, self.way, self.steps = outcome, way, steps
        self.way_label, self.letter = (chosen.label, chosen.letter) if chosen else ("", "")
        needs = [] if chosen is None else [each for each in chosen.needs if each is not Element.FILES]
        may = [] if chosen is None else list(chosen.may)
        if chosen is not None:
            self._add("articles", "\n".join(chosen.articles), required=True, rows=3)
        if row.group is Group.REFUSED:
            self.fields["separability"] = forms.ChoiceField(
                label=DECISION["separability"].label, choices=Separability.choices, widget=forms.RadioSelect
            )
            self._add("separability_note", "", required=False, rows=2)
        for element in [*needs, *may]:
            self._add(element.value, "", required=element in needs, rows=4 if element.value in _LONG else 0)
        if outcome == "3.3.4":
            self._add("third_party_note", "", required=False, rows=2)
        self._add("form_change_reason", "", required=False, rows=0)
        self._add("skipped", "", required=False, rows=0)
        self.dress()

    def _add(self, name: str, initial: str, *, required: bool, rows: int) -> None:
        label, words = DECISION[name].label, _HELP.get(name, "")
        if name == Element.WHEN.value:
            self.fields[name] = forms.DateField(label=label, required=required)
        else:
            self.fields[name] = Text(label=label, required=required, rows=rows, help_text=words, initial=initial)

    def arguments(self) -> dict[str, Any]:
        return {"outcome": self.outcome, "way": self.way, "steps": self.steps, "values": dict(self.cleaned_data)}


def _length(file: Any) -> int:
    """A file without pages counts as page 1."""
    return (file.file.pages if file.file else None) or 1


class PagesForm(DeskForm):
    """Ranges of pages, one a line of controls; empty lines are left out."""

    def __init__(self, *args: Any, decision: Decision, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.handed_out = list(self.subject.files.filter(purpose=FilePurpose.ANSWER).select_related("file"))
        offered = choices(
            (file.pk, f"{file.label}（{(file.file.pages if file.file else None) or 1}页）") for file in self.handed_out
        )
        stored = list(decision.pages.all())
        count = min(ROWS_AT_MOST, max(3, len(stored) + 2))
        for place in range(count):
            row = stored[place] if place < len(stored) else None
            self._add(place, offered, row)
        self.places = range(count)
        self.dress()

    def _add(self, place: int, offered: list[tuple[str, str]], row: Any) -> None:
        name = f"pages-{place}"
        self.fields[name] = forms.ChoiceField(
            label=f"第{place + 1}段：文件", choices=offered, required=False, initial=row.file_id if row else ""
        )
        self.fields[f"{name}-first"] = forms.IntegerField(
            label="从第几页", required=False, min_value=1, initial=row.first if row else None
        )
        self.fields[f"{name}-last"] = forms.IntegerField(
            label="到第几页", required=False, min_value=1, initial=row.last if row else None
        )
        self.fields[f"{name}-kept"] = forms.BooleanField(
            label="这几页不提供", required=False, initial=bool(row and not row.is_released)
        )
        self.fields[f"{name}-article"] = Text(label="不提供的依据", required=False, initial=row.article if row else "")

    def arguments(self) -> dict[str, Any]:
        return {"ranges": self._ranges()}

    def _ranges(self) -> list[dict[str, Any]]:
        typed, found = self.cleaned_data, []
        by_pk = {str(file.pk): file for file in self.handed_out}
        for place in self.places:
            name = f"pages-{place}"
            if not typed[name]:
                continue
            file = by_pk[typed[name]]
            found.append(
                {
                    "file": file,
                    "first": typed[f"{name}-first"] or 1,
                    "last": typed[f"{name}-last"] or _length(file),
                    "is_released": not typed[f"{name}-kept"],
                    "article": typed[f"{name}-article"],
                }
            )
        return found

    def refuse(self, error: DomainError) -> None:
        """Faults are numbered by the ranges that were given; empty lines in between do not count."""
        given = [f"pages-{place}" for place in self.places if self.cleaned_data.get(f"pages-{place}")]
        self.error_fields = {f"pages-{place}": name for place, name in enumerate(given)}  # type: ignore[misc]  # of this very form
        super().refuse(error)


class WordingForm(DeskForm):
    """One field for each editable block of the letter."""

    def __init__(self, *args: Any, draft: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.draft = draft
        for block in draft.blocks:
            if block.editable:
                self.fields[block.code] = Text(label=block.label, rows=5, required=False, initial=block.text)
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"edits": {name: text for name, text in self.cleaned_data.items() if text.strip()}}
