"""审核区分处理 in the staff site: its form, and its lines on a case page. The same for documents and answers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms

from portal.screening.models import Separation
from portal.screening.selectors import separations_of
from portal.screening.services import SEPARATION
from portal.screening.states import SeparationConclusion
from portal.staff.acts import ActForm
from portal.staff.controls import Text

SEPARATION_NOTE = (
    "对照原件看去掉的内容。涉及国家秘密的，要先由保密部门书面审核确认，再登记在这里；涉密的原件不得存入本系统。"
    "内容再改的，要重新审核。"
)


@dataclass(frozen=True, slots=True)
class Line:
    """One conclusion; ``holds`` says whether it is about the content as it is now, and the last about it."""

    row: Separation
    holds: bool


def lines_of(subject: Any, *, covers: Callable[[Any], str]) -> Sequence[Line]:
    """Every conclusion about the subject, the oldest first. ``covers`` tells the digest of the present content; it is
    asked only where there is a conclusion."""
    rows = list(separations_of(subject))
    now = covers(subject) if rows else ""
    last = next((row.pk for row in reversed(rows) if row.covers == now), None)
    return [Line(row, row.pk == last) for row in rows]


class ConfirmSeparation(ActForm):
    fieldsets = (
        ("去掉的内容", ("conclusion", "basis", "opinion")),
        ("保密部门的确认", ("authority", "letter_number", "confirmed_on")),
    )

    conclusion = forms.ChoiceField(
        label=SEPARATION["conclusion"].label, choices=SeparationConclusion.choices, widget=forms.RadioSelect
    )
    basis = Text(label=SEPARATION["basis"].label, help_text="保密事项范围或者法律条款，例如《保守国家秘密法》第十三条")
    authority = Text(label=SEPARATION["authority"].label, required=False, help_text="全称，例如临江市国家保密局")
    letter_number = Text(label=SEPARATION["letter_number"].label, required=False)
    confirmed_on = forms.DateField(label=SEPARATION["confirmed_on"].label, required=False)
    opinion = Text(label=SEPARATION["opinion"].label, required=False, rows=3, help_text="不写秘密的内容")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("authority", "letter_number", "confirmed_on"):
            self.fields[name].may_be_empty = "（涉及国家秘密的必填）"  # type: ignore[attr-defined]  # for the template

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}
