"""政府公报 in the staff site: issues, what is owed to them, what is on its way."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db import models
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from disclosure.gazette import forms, gates, selectors, services
from disclosure.gazette.models import GazetteDelivery, GazetteIssue
from disclosure.gazette.services.screening import OVER
from disclosure.gazette.states import EDITORS, DeliveryState, IssueState
from portal.accounts import rules
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import findings_to_show
from portal.screening.states import Decision
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
_unsettled = partial(settling.unsettled, is_over=lambda issue: issue.state in OVER, until="出版")


@admin.register(GazetteIssue)
class GazetteIssueAdmin(GovernedAdmin):
    nav_position = 34
    change_list_template = "admin/disclosure/gazetteissue/change_list.html"
    case_template = "admin/disclosure/gazetteissue/case.html"
    act_template = "admin/disclosure/gazetteissue/act.html"
    acts = {
        "submit": ActPage(
            services.submit, in_bulk=True, note="系统把文件的文本更新到网站上现在的样子，排好页码，送另一个人审核。"
        ),
        "publish": ActPage(services.publish, in_bulk=True, note="马上上网，编入的文件不再算“应登未登”。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "correct": ActPage(services.correct, forms.Correct, note="更正说明显示在这一期的页面和PDF里。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，期号可以再用。"),
        "add_document": ActPage(
            services.add_document,
            forms.AddDocument,
            label="编入文件",
            button="编入",
            why_not=services.no_editor,
            mends=(gates.contents_are_there,),
        ),
        "add_text": ActPage(
            services.add_text, forms.AddText, label="编入其他内容", button="编入", why_not=services.no_editor
        ),
        "edit_entry": ActPage(
            services.edit_entry, forms.EditEntry, label="改排序、栏目、页码", button="保存", why_not=services.no_pieces
        ),
        "remove_entry": ActPage(
            services.remove_entry, forms.RemoveEntry, label="移出一篇", button="移出", why_not=services.no_pieces
        ),
        "settle_personal": ActPage(
            services.settle_findings,
            settling.SettlePersonal,
            label="处理个人信息",
            button="确定",
            mends=(gates.personal_data_is_settled,),
            why_not=_unsettled(PERSONAL, Decision.MASKED),
        ),
        "settle_secrecy": ActPage(
            services.settle_findings,
            settling.SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=(gates.secrecy_words_are_settled,),
            why_not=_unsettled(SECRECY, Decision.CLEARED),
        ),
    }
    starts = {
        "open_issue": ActPage(services.open_issue, forms.OpenIssue, label="编新的一期", button="开始编"),
        "import_issues": ActPage(
            services.import_issues,
            forms.ImportIssues,
            label="导入历史公报",
            button="下一步",
            note="先试算：哪些篇会导入、哪些行有问题。同一期同一个标题只导入一次。导入以后是草稿，要另一个人审核才上网。",
        ),
    }
    list_display = ("__str__", "total_number", "state", "dated", "is_historic", "published_at")
    list_filter = ("state", "is_historic", "year")
    list_select_related = ("organ",)
    search_fields = ("entries__title", "entries__doc_number")
    search_help_text = "标题、发文字号"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in EDITORS)

    def case_context(self, request: HttpRequest, subject: GazetteIssue, tab: str) -> dict[str, Any]:
        total = f"总第{subject.total_number}期" if subject.total_number else ""
        return {
            "head_line": [part for part in (subject.organ.short_name, total, str(subject.dated)) if part],
            "contents": selectors.contents(subject),
            "corrections": subject.corrections.all(),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.owed_view)
        return [path("owed/", view, name="disclosure_gazette_owed"), *super().get_urls()]

    def owed_view(self, request: HttpRequest) -> HttpResponse:
        """应登尽登: what has to be printed and is not. All of it is public, so every organ sees the whole list."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        at = visitor.moment(request)
        context = {
            **self.admin_site.each_context(request),
            "title": "应登未登",
            "list_url": self.list_url(),
            "rows": selectors.owed(at=at),
            "figures": selectors.figures(),
        }
        return TemplateResponse(request, "admin/disclosure/gazetteissue/owed.html", context)


@admin.register(GazetteDelivery)
class GazetteDeliveryAdmin(GovernedAdmin):
    nav_position = 35
    case_template = "admin/disclosure/gazettedelivery/case.html"
    acts = {
        "deliver": ActPage(
            services.deliver, forms.Deliver, note="送交的是网站上公开的文本。请专人先核对，和印发的标准文本一字不差。"
        ),
        "hand_back": ActPage(services.hand_back, forms.Reason),
    }
    starts = {
        "ask_for": ActPage(
            services.ask_for,
            forms.AskFor,
            label="要求送交",
            button="要求送交",
            note="新公布的规章和规范性文件，系统自动要求送交；这里补以前公布的。",
        )
    }
    list_display = ("__str__", "organ", "state", "contact", "delivered_at")
    list_filter = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "office", "document")
    search_fields = ("document__title", "document__doc_number")
    search_help_text = "标题、发文字号"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in EDITORS)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return _deliveries_of(rows, actor)

    def case_context(self, request: HttpRequest, subject: GazetteDelivery, tab: str) -> dict[str, Any]:
        return {"head_line": [subject.organ.short_name, f"送{subject.office.short_name}"]}


def _deliveries_of(rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
    """Those of the actor's organs, and those that come to it."""
    if actor.is_system or rules.sees_every_organ(actor):
        return rows
    own = rules.case_organ_ids(actor)
    return rows.filter(Q(organ__in=own) | Q(office__in=own))


def _edited(actor: Actor, _at: datetime) -> Q:
    return Q(editor=actor.id)


register(
    QueueSource(
        model=GazetteIssue,
        name="政府公报",
        visible=lambda actor: of_own_organs(GazetteIssue.objects.all(), actor),
        steps=(
            Step("submit", {IssueState.DRAFT}, "编好并送审", "等编辑"),
            Step("publish", {IssueState.CHECKING}, "审核出版", "等审核", not_for=_edited),
        ),
        headline=str,
        situation=lambda issue: f"{issue.organ.short_name}，{issue.dated}出版，{issue.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=GazetteDelivery,
        name="公报送交",
        visible=lambda actor: _deliveries_of(GazetteDelivery.objects.all(), actor),
        steps=(Step("deliver", {DeliveryState.WANTED}, "送交公报室", "等送交"),),
        headline=lambda delivery: delivery.document.title,
        situation=lambda delivery: f"{delivery.organ.short_name}送{delivery.office.short_name}。",
        related=("organ", "office", "document"),
    )
)
