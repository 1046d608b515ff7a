"""年度报告: one organ, one year. Its tables are counted; what was typed over them says so."""

from datetime import date
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from assessment.annual_reports import checks
from assessment.annual_reports.cells import Tables, plain, summed
from assessment.annual_reports.checks import Finding
from assessment.annual_reports.codes import SECTIONS, form_of, title_of
from assessment.annual_reports.moves import REPORT_WORKFLOW
from assessment.annual_reports.states import FINAL, HANDED_IN, REPORTING_KINDS, ReportState
from assessment.yearly.models import YearlyReport
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.workflow import Workflow
from requests_app.figures import selectors as figures


class AnnualReportQuerySet(models.QuerySet["AnnualReport"]):
    def public(self) -> "AnnualReportQuerySet":
        return self.filter(state=ReportState.PUBLISHED)

    def final(self) -> "AnnualReportQuerySet":
        return self.filter(state__in=FINAL)

    def visible_to(self, actor: Actor) -> "AnnualReportQuerySet":
        """An organ sees its own, those who see every organ all of them."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class AnnualReport(YearlyReport):
    """``counted`` is what the cases say, ``values`` what the report says; each cell that differs has a mark in
    ``marks``: code → counted, value, note, who. ``own`` is the city government's own part of its sum. ``confirmed``
    holds warnings with the reason they were left standing, ``similar`` the texts this one repeats.
    ``fees_yuan`` is what was charged for requests in the year."""

    workflow: ClassVar[Workflow] = REPORT_WORKFLOW
    page = "/admin/assessment/annualreport/{}/change/"
    notice = "annual_report"

    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="annual_reports", verbose_name="机关")
    organ_name = models.CharField("规范全称", max_length=100)
    counted = models.JSONField("统计的表格")
    values = models.JSONField("表格")
    own = models.JSONField("本级的表格", default=dict)
    marks = models.JSONField("手工填写的格", default=dict)
    sections = models.JSONField("正文", default=dict)
    fees_yuan = models.PositiveIntegerField("信息处理费（元）", default=0)
    confirmed = models.JSONField("确认的提示", default=dict)
    similar = models.JSONField("雷同", default=list)
    comments = models.TextField("退回意见", blank=True)
    counted_at = models.DateTimeField("统计时间")
    writer_id = models.BigIntegerField("起草人编号", null=True)
    signer_id = models.BigIntegerField("签发人编号", null=True)
    signed_by = models.CharField("签发人", max_length=150, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    submitted_at = models.DateTimeField("报送时间", null=True)
    cleared_at = models.DateTimeField("通过时间", null=True)
    published_at = models.DateTimeField("公布时间", null=True)

    objects = AnnualReportQuerySet.as_manager()

    class Meta(YearlyReport.Meta):
        abstract = False
        verbose_name = "年度报告"
        verbose_name_plural = "年度报告"
        ordering = ["-year", "organ__position", "organ"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year"], name="annual_report_once"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED) | Q(published_at__isnull=False),
                name="annual_report_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.year}年年度报告"

    def get_absolute_url(self) -> str:
        return f"/annual-reports/{self.organ.code}/{self.year}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def title(self) -> str:
        return title_of(self.organ_name, self.year)

    @property
    def form(self) -> str:
        return form_of(self.year)

    @property
    def is_of_city(self) -> bool:
        return bool(self.organ.kind == OrganKind.GOVERNMENT)

    @property
    def fee_note(self) -> str:
        """The sentence of chapter six nobody has to write (S2-9.4.7, law.md D)."""
        if not self.fees_yuan:
            return f"{self.year}年没有收取信息处理费。"
        return f"{self.year}年收取信息处理费{self.fees_yuan}元。"

    @property
    def text(self) -> str:
        """What people wrote."""
        return "\n".join(str(words) for words in self.sections.values())

    def previous(self) -> "AnnualReport | None":
        """Last year's, once it was handed in."""
        rows = AnnualReport.objects.filter(organ=self.organ_id, year=self.year - 1, state__in=HANDED_IN)
        return rows.first()

    def parts(self) -> "AnnualReportQuerySet":
        """The reports a city's own is the sum of."""
        return AnnualReport.objects.filter(year=self.year).exclude(pk=self.pk)

    def sum(self) -> Tables:
        """Cell by cell over the cleared reports of the organs and the city government's own part (identity 7)."""
        return summed(self.year, [self.own, *self.parts().final().values_list("values", flat=True)])

    def _not_summed(self) -> list[str]:
        """Organs that owe a report for that year and have none that is cleared here."""
        owing = Organ.objects.active(date(self.year, 12, 31)).filter(kind__in=REPORTING_KINDS)
        waiting = owing.exclude(pk=self.organ_id).exclude(pk__in=self.parts().final().order_by().values("organ"))
        return list(waiting.order_by("position", "pk").values_list("short_name", flat=True))

    def faults(self) -> list[Finding]:
        """What must be put right before anybody signs."""
        before = self.previous()
        last = before.values if before else None
        found = checks.hard(self.values, year=self.year, previous=last, makes_rules=self.is_of_city)
        return [*found, *checks.difference(self.values, self.sum(), year=self.year)] if self.is_of_city else found

    def outdated(self) -> list[Finding]:
        """Where the cases of the year say something else than when they were counted (identity 10). Five queries."""
        found = figures.report([self.organ_id], self.year)
        now: Tables = {"3": plain(found.table3.cells), "4": plain(found.table4.cells)}
        return checks.recounted(self.own if self.is_of_city else self.counted, now, year=self.year)

    def warnings(self) -> list[Finding]:
        """What may stay when somebody says why."""
        before = self.previous()
        said = "\n".join(str(self.sections.get(code, "")) for code in SECTIONS)
        found = checks.soft(self.values, previous=before.values if before else None, text=said, similar=self.similar)
        if self.is_of_city:
            found += [Finding(7, f"{name}的报告还没有通过，没有汇总进来") for name in self._not_summed()]
        return found

    def open_warnings(self) -> list[Finding]:
        return [finding for finding in self.warnings() if finding.text not in self.confirmed]

    def marked(self) -> list[dict[str, Any]]:
        """The marks with the code of their cell, in the order they were made."""
        return [{"code": code, **mark} for code, mark in self.marks.items()]
