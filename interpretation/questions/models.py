"""政策咨询: what readers ask about a policy, and what the organ that explains it answers."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.documents.codes import Attribute
from disclosure.documents.models import Document
from disclosure.documents.states import PUBLIC_STATES
from interpretation.questions.moves import QUESTION_WORKFLOW
from interpretation.questions.states import ANSWERERS, QuestionState
from portal.accounts.models import Organ
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.workflow import Governed, Workflow


class QuestionQuerySet(models.QuerySet["Question"]):
    def public(self) -> "QuestionQuerySet":
        """Answered in public, about a document that still is."""
        return self.filter(
            state=QuestionState.PUBLISHED, document__state__in=PUBLIC_STATES, document__attribute=Attribute.ACTIVE
        )


class Question(Governed, Sealable):
    """One question about a document. ``question``: what was typed, personal data masked; later what the page says.

    ``is_own``: the organ asked it itself, to answer what many want to know (政策问答). ``contact`` is left only by who
    wants to be told.
    """

    workflow: ClassVar[Workflow] = QUESTION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=QuestionState, default=QuestionState.ASKED, editable=False)
    document = models.ForeignKey(Document, models.PROTECT, related_name="questions", verbose_name="公文")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="policy_questions", verbose_name="答复单位")
    is_own = models.BooleanField("本单位编写的问答", default=False)
    contact = EncryptedTextField("联系方式", mask="contact", readers=ANSWERERS, blank=True, default="")
    question = models.CharField("问题", max_length=500)
    answer = models.TextField("答复", blank=True)
    answerer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="答复人"
    )
    at = models.DateTimeField("咨询时间")
    published_at = models.DateTimeField("公开时间", null=True)
    ended_at = models.DateTimeField("办结时间", null=True)

    objects = QuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "政策咨询"
        verbose_name_plural = "政策咨询"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=QuestionState.PUBLISHED) | Q(published_at__isnull=False),
                name="policy_question_published",
            ),
        ]
        indexes = [
            # 问答 on the page of a document
            models.Index(fields=["document", "-published_at"], condition=Q(state="published"), name="question_public"),
        ]

    def __str__(self) -> str:
        return f"咨询 {self.pk}：{self.question[:40]}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk
