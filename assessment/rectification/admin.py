"""整改 in the staff site: the notices with their letters and what came back; the criticisms."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from assessment.rectification import forms, gates, services
from assessment.rectification.fields import DRAFTED
from assessment.rectification.models import Criticism, FeedbackFile, Rectification
from assessment.rectification.states import DRAFTERS, CriticismState, RectificationState
from portal.actors import Actor
from portal.errors import DomainError
from portal.files.serving import send
from portal.letters.services import letter_file
from portal.staff import visitor
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {RectificationState.CLEARED: "ok", RectificationState.DROPPED: "plain", RectificationState.DRAFT: "plain"}
CONFLICT = 409
ENDINGS = ("docx", "pdf")


def _no_draft(row: Rectification, actor: Actor) -> str:
    if row.state != RectificationState.DRAFT:
        return "通知书已经下发。"
    return "" if any(actor.holds_anywhere(role) for role in DRAFTERS) else "草稿由政务公开办修改。"


@admin.register(Rectification)
class RectificationAdmin(GovernedAdmin):
    nav_position = 85
    case_template = "admin/assessment/rectification/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "issue": ActPage(
            services.issue,
            in_bulk=True,
            note="下发以后出具编号的整改通知书，期限从今天算起，单位马上收到通知。",
        ),
        "change_draft": ActPage(
            services.change_draft, forms.Change, label="修改草稿", why_not=_no_draft, mends=(gates.names_problems,)
        ),
        "take_out": ActPage(services.take_out, forms.TakeOut, label="移出一个问题", why_not=_no_draft, rare=True),
        "drop": ActPage(services.drop, ReasonForm),
        "answer": ActPage(services.answer, forms.Answer, note="提交以后由政务公开办复核；期限到此停止计算。"),
        "clear": ActPage(services.clear, forms.Review),
        "repeat": ActPage(services.repeat, forms.Review, note="期限从今天起重新计算，单位马上收到通知。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "draft": ActPage(
            services.draft,
            forms.Draft,
            label="起草整改通知书",
            button="起草",
            note="还没有发过整改通知的问题，一个单位一份。起草以后可以改，再逐份或者一起下发。",
        )
    }
    list_display = ("title", "organ_name", "amount", "state_tag", "issued_at")
    list_filter: ClassVar[Any] = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "letter")

    @admin.display(description="整改通知", ordering="pk")
    def title(self, row: Rectification) -> str:
        return str(row)

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: Rectification) -> str:
        return row.organ.short_name

    @admin.display(description="问题")
    def amount(self, row: Rectification) -> str:
        return f"{len(row.items.all())}个"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Rectification) -> SafeString:
        tone = TONES.get(RectificationState(row.state), "warn")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return super().get_queryset(request).prefetch_related("items")

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Rectification.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in DRAFTED} if act == "change_draft" else {}

    def case_context(self, request: HttpRequest, subject: Rectification, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name, f"第{subject.round}次整改"],
            "items": subject.items.select_related("problem"),
            "feedback": subject.feedback.prefetch_related("files__file"),
            "criticisms": Criticism.objects.visible_to(visitor.actor(request)).filter(rectification=subject),
        }

    def get_urls(self) -> list[URLPattern]:
        file, letter = self.admin_site.admin_view(self.file_view), self.admin_site.admin_view(self.letter_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_rectification_file"),
            path("<path:object_id>/change/letter/<slug:ending>/", letter, name="assessment_rectification_letter"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever may see the notice."""
        subject = self.subject_or_404(request, object_id)
        rows = FeedbackFile.objects.filter(feedback__rectification=subject).select_related("file")
        return send(request, get_object_or_404(rows, pk=file_id).file)

    def letter_view(self, request: HttpRequest, object_id: str, ending: str) -> HttpResponse:
        """The notice itself, or in words why it cannot be made here."""
        subject = self.subject_or_404(request, object_id)
        if ending not in ENDINGS or subject.letter is None:
            raise Http404
        try:
            made = letter_file(subject.letter, ending, at=visitor.moment(request))
        except DomainError as error:
            return HttpResponse(error.message, status=CONFLICT, content_type="text/plain; charset=utf-8")
        response = HttpResponse(made.content, content_type=made.content_type)
        named = content_disposition_header(as_attachment=True, filename=made.name)
        response["Content-Disposition"] = named or "attachment"
        add_never_cache_headers(response)
        return response


@admin.register(Criticism)
class CriticismAdmin(GovernedAdmin):
    nav_position = 86
    case_template = "admin/assessment/criticism/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "circulate": ActPage(services.circulate, forms.Circulate, note="全市各单位的负责人都收到。"),
        "dismiss": ActPage(services.dismiss, ReasonForm),
    }
    list_display = ("title", "grounds", "state", "proposed_at")
    list_filter: ClassVar[Any] = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    @admin.display(description="通报批评", ordering="pk")
    def title(self, row: Criticism) -> str:
        return str(row)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Criticism.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Criticism, tab: str) -> dict[str, Any]:
        notices = Rectification.objects.visible_to(visitor.actor(request))
        return {
            "head_line": [subject.organ.short_name],
            "notice": notices.filter(pk=subject.rectification_id).select_related("organ", "letter").first(),
        }


register(
    QueueSource(
        model=Rectification,
        name="整改通知",
        visible=lambda actor: Rectification.objects.visible_to(actor),
        steps=(
            Step("issue", {RectificationState.DRAFT}, "下发整改通知书", "等下发"),
            Step("answer", {RectificationState.ISSUED}, "整改并反馈", "等单位反馈"),
            Step("clear", {RectificationState.ANSWERED}, "复核整改", "等复核"),
        ),
        headline=str,
        situation=lambda row: f"{row.organ.short_name}，{row.get_state_display()}。",
        related=("organ", "letter"),
    )
)
register(
    QueueSource(
        model=Criticism,
        name="通报批评",
        visible=lambda actor: Criticism.objects.visible_to(actor),
        steps=(Step("circulate", {CriticismState.PROPOSED}, "决定是否通报批评", "等领导小组决定"),),
        headline=str,
        situation=lambda row: f"{row.grounds}。",
    )
)
