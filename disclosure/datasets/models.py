"""开放数据: data sets of the organs, their versions and the rows of each."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.datasets.codes import Domain, Period
from disclosure.datasets.columns import SLOTS, Column, loaded, open_ones
from disclosure.datasets.moves import DATASET_WORKFLOW, VERSION_WORKFLOW
from disclosure.datasets.states import BEFORE, DatasetState, VersionState
from disclosure.datasets.values import KEY_LENGTH
from portal.accounts.models import Organ
from portal.files.models import NAME_LENGTH, StoredFile
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 80


class DatasetQuerySet(models.QuerySet["Dataset"]):
    def public(self) -> "DatasetQuerySet":
        """Listed, with a version anybody may read: the one rule of pages, downloads, interface and search."""
        return self.filter(state=DatasetState.LISTED, current__isnull=False)

    def with_page(self) -> "DatasetQuerySet":
        """Public now or once: the page of what was taken down says why."""
        return self.filter(current__isnull=False)

    def overdue(self, on: date) -> "DatasetQuerySet":
        """A new version was promised before that day and is not there."""
        return self.filter(state=DatasetState.LISTED, next_due__lt=on)


class Dataset(Governed):
    """One entry of the catalogue. ``current`` is the version the public reads, ``published_at`` when the first came
    out, ``updated_at`` when the last did; ``next_due`` is the last day for the next."""

    workflow: ClassVar[Workflow] = DATASET_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=DatasetState, default=DatasetState.LISTED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="datasets", verbose_name="提供单位")
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    description = models.TextField("说明")
    domain = models.CharField("领域", max_length=16, choices=Domain)
    keywords = models.CharField("关键词", max_length=100, blank=True)
    contact = models.CharField("联系方式", max_length=100)
    period = models.CharField("更新频率", max_length=12, choices=Period)
    current = models.ForeignKey(
        "DatasetVersion", models.PROTECT, null=True, related_name="+", verbose_name="现行版本", editable=False
    )
    created_at = models.DateTimeField("编目时间")
    published_at = models.DateTimeField("首次开放时间", null=True)
    updated_at = models.DateTimeField("更新时间", null=True)
    next_due = models.DateField("下次更新期限", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_reason = models.TextField("撤下的原因", blank=True)

    objects = DatasetQuerySet.as_manager()

    class Meta:
        verbose_name = "数据集"
        verbose_name_plural = "开放数据"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "title"], condition=Q(state=DatasetState.LISTED), name="dataset_title_once"
            ),
            # What is current has been published at a moment: lists go by it.
            models.CheckConstraint(
                condition=Q(current=None) | Q(published_at__isnull=False, updated_at__isnull=False),
                name="dataset_published",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], condition=Q(state="listed"), name="dataset_public"),
            models.Index(fields=["next_due"], condition=Q(state="listed"), name="dataset_due"),  # the queue
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/data/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        return self.state == DatasetState.LISTED and self.current_id is not None

    @property
    def keyword_list(self) -> list[str]:
        return [word for word in self.keywords.split("、") if word]

    def days_late(self, on: date) -> int:
        """Days since the promised update was missed; 0 when it was not."""
        return max(0, (on - self.next_due).days) if self.next_due and self.state == DatasetState.LISTED else 0


class DatasetVersion(Governed):
    """One upload. What the check found is kept with it: ``faults`` as (line, column, words), ``found`` by column and
    kind, ``suspects`` as (line, place). ``filled`` counts the cells that are not empty, column by column.

    ``file`` is what was uploaded; it is let go on publication when it holds columns that are not open.
    """

    workflow: ClassVar[Workflow] = VERSION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=VersionState, default=VersionState.DRAFT, editable=False)
    dataset = models.ForeignKey(Dataset, models.PROTECT, related_name="versions", verbose_name="数据集")
    number = models.PositiveIntegerField("版本")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="上传的文件")
    file_name = models.CharField("文件名", max_length=NAME_LENGTH)
    encoding = models.CharField("编码", max_length=10)
    columns = models.JSONField("字段")
    is_confirmed = models.BooleanField("字段已核对", default=False)
    key = models.CharField("标识列", max_length=60, blank=True)
    row_count = models.PositiveIntegerField("行数", default=0)
    filled = models.JSONField("非空格数", default=list)
    fault_count = models.PositiveIntegerField("问题数", default=0)
    faults = models.JSONField("问题", default=list)
    suspect_count = models.PositiveIntegerField("可疑格数", default=0)
    suspects = models.JSONField("可疑的格", default=list)
    found = models.JSONField("筛查结果", default=list)
    chart = models.JSONField("图表", default=dict)
    note = models.CharField("这一版改了什么", max_length=200, blank=True)
    uploader = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="上传、核对人"
    )
    clearer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    uploaded_at = models.DateTimeField("上传时间")
    published_at = models.DateTimeField("发布时间", null=True)
    added = models.PositiveIntegerField("新增行数", null=True)
    removed = models.PositiveIntegerField("减少行数", null=True)
    changed = models.PositiveIntegerField("修改行数", null=True)
    new_columns = models.CharField("字段变化", max_length=500, blank=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_reason = models.TextField("撤回的原因", blank=True)

    class Meta:
        verbose_name = "数据集版本"
        verbose_name_plural = "数据集版本"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["dataset", "number"], name="dataset_version_number"),
            # Two clerks who upload at once: one of them sees that the other was first.
            models.UniqueConstraint(fields=["dataset"], condition=Q(state__in=BEFORE), name="dataset_one_in_work"),
            models.CheckConstraint(
                condition=~Q(state=VersionState.PUBLISHED)
                | Q(published_at__isnull=False, fault_count=0, is_confirmed=True),
                name="dataset_version_published_whole",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.dataset.title}，第{self.number}版"

    @property
    def acting_organ_id(self) -> int | None:
        return self.dataset.acting_organ_id

    @property
    def all_columns(self) -> tuple[Column, ...]:
        return loaded(self.columns)

    @property
    def open_columns(self) -> tuple[Column, ...]:
        return open_ones(self.all_columns)


class DatasetRow(models.Model):
    """One row: ``values`` of the open columns in their order; ``k1`` to ``k4`` are the keys of those one can filter by
    (docs/decisions/0088-rows-of-a-data-set.md). ``position`` is the line in the file."""

    version = models.ForeignKey(
        DatasetVersion, models.CASCADE, related_name="rows", db_index=False, verbose_name="版本"
    )
    position = models.PositiveIntegerField("行号")
    values = models.JSONField("内容")
    k1 = models.CharField("键一", max_length=KEY_LENGTH, null=True)
    k2 = models.CharField("键二", max_length=KEY_LENGTH, null=True)
    k3 = models.CharField("键三", max_length=KEY_LENGTH, null=True)
    k4 = models.CharField("键四", max_length=KEY_LENGTH, null=True)

    class Meta:
        verbose_name = "数据行"
        verbose_name_plural = "数据行"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["version", "position"], name="dataset_row_place")]
        # One per key: equal keys in the order of the file, spans in the order of the key.
        indexes = [
            models.Index(
                fields=["version", f"k{slot}", "position"],
                condition=Q(**{f"k{slot}__isnull": False}),
                name=f"dataset_row_k{slot}",
            )
            for slot in range(1, SLOTS + 1)
        ]

    def __str__(self) -> str:
        return f"第{self.position}行"
