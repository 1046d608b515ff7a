"""公共企事业单位: what each unit says it makes public, and appeals against those that do not."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.catalogue.models import Column
from disclosure.institutions.moves import APPEAL_WORKFLOW
from disclosure.institutions.states import OPEN, ORDERED, SEES_APPELLANT, AppealState, Finding
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 40
TITLE_LENGTH = 100
LINE_LENGTH = 200
FACTS_LENGTH = 2000
REPLY_LENGTH = 3000


class UnitItemQuerySet(models.QuerySet["UnitItem"]):
    def listed(self, on: date) -> "UnitItemQuerySet":
        """What stands in the lists on that day."""
        return self.filter(Q(dropped_on=None) | Q(dropped_on__gt=on))


class UnitItem(models.Model):
    """One line of a unit's 信息公开清单: what, within which time, who sees to it, and the column where it stands."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="unit_items", verbose_name="单位")
    title = models.CharField("事项", max_length=TITLE_LENGTH)
    content = models.CharField("公开内容", max_length=LINE_LENGTH)
    period = models.CharField("公开时限", max_length=TITLE_LENGTH)
    duty_holder = models.CharField("责任部门", max_length=TITLE_LENGTH)
    column = models.ForeignKey(Column, models.PROTECT, related_name="unit_items", verbose_name="公开的栏目")
    position = models.PositiveSmallIntegerField("次序", default=100)
    dropped_on = models.DateField("移出清单的日子", null=True)

    objects = UnitItemQuerySet.as_manager()

    class Meta:
        verbose_name = "信息公开清单事项"
        verbose_name_plural = "公共企事业单位信息公开清单"
        ordering = ["organ", "position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organ", "title"], condition=Q(dropped_on=None), name="unit_item_title_once"
            )
        ]

    def __str__(self) -> str:
        return self.title


class AppealQuerySet(models.QuerySet["Appeal"]):
    def open(self) -> "AppealQuerySet":
        return self.filter(state__in=OPEN)

    def visible_to(self, actor: Actor) -> "AppealQuerySet":
        """The department that investigates; the unit itself does not read who appealed against it."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Appeal(Governed, Sealable):
    """申诉 to the competent department (``organ``) about a unit that did not publish what it must.

    ``investigation`` is for the file, ``reply`` is what the appellant is told. ``__str__`` names nobody.
    """

    workflow: ClassVar[Workflow] = APPEAL_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=AppealState, default=AppealState.SUBMITTED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="unit_appeals", verbose_name="主管部门")
    unit = models.ForeignKey(Organ, models.PROTECT, related_name="appeals_against", verbose_name="被申诉的单位")
    number = models.CharField("编号", max_length=NUMBER_LENGTH, unique=True)
    title = models.CharField("应当公开什么", max_length=TITLE_LENGTH)
    facts = models.TextField("怎么没有公开")
    name = EncryptedTextField("姓名", mask="name", readers=SEES_APPELLANT, blank=True, default="")
    contact = EncryptedTextField("联系方式", mask="contact", readers=SEES_APPELLANT, blank=True, default="")
    received_at = models.DateTimeField("收到时间")
    investigation = models.TextField("调查的经过", blank=True)
    finding = models.CharField("调查结果", max_length=10, choices=Finding, blank=True)
    publish_by = models.DateField("责令公开的期限", null=True)
    reply = models.TextField("告知的内容", blank=True)
    investigator_id = models.BigIntegerField("调查人编号", null=True)
    told_at = models.DateTimeField("告知时间", null=True)
    is_late = models.BooleanField("超期", default=False)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, editable=False)

    objects = AppealQuerySet.as_manager()

    class Meta:
        verbose_name = "公共企事业单位申诉"
        verbose_name_plural = "公共企事业单位申诉"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | (Q(told_at__isnull=False) & ~Q(reply="") & ~Q(finding="")),
                name="appeal_told_with_words",
            ),
            models.CheckConstraint(
                condition=Q(publish_by=None) | Q(finding__in=ORDERED), name="appeal_day_where_ordered"
            ),
        ]
        indexes = [models.Index(fields=["organ", "state"], name="appeal_organ_state")]

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk
