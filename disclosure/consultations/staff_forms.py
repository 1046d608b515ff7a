"""What officials say at each act on a consultation or an opinion."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms

from disclosure.consultations.codes import (
    ELEMENTS,
    Category,
    Exclusion,
    Fault,
    LegalKind,
    Participation,
    PublishWay,
    Scope,
    SecretKind,
    Verdict,
)
from disclosure.consultations.fields import LONGEST_PERIOD
from disclosure.consultations.models import SHORTEST, Question, Theme
from disclosure.consultations.question_text import HELP, read, written
from disclosure.consultations.states import DRAFTERS
from disclosure.documents.models import Document
from portal.accounts.models import Organ
from portal.screening.kinds import PERSONAL
from portal.screening.states import Decision
from portal.staff.acts import ActForm
from portal.staff.controls import Text, choices, offer
from portal.staff.settling import SettleFindings

Fieldsets = tuple[tuple[str, tuple[str, ...]], ...]

_MATTER = ("title", "category", "scope", "legal_kind")
_WAYS = ("publish_ways", "participation")
_TEXTS = tuple(row.name for row in ELEMENTS)
_PERIOD = ("days", "short_reason")
_REST: Fieldsets = (("材料", _TEXTS), ("方式", _WAYS), ("期限", _PERIOD))
_TALL = {"draft": 16}


def _several(label: str, pairs: Sequence[tuple[str, Any]], **more: Any) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=label, choices=[(code, str(name)) for code, name in pairs], widget=forms.CheckboxSelectMultiple, **more
    )


class Write(ActForm):
    """Everything the public will read, and for how long."""

    fieldsets: ClassVar[Fieldsets] = (("事项", _MATTER), *_REST)

    title = Text(label="标题", help_text="例如：临江市城市停车管理办法（草案）公开征求意见")
    category = forms.ChoiceField(label="预公开事项", choices=choices(Category.choices))
    scope = forms.ChoiceField(label="参与事项范围", choices=choices(Scope.choices))
    legal_kind = forms.ChoiceField(label="适用的期限", choices=choices(LegalKind.choices))
    publish_ways = _several("公布方式", PublishWay.choices, required=False, help_text="网站总是要公布的")
    participation = _several("参与方式", Participation.choices, required=False, help_text="公开征求意见总是要有的")
    days = forms.IntegerField(
        label="征求意见几日",
        initial=SHORTEST,
        min_value=1,
        max_value=LONGEST_PERIOD,
        help_text=f"自然日，发布当天不算，一般不少于{SHORTEST}日",
    )
    short_reason = Text(label="缩短期限的理由", rows=3, required=False, help_text="情况紧急才能缩短，理由会公开")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for row in ELEMENTS:
            rows = _TALL.get(row.name, 4)
            self.fields[row.name] = Text(label=row.label, rows=rows, required=False, help_text=row.hint)
        self.later = tuple(row.name for row in ELEMENTS if row.needed)  # type: ignore[misc]  # of this form's own fields
        self.dress()

    def arguments(self) -> dict[str, Any]:
        return {"values": dict(self.cleaned_data)}


class Create(Write):
    fieldsets: ClassVar[Fieldsets] = (("事项", ("organ", *_MATTER, "document", "decided_on")), *_REST)

    organ = forms.ModelChoiceField(Organ.objects.none(), label="征求意见的机关", empty_label=None)
    document = forms.ModelChoiceField(
        Document.objects.none(), label="要出台的文件", required=False, help_text="已经在本系统起草的，选上"
    )
    decided_on = forms.DateField(label="决定预公开的日子", help_text="从这天起5个工作日内发布")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        own = {organ for role in DRAFTERS for organ in self.actor.organ_ids(role)}
        offer(self.fields["organ"], Organ.objects.filter(pk__in=own).order_by("position", "pk"))
        rows = Document.objects.filter(organ__in=own, published_at=None).order_by("-pk")
        offer(self.fields["document"], rows)

    def arguments(self) -> dict[str, Any]:
        given = dict(self.cleaned_data)
        return {"organ": given.pop("organ"), "document": given.pop("document"), "values": given}


class SetQuestions(ActForm):
    questions = Text(label="题目", rows=16, tall=True, required=False, help_text=HELP)

    def arguments(self) -> dict[str, Any]:
        return {"questions": read(self.cleaned_data["questions"])}

    @staticmethod
    def typed(rows: Sequence[Question]) -> str:
        """The questions there are, as they would be typed."""
        return written(rows)


class ReviewSecrecy(ActForm):
    found = _several(
        "涉及下面哪些情形",
        SecretKind.choices,
        required=False,
        help_text="勾上任何一种，就不允许预公开，退回起草；都不涉及的，一个也不勾",
    )
    opinion = Text(label="审查意见", rows=4, help_text="写明依据")


class Reason(ActForm):
    reason = Text(label="理由", rows=4)


class Exempt(ActForm):
    exclusion = forms.ChoiceField(label="属于哪一种", choices=choices(Exclusion.choices))
    exclusion_basis = Text(label="依据", rows=4, help_text="法律条款，和这件事为什么符合")


class Extend(ActForm):
    ends_on = forms.DateField(label="延长到")
    reason = Text(label="理由", rows=3, help_text="会公开")
    error_fields = {"extended_reason": "reason"}


class SettlePersonal(SettleFindings):
    """What is to be taken out is written anew."""

    kinds = PERSONAL

    decision = forms.ChoiceField(
        label="怎么处理",
        widget=forms.RadioSelect,
        choices=[(each.value, each.label) for each in (Decision.KEPT, Decision.NOT_PERSONAL)],
        help_text="要去掉的，请改写文字",
    )
    reason = Text(label="理由", rows=3, help_text="例如“公务联系电话”")


class _OfTheme(ActForm):
    theme = forms.ModelChoiceField(Theme.objects.none(), label="主题", empty_label="请选择")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["theme"], self.subject.themes.order_by("pk"))


class NameTheme(ActForm):
    title = Text(label="主题", help_text="一句话说清这些意见要什么，例如：建议夜间停车半价")
    summary = Text(label="主要观点", rows=4, required=False)


class DropTheme(_OfTheme):
    """Which one."""


class AnswerTheme(_OfTheme):
    verdict = forms.ChoiceField(label="采纳情况", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = Text(
        label="理由、怎么采纳的", rows=5, required=False, help_text="相对集中的意见没有全部采纳的，必须说明理由"
    )


class WriteResult(ActForm):
    result_summary = Text(
        label="采纳情况说明",
        rows=10,
        tall=True,
        help_text="收到多少、主要说了什么、采纳了什么、没有采纳什么。数字由系统列在后面，不用写",
    )


class AnswerOpinion(ActForm):
    verdict = forms.ChoiceField(label="采纳情况", choices=Verdict.choices, widget=forms.RadioSelect)
    reason = Text(label="答复", rows=5, required=False)


class Prepare(ActForm):
    shown_text = Text(
        label="公开的文字",
        rows=8,
        help_text="系统已经遮盖了认得出的个人信息；请再改写，去掉能认出是谁的细节，不改意思",
    )


class SetAside(ActForm):
    fault = forms.ChoiceField(label="情形", choices=choices(Fault.choices))
    reason = Text(label="理由", rows=3, help_text="重复提交的，写明另一条的编号")
