"""信用信息公示 in the staff site: the list with its figures, the case page, what was handed over."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase, StreamingHttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.http import content_disposition_header

from disclosure.credit import forms, gates, services, tables
from disclosure.credit.codes import Kind
from disclosure.credit.elements import KINDS
from disclosure.credit.models import CreditRecord, HandOver
from disclosure.credit.selectors import figures
from disclosure.credit.states import PUBLISHERS, REGISTRARS, RecordState
from portal import spreadsheets
from portal.actors import Actor
from portal.screening.selectors import findings_to_show
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData

FINDINGS_SHOWN = 50
LINES_SHOWN = 200
_HANDERS = (*REGISTRARS, *PUBLISHERS)


def _is_over(record: CreditRecord) -> bool:
    return bool(record.published_at) or record.state == RecordState.CANCELLED


_STARTS = {
    f"register_{kind.value}": ActPage(services.register, form, label=f"登记{kind.label}", button="登记")
    for kind, form in forms.REGISTER.items()
}


@admin.register(CreditRecord)
class CreditRecordAdmin(RevealsPersonalData):
    nav_position = 17
    change_list_template = "admin/disclosure/creditrecord/change_list.html"
    case_template = "admin/disclosure/creditrecord/case.html"
    act_template = "admin/disclosure/creditrecord/act.html"
    acts = {
        "submit": ActPage(services.submit, in_bulk=True, note="送保密审查；公示时限从决定日期算起，一直在走。"),
        "clear": ActPage(services.clear, in_bulk=True, note="先审查、后公开。审查通过以后由另一人审核公示。"),
        "publish": ActPage(services.publish, in_bulk=True, note="马上在网站公示，公示时间由系统记录。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "report_overturned": ActPage(
            services.report_overturned, forms.Overturned, note="登记以后，3个工作日内要撤回并公开说明理由。"
        ),
        "withdraw": ActPage(
            services.withdraw, forms.Withdraw, warning="撤回以后不能恢复。原来的页面留下撤回的时间和理由。"
        ),
        "repair": ActPage(services.repair, forms.Repair, warning="停止公示以后不能恢复。原来的页面留下依据。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，可以重新登记。"),
        "change": ActPage(
            services.change,
            forms.Change,
            label="修改",
            button="保存",
            mends=(gates.elements_are_there,),
            why_not=services.no_pen,
        ),
        **settling.pages(
            services.settle_findings,
            is_over=_is_over,
            until="公示",
            personal=(gates.personal_data_is_settled,),
            secrecy=(gates.secrecy_words_are_settled,),
        ),
    }
    starts = _STARTS | {
        "import_file": ActPage(
            services.import_rows,
            forms.ImportFile,
            label="导入表格",
            button="下一步",
            note="先试算：哪些行会登记、哪些行有问题。同一单位、种类、文书号只登记一次，重复导入没有影响。",
        )
    }
    list_display = ("number", "kind", "party_name", "state", "decided_on", "published_at", "organ")
    list_display_links = ("number",)
    list_filter = ("state", "kind", "is_late", "decided_on", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("number", "party_name", "party_code")
    search_help_text = "文书号、相对人名称、代码"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in REGISTRARS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "change":
            return {}
        values = {row.field: getattr(subject, row.field) for row in KINDS[subject.kind].elements}
        return values | ({"category": values["category"].split("、")} if subject.kind == Kind.PENALTY else {})

    def case_context(self, request: HttpRequest, subject: CreditRecord, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.party_name,
            "head_line": [subject.get_kind_display(), subject.number, subject.organ.short_name],
            "row_facts": tables.all_facts(subject),
            "personal_facts": self.personal_facts(request, subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            rows = response.context_data["cl"].queryset
            response.context_data["figures"] = figures(rows, at=visitor.moment(request))
        return response


@admin.register(HandOver)
class HandOverAdmin(GovernedAdmin):
    """报送台账: what went to 信用中国, each time with its tables."""

    nav_position = 18
    case_template = "admin/disclosure/handover/case.html"
    starts = {
        "hand_over": ActPage(
            services.hand_over,
            forms.HandOverForm,
            label="报送信用中国",
            button="生成报送表",
            note="自动找出上次报送以后新增、变更和停止公示的，生成官方格式的表。自然人只报遮盖后的姓名。",
        )
    }
    list_display = ("__str__", "organ", "at", "channel", "added", "changed", "ended")
    list_filter = (("organ", admin.RelatedOnlyFieldListFilter), "at")
    list_select_related = ("organ",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in _HANDERS)

    def case_context(self, request: HttpRequest, subject: HandOver, tab: str) -> dict[str, Any]:
        lines = subject.lines.select_related("record").order_by("pk")
        kinds = set(lines.order_by().values_list("record__kind", flat=True))
        return {
            "head_line": [subject.organ.short_name],
            "row_facts": [("报送渠道", subject.channel), ("报送人", subject.person_name)],
            "kinds": [kind for kind in Kind if kind in kinds],
            "lines": lines[:LINES_SHOWN],
            "line_count": subject.added + subject.changed + subject.ended,
        }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.table_view)
        return [path("<path:object_id>/change/table/<str:name>", view, name="credit_table"), *super().get_urls()]

    def table_view(self, request: HttpRequest, object_id: str, name: str) -> HttpResponseBase:
        """``all.xlsx`` with every kind, or one kind as CSV: ``penalty.csv``."""
        subject = self.subject_or_404(request, object_id)
        kind, _, ending = name.partition(".")
        response: HttpResponseBase
        if name == "all.xlsx":
            book = spreadsheets.workbook(*tables.sheets(subject))
            response = HttpResponse(book, content_type=spreadsheets.XLSX)
        elif ending == "csv" and (sheet := tables.sheet(subject, kind)):
            lines = spreadsheets.csv_lines(sheet.headings, sheet.rows)
            response = StreamingHttpResponse(lines, content_type=spreadsheets.CSV)
            kind = sheet.name
        else:
            raise Http404
        title = f"{subject}{'' if kind == 'all' else kind}.{ending}"
        response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=title)
        return response


def _registered(actor: Actor, _at: datetime) -> Q:
    return Q(registrar=actor.id)


def _touched(actor: Actor, _at: datetime) -> Q:
    return Q(registrar=actor.id) | Q(clearer=actor.id)


register(
    QueueSource(
        model=CreditRecord,
        name="信用信息",
        visible=lambda actor: of_own_organs(CreditRecord.objects.all(), actor),
        steps=(
            Step("submit", {RecordState.DRAFT}, "补齐并送审", "等送审"),
            Step("clear", {RecordState.CHECKING}, "保密审查", "等保密审查", not_for=_registered),
            Step("publish", {RecordState.CLEARED}, "审核公示", "等审核公示", not_for=_touched),
            Step(
                "withdraw",
                {RecordState.PUBLISHED},
                "撤回并说明理由",
                "等撤回",
                when=Q(overturned_on__isnull=False),
            ),
        ),
        headline=lambda record: f"{record.get_kind_display()}：{record.party_name}（{record.number}）",
        situation=lambda record: (
            f"{record.organ.short_name}，{record.decided_on}作出决定，{record.get_state_display()}。"
        ),
    )
)
