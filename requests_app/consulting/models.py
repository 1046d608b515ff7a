"""征求第三方、共同制作机关、其他机关的意见. A third party's identity is sealed and goes into no letter to others."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts.models import Organ
from portal.letters.models import Letter
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.workflow import Governed, Workflow
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import SEES_APPLICANT
from requests_app.consulting.moves import CONSULTATION_WORKFLOW
from requests_app.consulting.states import AGAINST, WAITING, ConsultationState, PartyKind


class ConsultationQuerySet(models.QuerySet["Consultation"]):
    def waiting(self) -> "ConsultationQuerySet":
        return self.filter(state__in=WAITING).select_related("organ")

    def overruled(self) -> "ConsultationQuerySet":
        """Third parties against whose will something is disclosed in the public interest (art. 32)."""
        return self.filter(kind=PartyKind.THIRD_PARTY, state__in=AGAINST, is_overruled=True)


class Consultation(Governed, Sealable):
    """One party asked about one request. ``sent_on`` pauses the clock of the reply, ``ended_on`` lets it go on;
    the party's own fifteen working days run from ``served_on``."""

    workflow: ClassVar[Workflow] = CONSULTATION_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=ConsultationState, default=ConsultationState.ASKED, editable=False
    )
    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="consultations", verbose_name="申请")
    kind = models.CharField("征求谁", max_length=12, choices=PartyKind)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="被征求机关")
    party = EncryptedTextField("第三方", mask="name", readers=SEES_APPLICANT, blank=True)
    party_contact = EncryptedTextField("第三方联系方式", mask="contact", readers=SEES_APPLICANT, blank=True)
    summary = models.TextField("拟公开的内容要点")
    letter = models.ForeignKey(Letter, models.PROTECT, related_name="+", verbose_name="征求意见书")
    applicant_letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="告知申请人")
    sent_on = models.DateField("发出日")
    served_on = models.DateField("对方收到日", null=True)
    ended_on = models.DateField("收到意见或者期满日", null=True)
    opinion = models.TextField("意见和理由", blank=True)
    is_overruled = models.BooleanField("不同意但决定公开", default=False)
    public_interest = models.TextField("公共利益的理由", blank=True)
    told_letter = models.ForeignKey(Letter, models.PROTECT, null=True, related_name="+", verbose_name="告知第三方书")
    told_on = models.DateField("告知第三方书送达日", null=True)

    objects = ConsultationQuerySet.as_manager()

    class Meta:
        verbose_name = "征求意见"
        verbose_name_plural = "征求意见"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(kind=PartyKind.THIRD_PARTY, organ=None)
                | (~Q(kind=PartyKind.THIRD_PARTY) & Q(organ__isnull=False)),
                name="consultation_of_one_party",
            )
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_kind_display()}"

    @property
    def acting_organ_id(self) -> int | None:
        return self.request.acting_organ_id

    @property
    def short_party(self) -> str:
        """Who was asked, without a person's name."""
        return self.organ.short_name if self.organ else f"第三方（第{self.pk}号征求）"

    def was_told(self) -> bool:
        return self.told_on is not None
