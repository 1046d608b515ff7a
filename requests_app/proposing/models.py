"""主动公开建议 (Regulations art. 44) and 公开的答复: what one person asked for, given to everybody."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.documents.models import Document
from portal.accounts import rules
from portal.accounts.models import Organ, User
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.proposing.moves import ANSWER_WORKFLOW, PROPOSAL_WORKFLOW
from requests_app.proposing.states import AnswerState, Origin, ProposalState

TITLE_LENGTH = 100


def _hidden_from(actor: Actor) -> "models.QuerySet[DisclosureRequest]":
    """Restricted requests the actor may not know."""
    known = DisclosureRequest.objects.visible_to(actor)
    return DisclosureRequest.objects.filter(is_restricted=True).exclude(pk__in=known.values("pk"))


class ProposalQuerySet(models.QuerySet["PublicationProposal"]):
    def visible_to(self, actor: Actor) -> "ProposalQuerySet":
        """Those of the actor's organs, without what leads to a restricted request."""
        if actor.is_system:
            return self
        if not rules.sees_every_organ(actor):
            self = self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))
        hidden = _hidden_from(actor).values("pk")
        return self.exclude(request__in=hidden).exclude(items__request__in=hidden)


class PublicationProposal(Governed):
    """``items`` are those asked alike by several applicants, ``request`` the one whose applicant suggested it. ``text``
    is in the words of whoever asked: for staff alone."""

    workflow: ClassVar[Workflow] = PROPOSAL_WORKFLOW

    state = models.CharField("状态", max_length=8, choices=ProposalState, default=ProposalState.OPEN, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="publication_proposals", verbose_name="机关")
    origin = models.CharField("来源", max_length=10, choices=Origin)
    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, null=True, related_name="publication_proposals", verbose_name="申请"
    )
    items = models.ManyToManyField(RequestItem, related_name="publication_proposals", verbose_name="申请事项")
    text = models.TextField("建议公开的内容")
    made_at = models.DateTimeField("提出时间")
    accepted_on = models.DateField("同意的日子", null=True)
    document = models.ForeignKey(Document, models.PROTECT, null=True, related_name="+", verbose_name="公开的文件")
    closed_on = models.DateField("办完的日子", null=True)
    reason = models.TextField("不纳入的理由", blank=True)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        verbose_name = "主动公开建议"
        verbose_name_plural = "主动公开建议"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(origin=Origin.FOUND, request=None) | Q(origin=Origin.SUGGESTED, request__isnull=False),
                name="proposal_suggested_in_a_request",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DONE) | Q(document__isnull=False, closed_on__isnull=False),
                name="proposal_done_with_its_document",
            ),
            models.CheckConstraint(
                condition=~Q(state=ProposalState.DECLINED) | ~Q(reason=""), name="proposal_declined_with_reason"
            ),
        ]
        indexes = [models.Index(fields=["organ", "state"], name="proposal_organ_state")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}主动公开建议{self.pk}号"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def headline(self) -> str:
        return self.text.splitlines()[0][:80]


class AnswerQuerySet(models.QuerySet["PublishedAnswer"]):
    def public(self) -> "AnswerQuerySet":
        """What anybody may read: the one rule used by pages, feeds, search and files."""
        return self.filter(state=AnswerState.PUBLISHED)

    def with_page(self) -> "AnswerQuerySet":
        """Those and the ones whose page says that they were taken down."""
        return self.filter(state__in=(AnswerState.PUBLISHED, AnswerState.WITHDRAWN))

    def visible_to(self, actor: Actor) -> "AnswerQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class PublishedAnswer(Governed):
    """Question and answer rewritten for everybody. ``request`` is where they come from: known to staff alone."""

    workflow: ClassVar[Workflow] = ANSWER_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=AnswerState, default=AnswerState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="published_answers", verbose_name="机关")
    request = models.ForeignKey(
        DisclosureRequest, models.PROTECT, null=True, related_name="published_answers", verbose_name="来自哪件申请"
    )
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    question = models.TextField("问题")
    answer = models.TextField("答复")
    authors = models.ManyToManyField(User, related_name="+", verbose_name="写过的人")
    authored_by = models.CharField("起草人", max_length=150)
    approved_by = models.CharField("批准人", max_length=150, blank=True)
    published_at = models.DateTimeField("公开时间", null=True)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_reason = models.TextField("撤下的原因", blank=True)

    objects = AnswerQuerySet.as_manager()

    class Meta:
        verbose_name = "公开的答复"
        verbose_name_plural = "公开的答复"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=(AnswerState.PUBLISHED, AnswerState.WITHDRAWN))
                | (Q(published_at__isnull=False) & ~Q(approved_by="")),
                name="answer_published_by_somebody",
            ),
            models.CheckConstraint(
                condition=~Q(state=AnswerState.WITHDRAWN) | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_reason="")),
                name="answer_withdrawn_with_reason",
            ),
        ]
        indexes = [
            # The public list, newest first, whole and of one organ.
            models.Index(fields=["state", "-published_at", "-id"], name="answer_newest"),
            models.Index(fields=["organ", "state", "-published_at", "-id"], name="answer_organ_newest"),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        return self.state == AnswerState.PUBLISHED

    def get_absolute_url(self) -> str:
        return f"/requests/answers/{self.pk}/"


class AnswerFile(models.Model):
    """A file that was handed out with the answer: ``stored`` is the very copy, never an original that has one."""

    answer = models.ForeignKey(PublishedAnswer, models.CASCADE, related_name="files", verbose_name="公开的答复")
    source = models.ForeignKey(RequestFile, models.PROTECT, related_name="+", verbose_name="申请的文件")
    stored = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    label = models.CharField("名称", max_length=200)

    class Meta:
        verbose_name = "公开的答复的文件"
        verbose_name_plural = "公开的答复的文件"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["answer", "source"], name="answer_file_once")]

    def __str__(self) -> str:
        return self.label
