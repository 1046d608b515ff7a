"""示范创建: the year's programme, the applications with their evidence, notes, objections (S1-7, S1-8)."""

from datetime import date
from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from assessment.demonstration.criteria import BY_CODE, PASS_MARK
from assessment.demonstration.moves import CANDIDACY_WORKFLOW, PROGRAMME_WORKFLOW
from assessment.demonstration.states import (
    LEAST_TOWNSHIPS,
    PUBLIC,
    PUBLICITY_DAYS,
    QUOTAS,
    CandidacyState,
    Kind,
    NoteKind,
    ProgrammeState,
)
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.subjects import TITLE_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 40
_CRITERIA = [(code, row.name) for code, row in BY_CODE.items()]


class ProgrammeQuerySet(models.QuerySet["Programme"]):
    def visible_to(self, actor: Actor) -> "ProgrammeQuerySet":
        """Those who see every organ all of them; whoever handles cases anywhere what was issued."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(state=ProgrammeState.ISSUED) if rules.case_organ_ids(actor) else self.none()

    def public(self) -> "ProgrammeQuerySet":
        return self.filter(state=ProgrammeState.ISSUED)


class Programme(Governed):
    """One year's 创建. Its stages end on days; the quotas are what may be named at most."""

    workflow: ClassVar[Workflow] = PROGRAMME_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=ProgrammeState, default=ProgrammeState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="demonstrations", verbose_name="组织单位")
    year = models.PositiveSmallIntegerField("年度", unique=True)
    title = models.CharField("名称", max_length=TITLE_LENGTH)
    notice = models.TextField("通知")
    areas = models.PositiveSmallIntegerField("示范区名额", default=QUOTAS[Kind.AREA])
    departments = models.PositiveSmallIntegerField("市直示范点名额", default=QUOTAS[Kind.DEPARTMENT])
    townships = models.PositiveSmallIntegerField("乡镇（街道）示范点名额", default=QUOTAS[Kind.TOWNSHIP])
    least_townships = models.PositiveSmallIntegerField("每县至少上报的乡镇（街道）", default=LEAST_TOWNSHIPS)
    pass_mark = models.PositiveSmallIntegerField("验收通过的分数", default=PASS_MARK)
    publicity_days = models.PositiveSmallIntegerField("公示工作日", default=PUBLICITY_DAYS)
    apply_until = models.DateField("申报截止")
    guide_until = models.DateField("督促指导截止")
    accept_until = models.DateField("检查验收截止")
    drafter_id = models.BigIntegerField("起草人编号", null=True)
    drafted_at = models.DateTimeField("起草时间")
    issued_at = models.DateTimeField("部署时间", null=True)

    objects = ProgrammeQuerySet.as_manager()

    class Meta:
        verbose_name = "示范创建"
        verbose_name_plural = "示范创建"
        ordering = ["-year"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ProgrammeState.ISSUED) | Q(issued_at__isnull=False), name="programme_issued_when"
            ),
            models.CheckConstraint(
                condition=Q(apply_until__lte=F("guide_until"), guide_until__lte=F("accept_until")),
                name="programme_stages_in_order",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def quotas(self) -> dict[str, int]:
        return {Kind.AREA: self.areas, Kind.DEPARTMENT: self.departments, Kind.TOWNSHIP: self.townships}


class CandidacyQuerySet(models.QuerySet["Candidacy"]):
    def visible_to(self, actor: Actor) -> "CandidacyQuerySet":
        """An organ sees its own, a county those of the units below it, which it guides (S1-8.2)."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        organs = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        counties = Q(organ__parent__kind=OrganKind.GOVERNMENT, organ__parent__parent__isnull=False)
        return self.filter(Q(organ__in=organs) | counties & Q(organ__parent__in=organs))

    def public(self) -> "CandidacyQuerySet":
        """What everybody reads: who is shown, who is named, whose name was taken back."""
        return self.filter(state__in=PUBLIC)


class Candidacy(Governed):
    """One organ's application. ``points`` are what the acceptance gave, by criterion."""

    workflow: ClassVar[Workflow] = CANDIDACY_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=CandidacyState, default=CandidacyState.PREPARING, editable=False
    )
    programme = models.ForeignKey(Programme, models.PROTECT, related_name="candidacies", verbose_name="示范创建")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="candidacies", verbose_name="申报单位")
    kind = models.CharField("类别", max_length=10, choices=Kind)
    summary = models.TextField("主要做法")
    submitted_at = models.DateTimeField("申报时间", null=True)
    team = models.TextField("验收组", blank=True)
    points = models.JSONField("验收得分", default=dict)
    accepted_at = models.DateTimeField("验收时间", null=True)
    acceptor_id = models.BigIntegerField("验收人编号", null=True)
    shown_from = models.DateField("公示开始", null=True)
    shown_until = models.DateField("公示截止", null=True)
    named_on = models.DateField("命名日期", null=True)
    revoked_on = models.DateField("撤销日期", null=True)
    ended_reason = models.TextField("没有命名或者撤销的理由", blank=True)

    objects = CandidacyQuerySet.as_manager()

    class Meta:
        verbose_name = "示范创建申报"
        verbose_name_plural = "示范创建申报"
        ordering = ["-programme__year", "kind", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["programme", "organ"], name="candidacy_once"),
            models.CheckConstraint(
                condition=~Q(state__in=(CandidacyState.NAMED, CandidacyState.REVOKED))
                | Q(named_on__isnull=False, shown_until__isnull=False, named_on__gt=F("shown_until")),
                name="candidacy_named_after_publicity",
            ),
        ]
        indexes = [models.Index(fields=["state", "organ"], name="candidacy_open")]  # the queue

    def __str__(self) -> str:
        return f"{self.organ.short_name}申报{self.get_kind_display()}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    def get_absolute_url(self) -> str:
        return reverse("demonstration:unit", args=[self.pk])

    def takes_objections(self, on: date) -> bool:
        """To the end of the last day of the publicity."""
        return self.state == CandidacyState.SHOWN and self.shown_until is not None and on <= self.shown_until

    @property
    def total(self) -> int:
        return sum(self.points.values())


