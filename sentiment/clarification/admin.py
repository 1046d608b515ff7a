"""澄清 in the staff site: the list with what waits, the page of one, the question put to another organ."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import clock
from portal.accounts.states import Role
from portal.actors import Actor
from portal.notices.selectors import recipients_of
from portal.screening.selectors import findings_to_show
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from sentiment.clarification import forms, gates, services
from sentiment.clarification.approvals import rules_for
from sentiment.clarification.codes import NameOf
from sentiment.clarification.models import Clarification, Consent
from sentiment.clarification.selectors import unreported, watch
from sentiment.clarification.services.drafting import no_pen
from sentiment.clarification.services.releasing import not_to_note
from sentiment.clarification.services.transferring import not_to_transfer
from sentiment.clarification.states import FINDERS, ConsentState, State

FINDINGS_SHOWN = 50


class Watched(admin.SimpleListFilter):
    """督办视图 (S2-8.3a)."""

    title = "督办"
    parameter_name = "watch"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("unreported", "到时没有报告"), ("late", "超时报告的")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Clarification]) -> QuerySet[Clarification]:
        wanted = {"unreported": unreported(visitor.moment(request)), "late": Q(is_late=True)}.get(self.value() or "")
        return queryset.filter(wanted) if wanted is not None else queryset


@admin.register(Clarification)
class ClarificationAdmin(GovernedAdmin):
    nav_position = 31
    change_list_template = "admin/sentiment/clarification/change_list.html"
    case_template = "admin/sentiment/clarification/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "report": ActPage(services.report, note="政务公开办马上收到；从发现到报告的时间留在记录里。"),
        "confirm": ActPage(services.confirm, forms.Confirm),
        "dismiss": ActPage(services.dismiss, forms.Reason),
        "divert": ActPage(services.divert, forms.Divert, warning="以后由应急指挥机构统一发布，这里不再办理。"),
        "submit": ActPage(services.submit, note="按规则送主要负责人、市政府批准。"),
        "approve_head": ActPage(services.approve_head, note="请逐字看过：以本机关名义向社会澄清。"),
        "approve_city": ActPage(services.approve_city, forms.ApproveCity),
        "publish": ActPage(services.publish, note="马上在网站发布。别的渠道发了以后，在这里登记。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "evaluate": ActPage(services.evaluate, forms.Evaluate),
        "take_down": ActPage(services.take_down, forms.Reason, warning="原因会写在公开页面上。"),
        "write": ActPage(
            services.write,
            forms.Write,
            label="起草",
            button="保存",
            why_not=no_pen,
            mends=(gates.is_written, gates.others_agreed),
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda row: row.state != State.CONFIRMED,
            until="报批",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
        ),
        "note_release": ActPage(
            services.note_release,
            forms.Release,
            label="登记发布渠道",
            why_not=not_to_note,
            mends=(gates.went_out_everywhere,),
        ),
        "transfer": ActPage(services.transfer, forms.Transfer, label="移送公安", why_not=not_to_transfer, rare=True),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "find": ActPage(
            services.find,
            forms.Find,
            label="登记虚假、不完整信息",
            button="登记",
            note="登记以后马上报告政务公开办。",
        )
    }
    list_display = ("title", "kind", "state", "organ", "found_on", "late_tag")
    list_filter = ("state", Watched, "kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)
    search_help_text = "标题"

    @admin.display(description="发现时间", ordering="found_at")
    def found_on(self, row: Clarification) -> str:
        return f"{clock.local(row.found_at):%Y-%m-%d %H:%M}"

    @admin.display(description="报告", ordering="is_late")
    def late_tag(self, row: Clarification) -> SafeString | str:
        if row.is_late:
            return format_html('<span class="tag tag-{}">{}</span>', "bad", "超时")
        return "按时" if row.reported_at else ""

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in FINDERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Clarification.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "write":
            return {}
        names = ("title", "claim", "statement", "basis", "name_of", "channels")
        found = {name: getattr(subject, name) for name in names if getattr(subject, name)}
        asked = subject.consents.exclude(state=ConsentState.DROPPED).values_list("organ", flat=True)
        return found | {"organs": list(asked)} | ({"is_sensitive": subject.is_sensitive} if subject.statement else {})

    def case_context(self, request: HttpRequest, subject: Clarification, tab: str) -> dict[str, Any]:
        at = visitor.moment(request)
        head = "、".join(person.name for person in recipients_of(subject.organ.heir(), Role.HEAD, at=at))
        facts = [
            ("第一责任人", f"{subject.organ.name}主要负责人：{head or '还没有任命'}"),
            ("发现机关", subject.finder.name),
            ("发现", _moment(subject.found_at)),
            ("报告", _moment(subject.reported_at) + ("（超时）" if subject.is_late else "")),
            ("确认", _moment(subject.confirmed_at)),
            ("在哪里看到的", subject.seen_where),
            ("可能的影响", subject.harm),
            ("主要负责人审批", _signed(subject.head_approved_by, subject.head_approved_at)),
            ("市政府批准", f"{_signed(subject.city_approved_by, subject.city_approved_at)}{subject.city_approval}"),
            ("发布", _moment(subject.published_at)),
            ("效果", f"{subject.get_effect_display()}　{subject.effect_note}".strip()),
            ("应急处置的去向", subject.emergency_note),
            ("撤下的原因", subject.taken_down_reason),
        ]
        return {
            "headline": subject.title,
            "head_line": [subject.get_kind_display(), subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "approval_rules": rules_for(subject),
            "consents": subject.consents.select_related("organ").order_by("pk"),
            "releases": subject.releases.order_by("released_at", "pk"),
            "transfers": subject.transfers.order_by("pk"),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            rows = Clarification.objects.visible_to(visitor.actor(request))
            response.context_data["watch"] = watch(rows, at=visitor.moment(request))
        return response


@admin.register(Consent)
class ConsentAdmin(GovernedAdmin):
    nav_position = 32
    case_template = "admin/sentiment/consent/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "agree": ActPage(services.agree, forms.Opinion),
        "refuse": ActPage(services.refuse, forms.Objection),
    }
    list_display = ("clarification", "organ", "state", "asked_at")
    list_filter = ("state",)
    list_select_related = ("organ", "clarification")

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Consent.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Consent, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.clarification.title,
            "head_line": [f"{subject.clarification.organ.short_name}征求{subject.organ.short_name}的意见"],
        }


def _moment(moment: datetime | None) -> str:
    return f"{clock.local(moment):%Y年%-m月%-d日 %H:%M}" if moment else ""


def _signed(name: str, moment: datetime | None) -> str:
    return f"{name}，{_moment(moment)}　" if name else ""


_NEEDS_HEAD = Q(name_of=NameOf.ORGAN, head_approved_at=None)
_NEEDS_CITY = (Q(name_of=NameOf.CITY) | Q(is_sensitive=True)) & Q(city_approved_at=None) & ~_NEEDS_HEAD

register(
    QueueSource(
        model=Clarification,
        name="澄清",
        visible=lambda actor: Clarification.objects.visible_to(actor),
        steps=(
            Step("report", {State.FOUND}, "马上报告政务公开办", "等报告"),
            Step("confirm", {State.REPORTED}, "确认要不要澄清", "等确认"),
            Step("submit", {State.CONFIRMED}, "起草、报批", "等起草"),
            Step("approve_head", {State.APPROVAL}, "审批", "等主要负责人审批", when=_NEEDS_HEAD),
            Step("approve_city", {State.APPROVAL}, "市政府批准", "等市政府批准", when=_NEEDS_CITY),
            Step("publish", {State.APPROVAL}, "发布", "等发布", when=~_NEEDS_HEAD & ~_NEEDS_CITY),
            Step("evaluate", {State.PUBLISHED}, "登记渠道、评估效果", "等评估"),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_kind_display()}，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=Consent,
        name="澄清征求意见",
        visible=lambda actor: Consent.objects.visible_to(actor),
        steps=(Step("agree", {ConsentState.ASKED}, "答复能不能这样澄清", "等答复"),),
        headline=lambda row: row.clarification.title,
        situation=lambda row: f"{row.clarification.organ.short_name}征求意见：涉及{row.organ.short_name}的职责。",
        related=("organ", "clarification__organ"),
    )
)
