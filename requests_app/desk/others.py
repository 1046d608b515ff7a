"""延期, 说明理由, 救济, 请假代办, 信息处理费 in the staff site: the small registers beside the requests."""

from collections.abc import Callable
from functools import partial
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from portal.accounts import rules
from portal.accounts.models import Organ, User
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import local
from portal.staff.acts import ActPage
from portal.staff.controls import Text, choices, offer
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from requests_app.asking import services as asking
from requests_app.asking.models import Demand
from requests_app.cases import services as cases
from requests_app.cases.models import DisclosureRequest, StandIn
from requests_app.cases.states import DRAFTERS
from requests_app.charging import services as charging
from requests_app.charging.models import FeePolicy
from requests_app.charging.states import Method
from requests_app.desk.acts import REFER_NOTE, answer_referral
from requests_app.desk.forms import DeskForm, referring
from requests_app.desk.forms.asking import JudgeReasons, ToApplicant
from requests_app.desk.forms.receiving import Reason
from requests_app.extending import services as extending
from requests_app.extending.models import Extension
from requests_app.remedies import services as remedies
from requests_app.remedies.models import Remedy
from requests_app.remedies.moves import REGISTRARS
from requests_app.remedies.states import REFERABLE, RemedyState, Result


class _ApproveForm(ToApplicant):
    """The subject here is the extension; the ways open are those of its request."""

    def __init__(self, *args: Any, subject: Any, **kwargs: Any) -> None:
        super().__init__(*args, subject=subject.request, **kwargs)


class _OfRequests(GovernedAdmin):
    """Base of what hangs on a request: seen by whoever sees the request."""

    case_template = "admin/requests_app/beside.html"
    list_select_related = ("request__organ",)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(request__in=DisclosureRequest.objects.visible_to(actor))


@admin.register(Extension)
class ExtensionAdmin(_OfRequests):
    nav_position = 6
    acts: ClassVar[dict[str, ActPage]] = {
        "approve": ActPage(
            extending.approve, _ApproveForm, note="同意以后出具延期答复告知书。在原截止日以前送达申请人，期限才延长。"
        ),
        "refuse": ActPage(extending.refuse, Reason),
        "cancel": ActPage(extending.cancel, Reason, warning="作废以后要延期的，重新申请。"),
    }
    list_display = ("request", "state", "days", "proposed_by", "proposed_at", "served_on")
    list_filter = ("state",)

    def case_context(self, request: HttpRequest, subject: Extension, tab: str) -> dict[str, Any]:
        facts = [
            ("延长", f"{subject.days}个工作日"),
            ("理由", subject.reason),
            ("提出", f"{subject.proposed_by}，{local(subject.proposed_at):%Y年%-m月%-d日}"),
            ("同意人", subject.approved_by),
            ("文书", str(subject.letter or "")),
            ("送达日", str(subject.served_on or "")),
        ]
        return {"headline": subject.request.headline, "beside_facts": [fact for fact in facts if fact[1]]}


def _found(is_reasonable: bool) -> Callable[..., Demand]:
    """The finding about the reasons; which of the two is the act."""
    return partial(asking.answer_demand, is_reasonable=is_reasonable)


@admin.register(Demand)
class DemandAdmin(_OfRequests):
    nav_position = 6
    acts: ClassVar[dict[str, ActPage]] = {
        "accept": ActPage(
            _found(is_reasonable=True), JudgeReasons, note="照常办理；需要更长时间的，再到申请里“延迟答复”。"
        ),
        "reject": ActPage(
            _found(is_reasonable=False), JudgeReasons, note="再到申请里拟“不予处理”，照常送审、签发、送达。"
        ),
        "note_silence": ActPage(asking.note_silence, note="说明期限满了、什么也没有收到的，才能登记。"),
    }
    list_display = ("request", "state", "sent_on", "answer_by", "explained_at", "delayed_to")
    list_filter = ("state",)

    def case_context(self, request: HttpRequest, subject: Demand, tab: str) -> dict[str, Any]:
        told = subject.explained_at
        facts = [
            ("数量、频次的事实", subject.facts),
            ("文书", str(subject.letter)),
            ("说明期限", f"{subject.answer_by:%Y年%-m月%-d日}"),
            ("申请人的理由", subject.answer),
            ("网上说明的时间", f"{local(told):%Y年%-m月%-d日 %H:%M}" if told else ""),
            ("机关的认定", subject.finding),
            ("延迟到", f"{subject.delayed_to:%Y年%-m月%-d日}" if subject.delayed_to else ""),
        ]
        return {"headline": subject.request.headline, "beside_facts": [fact for fact in facts if fact[1]]}


class _Answered(DeskForm):
    answered_on = forms.DateField(label="提交书面答复和证据的日子")


class _Closed(DeskForm):
    result = forms.ChoiceField(label="结果", choices=Result.choices, widget=forms.RadioSelect)
    result_text = Text(label="结果的内容", rows=4)
    decided_on = forms.DateField(label="审结日")
    decide_again = forms.BooleanField(label="责令重新答复", required=False)
    redo_days = forms.IntegerField(label="限几个工作日重新答复", required=False)


def _may_not_refer(remedy: Any, actor: Actor) -> str:
    if remedy.state != RemedyState.OPEN or remedy.kind not in REFERABLE:
        return "行政复议、行政诉讼审结以前才提请确定。"
    may = rules.holds(actor, REGISTRARS, remedy.acting_organ_id)
    return "" if may else "救济由公开工作机构负责人、部门审核人、签发人登记。"


