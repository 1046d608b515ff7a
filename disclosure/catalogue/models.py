"""栏目, 公开指南 and 公开制度: where information stands and how it is found."""

from datetime import date

from django.db import models
from django.db.models import OuterRef, Q, Subquery

from disclosure.catalogue.audiences import LENGTH as AUDIENCES_LENGTH
from disclosure.catalogue.states import ColumnType, RegulationSubject, UpdateRule
from portal.accounts.models import Organ


class Column(models.Model):
    """栏目. ``organ`` is the owner who keeps it filled; ``template`` names the statutory row it was made from."""

    name = models.CharField("栏目名", max_length=60)
    code = models.SlugField("代码", max_length=80, unique=True)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="children", verbose_name="上级栏目"
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="columns", verbose_name="责任单位")
    kind = models.CharField("栏目类别", max_length=20, choices=ColumnType)
    template = models.CharField("模板", max_length=60, blank=True)
    basis = models.CharField("依据", max_length=200, blank=True)
    update_rule = models.CharField(
        "更新要求",
        max_length=40,
        choices=UpdateRule,
        blank=True,
        help_text="这么久没有新内容就提醒责任单位；空着表示随有随发",
    )
    description = models.CharField("栏目说明", max_length=200)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    audiences = models.CharField("适用对象", max_length=AUDIENCES_LENGTH, blank=True, default="")
    position = models.PositiveIntegerField("排序", default=100)
    is_active = models.BooleanField("启用", default=True)

    class Meta:
        verbose_name = "栏目"
        verbose_name_plural = "栏目"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "parent", "name"], name="column_name_once"),
            models.UniqueConstraint(
                fields=["organ", "template"], condition=~Q(template=""), name="column_template_once"
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=models.F("pk")), name="column_not_own_parent"),
        ]

    def __str__(self) -> str:
        return self.name

    def document_ids_below(self) -> list[int]:
        """Ids of the documents in the column and in those below it: what shows its name. One query for each level."""
        columns, layer = {self.pk}, {self.pk}
        while layer := set(Column.objects.filter(parent__in=layer).values_list("pk", flat=True)) - columns:
            columns |= layer
        filled = Column.objects.filter(pk__in=columns, documents__isnull=False).order_by()
        return list(filled.values_list("documents", flat=True))


class GuideQuerySet(models.QuerySet["Guide"]):
    def current(self, on: date) -> "GuideQuerySet":
        """Versions in force on that day, newest first."""
        return self.filter(effective_from__lte=on).order_by("-effective_from", "-number")

    def in_force(self, on: date) -> "GuideQuerySet":
        """The one version of each organ that holds on that day."""
        newest = self.model.objects.filter(organ=OuterRef("organ")).current(on).values("pk")[:1]
        return self.filter(pk=Subquery(newest))


class Guide(models.Model):
    """One version of an organ's 公开指南: the nine fields of Regulations art. 12. A change is a new version."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="guides", verbose_name="机关")
    number = models.PositiveIntegerField("版本")
    classification = models.TextField("信息分类")
    arrangement = models.TextField("编排体系")
    access = models.TextField("获取方式")
    unit_name = models.CharField("公开工作机构名称", max_length=100)
    address = models.CharField("办公地址", max_length=200)
    hours = models.CharField("办公时间", max_length=100)
    phone = models.CharField("联系电话", max_length=50)
    fax = models.CharField("传真号码", max_length=50)
    internet = models.CharField("互联网联系方式", max_length=200)
    effective_from = models.DateField("生效日期")
    published_at = models.DateTimeField("发布时间")
    change_note = models.CharField("修改说明", max_length=200, blank=True)

    objects = GuideQuerySet.as_manager()

    class Meta:
        verbose_name = "公开指南"
        verbose_name_plural = "公开指南"
        ordering = ["organ", "-number"]
        constraints = [models.UniqueConstraint(fields=["organ", "number"], name="guide_version_once")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}政府信息公开指南（第{self.number}版）"


class RegulationQuerySet(models.QuerySet["Regulation"]):
    def in_force(self, on: date) -> "RegulationQuerySet":
        """Rules that hold on that day; the day a rule ends is its last."""
        return self.filter(effective_from__lte=on).filter(Q(effective_to=None) | Q(effective_to__gte=on))


class Regulation(models.Model):
    """公开制度: a rule of procedure in force, pointing at the document that carries it."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="regulations", verbose_name="机关")
    subject = models.CharField("制度类别", max_length=20, choices=RegulationSubject)
    title = models.CharField("名称", max_length=200)
    document = models.ForeignKey(
        "disclosure.Document", models.PROTECT, null=True, blank=True, related_name="+", verbose_name="文件"
    )
    summary = models.TextField("主要内容", blank=True)
    effective_from = models.DateField("施行日期")
    effective_to = models.DateField("废止日期", null=True, blank=True)

    objects = RegulationQuerySet.as_manager()

    class Meta:
        verbose_name = "公开制度"
        verbose_name_plural = "公开制度"
        ordering = ["organ", "subject", "-effective_from"]

    def __str__(self) -> str:
        return self.title
