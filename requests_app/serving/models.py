"""送达登记: one row per letter that left the house."""

from django.db import models

from portal.letters.models import Letter
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.serving.states import Means, Purpose


class ServiceQuerySet(models.QuerySet["Service"]):
    def answers(self) -> "ServiceQuerySet":
        """The letters that end a round and were not voided."""
        return self.filter(purpose=Purpose.ANSWER, is_void=False)


class Service(models.Model):
    """``sent_on`` is the day it left the house, ``served_on`` the legal day it reached the addressee; both are empty
    between signing and sending. ``items`` are the items an answer speaks about. What goes to third parties and other
    organs is not ``to_applicant`` and never shown to the applicant."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="services", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    letter = models.OneToOneField(Letter, models.PROTECT, related_name="foi_service", verbose_name="文书")
    purpose = models.CharField("事由", max_length=14, choices=Purpose)
    to_applicant = models.BooleanField("发给申请人", default=True)
    items = models.ManyToManyField(RequestItem, related_name="+", verbose_name="事项")
    means = models.CharField("送达方式", max_length=10, choices=Means, blank=True)
    sent_on = models.DateField("发出日", null=True)
    served_on = models.DateField("送达日", null=True)
    proof = models.CharField("送达凭证", max_length=300, blank=True)
    proof_file = models.ForeignKey(
        RequestFile, models.PROTECT, null=True, related_name="+", verbose_name="送达凭证附件"
    )
    registered_by = models.CharField("登记人", max_length=150, blank=True)
    registered_at = models.DateTimeField("登记时间", null=True)
    is_void = models.BooleanField("已作废", default=False)

    objects = ServiceQuerySet.as_manager()

    class Meta:
        verbose_name = "送达"
        verbose_name_plural = "送达"
        ordering = ["-pk"]
        indexes = [
            models.Index(fields=["request", "purpose", "round"], name="service_of_request"),
            # What lies on the tracking page and has not reached anybody yet: asked by the worker.
            models.Index(
                fields=["id"],
                condition=models.Q(means=Means.ONLINE, served_on=None, is_void=False, sent_on__isnull=False),
                name="service_waiting_online",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(served_on=None)
                | models.Q(sent_on__isnull=False, served_on__gte=models.F("sent_on")),
                name="service_served_after_sending",
            ),
            models.CheckConstraint(
                condition=models.Q(served_on=None) | models.Q(is_void=False), name="service_void_never_served"
            ),
            models.CheckConstraint(condition=models.Q(served_on=None) | ~models.Q(proof=""), name="service_with_proof"),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_purpose_display()}"