class StandardPart(models.Model):
    """What the organ did for one of the six standards."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="parts", verbose_name="申报")
    criterion = models.CharField("标准", max_length=14, choices=_CRITERIA)
    text = models.TextField("创建情况")

    class Meta:
        verbose_name = "创建情况"
        verbose_name_plural = "创建情况"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["candidacy", "criterion"], name="candidacy_part_once")]

    def __str__(self) -> str:
        return self.get_criterion_display()


class PartFile(models.Model):
    """Evidence; for the house, never for the public."""

    part = models.ForeignKey(StandardPart, models.PROTECT, related_name="files", verbose_name="创建情况")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="demonstration_files", verbose_name="文件")
    added_at = models.DateTimeField("添加时间")

    class Meta:
        verbose_name = "创建佐证"
        verbose_name_plural = "创建佐证"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class CandidacyNote(models.Model):
    """Guidance, the look on the spot, the later review, a recommendation, what others may learn. Never edited.
    ``keeps``: whether the unit still does what it was named for; only a review says so."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="notes", verbose_name="申报")
    kind = models.CharField("类别", max_length=10, choices=NoteKind)
    text = models.TextField("内容")
    keeps = models.BooleanField("保持标准", null=True)
    made_at = models.DateTimeField("时间")
    made_by = models.CharField("填写人", max_length=150)

    class Meta:
        verbose_name = "创建记录"
        verbose_name_plural = "创建记录"
        ordering = ["-made_at", "-pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.text[:40]}"


class Dissent(Sealable):
    """An objection that came in while the name was shown. ``upheld`` is ``None`` until the office looked into it.
    Those filed on the site have a ``number`` and the digests of portal/receipts; those the office heard have none.
    ``email`` is read by nobody: it takes the mail that there is an answer."""

    candidacy = models.ForeignKey(Candidacy, models.PROTECT, related_name="objections", verbose_name="申报")
    source = models.CharField("怎么提出的", max_length=120)
    text = models.TextField("异议")
    heard_at = models.DateTimeField("登记时间")
    number = models.CharField("编号", max_length=NUMBER_LENGTH, unique=True, null=True)
    email = EncryptedTextField("电子邮箱", mask="contact", blank=True, default="")
    upheld = models.BooleanField("成立", null=True)
    found = models.TextField("查证情况", blank=True)
    settled_at = models.DateTimeField("处理时间", null=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, null=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, blank=True, editable=False)

    class Meta:
        verbose_name = "公示异议"
        verbose_name_plural = "公示异议"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(upheld=None) | (Q(settled_at__isnull=False) & ~Q(found="")),
                name="dissent_settled_with_words",
            )
        ]

    def __str__(self) -> str:
        return f"{self.source}：{self.text[:40]}"
