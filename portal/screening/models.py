"""Findings and the decisions about them; the trace of texts that were refused. Never the datum itself."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.screening.kinds import SECRECY, Kind
from portal.screening.states import Decision, SeparationConclusion


class FindingQuerySet(models.QuerySet["Finding"]):
    def present(self) -> "FindingQuerySet":
        """Those still in the text."""
        return self.filter(gone_at=None)

    def open(self) -> "FindingQuerySet":
        """Those nobody has decided about."""
        return self.filter(gone_at=None, decision="")

    def of(self, label: str, pk: int) -> "FindingQuerySet":
        return self.filter(subject_label=label, subject_id=pk)


class Finding(models.Model):
    """One place in a text of a subject. ``part`` is the text's code, ``where`` its name for people.

    ``before``, ``shown`` and ``after`` are the words around with every datum masked; ``start`` and ``end`` count
    characters of the part. ``identity`` is a keyed digest of part, kind, value and passage: the same words in the same
    passage keep their decision, changed words are a new finding.
    """

    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    part = models.CharField("内容代码", max_length=120)
    where = models.CharField("在哪里", max_length=300)
    kind = models.CharField("类别", max_length=20, choices=Kind)
    start = models.PositiveIntegerField("起")
    end = models.PositiveIntegerField("止")
    before = models.CharField("前文", max_length=40, blank=True)
    shown = models.CharField("遮盖后", max_length=300)
    after = models.CharField("后文", max_length=40, blank=True)
    identity = models.CharField("标识", max_length=64)
    found_at = models.DateTimeField("发现时间")
    gone_at = models.DateTimeField("不在文中的时间", null=True)
    decision = models.CharField("处理", max_length=14, choices=Decision, blank=True)
    reason = models.TextField("理由", blank=True)
    decided_at = models.DateTimeField("处理时间", null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="处理人"
    )
    decider_name = models.CharField("处理人姓名", max_length=150, blank=True)

    objects = FindingQuerySet.as_manager()

    class Meta:
        verbose_name = "筛查发现"
        verbose_name_plural = "筛查发现"
        ordering = ["part", "start", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["subject_label", "subject_id", "identity"],
                condition=Q(gone_at=None),
                name="finding_present_once",
            ),
            models.CheckConstraint(
                condition=Q(decision="") | Q(decided_at__isnull=False), name="finding_decided_by_somebody"
            ),
        ]
        indexes = [models.Index(fields=["subject_label", "subject_id", "gone_at"], name="finding_of_subject")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}（{self.where}）"

    @property
    def is_open(self) -> bool:
        return self.gone_at is None and not self.decision

    @property
    def is_about_secrecy(self) -> bool:
        return self.kind in SECRECY


class ReadFile(models.Model):
    """That a file of a subject was read and screened, and which content it was; without this row it does not pass."""

    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    part = models.CharField("内容代码", max_length=120)
    sha256 = models.CharField("散列", max_length=64)
    at = models.DateTimeField("筛查时间")

    class Meta:
        verbose_name = "已筛查的文件"
        verbose_name_plural = "已筛查的文件"
        constraints = [
            models.UniqueConstraint(fields=["subject_label", "subject_id", "part"], name="read_file_once"),
        ]

    def __str__(self) -> str:
        return self.part


class RefusedText(models.Model):
    """A text with 密级标志 was refused: who, when, doing what. The text itself was never stored."""

    at = models.DateTimeField("时间")
    doing = models.CharField("在办什么", max_length=60)
    where = models.CharField("在哪里", max_length=200)
    marks = models.PositiveIntegerField("标志数")
    person_name = models.CharField("提交人", max_length=150)
    organ_name = models.CharField("机关", max_length=200, blank=True)

    class Meta:
        verbose_name = "拒收的涉密内容"
        verbose_name_plural = "拒收的涉密内容"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.doing}：{self.where}"


class Separation(models.Model):
    """审核区分处理: what a named person found about the content cut out of a subject, and what the 保密部门 confirmed
    where it is a state secret (S2-6.10b). Never edited.

    ``covers`` is a digest of what is to be released: other content needs another look.
    """

    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    covers = models.CharField("审核的内容", max_length=64)
    conclusion = models.CharField("结论", max_length=10, choices=SeparationConclusion)
    basis = models.CharField("依据", max_length=200)
    authority = models.CharField("保密部门", max_length=100, blank=True)
    letter_number = models.CharField("确认的文号", max_length=80, blank=True)
    confirmed_on = models.DateField("确认日期", null=True)
    opinion = models.TextField("意见", blank=True)
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="审核人")
    person_name = models.CharField("审核人姓名", max_length=150)
    at = models.DateTimeField("审核时间")

    class Meta:
        verbose_name = "区分处理的审核"
        verbose_name_plural = "区分处理的审核"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(conclusion=SeparationConclusion.NO_SECRET, authority="", confirmed_on=None)
                | (~Q(conclusion=SeparationConclusion.NO_SECRET) & ~Q(authority="") & Q(confirmed_on__isnull=False)),
                name="separation_of_secrets_confirmed_by_authority",
            ),
        ]
        indexes = [models.Index(fields=["subject_label", "subject_id"], name="separation_of_subject")]

    def __str__(self) -> str:
        return f"{self.person_name}：{self.get_conclusion_display()}"
