"""What happens to a text after it was published: corrections, relations, readers' reports."""

from typing import ClassVar

from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.db import models
from django.db.models import Q

from disclosure.documents.codes import RelationKind
from disclosure.documents.models.document import TITLE_LENGTH, Document
from disclosure.documents.moves import ANSWERERS, ERROR_REPORT_WORKFLOW
from disclosure.documents.states import CorrectionOutcome, ReportState
from portal.accounts.models import Organ
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.workflow import Governed, Workflow


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def applied(self) -> "CorrectionQuerySet":
        """Those that changed the page, newest first: what the public sees."""
        return self.filter(outcome=CorrectionOutcome.DONE).order_by("-at", "-pk")


class Correction(models.Model):
    """更正: what was wrong, what the page said before, who put it right. ``changes`` maps fields to their new values.

    Reviews and the secrecy conclusion are those of ``round`` of the document.
    """

    document = models.ForeignKey(Document, models.CASCADE, related_name="corrections", verbose_name="公文")
    number = models.PositiveIntegerField("序号")
    round = models.PositiveIntegerField("轮次")
    reason = models.TextField("更正说明")
    changes = models.JSONField("更正内容", encoder=DjangoJSONEncoder)
    proposer = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="提出人")
    proposed_at = models.DateTimeField("提出时间")
    outcome = models.CharField("结果", max_length=10, choices=CorrectionOutcome, blank=True)
    at = models.DateTimeField("更正时间", null=True)
    person_name = models.CharField("批准人", max_length=150, blank=True)
    old_title = models.CharField("原标题", max_length=TITLE_LENGTH, blank=True)
    old_html = models.TextField("原正文", blank=True)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        verbose_name = "更正"
        verbose_name_plural = "更正"
        ordering = ["-number"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="correction_number_once"),
            models.UniqueConstraint(fields=["document"], condition=Q(outcome=""), name="correction_one_open"),
        ]

    def __str__(self) -> str:
        return f"第{self.number}次更正"


class DocumentRelationQuerySet(models.QuerySet["DocumentRelation"]):
    def shown(self) -> "DocumentRelationQuerySet":
        """Relations whose both ends have a public page."""
        pages = Document.objects.with_page()
        return self.filter(source__in=pages, target__in=pages)


class DocumentRelation(models.Model):
    """One document does something to another; shown and linked on both pages."""

    source = models.ForeignKey(Document, models.CASCADE, related_name="relations_out", verbose_name="本文件")
    target = models.ForeignKey(Document, models.PROTECT, related_name="relations_in", verbose_name="对方文件")
    kind = models.CharField("关系", max_length=12, choices=RelationKind)
    takes_effect_on = models.DateField("生效日期", null=True, blank=True)
    note = models.CharField("说明", max_length=200, blank=True)

    objects = DocumentRelationQuerySet.as_manager()

    class Meta:
        verbose_name = "文件关系"
        verbose_name_plural = "文件关系"
        constraints = [
            models.UniqueConstraint(fields=["source", "target", "kind"], name="relation_once"),
            models.CheckConstraint(condition=~Q(source=models.F("target")), name="relation_not_to_itself"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}《{self.target.title}》"


class ErrorReport(Governed, Sealable):
    """我为政府网站找错: what a reader found wrong on a page. Anonymous; ``contact`` is left only by who wants to be
    told what came of it."""

    workflow: ClassVar[Workflow] = ERROR_REPORT_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ReportState, default=ReportState.OPEN, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="error_reports", verbose_name="责任单位")
    document = models.ForeignKey(Document, models.CASCADE, null=True, related_name="error_reports", verbose_name="公文")
    page = models.CharField("页面", max_length=300)
    text = models.TextField("哪里错了")
    at = models.DateTimeField("时间")
    answer = models.TextField("处理情况", blank=True)
    contact = EncryptedTextField("联系方式", mask="contact", readers=ANSWERERS, blank=True)

    class Meta:
        verbose_name = "网站找错"
        verbose_name_plural = "网站找错"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"找错 {self.pk}：{self.page}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk
