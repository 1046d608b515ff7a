"""政务公开事项清单: matters, their versions as they were published, and changes on their way."""

from datetime import date
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery

from disclosure.matters.codes import Audience, Change, Tier, VillageTopic, Way
from disclosure.matters.moves import MATTER_WORKFLOW, PROPOSAL_WORKFLOW
from disclosure.matters.states import OPEN, MatterState, ProposalState
from portal.accounts.models import Organ
from portal.domains import Domain
from portal.workflow import Governed, Workflow


class MatterContent(models.Model):
    """The nine groups of S0-11.1; ``standard`` and ``procedure`` complete the five elements of S4-1.7b.

    ``channels`` and ``levels`` are the ticked boxes of the official table. ``body`` is 公开主体 as the table writes it.
    """

    domain = models.CharField("领域", max_length=2, choices=Domain, blank=True)
    village_topic = models.CharField("村务类别", max_length=12, choices=VillageTopic, blank=True)
    first = models.CharField("一级事项", max_length=100)
    second = models.CharField("二级事项", max_length=200)
    elements = models.TextField("公开内容（要素）")
    basis = models.TextField("公开依据")
    time_limit = models.CharField("公开时限", max_length=300)
    body = models.CharField("公开主体", max_length=200)
    channels = models.JSONField("公开渠道和载体")
    audience = models.CharField("公开对象", max_length=8, choices=Audience)
    audience_note = models.CharField("特定群众", max_length=200, blank=True)
    way = models.CharField("公开方式", max_length=8, choices=Way)
    levels = models.JSONField("公开层级")
    standard = models.TextField("公开标准", blank=True)
    procedure = models.TextField("公开程序", blank=True)

    class Meta:
        abstract = True


class MatterQuerySet(models.QuerySet["Matter"]):
    def listed(self) -> "MatterQuerySet":
        return self.filter(state=MatterState.LISTED)

    def with_page(self) -> "MatterQuerySet":
        """In the list now or once: the page of what was dropped says when and why."""
        return self.filter(state__in=[MatterState.LISTED, MatterState.DROPPED])


