"""Issued letters.

Who, what, when and the hash of the words are facts the database never lets change. The words themselves are full of
personal data: they stand sealed in a table of their own and are held against the hash each time.
"""

from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.privacy.fields import EncryptedTextField, Sealable


class LetterSeries(models.Model):
    """The last number given out of a series, one row per 机关代字 and year; it never goes back."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    organ_code = models.CharField("机关代字", max_length=12)
    series = models.CharField("编号种类", max_length=40)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "文书编号序列"
        verbose_name_plural = "文书编号序列"
        constraints = [
            models.UniqueConstraint(fields=["organ_code", "series", "year"], name="letter_series_once"),
        ]

    def __str__(self) -> str:
        return f"{self.organ_code} {self.series}〔{self.year}〕: {self.last}"


class LetterQuerySet(models.QuerySet["Letter"]):
    def visible_to(self, actor: Actor) -> "LetterQuerySet":
        """What the register shows: letters of the organs whose cases the actor may read; city-wide roles see all."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=rules.case_organ_ids(actor))


class Letter(models.Model):
    """One issued letter: never changed, never removed. Nothing in this table is personal; ``subject_title`` is the
    number of the case. ``content_hash`` covers every word, ``code_digest`` is how a typed code finds the letter."""

    template_code = models.CharField("文书代码", max_length=20)
    template_version = models.PositiveSmallIntegerField("模板版本")
    title = models.CharField("文书名称", max_length=100)
    number = models.CharField("文号", max_length=80, blank=True)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="letters", verbose_name="机关")
    organ_name = models.CharField("落款机关", max_length=100)
    subject_label = models.CharField("对象类别", max_length=80)
    subject_id = models.BigIntegerField("对象编号")
    subject_title = models.CharField("对象", max_length=300)
    dated = models.DateField("成文日期")
    issued_at = models.DateTimeField("出具时间")
    issued_by = models.CharField("出具人", max_length=150)
    content_hash = models.CharField("内容散列", max_length=64)
    code_digest = models.CharField("验证码散列", max_length=64, unique=True)

    objects = LetterQuerySet.as_manager()

    class Meta:
        verbose_name = "文书"
        verbose_name_plural = "文书"
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(fields=["number"], condition=~Q(number=""), name="letter_number_once"),
        ]
        indexes = [
            models.Index(fields=["subject_label", "subject_id"], name="letter_of_subject"),
            models.Index(fields=["organ", "-dated"], name="letter_organ_dated"),  # the register of one organ
        ]

    def __str__(self) -> str:
        return f"{self.title}（{self.number}）" if self.number else self.title

    @property
    def is_void(self) -> bool:
        """No query when ``void`` was selected along."""
        return hasattr(self, "void")


class LetterText(Sealable):
    """The words of a letter, sealed; ``freezing.thawed`` reads them. Outside the append-only guard because a new key
    seals them anew and the end of retention removes them; a changed word breaks ``Letter.content_hash``."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="words", verbose_name="文书")
    content = EncryptedTextField("内容")

    class Meta:
        verbose_name = "文书内容"
        verbose_name_plural = "文书内容"

    def __str__(self) -> str:
        return f"文书内容 {self.letter_id}"


class LetterVoid(models.Model):
    """作废: the letter never went out and counts for nothing; its number is not used again."""

    letter = models.OneToOneField(Letter, models.PROTECT, related_name="void", verbose_name="文书")
    reason = models.CharField("理由", max_length=200)
    at = models.DateTimeField("作废时间")
    by = models.CharField("作废人", max_length=150)

    class Meta:
        verbose_name = "作废的文书"
        verbose_name_plural = "作废的文书"

    def __str__(self) -> str:
        return f"作废：{self.letter_id}"


class LetterRendering(models.Model):
    """The hash of a file a letter was handed out as. Another machine has other fonts and makes another file of the same
    words: each stands here once."""

    class Format(models.TextChoices):
        DOCX = "docx", "Word"
        PDF = "pdf", "PDF"

    letter = models.ForeignKey(Letter, models.PROTECT, related_name="renderings", verbose_name="文书")
    format = models.CharField("格式", max_length=4, choices=Format)
    sha256 = models.CharField("文件散列", max_length=64)
    at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "文书文件"
        verbose_name_plural = "文书文件"
        constraints = [models.UniqueConstraint(fields=["letter", "sha256"], name="letter_rendering_once")]

    def __str__(self) -> str:
        return f"{self.letter_id}.{self.format}"
