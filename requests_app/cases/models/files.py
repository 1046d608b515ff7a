"""Files of a request: the applicant's documents, what is handed out, proofs of service."""

from django.db import models

from portal.files.models import StoredFile
from portal.privacy.fields import EncryptedTextField, Sealable
from requests_app.cases.models.request import DisclosureRequest
from requests_app.cases.states import SEES_APPLICANT, FilePurpose


class RequestFile(Sealable):
    """The content of an identity document lies encrypted (``portal/files/sealed.py``); ``file_key`` opens it and is
    sealed itself, so that each look is a logged ``reveal`` of the key. Erasing the key erases the document."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="files", verbose_name="申请")
    file = models.ForeignKey(StoredFile, models.PROTECT, null=True, related_name="+", verbose_name="文件")
    file_key = EncryptedTextField("证件的内容", mask="nothing", readers=SEES_APPLICANT, blank=True)
    purpose = models.CharField("用途", max_length=12, choices=FilePurpose)
    label = models.CharField("名称", max_length=200)
    added_at = models.DateTimeField("加入时间")
    added_by = models.CharField("加入人", max_length=150)
    purged_at = models.DateTimeField("清理时间", null=True)

    class Meta:
        verbose_name = "申请的文件"
        verbose_name_plural = "申请的文件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.label

    @property
    def acting_organ_id(self) -> int | None:
        """Whose appointees may have a sealed content opened."""
        return self.request.acting_organ_id
