"""政府公报: issues, what they print, what was put right, and the documents that are on their way there."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Document
from disclosure.documents.states import PUBLIC_STATES
from disclosure.gazette.codes import Section
from disclosure.gazette.moves import DELIVERY_WORKFLOW, ISSUE_WORKFLOW
from disclosure.gazette.states import DeliveryState, IssueState
from portal.accounts.models import Organ
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 300


class IssueQuerySet(models.QuerySet["GazetteIssue"]):
    def public(self) -> "IssueQuerySet":
        return self.filter(state=IssueState.PUBLISHED)

    def living(self) -> "IssueQuerySet":
        return self.exclude(state=IssueState.CANCELLED)


class GazetteIssue(Governed):
    """One issue. ``organ`` keeps the gazette; ``number`` counts within the year, ``total_number`` since the first.

    ``is_historic``: printed before this site had it; what it says was taken in from files.
    """

    workflow: ClassVar[Workflow] = ISSUE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=IssueState, default=IssueState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="gazette_issues", verbose_name="主办单位")
    year = models.PositiveIntegerField("年份")
    number = models.PositiveIntegerField("期号")
    total_number = models.PositiveIntegerField("总期号", null=True)
    dated = models.DateField("出版日期")
    is_historic = models.BooleanField("历史公报", default=False)
    editor = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="编辑"
    )
    published_at = models.DateTimeField("上网时间", null=True)

    objects = IssueQuerySet.as_manager()

    class Meta:
        verbose_name = "政府公报"
        verbose_name_plural = "政府公报"
        ordering = ["-year", "-number"]
        constraints = [
            models.UniqueConstraint(
                fields=["year", "number"], condition=~Q(state=IssueState.CANCELLED), name="gazette_issue_once"
            ),
            models.UniqueConstraint(
                fields=["total_number"], condition=~Q(state=IssueState.CANCELLED), name="gazette_total_number_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=IssueState.PUBLISHED) | Q(published_at__isnull=False), name="gazette_published"
            ),
        ]

    def __str__(self) -> str:
        return f"政府公报{self.label}"

    @property
    def label(self) -> str:
        """The number as it is said: 2026年第3期."""
        return f"{self.year}年第{self.number}期"

    @property
    def is_public(self) -> bool:
        return bool(self.state == IssueState.PUBLISHED)

    def get_absolute_url(self) -> str:
        return f"/gazette/{self.year}/{self.number}/"


class EntryQuerySet(models.QuerySet["GazetteEntry"]):
    def public(self) -> "EntryQuerySet":
        """Of a published issue, and the document printed, if it is one of this site, is public still."""
        shown = Q(document=None) | Q(document__state__in=PUBLIC_STATES, document__attribute=Attribute.ACTIVE)
        return self.filter(shown, issue__state=IssueState.PUBLISHED)


class GazetteEntry(models.Model):
    """One piece of an issue: a document of this site as it stood when it was printed, or a historic text.

    ``position`` counts from 1; ``text`` is as a document's body. ``is_standard``: what is printed is 标准文本.
    """

    issue = models.ForeignKey(GazetteIssue, models.CASCADE, related_name="entries", verbose_name="公报")
    position = models.PositiveIntegerField("排序")
    section = models.CharField("栏目", max_length=12, choices=Section)
    document = models.ForeignKey(
        Document, models.PROTECT, null=True, related_name="gazette_entries", verbose_name="公文"
    )
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    doc_number = models.CharField("发文字号", max_length=80, blank=True)
    text = models.TextField("正文", blank=True)
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="影印件")
    page_from = models.PositiveIntegerField("起始页", null=True)
    page_to = models.PositiveIntegerField("结束页", null=True)
    is_standard = models.BooleanField("标准文本", default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = "公报内容"
        verbose_name_plural = "公报内容"
        ordering = ["issue", "position"]
        constraints = [
            models.UniqueConstraint(fields=["issue", "position"], name="gazette_position_once"),
            models.UniqueConstraint(
                fields=["issue", "document"], condition=Q(document__isnull=False), name="gazette_document_once"
            ),
            models.CheckConstraint(
                condition=Q(page_from=None) | Q(page_to=None) | Q(page_to__gte=F("page_from")),
                name="gazette_pages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"{self.issue.get_absolute_url()}{self.position}/"

    @property
    def is_shown(self) -> bool:
        """Whether the text may be read: the row-wise twin of ``EntryQuerySet.public()`` within a public issue."""
        return self.document is None or self.document.is_public

    @property
    def public_title(self) -> str:
        """What the contents call it; a document that was taken down is called as its own page calls it."""
        return self.title if self.document is None or self.document.is_public else self.document.public_title

    @property
    def pages(self) -> str:
        """页码 in words; empty when they are not known."""
        if self.page_from is None:
            return ""
        same = self.page_to in {None, self.page_from}
        return f"第{self.page_from}页" if same else f"第{self.page_from}—{self.page_to}页"


class GazetteCorrection(models.Model):
    """What was put right in an issue that is out (更正), shown with it."""

    issue = models.ForeignKey(GazetteIssue, models.CASCADE, related_name="corrections", verbose_name="公报")
    at = models.DateTimeField("更正时间")
    title = models.CharField("更正的内容", max_length=TITLE_LENGTH)
    note = models.TextField("更正说明")

    class Meta:
        verbose_name = "公报更正"
        verbose_name_plural = "公报更正"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.title}：{self.note}"


class GazetteDelivery(Governed):
    """One document its organ owes the gazette office (S3-5.5b); ``office`` is the organ that keeps the gazette."""

    workflow: ClassVar[Workflow] = DELIVERY_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=DeliveryState, default=DeliveryState.WANTED, editable=False)
    document = models.OneToOneField(Document, models.CASCADE, related_name="gazette_delivery", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="gazette_deliveries", verbose_name="送交单位")
    office = models.ForeignKey(Organ, models.PROTECT, related_name="gazette_receipts", verbose_name="公报室")
    contact = models.CharField("专人和电话", max_length=100, blank=True)
    note = models.CharField("送交说明", max_length=300, blank=True)
    delivered_at = models.DateTimeField("送交时间", null=True)

    class Meta:
        verbose_name = "公报送交"
        verbose_name_plural = "公报送交"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.document.title

    @property
    def acting_organ_id(self) -> int | None:
        """What was delivered lies with the gazette office, the rest with whoever owes it."""
        return self.office.heir().pk if self.state == DeliveryState.DELIVERED else self.organ.heir().pk
