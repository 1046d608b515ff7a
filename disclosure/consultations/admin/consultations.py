"""预公开和征求意见: the list with what is overdue, the page of one, its acts; grouping and export hang below it."""

import re
from datetime import datetime
from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.consultations import gates, selectors, services, staff_forms, survey
from disclosure.consultations.admin import grouping
from disclosure.consultations.codes import ELEMENTS, Exclusion, QuestionKind, SecretKind
from disclosure.consultations.models import Consultation
from disclosure.consultations.services.answering import not_to_answer
from disclosure.consultations.services.drafting import no_pen
from disclosure.consultations.services.opening import not_to_extend
from disclosure.consultations.services.results import not_to_write_result
from disclosure.consultations.states import DRAFTERS, OPENED, State
from portal import clock
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import findings_to_show
from portal.screening.states import Decision
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from portal.workflow import may_move

FINDINGS_SHOWN = 50
_NUMBER = re.compile("[0-9]{1,18}")
TONES: dict[str, str] = {
    State.OPEN: "ok",
    State.CLOSED: "wait",
    State.RESULT_REVIEW: "wait",
    State.RESULT: "ok",
    State.CANCELLED: "plain",
}
_WRITTEN = ("title", "category", "scope", "legal_kind", "publish_ways", "participation", "days", "short_reason")
_unsettled = partial(settling.unsettled, is_over=lambda row: row.state not in (State.DRAFT, State.CLOSED), until="送审")


def _not_to_review(consultation: Consultation, actor: Actor) -> str:
    if consultation.state != State.REVIEW:
        return "送审以后才审查。"
    return may_move(consultation, consultation.workflow["clear"], actor)


class Overdue(admin.SimpleListFilter):
    """What the oversight office looks for."""

    title = "期限"
    parameter_name = "due"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "结果超期没有公布"), ("late", "公布了，但是超期"), ("short", "缩短了期限")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Consultation]) -> QuerySet[Consultation]:
        at = visitor.moment(request)
        wanted = {"overdue": selectors.overdue(at), "late": Q(is_late=True), "short": ~Q(shortener_id=None)}
        chosen = wanted.get(self.value() or "")
        return queryset.filter(chosen) if chosen is not None else queryset


