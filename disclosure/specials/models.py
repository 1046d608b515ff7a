"""专题: published documents on one matter gathered on one page (S1-3.1b)."""

from django.db import models
from django.db.models import Q

from disclosure.documents.models import Document
from portal.accounts.models import Organ


class SpecialQuerySet(models.QuerySet["Special"]):
    def running(self) -> "SpecialQuerySet":
        """Those still added to; an archived one stays readable at its address."""
        return self.filter(archived_at=None)


class Special(models.Model):
    """专题. ``organ`` keeps it; ``archived_at`` says since when nothing is added any more."""

    title = models.CharField("专题名称", max_length=60)
    code = models.SlugField("代码", max_length=80, unique=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="specials", verbose_name="责任单位")
    summary = models.TextField("专题说明")
    opened_at = models.DateTimeField("开设时间", editable=False)
    archived_at = models.DateTimeField("归档时间", null=True, editable=False)
    position = models.PositiveIntegerField("排序", default=100)

    objects = SpecialQuerySet.as_manager()

    class Meta:
        verbose_name = "专题"
        verbose_name_plural = "专题"
        ordering = ["position", "-opened_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(archived_at=None) | Q(archived_at__gte=models.F("opened_at")), name="special_times"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/specials/{self.code}/"


class SpecialItem(models.Model):
    """One document of a special, under a heading of its page. Only public documents are shown."""

    special = models.ForeignKey(Special, models.PROTECT, related_name="items", verbose_name="专题")
    document = models.ForeignKey(Document, models.PROTECT, related_name="special_items", verbose_name="公文")
    heading = models.CharField("小标题", max_length=30, blank=True)

    class Meta:
        verbose_name = "专题文件"
        verbose_name_plural = "专题文件"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["special", "document"], name="special_document_once")]

    def __str__(self) -> str:
        return self.document.title
