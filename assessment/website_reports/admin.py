"""网站工作年度报表 in the staff site: the year's list; one report with its rows and where each comes from."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from assessment.website_reports import forms, gates, services
from assessment.website_reports.models import WebsiteReport
from assessment.website_reports.sheet import sections
from assessment.website_reports.states import WRITERS, ReportState
from assessment.yearly.admin import YearlyReportAdmin, no_slip
from portal.accounts import rules
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register

TONES = {ReportState.PUBLISHED: "ok", ReportState.DRAFT: "plain"}


def _not_to_fill(report: WebsiteReport, actor: Actor) -> str:
    if report.state != ReportState.DRAFT:
        return "签发以后不能再改，先退回。"
    return "" if rules.holds(actor, WRITERS, report.acting_organ_id) else "报表由主办单位填报。"


@admin.register(WebsiteReport)
class WebsiteReportAdmin(YearlyReportAdmin):
    tones = TONES
    nav_position = 80
    case_template = "admin/assessment/websitereport/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "fill": ActPage(
            services.fill,
            forms.Fill,
            label="填报",
            button="保存",
            note="本站知道的已经统计好了，这里只问不知道的。没有的填0。",
            mends=(gates.is_complete, gates.identities_hold),
            why_not=_not_to_fill,
        ),
        "correct_row": ActPage(
            services.correct_row,
            forms.CorrectRow,
            label="改一项",
            button="保存",
            note="和统计不一样的写明原因，会标出来。",
            why_not=_not_to_fill,
        ),
        "count": ActPage(
            services.count, label="重新统计", note="按现在的内容重新统计；手工填写的不变。", why_not=_not_to_fill
        ),
        "sign": ActPage(services.sign, note="签发以后发布。"),
        "reopen": ActPage(services.reopen, forms.Reason),
        "publish": ActPage(services.publish, warning="马上上网，一月到三月同时放在首页，不能收回。"),
        "send_slip": ActPage(
            services.send_slip,
            label="发督查单",
            why_not=no_slip,
            note="提请政府督查室督查，责令限期发布。",
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "open_reports": ActPage(
            services.open_reports,
            forms.OpenReports,
            label="启动网站年度报表",
            button="启动",
            note="上一年度的每年1月1日系统自己启动。这里补以前的。",
        )
    }
    list_display = ("site_name", "organ_name_short", "year", "state_tag", "published_at", "late")

    def case_context(self, request: HttpRequest, subject: WebsiteReport, tab: str) -> dict[str, Any]:
        return {"head_line": [f"{subject.year}年度", subject.form], "sections": sections(subject)}


register(
    QueueSource(
        model=WebsiteReport,
        name="网站工作年度报表",
        visible=lambda actor: WebsiteReport.objects.visible_to(actor),
        steps=(
            Step("sign", {ReportState.DRAFT}, "填报、签发网站年度报表", "等主办单位签发"),
            Step("publish", {ReportState.SIGNED}, "发布网站年度报表", "等主办单位发布"),
        ),
        headline=str,
        situation=lambda row: f"{row.get_state_display()}。",
    )
)
