"""政策咨询 in the staff site."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.documents.admin.acts import offer
from disclosure.documents.models import Document
from interpretation.judging.rules import explaining_organ
from interpretation.questions import forms, gates, services
from interpretation.questions.models import Question
from interpretation.questions.selectors import asked_since_explained
from interpretation.questions.states import ANSWERERS, QuestionState
from portal.accounts import rules
from portal.actors import Actor
from portal.screening.selectors import findings_to_show
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData

FINDINGS_SHOWN = 50


def may_not_compose(document: Document, actor: Actor) -> str:
    if not document.is_public:
        return "文件公开以后才编问答。"
    organ = explaining_organ(document)
    return "" if rules.holds(actor, ANSWERERS, organ.pk) else f"问答由{organ.short_name}经办人、信息员编写。"


offer(
    {
        "compose": ActPage(
            services.compose,
            forms.Answer,
            label="编政策问答",
            button="送审核",
            note="问得多的，主动写成问答。由另一个人审核以后，和公开的咨询一起显示在文件页面上。",
            why_not=may_not_compose,
        )
    }
)


@admin.register(Question)
class QuestionAdmin(RevealsPersonalData):
    nav_position = 13
    case_template = "admin/interpretation/question/case.html"
    change_list_template = "admin/interpretation/question/change_list.html"
    acts = {
        "answer": ActPage(
            services.answer,
            forms.Answer,
            button="送审核",
            note="写明依据，由另一个人审核以后公开。",
            mends=(gates.nothing_is_found,),
        ),
        "publish": ActPage(services.publish, note="问题和答复马上显示在文件页面上。"),
        "close": ActPage(services.close, forms.Reason),
        "withdraw": ActPage(services.withdraw, forms.Reason, warning="撤下以后不能恢复。"),
    }
    list_display = ("heading", "state", "organ_name", "at", "published_at")
    list_display_links = ("heading",)
    list_filter = ("state", "is_own", "at", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "document")
    empty_value_display = "没有公开"
    search_fields = ("question", "document__title")
    search_help_text = "问题、文件标题"

    @admin.display(description="问题", ordering="pk")
    def heading(self, row: Question) -> SafeString:
        return format_html('<span class="number">{}</span>{}', row.document, row.question)

    @admin.display(description="答复单位", ordering="organ__position")
    def organ_name(self, row: Question) -> str:
        return row.organ.short_name

    def case_context(self, request: HttpRequest, subject: Question, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.question[:60],
            "head_line": ["本单位编写的问答" if subject.is_own else "公众咨询", subject.organ.short_name],
            "personal_facts": self.personal_facts(request, subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """With the documents people ask about again and again."""
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data:
            seen = of_own_organs(Question.objects.all(), visitor.actor(request))
            response.context_data["asked"] = asked_since_explained(seen, at=visitor.moment(request))
        return response


def _answered(actor: Actor, _at: datetime) -> Q:
    return Q(answerer=actor.id)


register(
    QueueSource(
        model=Question,
        name="政策咨询",
        visible=lambda actor: of_own_organs(Question.objects.all(), actor),
        steps=(
            Step("answer", {QuestionState.ASKED}, "答复政策咨询", "等答复"),
            Step("publish", {QuestionState.ANSWERED}, "审核答复", "等审核答复", not_for=_answered),
        ),
        headline=lambda row: row.question[:60],
        situation=lambda row: f"{row.organ.short_name}，{row.get_state_display()}。",
    )
)
