"""Files that were taken in, and the trace of those that were not."""

from django.conf import settings
from django.db import models

from portal.files.cleaning import CLEANED
from portal.files.kinds import EVERY, OLD, Kind
from portal.files.states import CopyKind, Stage

NAME_LENGTH = 200


class StoredFile(models.Model):
    """One upload. ``path`` is the place of its content in the store, shared by uploads of the same content.

    ``found`` lists where text was found: ``[place, characters]``; ``faults`` what could not be read. Both are ``None``
    for files that were taken in before files were examined. A row with ``original`` is a copy of it. The content of a
    row ``is_sealed`` lies encrypted; ``size`` is that of the plain content, ``sha256`` that of the encrypted one.
    """

    name = models.CharField("文件名", max_length=NAME_LENGTH)
    kind = models.CharField("类型", max_length=10)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("散列", max_length=64, db_index=True)
    path = models.CharField("存放位置", max_length=120)
    pages = models.PositiveIntegerField("页数", null=True, blank=True)
    found = models.JSONField("查到的内容", null=True, blank=True)
    faults = models.JSONField("没有查到的部分", null=True, blank=True)
    scanned_by = models.CharField("查毒", max_length=60, blank=True)
    is_sealed = models.BooleanField("加密存放", default=False)
    stored_at = models.DateTimeField("收下的时间", db_index=True)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="上传的账号"
    )
    person_name = models.CharField("上传人", max_length=100)

    original = models.ForeignKey(
        "self", models.CASCADE, null=True, blank=True, related_name="copies", verbose_name="原件"
    )
    copy_kind = models.CharField("副本种类", max_length=10, choices=CopyKind, blank=True)
    confirmed_at = models.DateTimeField("确认时间", null=True, blank=True)
    confirmed_by = models.CharField("确认人", max_length=100, blank=True)

    class Meta:
        verbose_name = "文件"
        verbose_name_plural = "文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def type(self) -> Kind:
        return EVERY.get(self.kind, OLD)

    @property
    def can_be_cleaned(self) -> bool:
        """Whether the system can take hidden content out of files of this kind."""
        return self.kind in CLEANED

    def current(self) -> "StoredFile":
        """What stands for the file from now on: its newest copy, else itself. Reads ``copies`` as prefetched."""
        return max(self.copies.all(), key=lambda row: row.pk, default=self)

    def essence(self) -> str:
        """Digest of what the file, or the newest copy made by a person, says to a reader.

        A copy that the system cleaned says the same. Reads ``copies`` as prefetched.
        """
        told = [row for row in self.copies.all() if row.copy_kind != CopyKind.CLEANED]
        return max(told, key=lambda row: row.pk, default=self).sha256

    def for_public(self) -> "StoredFile | None":
        """What the public gets: the file itself, or its newest copy once that is confirmed.

        Never an original that has a copy. Reads ``copies`` as prefetched.
        """
        current = self.current()
        return current if current is self or current.confirmed_at else None


class RefusedUpload(models.Model):
    """What is left of a file that was refused: never its content, nor its name when the content must not be known."""

    at = models.DateTimeField("时间")
    stage = models.CharField("在哪一步", max_length=12, choices=Stage)
    name = models.CharField("文件名", max_length=NAME_LENGTH)
    size = models.PositiveBigIntegerField("大小（字节）")
    sha256 = models.CharField("散列", max_length=64)
    reason = models.CharField("理由", max_length=500)
    person_name = models.CharField("上传人", max_length=100)
    organ_name = models.CharField("机关", max_length=100, blank=True)

    class Meta:
        verbose_name = "拒收的文件"
        verbose_name_plural = "拒收的文件"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.name}（{self.get_stage_display()}）"
