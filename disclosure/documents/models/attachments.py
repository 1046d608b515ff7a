"""The files that belong to a document."""

from django.db import models

from disclosure.documents.codes import Attribute
from disclosure.documents.models.document import Document
from portal.files.models import StoredFile


class AttachmentQuerySet(models.QuerySet["Attachment"]):
    def with_files(self) -> "AttachmentQuerySet":
        """With the stored file and its copies. Two queries, however many."""
        return self.select_related("file").prefetch_related("file__copies")


class Attachment(models.Model):
    """What is read, screened and served of it is its file as it stands now: the newest copy, where there is one."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="attachments", verbose_name="公文")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="attachments", verbose_name="文件")
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute, default=Attribute.ACTIVE)
    position = models.PositiveIntegerField("排序", default=1)

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        verbose_name = "附件"
        verbose_name_plural = "附件"
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.file.current().name