def _nothing_referred(remedy: Any, actor: Actor) -> str:
    if not rules.holds(actor, REGISTRARS, remedy.acting_organ_id):
        return "救济由公开工作机构负责人、部门审核人、签发人登记。"
    return "" if remedy.referrals.filter(answered_on=None).exists() else "没有等答复的提请。"


@admin.register(Remedy)
class RemedyAdmin(_OfRequests):
    nav_position = 7
    acts: ClassVar[dict[str, ActPage]] = {
        "answer": ActPage(remedies.answer, _Answered),
        "close": ActPage(remedies.close, _Closed, note="责令重新答复的，再到申请里“重新处理”。"),
        "refer": ActPage(
            remedies.refer, referring.Refer, label="登记提请确定", why_not=_may_not_refer, note=REFER_NOTE
        ),
        "answer_referral": ActPage(
            answer_referral, referring.AnswerReferral, label="登记确定的答复", why_not=_nothing_referred
        ),
    }
    case_template = "admin/requests_app/remedy.html"
    list_display = ("request", "kind", "state", "authority", "accepted_on", "result", "decided_on", "referred")
    list_filter = ("kind", "state", "result")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("referrals")

    @admin.display(description="提请确定")
    def referred(self, row: Remedy) -> str:
        """The last one counts: whether it was answered and what with."""
        found = list(row.referrals.all())
        return (found[-1].get_conclusion_display() or "等答复") if found else ""

    def case_context(self, request: HttpRequest, subject: Remedy, tab: str) -> dict[str, Any]:
        facts = [
            ("种类", subject.get_kind_display()),
            ("办理机关", subject.authority),
            ("案号", subject.case_number),
            ("受理日", str(subject.accepted_on)),
            ("收到副本", str(subject.served_on or "")),
            ("书面答复", str(subject.answered_on or "")),
            ("结果", subject.get_result_display() if subject.result else ""),
            ("结果的内容", subject.result_text),
            ("审结日", str(subject.decided_on or "")),
        ]
        return {
            "headline": subject.request.headline,
            "beside_facts": [fact for fact in facts if fact[1]],
            "referrals": subject.referrals.select_related("text", "answer_file"),
        }


class _StandInForm(DeskForm):
    absent = forms.ModelChoiceField(User.objects.none(), label="谁请假", empty_label=None)
    deputy = forms.ModelChoiceField(User.objects.none(), label="谁代办", empty_label="请选择")
    starts_on = forms.DateField(label="起")
    ends_on = forms.DateField(label="止")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        organs = self.actor.organ_ids()
        people = User.objects.filter(is_active=True, appointments__organ__in=organs).distinct().order_by("pk")
        may_name = any(self.actor.holds_anywhere(role) for role in (Role.DISCLOSURE_HEAD,))
        offer(self.fields["absent"], people if may_name else people.filter(pk__in=[self.actor.id]))
        offer(self.fields["deputy"], people.filter(appointments__role__in=DRAFTERS))


@admin.register(StandIn)
class StandInAdmin(GovernedAdmin):
    nav_position = 8
    starts: ClassVar[dict[str, ActPage]] = {
        "set_stand_in": ActPage(
            cases.set_stand_in, _StandInForm, label="登记请假代办", note="请假期间，请假人的案件列在代办人的待办里。"
        )
    }
    case_template = "admin/requests_app/beside.html"
    list_display = ("absent", "deputy", "starts_on", "ends_on")

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(absent__appointments__organ__in=actor.organ_ids()).distinct()

    def case_context(self, request: HttpRequest, subject: StandIn, tab: str) -> dict[str, Any]:
        facts = [("请假人", str(subject.absent)), ("代办人", str(subject.deputy))]
        return {"beside_facts": [*facts, ("起", str(subject.starts_on)), ("止", str(subject.ends_on))]}


class _PolicyForm(DeskForm):
    organ = forms.ModelChoiceField(Organ.objects.none(), label="机关", empty_label=None)
    method = forms.ChoiceField(label="计费方式", choices=choices(Method.choices), help_text="只能选一种，不能同时用")
    basis = Text(label="依据", help_text="启用收费的决定和文号")
    payment = Text(label="缴纳方式", help_text="写进收费通知书，例如：凭缴款书到代收银行缴纳")
    starts_on = forms.DateField(label="起用日", help_text="不能早于今天")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self.fields["organ"], Organ.objects.filter(pk__in=self.actor.organ_ids(Role.HEAD)))


def _may_not_give_up(policy: Any, actor: Actor) -> str:
    if policy.ends_on is not None:
        return "已经停用。"
    return "" if actor.holds(Role.HEAD, policy.organ_id) else "启用、停用由主要负责人决定。"


@admin.register(FeePolicy)
class FeePolicyAdmin(GovernedAdmin):
    nav_position = 9
    acts: ClassVar[dict[str, ActPage]] = {
        "give_up": ActPage(charging.give_up, label="停用", why_not=_may_not_give_up, note="从明天起不再收费。")
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "take_up": ActPage(charging.take_up, _PolicyForm, label="启用信息处理费", note="没有启用的机关一律不收费。")
    }
    case_template = "admin/requests_app/beside.html"
    list_display = ("organ", "method", "starts_on", "ends_on")

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.HEAD)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return of_own_organs(rows, actor)

    def case_context(self, request: HttpRequest, subject: FeePolicy, tab: str) -> dict[str, Any]:
        facts = [
            ("机关", subject.organ.name),
            ("计费方式", subject.get_method_display()),
            ("依据", subject.basis),
            ("缴纳方式", subject.payment),
            ("起用日", str(subject.starts_on)),
            ("停用日", str(subject.ends_on or "在用")),
        ]
        return {"beside_facts": facts}
