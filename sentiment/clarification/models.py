"""澄清: what is wrongly said, what is true, who agreed that it be told, and where; what the police were given."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow
from sentiment.clarification.codes import Channel, Effect, Kind, NameOf
from sentiment.clarification.moves import CLARIFICATION_WORKFLOW, CONSENT_WORKFLOW
from sentiment.clarification.states import PUBLIC, ConsentState, State

TITLE_LENGTH = 100
NUMBER_LENGTH = 80
LINK_LENGTH = 200


class ClarificationQuerySet(models.QuerySet["Clarification"]):
    def public(self) -> "ClarificationQuerySet":
        """What anybody may read: the one rule used by pages, feeds and search."""
        return self.filter(state__in=PUBLIC)

    def with_page(self) -> "ClarificationQuerySet":
        return self.filter(state__in=(*PUBLIC, State.TAKEN_DOWN))

    def visible_to(self, actor: Actor) -> "ClarificationQuerySet":
        """Those of the organs that found it and that answer for it; who is asked sees the question instead."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(finder__in=own))


class Clarification(Governed):
    """``finder`` found it, ``organ`` answers for it; its head is the first person responsible (S2-8.3b). An approval
    holds for the words that were approved: a change takes it away."""

    workflow: ClassVar[Workflow] = CLARIFICATION_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=State, default=State.FOUND, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="clarifications", verbose_name="责任机关")
    finder = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="发现机关")
    kind = models.CharField("类型", max_length=12, choices=Kind)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    claim = models.TextField("不实的说法")
    seen_where = models.TextField("在哪里看到的")
    harm = models.TextField("可能的影响", blank=True)
    found_at = models.DateTimeField("发现时间")
    reported_at = models.DateTimeField("报告时间", null=True)
    is_late = models.BooleanField("超时报告", default=False)
    confirmed_at = models.DateTimeField("确认时间", null=True)

    name_of = models.CharField("以谁的名义", max_length=8, choices=NameOf, blank=True)
    statement = models.TextField("准确的信息", blank=True)
    basis = models.TextField("事实依据", blank=True)
    is_sensitive = models.BooleanField("涉及重要事项或者敏感问题", default=False)
    concerns_others = models.BooleanField("涉及其他部门职责", default=False)
    channels = models.JSONField("发布渠道", default=list)
    writer_id = models.BigIntegerField("起草人编号", null=True)
    head_approver_id = models.BigIntegerField("审批的主要负责人编号", null=True)
    head_approved_by = models.CharField("审批的主要负责人", max_length=150, blank=True)
    head_approved_at = models.DateTimeField("主要负责人审批时间", null=True)
    city_approved_by = models.CharField("市政府批准的经办", max_length=150, blank=True)
    city_approved_at = models.DateTimeField("市政府批准时间", null=True)
    city_approval = models.CharField("市政府批准的依据", max_length=NUMBER_LENGTH, blank=True)

    published_at = models.DateTimeField("澄清时间", null=True)
    effect = models.CharField("效果", max_length=10, choices=Effect, blank=True)
    effect_note = models.TextField("效果说明", blank=True)
    emergency_note = models.TextField("应急处置的去向", blank=True)
    taken_down_at = models.DateTimeField("撤下时间", null=True)
    taken_down_reason = models.TextField("撤下的原因", blank=True)

    objects = ClarificationQuerySet.as_manager()

    class Meta:
        verbose_name = "澄清"
        verbose_name_plural = "虚假和不完整信息澄清"
        ordering = ["-pk"]
        constraints = [
            # S2-8.6: nothing is public that nobody approved, whoever writes into the table.
            models.CheckConstraint(
                condition=~Q(state__in=PUBLIC)
                | (
                    Q(published_at__isnull=False)
                    & (Q(city_approved_at__isnull=False) | Q(name_of=NameOf.ORGAN, is_sensitive=False))
                    & (Q(head_approved_at__isnull=False) | Q(name_of=NameOf.CITY))
                ),
                name="clarification_public_approved",
            ),
        ]
        indexes = [
            models.Index(fields=["-published_at", "-id"], name="clarification_newest", condition=Q(state__in=PUBLIC)),
            models.Index(fields=["organ", "state"], name="clarification_organ_state"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/clarifications/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        return self.state in PUBLIC

    @property
    def author(self) -> str:
        """In whose name it stands on the page."""
        return NameOf.CITY.label if self.name_of == NameOf.CITY else self.organ.name

    @property
    def channel_labels(self) -> list[str]:
        return [str(Channel(code).label) for code in self.channels]


class ConsentQuerySet(models.QuerySet["Consent"]):
    def visible_to(self, actor: Actor) -> "ConsentQuerySet":
        """The organ that is asked, and the one that asks."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(clarification__organ__in=own))


class Consent(Governed):
    """One organ asked beforehand whether what concerns its duties may be told so (S2-8.6.2b). ``words`` are what it
    was asked about, as they were then."""

    workflow: ClassVar[Workflow] = CONSENT_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=ConsentState, default=ConsentState.ASKED, editable=False)
    clarification = models.ForeignKey(Clarification, models.PROTECT, related_name="consents", verbose_name="澄清")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="clarification_consents", verbose_name="征求的机关")
    words = models.TextField("征求意见的文字")
    asked_at = models.DateTimeField("征求时间")
    answered_at = models.DateTimeField("答复时间", null=True)
    answered_by = models.CharField("答复人", max_length=150, blank=True)
    opinion = models.TextField("意见", blank=True)

    objects = ConsentQuerySet.as_manager()

    class Meta:
        verbose_name = "澄清征求意见"
        verbose_name_plural = "澄清征求意见"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["clarification", "organ"],
                condition=~Q(state=ConsentState.DROPPED),
                name="clarification_consent_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.clarification.title}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk


class ClarificationRelease(models.Model):
    """Where else it was told, with what proves it; never edited."""

    clarification = models.ForeignKey(Clarification, models.PROTECT, related_name="releases", verbose_name="澄清")
    channel = models.CharField("渠道", max_length=12, choices=Channel)
    released_at = models.DateTimeField("发布时间")
    outlet = models.CharField("媒体或者栏目", max_length=100)
    link = models.URLField("网址", max_length=LINK_LENGTH, blank=True)
    person_name = models.CharField("登记人", max_length=150)

    class Meta:
        verbose_name = "澄清的发布渠道"
        verbose_name_plural = "澄清的发布渠道"
        ordering = ["released_at", "pk"]

    def __str__(self) -> str:
        return f"{self.get_channel_display()}：{self.outlet}"


class PoliceTransfer(models.Model):
    """移送: what was handed to the police about whoever spread it (S2-8.10). Known to staff alone; never edited."""

    clarification = models.ForeignKey(Clarification, models.PROTECT, related_name="transfers", verbose_name="澄清")
    authority = models.CharField("移送给", max_length=100)
    letter_number = models.CharField("移送函文号", max_length=NUMBER_LENGTH)
    transferred_on = models.DateField("移送日期")
    matter = models.TextField("移送的情况和线索")
    person_name = models.CharField("移送人", max_length=150)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "移送公安"
        verbose_name_plural = "移送公安"
        ordering = ["transferred_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["clarification", "letter_number"], name="police_transfer_once")]

    def __str__(self) -> str:
        return f"{self.authority}（{self.letter_number}）"
