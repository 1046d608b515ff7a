"""评议 in the staff site: the six steps, the sheet, who was invited, what came back."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.appraisal import forms, gates, selectors, services
from assessment.appraisal.models import Appraisal
from assessment.appraisal.services.importing import TAKES
from assessment.appraisal.states import BEFORE_OPEN, ORGANISERS, AppraisalState, Dimension
from assessment.problems.models import Problem
from portal.accounts import rules
from portal.actors import Actor
from portal.errors import NotAllowed
from portal.staff import visitor
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {
    AppraisalState.DRAFT: "plain",
    AppraisalState.PUBLISHED: "ok",
    AppraisalState.CLOSED: "ok",
    AppraisalState.CALLED_OFF: "plain",
}
FORBIDDEN = 403


def _organises(actor: Actor) -> bool:
    return any(actor.holds_anywhere(role) for role in ORGANISERS)


def _no_pen(row: Appraisal, actor: Actor) -> str:
    if row.state not in (AppraisalState.DRAFT, AppraisalState.ANNOUNCED):
        return "测评表已经定稿。"
    return "" if _organises(actor) else "测评表由政务公开办编。"


def _no_invitation(row: Appraisal, actor: Actor) -> str:
    if row.state not in BEFORE_OPEN:
        return "现在不邀请参评人员。"
    return "" if _organises(actor) else "参评人员由政务公开办邀请。"


def _no_import(row: Appraisal, actor: Actor) -> str:
    if row.state not in TAKES:
        return "发放测评表以后、公开结果以前才导入。"
    return "" if _organises(actor) else "第三方评估由政务公开办导入。"


def _no_follow_up(row: Appraisal, actor: Actor) -> str:
    if not row.has_results:
        return "结果公开以后才能登记问题、要求整改。"
    return "" if _organises(actor) else "由政务公开办办理。"


@admin.register(Appraisal)
class AppraisalAdmin(GovernedAdmin):
    nav_position = 87
    case_template = "admin/assessment/appraisal/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "announce": ActPage(services.announce, note="告示马上出现在网站上，每个评议对象都收到通知。"),
        "set_sheet": ActPage(
            services.set_sheet,
            forms.SetSheet,
            label="编测评表",
            why_not=_no_pen,
            mends=(gates.asks_in_every_dimension,),
        ),
        "settle_sheet": ActPage(services.settle_sheet, warning="定稿以后题目不再改。"),
        "invite": ActPage(
            services.invite,
            forms.Invite,
            label="邀请参评人员",
            why_not=_no_invitation,
            mends=(gates.has_invited_somebody,),
        ),
        "choose": ActPage(services.choose, warning="确定以后不再邀请。"),
        "brief": ActPage(services.brief, forms.Brief),
        "hand_out": ActPage(services.hand_out, note="网上测评马上开始，特邀人员凭评议码填写。"),
        "import_outside": ActPage(services.import_outside, forms.Outside, label="导入第三方评估", why_not=_no_import),
        "collect": ActPage(services.collect),
        "publish": ActPage(services.publish, forms.Publish, warning="各单位得分马上公开，公开以后不再变。"),
        "find_problem": ActPage(
            services.find_problem,
            forms.Problem,
            label="登记评议发现的问题",
            why_not=_no_follow_up,
            note="登记为考评问题，按当年的标准扣分；单位马上收到通知，可以提出异议。",
        ),
        "rectify": ActPage(
            services.rectify,
            label="起草整改通知书",
            why_not=_no_follow_up,
            note="这次评议登记的问题，没有发过整改通知的，一个单位一份。",
        ),
        "close": ActPage(services.close),
        "call_off": ActPage(services.call_off, ReasonForm),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "start": ActPage(
            services.start,
            forms.Start,
            label="组织一次评议",
            button="拟定",
            note="评议对象是全部镇、街道和市政府部门，系统列好；测评表先给出常用的题目，可以改。",
        )
    }
    list_display = ("title", "state_tag", "ends_on", "published_at")
    list_filter: ClassVar[Any] = ("state",)
    search_fields = ("title",)
    search_help_text = "名称"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Appraisal) -> SafeString:
        tone = TONES.get(AppraisalState(row.state), "warn")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    def may_create(self, actor: Actor) -> bool:
        return _organises(actor)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Appraisal.objects.visible_to(actor).order_by().values("pk"))

    def is_insider(self, subject: Appraisal, actor: Actor) -> bool:
        """How the sheets come in is not for those who are judged."""
        return rules.sees_every_organ(actor)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {"items": forms.as_typed(subject.items.all())} if act == "set_sheet" else {}

    def case_context(self, request: HttpRequest, subject: Appraisal, tab: str) -> dict[str, Any]:
        actor = visitor.actor(request)
        insider = rules.sees_every_organ(actor)
        found = Problem.objects.visible_to(actor).filter(
            subject_label=Appraisal._meta.label_lower, subject_id=subject.pk
        )
        return {
            "head_line": [f"{subject.ends_on:%Y年%-m月%-d日}截止"],
            "items": subject.items.all(),
            "tallies": selectors.tallies(subject) if insider else [],
            "results": selectors.published(subject) if subject.has_results else [],
            "dimensions": Dimension,
            "amount": subject.judged.count(),
            "problems": found.select_related("organ"),
            "has_codes": _organises(actor) and subject.invitations.filter(by_mail=False).exists(),
        }

    def get_urls(self) -> list[URLPattern]:
        codes = self.admin_site.admin_view(self.codes_view)
        return [
            path("<path:object_id>/change/codes/", codes, name="assessment_appraisal_codes"),
            *super().get_urls(),
        ]

    def codes_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The slips that go with letters of invitation; asked for with a button, because it stands in the record."""
        subject = self.subject_or_404(request, object_id)
        actor = visitor.actor(request)
        if not _organises(actor):
            why = NotAllowed("评议码由政务公开办下载。")
            return self._refused(request, why, self.case_url(subject))
        if request.method != "POST":
            return redirect(self.case_url(subject))
        found = services.take_codes(subject, actor=actor, at=visitor.moment(request))
        context = {**self.admin_site.each_context(request), "subject": subject, "slips": found, "title": "评议码"}
        response = TemplateResponse(request, "admin/assessment/appraisal/codes.html", context)
        add_never_cache_headers(response)
        return response


register(
    QueueSource(
        model=Appraisal,
        name="评议",
        visible=lambda actor: Appraisal.objects.visible_to(actor),
        steps=(
            Step("announce", {AppraisalState.DRAFT}, "下发通知", "等下发通知"),
            Step("settle_sheet", {AppraisalState.ANNOUNCED}, "测评表定稿", "等测评表定稿"),
            Step("choose", {AppraisalState.SHEET_READY}, "确定参评人员", "等确定参评人员"),
            Step("brief", {AppraisalState.CHOSEN}, "登记听取汇报", "等听取汇报"),
            Step("hand_out", {AppraisalState.BRIEFED}, "发放测评表", "等发放测评表"),
            Step("collect", {AppraisalState.OPEN}, "回收测评表", "正在测评"),
            Step("publish", {AppraisalState.COLLECTED}, "公开结果", "等公开结果"),
            Step("close", {AppraisalState.PUBLISHED}, "归档", "等归档"),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.get_state_display()}，{row.ends_on:%Y年%-m月%-d日}截止。",
    )
)
