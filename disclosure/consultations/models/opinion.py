"""What somebody says about a draft, or about one passage of it."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.consultations.codes import Fault, PersonKind, Stance, Verdict
from disclosure.consultations.models.consultation import NAME_LENGTH, Consultation, Passage, Theme
from disclosure.consultations.moves import OPINION_WORKFLOW
from disclosure.consultations.states import COUNTED, OPENED, SEES_WRITER, OpinionState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 20


class OpinionQuerySet(models.QuerySet["Opinion"]):
    def public(self) -> "OpinionQuerySet":
        """What anybody may read."""
        return self.filter(state=OpinionState.SHOWN, consultation__state__in=OPENED)

    def counted(self) -> "OpinionQuerySet":
        """Those that are answered."""
        return self.filter(state__in=COUNTED)

    def unanswered(self) -> "OpinionQuerySet":
        """Neither alone nor with their theme."""
        return self.counted().filter(Q(verdict="") & (Q(theme=None) | Q(theme__verdict="")))

    def visible_to(self, actor: Actor) -> "OpinionQuerySet":
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(consultation__organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))


class Opinion(Governed, Sealable):
    """``text`` is read by staff and by its writer; ``shown_text`` is what everybody reads once it is shown. An answer
    of its own (``verdict``) goes before the one of its theme. ``__str__`` has no personal data."""

    workflow: ClassVar[Workflow] = OPINION_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=OpinionState, default=OpinionState.VALID, editable=False)
    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="opinions", verbose_name="征求意见")
    passage = models.ForeignKey(Passage, models.PROTECT, null=True, related_name="opinions", verbose_name="针对的段落")
    number = models.CharField("意见编号", max_length=NUMBER_LENGTH, unique=True)
    stance = models.CharField("态度", max_length=8, choices=Stance)
    text = models.TextField("意见")
    shown_text = models.TextField("公开的文字", blank=True)
    person_kind = models.CharField("提意见的人", max_length=12, choices=PersonKind)
    district = models.CharField("所在地区", max_length=NAME_LENGTH, blank=True)
    name = EncryptedTextField("姓名、单位", mask="name", readers=SEES_WRITER, blank=True, default="")
    contact = EncryptedTextField("联系方式", mask="contact", readers=SEES_WRITER, blank=True, default="")
    consents = models.BooleanField("同意公开", default=False)
    received_at = models.DateTimeField("收到时间")
    changed_at = models.DateTimeField("最后修改时间", null=True)

    theme = models.ForeignKey(Theme, models.SET_NULL, null=True, related_name="opinions", verbose_name="主题")
    verdict = models.CharField("采纳情况", max_length=8, choices=Verdict, blank=True)
    verdict_reason = models.TextField("答复", blank=True)
    fault = models.CharField("无效的情形", max_length=10, choices=Fault, blank=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, null=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, blank=True, editable=False)
    purged_at = models.DateTimeField("清理时间", null=True)

    objects = OpinionQuerySet.as_manager()

    class Meta:
        verbose_name = "意见"
        verbose_name_plural = "公众意见"
        ordering = ["-pk"]
        constraints = [
            # Without consent nothing of an opinion is public, whoever writes into the table.
            models.CheckConstraint(
                condition=~Q(state=OpinionState.SHOWN) | (Q(consents=True) & ~Q(shown_text="")),
                name="opinion_shown_by_consent",
            ),
        ]
        indexes = [
            # Opinions of one consultation by theme: the pages of grouping, read by place.
            models.Index(fields=["consultation", "theme", "id"], name="opinion_by_theme"),
            # Those everybody reads.
            models.Index(fields=["consultation", "-id"], condition=Q(state="shown"), name="opinion_shown"),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        return self.consultation.acting_organ_id

    @property
    def answer(self) -> tuple[str, str]:
        """Verdict and reason that hold for it; both empty without an answer."""
        if self.verdict:
            return str(Verdict(self.verdict).label), self.verdict_reason
        if self.theme and self.theme.verdict:
            return str(Verdict(self.theme.verdict).label), self.theme.reason
        return "", ""


class OpinionFile(models.Model):
    """What was attached. Read by staff alone."""

    opinion = models.ForeignKey(Opinion, models.CASCADE, related_name="files", verbose_name="意见")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    added_at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "意见附件"
        verbose_name_plural = "意见附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.opinion}的附件{self.pk}"
