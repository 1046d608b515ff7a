"""解读方案 and 解读材料."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Document
from disclosure.documents.states import PUBLIC_STATES
from interpretation.materials.codes import Form, ReturnReason, Stage, Theme, Way
from interpretation.materials.elements import BY_CODE, Completeness, Element, completeness
from interpretation.materials.moves import MATERIAL_WORKFLOW
from interpretation.materials.states import LIVING, READY, MaterialState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

TITLE_LENGTH = 200
_DOCUMENT_IS_PUBLIC = Q(document__state__in=PUBLIC_STATES, document__attribute=Attribute.ACTIVE)
_STILL_TO_COME = Q(stage=Stage.BEFORE, document__published_at=None, document__taken_down_at=None)


class Plan(models.Model):
    """解读方案 of one document (S0-2.4). A merged one says in each explanation what it would say itself.

    ``delay_reason``: why the explanation may come after the document, by whom it was settled (S0-2.7.4b).
    """

    document = models.OneToOneField(Document, models.CASCADE, related_name="interpretation_plan", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="interpretation_plans", verbose_name="解读单位")
    is_merged = models.BooleanField("合并在解读材料里", default=False)
    outline = models.TextField("材料提纲", blank=True)
    form = models.CharField("解读形式", max_length=12, choices=Form, blank=True)
    channel = models.CharField("解读渠道", max_length=100, blank=True)
    planned_on = models.DateField("解读时间", null=True, blank=True)
    delay_reason = models.CharField("延迟的理由", max_length=300, blank=True)
    delayed_by = models.CharField("同意延迟的人", max_length=150, blank=True)
    delayed_at = models.DateTimeField("同意延迟的时间", null=True)
    approved_by = models.CharField("审定人", max_length=150, blank=True)
    approved_at = models.DateTimeField("审定时间", null=True)

    class Meta:
        verbose_name = "解读方案"
        verbose_name_plural = "解读方案"

    def __str__(self) -> str:
        return f"解读方案：{self.document.title}"

    def lacking(self) -> list[str]:
        """Which of the four elements of S0-2.4a are missing; none of a merged plan."""
        if self.is_merged:
            return []
        labels = {"outline": "材料提纲", "form": "解读形式", "channel": "解读渠道", "planned_on": "解读时间"}
        return [label for name, label in labels.items() if not getattr(self, name)]


class MaterialQuerySet(models.QuerySet["Material"]):
    def public(self) -> "MaterialQuerySet":
        """What anybody may read: published, and its document is public or still to come (吹风)."""
        return self.filter(_DOCUMENT_IS_PUBLIC | _STILL_TO_COME, state=MaterialState.PUBLISHED)

    def with_page(self) -> "MaterialQuerySet":
        """Public now, or taken down while the document stays: the page says why."""
        return self.public() | self.filter(_DOCUMENT_IS_PUBLIC, state=MaterialState.WITHDRAWN)

    def ready(self) -> "MaterialQuerySet":
        """Approved or out already, for the text as it stands, and meant for the day of the document."""
        return self.filter(state__in=READY, stage=Stage.ALONG, recheck_at=None)

    def living(self) -> "MaterialQuerySet":
        return self.filter(state__in=LIVING)

    def visible_to(self, actor: Actor) -> "MaterialQuerySet":
        """Those of the actor's organs, of the one that explains and of the one that answers for the document."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(document__organ__in=own))