class Matter(Governed):
    """One item of an organ's list; ``village`` names the village whose list it is, kept by its township.

    ``upper`` is the same item in the list above. ``basis_lapsed_on`` is set while a change of its basis waits for an
    answer; the limit of that answer is a clock of the matter.
    """

    workflow: ClassVar[Workflow] = MATTER_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=MatterState, default=MatterState.PENDING, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="matters", verbose_name="编制单位")
    tier = models.CharField("清单层级", max_length=8, choices=Tier)
    village = models.CharField("村（社区）", max_length=60, blank=True)
    name = models.CharField("事项", max_length=310)
    current = models.ForeignKey(
        "disclosure.MatterVersion", models.PROTECT, null=True, related_name="+", verbose_name="现行版本"
    )
    upper = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="lower", verbose_name="上级清单里的同一事项"
    )
    basis_lapsed_on = models.DateField("依据变动的日子", null=True)
    basis_note = models.CharField("依据怎么变了", max_length=300, blank=True)

    objects = MatterQuerySet.as_manager()

    class Meta:
        verbose_name = "公开事项"
        verbose_name_plural = "政务公开事项清单"
        ordering = ["organ", "village", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(tier=Tier.VILLAGE, village__gt="") | (~Q(tier=Tier.VILLAGE) & Q(village="")),
                name="matter_village",
            ),
            models.CheckConstraint(
                condition=~Q(state=MatterState.LISTED) | Q(current__isnull=False), name="matter_listed"
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/matters/{self.pk}/"

    @property
    def keeper(self) -> str:
        """Whose list it stands in."""
        return f"{self.organ.short_name}{self.village}"


class MatterVersionQuerySet(models.QuerySet["MatterVersion"]):
    def as_of(self, day: date) -> "MatterVersionQuerySet":
        """The list as it stood at the end of that day."""
        known = self.model.objects.filter(matter=OuterRef("matter"), in_force_from__lte=day)
        newest = known.order_by("-number").values("pk")[:1]
        return self.filter(pk=Subquery(newest)).exclude(change=Change.DROPPED)


class MatterVersion(MatterContent):
    """What was published of a matter from ``in_force_from`` on. The database refuses to change or remove it."""

    matter = models.ForeignKey(Matter, models.PROTECT, related_name="versions", verbose_name="事项")
    number = models.PositiveIntegerField("版本")
    change = models.CharField("变化", max_length=8, choices=Change)
    reason = models.CharField("调整依据", max_length=500)
    in_force_from = models.DateField("公布日期")
    published_at = models.DateTimeField("公布时间")
    proposer_name = models.CharField("拟稿人", max_length=150)
    approver_name = models.CharField("审批人", max_length=150)

    objects = MatterVersionQuerySet.as_manager()

    class Meta:
        verbose_name = "公开事项版本"
        verbose_name_plural = "公开事项版本"
        ordering = ["matter", "-number"]
        constraints = [models.UniqueConstraint(fields=["matter", "number"], name="matter_version_once")]
        indexes = [models.Index(fields=["-published_at", "-id"], name="matter_version_newest")]

    def __str__(self) -> str:
        return f"{self.second}（第{self.number}版）"


class MatterProposal(Governed, MatterContent):
    """A change of the list on its way: what the matter is to say, why, and who wrote it."""

    workflow: ClassVar[Workflow] = PROPOSAL_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ProposalState, default=ProposalState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="matter_proposals", verbose_name="编制单位")
    matter = models.ForeignKey(Matter, models.PROTECT, related_name="proposals", verbose_name="事项")
    change = models.CharField("变化", max_length=8, choices=Change)
    reason = models.CharField("调整依据", max_length=500)
    proposer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="拟稿人"
    )
    proposer_name = models.CharField("拟稿人姓名", max_length=150)
    opened_at = models.DateTimeField("拟稿时间")

    class Meta:
        verbose_name = "清单调整"
        verbose_name_plural = "清单调整"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter"], condition=Q(state__in=OPEN), name="matter_proposal_once")
        ]

    def __str__(self) -> str:
        return f"{self.get_change_display()}：{self.second}"


class MatterBasis(models.Model):
    """A document of the portal a matter rests on. ``noted_on``: its end was made known to those who keep the list."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="bases", verbose_name="事项")
    document = models.ForeignKey(
        "disclosure.Document", models.PROTECT, related_name="matters_resting", verbose_name="依据文件"
    )
    noted_on = models.DateField("失效登记日期", null=True)

    class Meta:
        verbose_name = "事项的依据文件"
        verbose_name_plural = "事项的依据文件"
        constraints = [models.UniqueConstraint(fields=["matter", "document"], name="matter_basis_once")]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.document_id}"


class MatterLink(models.Model):
    """Where what a matter promises is found: a column, or a structured list by its code."""

    matter = models.ForeignKey(Matter, models.CASCADE, related_name="links", verbose_name="事项")
    column = models.ForeignKey(
        "disclosure.Column", models.PROTECT, null=True, related_name="matter_links", verbose_name="栏目"
    )
    document = models.ForeignKey(
        "disclosure.Document", models.PROTECT, null=True, related_name="matter_links", verbose_name="文件"
    )
    list_code = models.CharField("清单", max_length=40, blank=True)

    class Meta:
        verbose_name = "事项的挂接"
        verbose_name_plural = "事项的挂接"
        constraints = [
            models.CheckConstraint(
                condition=Q(column__isnull=False, document=None, list_code="")
                | Q(column=None, document__isnull=False, list_code="")
                | Q(column=None, document=None, list_code__gt=""),
                name="matter_link_one",
            )
        ]

    def __str__(self) -> str:
        return f"{self.matter_id} {self.column_id or self.document_id or self.list_code}"
