"""办事指南 in editions, their papers, what they rest on; and 一件事, composed of guides."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Document
from disclosure.documents.states import PUBLIC_STATES
from disclosure.facilities.models import Facility
from disclosure.services_guide.codes import Audience, FileKind, MaterialForm, Online, Seal, Theme
from disclosure.services_guide.moves import BUNDLE_WORKFLOW, GUIDE_WORKFLOW
from disclosure.services_guide.states import OPEN, BundleState, GuideState
from portal.accounts.models import Organ
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow

CODE_LENGTH = 40
TAKEN_DOWN = "撤下"
"""In place of a validity: the document is no longer public."""


def joined(codes: list[str]) -> str:
    """Codes as they are stored, so that one of them is found by its text."""
    return f",{','.join(codes)}," if codes else ""


class _ForPeople(models.Model):
    """``audiences`` holds codes between commas."""

    audiences = models.CharField("服务对象", max_length=120, blank=True)

    class Meta:
        abstract = True

    @property
    def audience_codes(self) -> list[str]:
        return [code for code in self.audiences.split(",") if code]

    @property
    def audience_names(self) -> list[str]:
        return [str(Audience(code).label) for code in self.audience_codes]


class ServiceGuideQuerySet(models.QuerySet["ServiceGuide"]):
    def public(self) -> "ServiceGuideQuerySet":
        return self.filter(state=GuideState.PUBLISHED)

    def with_page(self) -> "ServiceGuideQuerySet":
        """Public now or once: earlier editions stay readable, what was withdrawn says why."""
        return self.filter(state__in=[GuideState.PUBLISHED, GuideState.SUPERSEDED, GuideState.WITHDRAWN])


class ServiceGuide(Governed, _ForPeople):
    """One edition of the guide to one errand. ``code`` is the errand's own (事项编码), alike in every edition.

    Days are working days; ``promised_days`` 0 is 当场办结. ``process`` has a step a line, ``faq`` 问 and 答 by lines.
    """

    workflow: ClassVar[Workflow] = GUIDE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=GuideState, default=GuideState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="service_guides", verbose_name="办理机关")
    code = models.CharField("事项编码", max_length=CODE_LENGTH)
    edition = models.PositiveIntegerField("版次", default=1)
    name = models.CharField("事项名称", max_length=200)
    theme = models.CharField("主题", max_length=16, choices=Theme)
    basis = models.TextField("依据", blank=True)
    conditions = models.TextField("条件", blank=True)
    process = models.TextField("流程", blank=True)
    legal_days = models.PositiveIntegerField("法定办结时限（工作日）", null=True)
    promised_days = models.PositiveIntegerField("承诺办结时限（工作日）", null=True)
    fee = models.CharField("收费标准", max_length=500, blank=True)
    result = models.CharField("办理结果", max_length=300, blank=True)
    takes_no_papers = models.BooleanField("不用提交材料", default=False)
    review_rules = models.TextField("审查细则", blank=True)
    intermediary = models.TextField("中介服务", blank=True)
    faq = models.TextField("常见问题", blank=True)
    online = models.CharField("网上办理", max_length=8, choices=Online, default=Online.NOT)
    online_url = models.URLField("网上办理的网址", blank=True)
    place = models.CharField("办理地点", max_length=300, blank=True)
    hours = models.CharField("办理时间", max_length=200, blank=True)
    consult_phone = models.CharField("咨询电话", max_length=100, blank=True)
    complaint_phone = models.CharField("投诉电话", max_length=100, blank=True)
    email = models.EmailField("邮箱", blank=True)
    change_note = models.CharField("这一版改了什么", max_length=300, blank=True)
    facilities = models.ManyToManyField(Facility, related_name="service_guides", verbose_name="哪里能看到纸质指南")

    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="编写人"
    )
    published_at = models.DateTimeField("发布时间", null=True)
    taken_down_at = models.DateTimeField("撤下时间", null=True)
    taken_down_reason = models.TextField("撤下的原因", blank=True)

    objects = ServiceGuideQuerySet.as_manager()

    class Meta:
        verbose_name = "办事指南"
        verbose_name_plural = "办事指南"
        ordering = ["code", "-edition"]
        constraints = [
            models.UniqueConstraint(fields=["code", "edition"], name="service_guide_edition_once"),
            # What is out and what is being written: one of each for an errand.
            models.UniqueConstraint(
                fields=["code"], condition=Q(state=GuideState.PUBLISHED), name="service_guide_published_once"
            ),
            models.UniqueConstraint(fields=["code"], condition=Q(state__in=OPEN), name="service_guide_open_once"),
            models.CheckConstraint(
                condition=~Q(state=GuideState.PUBLISHED) | Q(published_at__isnull=False), name="service_guide_published"
            ),
        ]
        indexes = [
            models.Index(fields=["organ", "name"], condition=Q(state="published"), name="service_guide_organ"),
            models.Index(fields=["theme", "name"], condition=Q(state="published"), name="service_guide_theme"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/services/{self.code}/"

    @property
    def is_public(self) -> bool:
        return bool(self.state == GuideState.PUBLISHED)

    @property
    def time_limit(self) -> str:
        """办结时限 in words."""
        if self.promised_days is None:
            return ""
        promised = "当场办结" if self.promised_days == 0 else f"{self.promised_days}个工作日"
        return promised if self.legal_days is None else f"{promised}（法定{self.legal_days}个工作日）"

    @property
    def steps(self) -> list[str]:
        """流程, step by step."""
        return [line for line in self.process.splitlines() if line.strip()]

    @property
    def questions(self) -> list[tuple[str, str]]:
        """常见问题 as pairs: a line that begins with 问 opens one."""
        pairs: list[tuple[str, list[str]]] = []
        for line in filter(None, map(str.strip, self.faq.splitlines())):
            if line.startswith(("问：", "问:")):
                pairs.append((line[2:].strip(), []))
            elif pairs:
                pairs[-1][1].append(line.removeprefix("答：").removeprefix("答:").strip())
        return [(question, "\n".join(answer)) for question, answer in pairs]

    def has_changed_basis(self) -> bool:
        """Whether a document it rests on is not what it was when the guide was written. One query."""
        return bool(self.bases.changed().exists())


class BasisQuerySet(models.QuerySet["GuideBasis"]):
    def changed(self) -> "BasisQuerySet":
        public = Q(document__state__in=PUBLIC_STATES, document__attribute=Attribute.ACTIVE)
        return self.filter((public & ~Q(document__validity=F("seen"))) | (~public & ~Q(seen=TAKEN_DOWN)))


class GuideBasis(models.Model):
    """A document of this site the guide rests on; ``seen`` is its validity when somebody last looked."""

    guide = models.ForeignKey(ServiceGuide, models.CASCADE, related_name="bases", verbose_name="办事指南")
    document = models.ForeignKey(Document, models.CASCADE, related_name="guide_bases", verbose_name="公文")
    seen = models.CharField("当时的有效性", max_length=10)

    objects = BasisQuerySet.as_manager()

    class Meta:
        verbose_name = "指南的依据"
        verbose_name_plural = "指南的依据"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["guide", "document"], name="guide_basis_once")]

    def __str__(self) -> str:
        return self.document.title


class GuideMaterial(models.Model):
    """One paper to hand in (S3-2.4d)."""

    guide = models.ForeignKey(ServiceGuide, models.CASCADE, related_name="materials", verbose_name="办事指南")
    position = models.PositiveIntegerField("排序")
    name = models.CharField("材料名称", max_length=200)
    form = models.CharField("格式", max_length=12, choices=MaterialForm)
    copies = models.PositiveIntegerField("份数")
    seal = models.CharField("签名、盖章", max_length=12, choices=Seal)
    is_required = models.BooleanField("必须提交", default=True)
    source = models.CharField("从哪里来", max_length=100, blank=True)
    note = models.CharField("说明", max_length=300, blank=True)

    class Meta:
        verbose_name = "申请材料"
        verbose_name_plural = "申请材料"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def amount(self) -> str:
        """Format and number in words."""
        return f"{self.get_form_display()}{self.copies}份"


class MaterialFile(models.Model):
    """A form to fill in, how to fill it in, or a sample."""

    material = models.ForeignKey(GuideMaterial, models.CASCADE, related_name="files", verbose_name="申请材料")
    kind = models.CharField("种类", max_length=12, choices=FileKind)
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")

    class Meta:
        verbose_name = "材料的文件"
        verbose_name_plural = "材料的文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name

    @property
    def code(self) -> str:
        """How the screening calls what it says."""
        return f"file:{self.file_id}"


class BundleQuerySet(models.QuerySet["ServiceBundle"]):
    def public(self) -> "BundleQuerySet":
        return self.filter(state=BundleState.PUBLISHED)


class ServiceBundle(Governed, _ForPeople):
    """一件事: several errands that people have at once. ``organ`` leads; ``code`` is the address."""

    workflow: ClassVar[Workflow] = BUNDLE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=BundleState, default=BundleState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="service_bundles", verbose_name="牵头单位")
    code = models.SlugField("网址代码", max_length=40, unique=True)
    name = models.CharField("名称", max_length=100)
    intro = models.TextField("说明")
    place = models.CharField("综合窗口", max_length=300, blank=True)
    online_url = models.URLField("网上办理的网址", blank=True)
    writer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="编写人"
    )
    published_at = models.DateTimeField("发布时间", null=True)

    objects = BundleQuerySet.as_manager()

    class Meta:
        verbose_name = "一件事"
        verbose_name_plural = "一件事"
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"/services/things/{self.code}/"

    @property
    def is_public(self) -> bool:
        return bool(self.state == BundleState.PUBLISHED)

    def published_codes(self) -> frozenset[str]:
        """Those of its errands whose guide is out. One query."""
        rows = ServiceGuide.objects.public().filter(code__in=[step.code for step in self.steps.all()])
        return frozenset(rows.order_by().values_list("code", flat=True))


class BundleStep(models.Model):
    """One errand of a bundle; what has the same ``wave`` is done at the same time."""

    bundle = models.ForeignKey(ServiceBundle, models.CASCADE, related_name="steps", verbose_name="一件事")
    position = models.PositiveIntegerField("排序")
    code = models.CharField("事项编码", max_length=CODE_LENGTH)
    wave = models.PositiveIntegerField("第几批")
    note = models.CharField("说明", max_length=200, blank=True)

    class Meta:
        verbose_name = "一件事的事项"
        verbose_name_plural = "一件事的事项"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["bundle", "code"], name="bundle_code_once")]

    def __str__(self) -> str:
        return self.code
