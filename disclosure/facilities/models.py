"""公共查阅点: where information can be searched, looked up and copied without a computer of one's own (S2-7.4)."""

from datetime import date

from django.db import models
from django.db.models import F, Q

from disclosure.facilities.codes import USES, FacilityKind
from portal.accounts.models import Organ


class FacilityQuerySet(models.QuerySet["Facility"]):
    def in_use(self, on: date) -> "FacilityQuerySet":
        """Those open to the public on that day: the one rule of what the public page shows."""
        return self.filter(Q(closed_on=None) | Q(closed_on__gte=on), opened_on__lte=on)


class Facility(models.Model):
    """``organ`` keeps it up and answers for what is shown there; ``district`` is the 镇 or 街道 it lies in.
    ``closed_on`` is the last day it is open."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="facilities", verbose_name="管理单位")
    district = models.ForeignKey(Organ, models.PROTECT, related_name="facilities_there", verbose_name="所在镇、街道")
    kind = models.CharField("种类", max_length=20, choices=FacilityKind)
    name = models.CharField("名称", max_length=60)
    address = models.CharField("地址", max_length=200)
    hours = models.CharField("开放时间", max_length=100)
    phone = models.CharField("电话", max_length=50)
    can_search = models.BooleanField("可以检索")
    can_consult = models.BooleanField("可以查询")
    can_copy = models.BooleanField("可以复制")
    accessibility = models.CharField("无障碍设施和帮助", max_length=200, blank=True)
    opened_on = models.DateField("启用日期")
    closed_on = models.DateField("开放到", null=True)
    position = models.PositiveIntegerField("排序", default=100)

    objects = FacilityQuerySet.as_manager()

    class Meta:
        verbose_name = "公共查阅点"
        verbose_name_plural = "公共查阅点"
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["name"], condition=Q(closed_on=None), name="facility_name_once"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("opened_on")), name="facility_period_in_order"
            ),
            models.CheckConstraint(
                condition=Q(can_search=True) | Q(can_consult=True) | Q(can_copy=True), name="facility_is_of_use"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def uses(self) -> list[str]:
        """What can be done there: 检索, 查询, 复制."""
        return [label for name, label in USES if getattr(self, name)]
