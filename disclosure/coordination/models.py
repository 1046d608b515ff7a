"""Who else a document concerns, what they were asked and answered, and whose approval it needs."""

from datetime import datetime
from typing import Any, ClassVar

from django.db import models
from django.db.models import Q

from disclosure.coordination.gates import essence_of
from disclosure.coordination.moves import APPROVAL_WORKFLOW, COORDINATION_WORKFLOW, INQUIRY_WORKFLOW
from disclosure.coordination.states import (
    STANDING,
    Answer,
    ApprovalState,
    CoordinationState,
    InquiryState,
    Part,
    Ruling,
)
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.deadlines.models import Deadline
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

_DOCUMENT = "disclosure.Document"
TITLE_LENGTH = 300
NUMBER_LENGTH = 80


class Concern(models.Model):
    """An organ a document concerns, or that issues it together with the lead organ."""

    document = models.ForeignKey(_DOCUMENT, models.CASCADE, related_name="concerns", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="涉及的机关")
    part = models.CharField("关系", max_length=10, choices=Part, default=Part.CONCERNED)
    note = models.CharField("涉及什么", max_length=200, blank=True)

    class Meta:
        verbose_name = "涉及的机关"
        verbose_name_plural = "涉及的机关"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["document", "organ"], name="concern_once")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}，{self.get_part_display()}"


class CoordinationQuerySet(models.QuerySet["Coordination"]):
    def standing(self) -> "CoordinationQuerySet":
        """The round that counts, one per document."""
        return self.filter(state__in=STANDING)

    def visible_to(self, actor: Actor) -> "CoordinationQuerySet":
        """Those of the actor's organs; the asked organs see their own inquiry instead."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Coordination(Governed):
    """发布协调: one round of asking every organ a document concerns, about the text as it was then.

    ``essence`` is the digest of the text that was asked about, ``settled_essence`` of the one that may be released.
    """

    workflow: ClassVar[Workflow] = COORDINATION_WORKFLOW

    state = models.CharField(
        "状态", max_length=12, choices=CoordinationState, default=CoordinationState.OPEN, editable=False
    )
    document = models.ForeignKey(_DOCUMENT, models.PROTECT, related_name="coordinations", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="coordinations", verbose_name="征求单位")
    round = models.PositiveIntegerField("第几轮")
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    text_html = models.TextField("征求意见的正文")
    essence = models.CharField(max_length=64, editable=False)
    settled_essence = models.CharField(max_length=64, blank=True, editable=False)
    letter = models.TextField("征求意见函")
    is_urgent = models.BooleanField("情况紧急", default=False)
    asked_by = models.CharField("征求人", max_length=150)
    asked_at = models.DateTimeField("征求时间")
    position = models.TextField("本单位的意见和理由", blank=True)
    ruling = models.CharField("裁决", max_length=12, choices=Ruling, blank=True)
    ruling_text = models.TextField("裁决理由", blank=True)
    ruled_by = models.CharField("裁决人", max_length=150, blank=True)
    ruled_at = models.DateTimeField("裁决时间", null=True)

    objects = CoordinationQuerySet.as_manager()

    class Meta:
        verbose_name = "发布协调"
        verbose_name_plural = "发布协调"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "round"], name="coordination_round_once"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state__in=sorted(STANDING)), name="coordination_one_standing"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.round}轮：{self.title}"

    def current_essence(self) -> str:
        """What the document says now, whatever is held in memory. Two queries."""
        document = type(self.document)._base_manager.get(pk=self.document_id)
        return essence_of(document)

    def disputed(self, at: datetime) -> bool:
        """Whether somebody disagrees or let the time to answer pass. Two queries."""
        rows = self.inquiries.all()
        if any(row.state == InquiryState.DISAGREED for row in rows):
            return True
        silent = [row.pk for row in rows if row.state == InquiryState.ASKED]
        late = Deadline.objects.due_by(at).filter(subject_label=Inquiry._meta.label_lower, subject_id__in=silent)
        return late.exists()


class Enclosure(models.Model):
    """A file that goes with the letter of inquiry, for the organs that ask and are asked; never for the public."""

    coordination = models.ForeignKey(Coordination, models.PROTECT, related_name="enclosures", verbose_name="发布协调")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="enclosures", verbose_name="文件")

    class Meta:
        verbose_name = "随函附件"
        verbose_name_plural = "随函附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class InquiryQuerySet(models.QuerySet["Inquiry"]):
    def visible_to(self, actor: Actor) -> "InquiryQuerySet":
        """What was asked of the actor's organs, and what they asked themselves."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(coordination__organ__in=own))


