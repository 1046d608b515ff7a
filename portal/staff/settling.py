"""处理筛查结果: what was found in a subject, shown masked, and what is decided about it; alike on every subject."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any, ClassVar

from django import forms

from portal.accounts import rules
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY, Kind
from portal.screening.models import Finding
from portal.screening.selectors import open_findings
from portal.screening.states import DECIDERS, Decision
from portal.staff.acts import ActForm, ActPage, WhyNot
from portal.staff.controls import Text, offer
from portal.workflow import Gate


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
    """Masked by the system, or kept for a reason. ``proposed`` is chosen beforehand."""

    kinds = PERSONAL
    proposed: ClassVar[Decision | None] = Decision.MASKED

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
        self.fields["decision"].initial = self.proposed.value if self.proposed else None


class KeepPersonal(SettlePersonal):
    """For a text that is written anew by hand: nothing is masked by the system."""

    proposed = None

    decision = forms.ChoiceField(
        label="为什么可以留着",
        widget=forms.RadioSelect,
        choices=((Decision.KEPT.value, "依法公开，不遮盖"), (Decision.NOT_PERSONAL.value, "不是个人信息")),
        help_text="要去掉的，请改写文字；文件请换成遮盖过的副本",
    )
    reason = Text(label="理由", rows=3, help_text="例如“公务联系电话”")


class SettleSecrecy(SettleFindings):
    kinds = SECRECY

    reason = Text(label="保密审查结论", rows=4, help_text="写明为什么可以公开、依据什么条款")

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": Decision.CLEARED}


class SettleUnread(SettleFindings):
    """Files the system could not read: a person has looked at them."""

    kinds = frozenset({Kind.UNREADABLE})

    reason = Text(
        label="书面确认",
        rows=4,
        help_text="写明怎么看的、看到了什么，例如：已打开原件逐页核对，是办公楼照片，没有涉密内容和个人信息",
    )

    def arguments(self) -> dict[str, Any]:
        return {**self.cleaned_data, "decision": Decision.CONFIRMED}


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


def pages(
    service: Callable[..., object],
    *,
    is_over: Callable[[Any], bool],
    until: str = "发布",
    form: type[SettlePersonal] = SettlePersonal,
    personal: Sequence[Gate],
    secrecy: Sequence[Gate],
    unread: Sequence[Gate] = (),
) -> dict[str, ActPage]:
    """The acts of a subject's admin; the gates are those that each kind of findings keeps shut. With ``unread`` the
    subject has files, and what could not be read in them is confirmed."""
    why_not = partial(unsettled, is_over=is_over, until=until)
    found = {
        "settle_personal": ActPage(
            service,
            form,
            label="处理个人信息",
            button="确定",
            mends=tuple(personal),
            why_not=why_not(PERSONAL, Decision.KEPT),
        ),
        "settle_secrecy": ActPage(
            service,
            SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=tuple(secrecy),
            why_not=why_not(SECRECY, Decision.CLEARED),
        ),
    }
    if unread:
        found["settle_unread"] = ActPage(
            service,
            SettleUnread,
            label="确认没有读出来的内容",
            button="确定",
            mends=tuple(unread),
            why_not=why_not(SettleUnread.kinds, Decision.CONFIRMED),
        )
    return found
