"""年度报告 in the staff site: the year's list; one report with its tables, what is wrong in it, what it repeats."""

from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html

from assessment.annual_reports import forms, gates, lists, services
from assessment.annual_reports.cells import Cell, by_code
from assessment.annual_reports.models import AnnualReport
from assessment.annual_reports.sheet import Show, parts
from assessment.annual_reports.states import WRITERS, ReportState
from assessment.yearly.admin import YearlyReportAdmin, no_slip
from portal.accounts import rules
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register

PER_PAGE = 50
TONES = {ReportState.PUBLISHED: "ok", ReportState.CLEARED: "ok", ReportState.DRAFT: "plain"}


def _not_to_write(report: AnnualReport, actor: Actor) -> str:
    if report.state != ReportState.DRAFT:
        return "签发以后不能再改，先退回。"
    return "" if rules.holds(actor, WRITERS, report.acting_organ_id) else "报告由本机关起草。"


def _not_to_confirm(report: AnnualReport, actor: Actor) -> str:
    return _not_to_write(report, actor) or ("" if report.open_warnings() else "没有要确认的提示。")


@admin.register(AnnualReport)
class AnnualReportAdmin(YearlyReportAdmin):
    tones = TONES
    nav_position = 79
    case_template = "admin/assessment/annualreport/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "write": ActPage(
            services.write,
            forms.Write,
            label="写正文",
            button="保存",
            note="章节固定，不增不减。第二、三、四章是表格，由系统统计。",
            mends=(gates.is_complete,),
            why_not=_not_to_write,
        ),
        "count": ActPage(
            services.count,
            label="重新统计",
            note="按现在的申请、文件、决定和收费重新统计；标出的手工填写的格不变。",
            mends=(gates.figures_are_current,),
            why_not=_not_to_write,
        ),
        "type_cell": ActPage(
            services.type_cell,
            forms.TypeCell,
            label="改一格",
            button="保存",
            note="表格按办件统计。和统计不一样的写明原因，会标出来。",
            mends=(gates.identities_hold,),
            why_not=_not_to_write,
        ),
        "paste_table": ActPage(
            services.paste_table, forms.PasteTable, label="填一张表", button="保存", why_not=_not_to_write, rare=True
        ),
        "confirm": ActPage(
            services.confirm,
            forms.Confirm,
            label="确认提示",
            button="确认",
            mends=(gates.warnings_are_confirmed,),
            why_not=_not_to_confirm,
        ),
        "sign": ActPage(services.sign, note="签发以后报送政务公开办。"),
        "reopen": ActPage(services.reopen, forms.Reason),
        "submit": ActPage(services.submit),
        "send_back": ActPage(services.send_back, forms.Reason, note="机关收到意见，改好以后重新签发、报送。"),
        "clear": ActPage(services.clear, note="通过以后由机关公布。"),
        "publish": ActPage(services.publish, warning="马上上网，不能收回。"),
        "send_slip": ActPage(
            services.send_slip,
            label="发督查单",
            why_not=no_slip,
            note="提请政府督查室督查通报，责令限期补报（年度报告制度第五条）。",
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "open_reports": ActPage(
            services.open_reports,
            forms.OpenReports,
            label="启动年度报告",
            button="启动",
            note="上一年度的每年1月1日系统自己启动。这里补以前的。",
        )
    }
    list_display = ("organ_name_short", "year", "state_tag", "submitted_at", "published_at", "late")

    def initial(self, act: str, subject: AnnualReport) -> dict[str, Any]:
        return dict(subject.sections) if act == "write" else {}

    def case_context(self, request: HttpRequest, subject: AnnualReport, tab: str) -> dict[str, Any]:
        known = by_code(subject.year)
        return {
            "head_line": [f"{subject.year}年度", subject.form],
            "parts": parts(subject, _linked(subject)),
            "warnings": [(finding.text, subject.confirmed.get(finding.text, "")) for finding in subject.warnings()],
            "marks": [(known[mark["code"]].title, mark) for mark in subject.marked()],
        }

    def get_urls(self) -> list[URLPattern]:
        cell = self.admin_site.admin_view(self.cell_view)
        return [
            path("<path:object_id>/change/cell/", cell, name="assessment_annualreport_cell"),
            *super().get_urls(),
        ]

    def cell_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """What one cell counts (``?code=3/1/natural``), for whoever may see the report."""
        subject = self.subject_or_404(request, object_id)
        cell = by_code(subject.year).get(request.GET.get("code", ""))
        rows = lists.behind(subject, cell) if cell else None
        if cell is None or rows is None:
            raise Http404
        page = Paginator(rows.order_by("-pk"), PER_PAGE).get_page(request.GET.get("page"))
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subject": subject,
            "title": cell.title,
            "is_sum": cell.code == lists.FEES,
            "written": cell.of(subject.values),
            "typed": cell.code in subject.marks,
            "page": page,
            "entries": [
                (row, reverse(f"admin:{row.label.replace('.', '_')}_change", args=[row.pk]))
                for row in map(lists.entry, page)
            ],
            "query": urlencode({"code": cell.code}) + "&",
        }
        return TemplateResponse(request, "admin/assessment/annualreport/cell.html", context)


def _linked(report: AnnualReport) -> Show:
    """Numbers that were counted lead to what they count."""
    listed = lists.table_2([], report.year)

    def show(cell: Cell, value: Any) -> str:
        is_listed = cell.table != "2" or cell.code in listed
        if not is_listed or cell.code in report.marks or not Decimal(value):
            return str(value)
        return format_html('<a href="cell/?code={}" aria-label="{}：{}">{}</a>', cell.code, cell.title, value, value)

    return show


register(
    QueueSource(
        model=AnnualReport,
        name="年度报告",
        visible=lambda actor: AnnualReport.objects.visible_to(actor),
        steps=(
            Step("sign", {ReportState.DRAFT}, "起草、签发年度报告", "等机关签发"),
            Step("submit", {ReportState.SIGNED}, "报送年度报告", "等机关报送"),
            Step("clear", {ReportState.SUBMITTED}, "核年度报告", "等政务公开办核"),
            Step("publish", {ReportState.CLEARED}, "公布年度报告", "等机关公布"),
        ),
        headline=str,
        situation=lambda row: f"{row.get_state_display()}。",
    )
)
