"""处理筛查结果: what was found in a subject, shown masked, and what is decided about it; alike on every subject."""

from collections.abc import Callable
from typing import Any, ClassVar

from django import forms

from portal.accounts import rules
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY, Kind
from portal.screening.models import Finding
from portal.screening.selectors import open_findings
from portal.screening.states import DECIDERS, Decision
from portal.staff.acts import ActForm, WhyNot
from portal.staff.controls import Text, offer


class FindingChoice(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # takes no parameter when it runs
    """Each finding with the words around it; the datum itself is never shown."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(queryset=Finding.objects.none(), widget=forms.CheckboxSelectMultiple, **kwargs)

    def label_from_instance(self, obj: Any) -> str:
        return f"{obj.get_kind_display()}（{obj.where}）：{obj.before}【{obj.shown}】{obj.after}"


class SettleFindings(ActForm):
    """All open findings of ``kinds``, ticked."""

    kinds: ClassVar[frozenset[Kind]]

    findings = FindingChoice(label="要处理哪些", help_text="已经全部勾上；不一样处理的，去掉勾选，分几次办")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = open_findings(self.subject, self.kinds)
        offer(self.fields["findings"], rows)
        self.fields["findings"].initial = rows


class SettlePersonal(SettleFindings):
    """``proposed`` is chosen beforehand."""

    kinds = PERSONAL
    proposed: ClassVar[Decision] = Decision.MASKED

    decision = forms.ChoiceField(
        label="怎么处理",
        widget=forms.RadioSelect,
        choices=(
            (Decision.MASKED.value, "遮盖：系统把勾选的内容换成星号，不能恢复"),
            (Decision.KEPT.value, "依法公开，不遮盖"),
            (Decision.NOT_PERSONAL.value, "不是个人信息"),
        ),
    )
    reason = Text(label="理由", required=False, rows=3, help_text="不遮盖的必须填，例如“公务联系电话”")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["decision"].initial = self.proposed.value


class SettleSecrecy(SettleFindings):
    kinds = SECRECY

    reason = Text(label="保密审查结论", rows=4, help_text="写明为什么可以公开、依据什么条款")

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": Decision.CLEARED}


def unsettled(
    kinds: frozenset[Kind], decision: Decision, *, is_over: Callable[[Any], bool], until: str = "发布"
) -> WhyNot:
    """Why the actor may not settle findings now; ``until`` names the act after which it is too late."""

    def why_not(subject: Any, actor: Actor) -> str:
        if is_over(subject):
            return f"{until}以前才能处理筛查结果。"
        if not rules.holds(actor, DECIDERS[decision], subject.acting_organ_id):
            return "筛查结果要由本单位经办人、信息员或者保密审查员处理。"
        return "" if open_findings(subject, kinds).exists() else "没有要处理的。"

    return why_not
