"""申请人: everything about a person is here, sealed, and nowhere else."""

from django.db import models

from portal.privacy.fields import BlindIndexField, EncryptedTextField, Sealable
from requests_app.cases.models.request import DisclosureRequest
from requests_app.cases.states import SEES_APPLICANT, IdentityKind
from requests_app.outcomes import ApplicantKind


class Applicant(Sealable):
    """Who asks (Regulations art. 29 item 1), and whoever acts for them. Read on a page through ``reveal`` alone."""

    request = models.OneToOneField(DisclosureRequest, models.PROTECT, related_name="applicant", verbose_name="申请")
    name = EncryptedTextField("姓名或者名称", mask="name", readers=SEES_APPLICANT)
    identity_kind = models.CharField("证件", max_length=12, choices=IdentityKind)
    identity_number = EncryptedTextField("证件号码", mask="id_number", readers=SEES_APPLICANT)
    identity_index = BlindIndexField(of="identity_number")
    representative = EncryptedTextField("法定代表人或者负责人", mask="name", readers=SEES_APPLICANT, blank=True)
    contact_person = EncryptedTextField("联系人", mask="name", readers=SEES_APPLICANT, blank=True)
    phone = EncryptedTextField("联系电话", mask="contact", readers=SEES_APPLICANT, blank=True)
    email = EncryptedTextField("电子邮箱", mask="contact", readers=SEES_APPLICANT, blank=True)
    email_verified_at = models.DateTimeField("邮箱核实时间", null=True)
    address = EncryptedTextField("邮寄地址", mask="address", readers=SEES_APPLICANT, blank=True)
    agent_name = EncryptedTextField("代理人", mask="name", readers=SEES_APPLICANT, blank=True)
    agent_identity = EncryptedTextField("代理人证件号码", mask="id_number", readers=SEES_APPLICANT, blank=True)
    identity_checked_by = models.CharField("身份核对人", max_length=100, blank=True)
    identity_checked_at = models.DateTimeField("身份核对时间", null=True)
    purged_at = models.DateTimeField("清理时间", null=True)

    class Meta:
        verbose_name = "申请人"
        verbose_name_plural = "申请人"

    def __str__(self) -> str:
        return f"{self.request.number}的申请人"

    @property
    def acting_organ_id(self) -> int | None:
        """Whose appointees may have the data revealed."""
        return self.request.acting_organ_id

    @property
    def is_person(self) -> bool:
        return self.request.applicant_kind == ApplicantKind.NATURAL
