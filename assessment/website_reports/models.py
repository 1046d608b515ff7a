"""政府网站工作年度报表: one website, one year. What the site knows is counted; what people fill in says where from."""

from typing import Any, ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from assessment.website_reports.codes import FORM, ROWS, title_of
from assessment.website_reports.moves import REPORT_WORKFLOW
from assessment.website_reports.states import ReportState
from assessment.yearly.models import YearlyReport
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Workflow

CODE_LENGTH = 20


class WebsiteReportQuerySet(models.QuerySet["WebsiteReport"]):
    def public(self) -> "WebsiteReportQuerySet":
        return self.filter(state=ReportState.PUBLISHED)

    def visible_to(self, actor: Actor) -> "WebsiteReportQuerySet":
        """An organ sees those of its own sites, those who see every organ all of them."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class WebsiteReport(YearlyReport):
    """``code`` is the official number of the site. ``counted`` holds the rows the system knows, ``values`` those of the
    report; each that was filled in by hand has a mark in ``marks``: row → value, note, who, and what was counted."""

    workflow: ClassVar[Workflow] = REPORT_WORKFLOW
    page = "/admin/assessment/websitereport/{}/change/"
    notice = "website_report"

    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="website_reports", verbose_name="主办单位")
    code = models.SlugField("网站标识码", max_length=CODE_LENGTH)
    site_name = models.CharField("网站名称", max_length=100)
    counted = models.JSONField("统计的数", default=dict)
    values = models.JSONField("报表", default=dict)
    marks = models.JSONField("手工填写的项", default=dict)
    counted_at = models.DateTimeField("统计时间")
    writer_id = models.BigIntegerField("填报人编号", null=True)
    signed_by = models.CharField("签发人", max_length=150, blank=True)
    signed_at = models.DateTimeField("签发时间", null=True)
    published_at = models.DateTimeField("发布时间", null=True)

    objects = WebsiteReportQuerySet.as_manager()

    class Meta(YearlyReport.Meta):
        abstract = False
        verbose_name = "网站工作年度报表"
        verbose_name_plural = "网站工作年度报表"
        ordering = ["-year", "organ__position", "organ", "code"]
        constraints = [
            models.UniqueConstraint(fields=["code", "year"], name="website_report_once"),
            models.CheckConstraint(
                condition=~Q(state=ReportState.PUBLISHED) | Q(published_at__isnull=False),
                name="website_report_published",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.site_name}{self.year}年网站年度报表"

    def get_absolute_url(self) -> str:
        return f"/website-reports/{self.code}/{self.year}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def title(self) -> str:
        return title_of(self.site_name, self.year)

    @property
    def form(self) -> str:
        return FORM

    @property
    def is_of_this_site(self) -> bool:
        """Of another site only what its record says is known here."""
        return bool(self.code == settings.SITE["id_code"])

    def previous(self) -> "WebsiteReport | None":
        """Last year's of the same site, once it was published."""
        return WebsiteReport.objects.public().filter(code=self.code, year=self.year - 1).first()

    def marked(self) -> list[dict[str, Any]]:
        """The marks with the code of their row, in the order of the form."""
        return [{"code": row.code, **self.marks[row.code]} for row in ROWS if row.code in self.marks]