@admin.register(Consultation)
class ConsultationAdmin(GovernedAdmin):
    nav_position = 13
    case_template = "admin/disclosure/consultation/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "submit": ActPage(services.submit, note="送保密审查员审查，再由签发人批准。"),
        "approve": ActPage(services.approve, note="批准以后就可以发布。期限不满30日的，您批准缩短，姓名留在记录里。"),
        "publish": ActPage(services.publish, note="任何人马上能看到，能提意见。草案的文字从此不能再改。"),
        "send_back": ActPage(services.send_back, staff_forms.Reason, rare=True),
        "exempt": ActPage(services.exempt, staff_forms.Exempt, rare=True),
        "submit_result": ActPage(services.submit_result, note="由另一个人审核。公布以前，答复不对外。"),
        "return_result": ActPage(services.return_result, staff_forms.Reason),
        "publish_result": ActPage(services.publish_result, note="采纳情况说明和全部答复一起公开。"),
        "cancel": ActPage(services.cancel, staff_forms.Reason, warning="取消以后不能恢复，页面上会写明原因。"),
        "review_secrecy": ActPage(
            services.review_secrecy, staff_forms.ReviewSecrecy, label="保密审查", why_not=_not_to_review
        ),
        "change": ActPage(
            services.change,
            staff_forms.Write,
            label="修改材料",
            button="保存",
            why_not=no_pen,
            mends=(gates.materials_are_there, gates.period_is_lawful, gates.ways_are_there),
        ),
        "set_questions": ActPage(
            services.set_questions, staff_forms.SetQuestions, label="编问卷", button="保存", why_not=no_pen
        ),
        "settle_personal": ActPage(
            services.settle_findings,
            staff_forms.SettlePersonal,
            label="处理个人信息",
            button="确定",
            mends=(gates.is_screened, gates.result_is_screened),
            why_not=_unsettled(PERSONAL, Decision.KEPT),
        ),
        "settle_secrecy": ActPage(
            services.settle_findings,
            settling.SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=(gates.is_screened, gates.result_is_screened),
            why_not=_unsettled(SECRECY, Decision.CLEARED),
        ),
        "extend": ActPage(services.extend, staff_forms.Extend, label="延长", why_not=not_to_extend, rare=True),
        "name_theme": ActPage(services.name_theme, staff_forms.NameTheme, label="立一个主题", why_not=not_to_answer),
        "answer_theme": ActPage(
            services.answer_theme,
            staff_forms.AnswerTheme,
            label="答复一个主题",
            why_not=not_to_answer,
            mends=(gates.every_opinion_is_answered, gates.concentrated_views_have_reasons),
            note="答复先不公开，和结果一起公布。",
        ),
        "drop_theme": ActPage(
            services.drop_theme, staff_forms.DropTheme, label="撤掉一个主题", why_not=not_to_answer, rare=True
        ),
        "write_result": ActPage(
            services.write_result,
            staff_forms.WriteResult,
            label="写采纳情况说明",
            button="保存",
            why_not=not_to_write_result,
            mends=(gates.has_a_statement,),
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "create": ActPage(services.create, staff_forms.Create, label="起草征求意见", button="保存")
    }
    list_display = ("title", "state_tag", "category", "ends_on", "result_due", "organ_name")
    list_display_links = ("title",)
    list_filter = ("state", Overdue, "category", "legal_kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)
    search_help_text = "标题"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Consultation) -> SafeString:
        tone = TONES.get(row.state, "plain")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    @admin.display(description="结果")
    def result_due(self, row: Any) -> SafeString | str:
        """Overdue in words, not in colour alone."""
        if row.result_at:
            return f"{clock.local(row.result_at):%Y-%m-%d}公布"
        if row.due_on is None:
            return ""
        tone, words = ("bad", "超期，应当") if row.is_over else ("wait", "最晚")
        return format_html('<span class="tag tag-{}">{}{}公布</span>', tone, words, f"{row.due_on:%Y-%m-%d}")

    @admin.display(description="机关", ordering="organ")
    def organ_name(self, row: Consultation) -> str:
        return row.organ.short_name

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Consultation.objects.visible_to(actor).order_by().values("pk"))

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return selectors.with_due(super().get_queryset(request), at=visitor.moment(request))

    def get_urls(self) -> list[URLPattern]:
        def named(view: Any) -> Any:
            return self.admin_site.admin_view(partial(view, self))

        below = "<path:object_id>/change"
        return [
            path(f"{below}/grouping/", named(grouping.grouping), name="consultation_grouping"),
            path(f"{below}/opinions.<str:ending>", named(grouping.export), name="consultation_export"),
            path(f"{below}/file/<int:pk>/", named(grouping.file), name="consultation_file"),
            *super().get_urls(),
        ]

    def tabs(self, subject: Any) -> list[Tab]:
        tabs = [Tab("work", "办理"), Tab("figures", "统计", subject.opinions.counted().count())]
        return [*tabs, Tab("texts", "问卷文字")] if subject.questions.filter(kind=QuestionKind.TEXT).exists() else tabs

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act == "change":
            return {name: getattr(subject, name) for name in (*_WRITTEN, *(row.name for row in ELEMENTS))}
        if act == "set_questions":
            return {"questions": staff_forms.SetQuestions.typed(subject.questions.all())}
        return {"result_summary": subject.result_summary} if act == "write_result" else {}

    def case_context(self, request: HttpRequest, subject: Consultation, tab: str) -> dict[str, Any]:
        secret = "、".join(str(SecretKind(code).label) for code in subject.secrecy_kinds.split(",") if code)
        facts = [
            ("机关", subject.organ.name),
            ("要出台的文件", subject.document.title if subject.document else ""),
            ("参与事项范围", subject.get_scope_display()),
            ("适用的期限", subject.get_legal_kind_display()),
            ("公布方式", "、".join(subject.names_of_ways())),
            ("参与方式", "、".join(subject.names_of_participation())),
            ("决定预公开", _day(subject.decided_on)),
            ("征求意见", f"{subject.days}日" + (f"，{_day(subject.ends_on)}截止" if subject.ends_on else "")),
            ("缩短期限的理由", subject.short_reason),
            ("延长的理由", subject.extended_reason),
            ("保密审查", subject.secrecy_opinion + (f"（涉及{secret}）" if secret else "")),
            ("不适用", f"{Exclusion(subject.exclusion).label}　{subject.exclusion_basis}" if subject.exclusion else ""),
            ("取消的原因", subject.cancelled_reason),
        ]
        opened = subject.state in OPENED
        context: dict[str, Any] = {
            "head_line": [subject.get_category_display(), subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "texts": [(row.label, getattr(subject, row.name)) for row in ELEMENTS if getattr(subject, row.name)],
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
            "themes": selectors.themes_of(subject) if opened else [],
            "ungrouped": subject.opinions.counted().filter(theme=None).count() if opened else 0,
            "is_opened": opened,
        }
        if tab == "figures":
            found = survey.survey_of(subject)
            context |= {"figures": selectors.figures(subject), "survey": found if found.outcomes else None}
        if tab == "texts":
            after = request.GET.get("after", "")
            context["written"] = survey.written(subject, after=int(after) if _NUMBER.fullmatch(after) else 0)
        return context


def _day(day: Any) -> str:
    return f"{day:%Y年%-m月%-d日}" if day else ""


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter_id=actor.id) | Q(editor_id=actor.id)


def _answered(actor: Actor, _at: datetime) -> Q:
    return Q(result_drafter_id=actor.id)


register(
    QueueSource(
        model=Consultation,
        name="征求意见",
        visible=lambda actor: Consultation.objects.visible_to(actor),
        steps=(
            Step("submit", {State.DRAFT}, "写好材料，送保密审查", "等送审"),
            Step("clear", {State.REVIEW}, "保密审查", "等保密审查", not_for=_drafted),
            Step("approve", {State.CLEARED}, "批准预公开", "等批准", not_for=_drafted),
            Step("publish", {State.APPROVED}, "发布，开始征求意见", "等发布"),
            Step("submit_result", {State.CLOSED}, "归纳、答复意见，送审结果", "等结果送审"),
            Step("publish_result", {State.RESULT_REVIEW}, "审核并公布结果", "等审核结果", not_for=_answered),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_category_display()}，{row.get_state_display()}。",
    )
)