class Inquiry(Governed):
    """What one organ was asked and answered; its clock is its own. ``organ`` is the one that was asked."""

    workflow: ClassVar[Workflow] = INQUIRY_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=InquiryState, default=InquiryState.ASKED, editable=False)
    coordination = models.ForeignKey(Coordination, models.PROTECT, related_name="inquiries", verbose_name="发布协调")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="inquiries", verbose_name="被征求单位")
    part = models.CharField("关系", max_length=10, choices=Part)
    note = models.CharField("涉及什么", max_length=200, blank=True)
    reply_number = models.CharField("复函文号", max_length=NUMBER_LENGTH, blank=True)
    reply = models.TextField("书面答复", blank=True)
    replied_by = models.CharField("答复人", max_length=150, blank=True)
    replied_at = models.DateTimeField("答复时间", null=True)

    objects = InquiryQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["coordination", "organ"], name="inquiry_organ_once")]

    def __str__(self) -> str:
        return f"征求意见：{self.coordination.title}"

    @property
    def is_answered(self) -> bool:
        return self.replied_at is not None

    @property
    def answer(self) -> Answer | None:
        """What the organ said, if it said anything."""
        return _ANSWERS.get(self.state)


_ANSWERS: dict[Any, Answer] = {
    InquiryState.AGREED: Answer.AGREE,
    InquiryState.AGREED_WITH_CHANGES: Answer.CHANGES,
    InquiryState.DISAGREED: Answer.DISAGREE,
}


class ApprovalRule(models.Model):
    """Which information must be approved before release, and by whom: kept as rows, because every city has its own."""

    category = models.CharField("类别", max_length=40, unique=True)
    kinds = models.CharField("公文种类", max_length=200, blank=True, help_text="几种之间用顿号分开，不填就不看种类")
    keywords = models.CharField("标题里的词", max_length=300, blank=True, help_text="几个词之间用顿号分开")
    authority = models.CharField("批准机关", max_length=100)
    basis = models.CharField("依据", max_length=200, blank=True)
    is_active = models.BooleanField("在用", default=True)

    class Meta:
        verbose_name = "需经批准的类别"
        verbose_name_plural = "需经批准的类别"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.category

    def fits(self, *, kind: str, title: str) -> bool:
        """Whether the rule proposes an approval for a document of that kind and title."""
        words, kinds = _words(self.keywords), _words(self.kinds)
        return kind in kinds or any(word in title for word in words)


def _words(text: str) -> list[str]:
    return [word.strip() for word in text.split("、") if word.strip()]


class ApprovalQuerySet(models.QuerySet["Approval"]):
    def visible_to(self, actor: Actor) -> "ApprovalQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Approval(Governed):
    """发布前批准: proposed by a rule or by a person, confirmed by a person, registered when it was given."""

    workflow: ClassVar[Workflow] = APPROVAL_WORKFLOW

    state = models.CharField(
        "状态", max_length=12, choices=ApprovalState, default=ApprovalState.PROPOSED, editable=False
    )
    document = models.ForeignKey(_DOCUMENT, models.PROTECT, related_name="approvals_needed", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="公开责任单位")
    category = models.CharField("类别", max_length=40)
    authority = models.CharField("批准机关", max_length=100)
    basis = models.CharField("依据", max_length=200, blank=True)
    proposed_at = models.DateTimeField("提出时间")
    approved_by = models.CharField("批准人", max_length=100, blank=True)
    approval_number = models.CharField("批准文号", max_length=NUMBER_LENGTH, blank=True)
    approved_on = models.DateField("批准日期", null=True)
    note = models.TextField("说明", blank=True)
    essence = models.CharField(max_length=64, blank=True, editable=False)

    objects = ApprovalQuerySet.as_manager()

    class Meta:
        verbose_name = "发布前批准"
        verbose_name_plural = "发布前批准"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["document", "category"], name="approval_category_once")]

    def __str__(self) -> str:
        return f"{self.category}：{self.document.title}"
