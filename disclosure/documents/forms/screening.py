"""筛查: what was found, shown masked, and what is decided about it."""

from typing import Any

from django import forms

from disclosure.documents.states import EDITABLE_STATES, CorrectionState
from portal.screening.kinds import PERSONAL
from portal.screening.states import Decision
from portal.staff import settling
from portal.staff.controls import Text, offer_codes
from portal.staff.settling import SettleFindings


class SettlePersonal(SettleFindings):
    kinds = PERSONAL

    decision = forms.ChoiceField(label="怎么处理", widget=forms.RadioSelect)
    reason = Text(
        label="理由",
        required=False,
        rows=3,
        help_text="不遮盖的必须填，例如：依法公示的法定代表人姓名和单位电话；遮盖的可以不填",
    )

    _MASK = (Decision.MASKED.value, "遮盖：系统把勾选的内容换成星号，不能恢复")
    _KEEP = (
        (Decision.KEPT.value, "依法公开，不遮盖：本人同意，或者法律规定要公开"),
        (Decision.NOT_PERSONAL.value, "不是个人信息：例如公务电话、单位账号、编号"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        open_text = self.subject.state in EDITABLE_STATES or self.subject.correction_state == CorrectionState.PROPOSED
        field = self.fields["decision"]
        offer_codes(field, [self._MASK, *self._KEEP] if open_text else self._KEEP)
        field.initial = Decision.MASKED.value if open_text else None
        if not open_text:
            field.help_text = "现在不能改文字。要遮盖的，没有发布的先退文，已经发布的提出更正或者召回"


class SettleSecrecy(settling.SettleSecrecy):
    reason = Text(
        label="保密审查结论", rows=4, help_text="写明为什么可以公开、依据什么条款。拿不准的不要写，用“报请确定”"
    )
