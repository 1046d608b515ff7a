"""The document itself."""

from datetime import date
from typing import TYPE_CHECKING, ClassVar, Optional

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.catalogue.audiences import LENGTH as AUDIENCES_LENGTH
from disclosure.catalogue.models import Column
from disclosure.documents.codes import (
    Attribute,
    DocumentKind,
    Origin,
    PublicClause,
    PublishRule,
    RelationKind,
    ReleaseReason,
    SourceKind,
    Validity,
    WithholdingBasis,
)
from disclosure.documents.moves import DOCUMENT_WORKFLOW
from disclosure.documents.states import (
    EDITABLE_STATES,
    PUBLIC_STATES,
    CorrectionState,
    State,
)
from disclosure.documents.topics import SUBTOPIC_CHOICES, TOPIC_CHOICES
from disclosure.reposting.rules import source_of
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow

if TYPE_CHECKING:
    from disclosure.documents.models.amendments import Correction
    from disclosure.documents.models.reviews import Review, SecrecyReview

TITLE_LENGTH = 300


class DocumentQuerySet(models.QuerySet["Document"]):
    def public(self) -> "DocumentQuerySet":
        """What anybody may read: the one rule used by pages, feeds, interfaces, search and files."""
        return self.filter(state__in=PUBLIC_STATES, attribute=Attribute.ACTIVE)

    def with_page(self) -> "DocumentQuerySet":
        """Public documents and those whose page stays after they were taken down, also while they are reworked."""
        return self.filter(Q(state__in=PUBLIC_STATES, attribute=Attribute.ACTIVE) | Q(taken_down_at__isnull=False))

    def visible_to(self, actor: Actor) -> "DocumentQuerySet":
        """What this actor may open in the staff site: public ones, and every case of the actor's organs."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        own = Organ.objects.answered_for_by(rules.case_organ_ids(actor))
        return self.filter(Q(organ__in=own) | Q(drafting_organ__in=own) | Q(pk__in=Document.objects.public()))


class Document(Governed):
    """One item of government information. ``organ`` answers for it; ``issuer`` is the name on its face.

    ``round`` counts submissions: reviews and the secrecy conclusion hold for the round they were given in.
    ``validity`` is ``validity_on(day)`` of the day it was last refreshed, for lists and the index.
    """

    workflow: ClassVar[Workflow] = DOCUMENT_WORKFLOW

    state = models.CharField("状态", max_length=20, choices=State, default=State.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="documents", verbose_name="公开责任单位")
    drafting_organ = models.ForeignKey(
        Organ, models.PROTECT, null=True, blank=True, related_name="drafted_documents", verbose_name="代拟单位"
    )
    issuer = models.CharField("发文机关", max_length=200)
    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.PROTECT,
        null=True,
        related_name="drafted_documents",
        verbose_name="拟稿人",
        editable=False,
    )

    kind = models.CharField("公文种类", max_length=20, choices=DocumentKind)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    body = models.TextField("正文")
    body_html = models.TextField("正文（排版后）", editable=False)
    summary = models.CharField("内容概述", max_length=500, blank=True)
    keywords = models.CharField("关键词", max_length=200, blank=True)
    topic = models.CharField("主题分类", max_length=4, blank=True, choices=TOPIC_CHOICES)
    subtopic = models.CharField("二级主题", max_length=4, blank=True, choices=SUBTOPIC_CHOICES)
    column = models.ForeignKey(
        Column, models.PROTECT, null=True, blank=True, related_name="documents", verbose_name="栏目"
    )
    audiences = models.CharField("适用对象", max_length=AUDIENCES_LENGTH, blank=True, default="")
    contact = models.CharField("解释单位和电话", max_length=200, blank=True)

    doc_number = models.CharField("发文字号", max_length=80, blank=True)
    index_number = models.CharField("索引号", max_length=40, unique=True, null=True, editable=False)
    round = models.PositiveIntegerField("送审轮次", default=0, editable=False)
    endorsed_at = models.DateTimeField("代拟单位签批时间", null=True, editable=False)
    formed_on = models.DateField("成文日期", null=True, blank=True)
    changed_on = models.DateField("变更日期", null=True, blank=True)
    printed_on = models.DateField("印发日期", null=True, blank=True)
    effective_on = models.DateField("施行日期", null=True, blank=True)
    expires_on = models.DateField("有效期至", null=True, blank=True)
    amended_on = models.DateField("被修改日期", null=True, editable=False)
    repealed_on = models.DateField("被废止日期", null=True, editable=False)
    validity = models.CharField("有效性", max_length=10, choices=Validity, default=Validity.VALID, editable=False)

    attribute = models.CharField("公开属性", max_length=20, choices=Attribute, blank=True)
    attribute_reason = models.TextField("属性说明", blank=True)
    release_reason = models.CharField("公开理由", max_length=20, choices=ReleaseReason, blank=True)
    withholding_basis = models.CharField("不公开依据", max_length=8, choices=WithholdingBasis, blank=True)
    is_secret_matter = models.BooleanField("是否保密事项", null=True, blank=True)
    is_normative = models.BooleanField("行政规范性文件", default=False)
    public_clause = models.CharField("公开条款", max_length=10, choices=PublicClause, blank=True, default="")
    is_sensitive = models.BooleanField("敏感或者重要内容", default=False)
    origin = models.CharField("信息来源", max_length=12, choices=Origin, default=Origin.MADE)
    source_kind = models.CharField("内容类别", max_length=12, choices=SourceKind, default=SourceKind.LAWFUL)
    source_name = models.CharField("转载来源", max_length=100, blank=True)
    source_url = models.URLField("原文链接", blank=True)
    publish_rule = models.CharField("公开时限", max_length=40, choices=PublishRule, default=PublishRule.GENERAL)
    annotation = models.CharField("附注", max_length=60, blank=True, editable=False)

    signed_at = models.DateTimeField("签发时间", null=True, editable=False)
    publish_after = models.DateTimeField("定时发布", null=True, editable=False)
    published_at = models.DateTimeField("发布时间", null=True, editable=False)
    updated_at = models.DateTimeField("公开内容更新时间", null=True, editable=False)
    published_title = models.CharField("发布时的标题", max_length=TITLE_LENGTH, blank=True, editable=False)
    correction_state = models.CharField("更正进度", max_length=10, choices=CorrectionState, blank=True, editable=False)
    taken_down_at = models.DateTimeField("撤下时间", null=True, editable=False)
    taken_down_reason = models.TextField("撤下原因", blank=True, editable=False)
    hides_title = models.BooleanField("撤下后隐去标题", default=False, editable=False)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="替代文件", editable=False
    )
    derived_from = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="derived", verbose_name="评估后转为公开的原件", editable=False
    )
    import_source = models.CharField("导入来源", max_length=60, blank=True, editable=False)
    import_id = models.CharField("来源编号", max_length=100, blank=True, editable=False)
    import_digest = models.CharField("来源内容散列", max_length=64, blank=True, editable=False)

    objects = DocumentQuerySet.as_manager()

    class Meta:
        verbose_name = "公文"
        verbose_name_plural = "公文"
        ordering = ["-pk"]
        constraints = [
            # What an assessment opens carries the number of its withheld original.
            models.UniqueConstraint(
                fields=["organ", "doc_number"],
                condition=~Q(doc_number="") & Q(import_source="", derived_from=None),
                name="document_number_once",
            ),
            models.UniqueConstraint(
                fields=["import_source", "import_id"], condition=~Q(import_source=""), name="document_import_once"
            ),
            models.CheckConstraint(
                condition=Q(printed_on=None) | Q(formed_on=None) | Q(printed_on__gte=models.F("formed_on")),
                name="document_dates_in_order",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (Q(attribute=Attribute.ACTIVE) & Q(published_at__isnull=False) & Q(index_number__isnull=False)),
                name="document_published_complete",
            ),
        ]
        indexes = [
            # The newest public documents of the home page, of a column, of an organ.
            models.Index(fields=["state", "-published_at"], name="document_newest"),
            models.Index(fields=["column", "state", "-published_at"], name="document_column_newest"),
            models.Index(fields=["organ", "state", "-published_at"], name="document_organ_newest"),
            # Corrections under way, among everything published.
            models.Index(
                fields=["correction_state"], condition=~Q(correction_state=""), name="document_under_correction"
            ),
            # Scheduled publications that are due.
            models.Index(
                fields=["publish_after"],
                condition=Q(state=State.SIGNED, publish_after__isnull=False),
                name="document_scheduled",
            ),
            # What changed on the public side since a moment, for harvesters.
            models.Index(fields=["updated_at", "id"], condition=Q(updated_at__isnull=False), name="document_updated"),
            models.Index(fields=["doc_number"], name="document_number"),
            models.Index(fields=["topic", "state"], name="document_topic"),
        ]

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return f"/documents/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        """A draft made for another organ belongs to the drafting organ until it is handed over."""
        if self.state in EDITABLE_STATES and self.drafting_organ_id is not None:
            return self.drafting_organ_id
        return self.responsible_organ.pk

    @property
    def responsible_organ(self) -> Organ:
        """Who answers for the document today; ``organ`` is who did when it was finished."""
        return self.organ.heir()

    @property
    def is_public(self) -> bool:
        """The text may be read by anybody: the row-wise twin of ``DocumentQuerySet.public()``."""
        return self.state in PUBLIC_STATES and self.attribute == Attribute.ACTIVE

    @property
    def is_tombstone(self) -> bool:
        """The page stays but shows no text."""
        return not self.is_public and self.taken_down_at is not None

    @property
    def public_title(self) -> str:
        """What a page may call the document: as published, never as redrafted since; empty when it is hidden."""
        if self.is_public:
            return self.title
        return "" if self.hides_title or self.attribute == Attribute.WITHHELD else self.published_title

    @property
    def year(self) -> int | None:
        """The year of the document's own date."""
        return self.formed_on.year if self.formed_on else None

    def validity_on(self, day: date) -> Validity:
        """What the text is worth on that day (law.md F): repeal, then expiry, then not yet in force, then amendment."""
        if self.repealed_on and self.repealed_on <= day:
            return Validity.REPEALED
        if self.expires_on and self.expires_on < day:
            return Validity.EXPIRED
        if self.effective_on and self.effective_on > day:
            return Validity.NOT_YET
        return Validity.AMENDED if self.amended_on and self.amended_on <= day else Validity.VALID

    def forwarded(self) -> Optional["Document"]:
        """The document this one passes on (转发), if any."""
        relation = self.relations_out.filter(kind=RelationKind.FORWARDS).select_related("target").first()
        return relation.target if relation else None

    def approvals(self) -> models.QuerySet["Review"]:
        """Reviews passed in the present round."""
        return self.reviews.filter(round=self.round, approved=True).order_by("level")

    def secrecy_conclusion(self) -> Optional["SecrecyReview"]:
        """The latest conclusion of the present round."""
        return self.secrecyreviews.filter(round=self.round).order_by("-pk").first()

    def comes_from_listed_source(self) -> bool:
        """Whether the original stands on a site one may repost from (S2-10.6b)."""
        return source_of(self.source_url) is not None

    def open_correction(self) -> Optional["Correction"]:
        """The correction that is proposed but not yet decided."""
        return self.corrections.filter(outcome="").first() if self.correction_state else None
