"""年度决策事项目录: what an organ will decide about this year, in versions."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.consultations.codes import Category, Exclusion
from disclosure.decisions.moves import CATALOGUE_WORKFLOW
from disclosure.decisions.states import CatalogueState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

ITEM_LENGTH = 120


class DecisionCatalogueQuerySet(models.QuerySet["DecisionCatalogue"]):
    def visible_to(self, actor: Actor) -> "DecisionCatalogueQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class DecisionCatalogue(Governed):
    """One organ's catalogue of one year. Its items are the working copy; everybody reads the newest version alone."""

    workflow: ClassVar[Workflow] = CATALOGUE_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=CatalogueState, default=CatalogueState.DRAFT, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="decision_catalogues", verbose_name="决策机关")
    year = models.PositiveSmallIntegerField("年度")
    agreed_on = models.DateField("同级党委同意的日子", null=True)
    agreement = models.CharField("同意的依据", max_length=200, blank=True)
    note = models.TextField("调整说明", blank=True)
    drafter_id = models.BigIntegerField("编制人编号")

    objects = DecisionCatalogueQuerySet.as_manager()

    class Meta:
        verbose_name = "决策事项目录"
        verbose_name_plural = "决策事项目录"
        ordering = ["-year", "organ"]
        constraints = [
            models.UniqueConstraint(fields=["organ", "year"], name="decision_catalogue_once"),
            models.CheckConstraint(
                condition=~Q(state=CatalogueState.PUBLISHED) | (Q(agreed_on__isnull=False) & ~Q(agreement="")),
                name="decision_catalogue_agreed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}{self.year}年度重大行政决策事项目录"

    def newest(self) -> "CatalogueVersion | None":
        return self.versions.order_by("-number").first()


class CatalogueItem(models.Model):
    """``exclusion`` marks what the procedure does not apply to, with its basis (第三条第二款; law.md C17)."""

    catalogue = models.ForeignKey(DecisionCatalogue, models.CASCADE, related_name="items", verbose_name="目录")
    title = models.CharField("事项", max_length=ITEM_LENGTH)
    category = models.CharField("类别", max_length=12, choices=Category)
    lead = models.ForeignKey(Organ, models.PROTECT, related_name="decision_items", verbose_name="承办单位")
    planned = models.CharField("计划完成时间", max_length=40, blank=True)
    exclusion = models.CharField("不适用的情形", max_length=12, choices=Exclusion, blank=True)
    exclusion_basis = models.TextField("不适用的依据", blank=True)

    class Meta:
        verbose_name = "目录事项"
        verbose_name_plural = "目录事项"
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["catalogue", "title"], name="decision_item_once"),
            models.CheckConstraint(
                condition=Q(exclusion="") | ~Q(exclusion_basis=""), name="decision_item_excluded_with_basis"
            ),
        ]

    def __str__(self) -> str:
        return self.title


class CatalogueVersion(models.Model):
    """What was published, as it was. ``items`` are title, category, lead (name), planned, exclusion and its basis, and
    ``item`` the key of the working row."""

    catalogue = models.ForeignKey(DecisionCatalogue, models.PROTECT, related_name="versions", verbose_name="目录")
    number = models.PositiveSmallIntegerField("版本")
    published_at = models.DateTimeField("公布时间")
    agreed_on = models.DateField("同级党委同意的日子")
    agreement = models.CharField("同意的依据", max_length=200)
    note = models.TextField("调整说明", blank=True)
    items = models.JSONField("事项")

    class Meta:
        verbose_name = "目录版本"
        verbose_name_plural = "目录版本"
        ordering = ["-number"]
        constraints = [models.UniqueConstraint(fields=["catalogue", "number"], name="decision_catalogue_version_once")]

    def __str__(self) -> str:
        return f"第{self.number}版"
