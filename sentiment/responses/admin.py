"""舆情回应 in the staff site. An answer begins on the page of its ticket."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from portal.actors import Actor
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from sentiment.responses import forms, gates, services
from sentiment.responses.elements import ELEMENTS
from sentiment.responses.models import Response
from sentiment.responses.states import BEFORE, ResponseState

FINDINGS_SHOWN = 50


@admin.register(Response)
class ResponseAdmin(GovernedAdmin):
    nav_position = 61
    case_template = "admin/sentiment/response/case.html"
    acts = {
        "submit": ActPage(services.submit, note="送保密审查；时钟一直在走。"),
        "clear": ActPage(services.clear, note="先审查、后公开。审查通过以后由分管领导签发。"),
        "publish": ActPage(services.publish, note="马上在“回应关切”公开，首次回应的时间由系统记录。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "withdraw": ActPage(services.withdraw, forms.Withdraw, warning="撤回以后不能恢复。页面留下撤回的时间和理由。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，可以重新起草。"),
        "change": ActPage(
            services.change,
            forms.Write,
            label="修改",
            button="保存",
            note="改了文字，涉事单位要重新确认口径。",
            mends=(gates.elements_are_there, gates.conference_was_held),
            why_not=services.no_pen,
        ),
        "concur": ActPage(
            services.concur,
            forms.Concur,
            label="确认口径",
            mends=(gates.organs_agree,),
            why_not=services.no_word,
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda response: response.state not in BEFORE,
            personal=(gates.personal_data_is_settled,),
            secrecy=(gates.secrecy_words_are_settled,),
        ),
    }
    list_display = ("title", "kind", "form", "state", "organ", "published_at")
    list_filter = ("state", "kind", "form", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "question", "body")
    search_help_text = "标题、群众关切、回应内容"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Response.objects.visible_to(actor).values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in forms.Write.base_fields} if act == "change" else {}

    def case_context(self, request: HttpRequest, subject: Response, tab: str) -> dict[str, Any]:
        facts = [("形式", subject.get_form_display())]
        facts += [(row.label, getattr(subject, row.field)) for row in ELEMENTS]
        return {
            "headline": subject.title,
            "head_line": [subject.get_kind_display(), subject.organ.short_name],
            "row_facts": [(label, words) for label, words in facts if words],
            "words_of_others": subject.concurrences.select_related("organ").order_by("pk"),
            "current_digest": subject.digest,
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter=actor.id)


def _touched(actor: Actor, _at: datetime) -> Q:
    return Q(drafter=actor.id) | Q(clearer=actor.id)


register(
    QueueSource(
        model=Response,
        name="舆情回应",
        visible=lambda actor: Response.objects.visible_to(actor),
        steps=(
            Step("submit", {ResponseState.DRAFT}, "写好并送审", "等送审"),
            Step("clear", {ResponseState.CHECKING}, "保密审查", "等保密审查", not_for=_drafted),
            Step("publish", {ResponseState.CLEARED}, "签发并发布", "等签发", not_for=_touched),
        ),
        headline=lambda response: response.title,
        situation=lambda response: (
            f"{response.organ.short_name}，{response.get_kind_display()}，回应{response.ticket}。"
        ),
        related=("organ", "ticket"),
    )
)