class Material(Governed):
    """解读材料: one explanation of a document. ``organ`` explains; ``elements`` maps codes of ``elements.py`` to texts.

    ``similarity`` is the share copied from the document, in percent, as of the last change. ``essence`` is the digest
    of the document's text the head approved it with; since ``recheck_at`` it is another, and nobody has looked yet.
    """

    workflow: ClassVar[Workflow] = MATERIAL_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=MaterialState, default=MaterialState.DRAFT, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="materials", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="materials", verbose_name="解读单位")
    number = models.PositiveIntegerField("第几份")
    stage = models.CharField("时机", max_length=8, choices=Stage, default=Stage.ALONG)
    form = models.CharField("形式", max_length=12, choices=Form, default=Form.TEXT)
    way = models.CharField("方式", max_length=20, choices=Way, default=Way.OFFICE)
    theme = models.CharField("主题", max_length=14, choices=Theme, blank=True)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    lead = models.CharField("导语", max_length=500, blank=True)
    elements = models.JSONField("要素", default=dict)
    channel = models.CharField("解读渠道", max_length=100, blank=True)
    planned_on = models.DateField("解读时间", null=True, blank=True)
    first_interpreter = models.CharField("第一解读人", max_length=80, blank=True)
    is_by_head = models.BooleanField("由主要负责同志解读", default=False)
    media_url = models.URLField("图片、音频、视频的网址", blank=True)
    alternative = models.TextField("替代文字、文字稿", blank=True)
    has_captions = models.BooleanField("有字幕", default=False)
    similarity = models.PositiveIntegerField("与文件重复（%）", default=0)

    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    approver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="审定人"
    )
    approved_at = models.DateTimeField("审定时间", null=True)
    legality_organ = models.CharField("合法性审查单位", max_length=100, blank=True)
    legality_opinion = models.TextField("合法性审查意见", blank=True)
    legality_at = models.DateTimeField("合法性审查时间", null=True)
    signed_off_by = models.CharField("审签的市政府负责同志", max_length=100, blank=True)
    signed_off_at = models.DateTimeField("审签时间", null=True)
    essence = models.CharField(max_length=64, blank=True, editable=False)
    recheck_at = models.DateTimeField("文件改动的时间", null=True, editable=False)
    return_reason = models.CharField("退回的原因", max_length=12, choices=ReturnReason, blank=True)
    return_note = models.TextField("退回的说明", blank=True)
    published_at = models.DateTimeField("发布时间", null=True)
    is_late = models.BooleanField("超过时限发布", default=False)
    taken_down_at = models.DateTimeField("撤下时间", null=True)
    taken_down_reason = models.TextField("撤下的原因", blank=True)

    objects = MaterialQuerySet.as_manager()

    class Meta:
        verbose_name = "政策解读"
        verbose_name_plural = "政策解读"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["document", "number"], name="material_number_once"),
            models.CheckConstraint(
                condition=~Q(state=MaterialState.PUBLISHED) | Q(published_at__isnull=False),
                name="material_published",
            ),
        ]
        indexes = [
            # the library, whole and of one organ
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="material_public"),
            models.Index(
                fields=["organ", "-published_at", "-id"], condition=Q(state="published"), name="material_public_organ"
            ),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/interpretations/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_published(self) -> bool:
        return bool(self.state == MaterialState.PUBLISHED)

    @property
    def is_with_document(self) -> bool:
        """Out on the same day as the document (S0-2.7.4a); both moments are aware."""
        return bool(self.published_at and self.published_at == self.document.published_at)

    @property
    def completeness(self) -> Completeness:
        return completeness(self.elements)

    def written(self, *, guide: bool | None = None) -> list[tuple[Element, str]]:
        """The elements that are filled in, in the order of the table; ``guide``: those of 办事, or the others."""
        rows = [(row, self.elements.get(code, "")) for code, row in BY_CODE.items()]
        return [(row, text) for row, text in rows if text and guide in {None, row.guide}]


class MaterialFileQuerySet(models.QuerySet["MaterialFile"]):
    def public(self) -> "MaterialFileQuerySet":
        """Of explanations anybody may read."""
        return self.filter(material__in=Material.objects.public())

    def with_files(self) -> "MaterialFileQuerySet":
        """With what is served. Two queries, however many."""
        return self.select_related("file", "captions").prefetch_related("file__copies")


class MaterialFile(models.Model):
    """A picture, a recording or a film of an explanation. ``alternative`` says what a picture shows; ``captions`` run
    along with a film. What is served of a picture is its cleaned copy, where there was something to clean."""

    material = models.ForeignKey(Material, models.CASCADE, related_name="files", verbose_name="政策解读")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    captions = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="字幕")
    alternative = models.CharField("替代文字", max_length=1000, blank=True)
    position = models.PositiveIntegerField("排序")

    objects = MaterialFileQuerySet.as_manager()

    class Meta:
        verbose_name = "解读的图片、音频、视频"
        verbose_name_plural = "解读的图片、音频、视频"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.file.name

    def get_absolute_url(self) -> str:
        return f"/interpretations/files/{self.pk}/"

    @property
    def captions_address(self) -> str:
        return f"/interpretations/files/{self.pk}/captions.vtt"

    @classmethod
    def prefetched(cls) -> "models.Prefetch[str]":
        """The files of many explanations with what is served."""
        return models.Prefetch("files", queryset=cls.objects.with_files())

    @property
    def medium(self) -> str:
        """How a page shows it: ``picture``, ``audio`` or ``video``."""
        return self.file.type.medium


class MeetingItem(models.Model):
    """提请常务会议审议 with plan and explanation (S0-2.7.3b); ``materials`` are the titles that went along."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="meeting_items", verbose_name="公文")
    session = models.CharField("哪一次会议", max_length=60)
    meeting_on = models.DateField("会议日期")
    materials = models.JSONField("一并提请的解读材料", default=list)
    person_name = models.CharField("登记人", max_length=150)
    at = models.DateTimeField("登记时间")

    class Meta:
        verbose_name = "常务会议议题"
        verbose_name_plural = "常务会议议题"
        ordering = ["meeting_on", "pk"]
        constraints = [models.UniqueConstraint(fields=["document", "session"], name="meeting_item_once")]

    def __str__(self) -> str:
        return f"{self.session}：{self.document.title}"
