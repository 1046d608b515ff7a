"""数据需求: which data a citizen asks an organ to open, and what it answered."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.data_requests.moves import DATA_REQUEST_WORKFLOW
from disclosure.data_requests.states import OPEN, SEES_ASKER, Outcome, RequestState
from disclosure.datasets.models import Dataset
from portal.accounts.models import Organ
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 40
TITLE_LENGTH = 80
WANTED_LENGTH = 1000
PURPOSE_LENGTH = 500
ANSWER_LENGTH = 2000


class DataRequestQuerySet(models.QuerySet["DataRequest"]):
    def public(self) -> "DataRequestQuerySet":
        """Answered, and the asker agreed that everybody reads it."""
        return self.filter(state=RequestState.ANSWERED, consents=True)

    def open(self) -> "DataRequestQuerySet":
        return self.filter(state__in=OPEN)


class DataRequest(Governed, Sealable):
    """One request. Personal data somebody typed is masked before it is stored; ``email`` is left only by who wants to
    be told. ``__str__`` has no word of the asker."""

    workflow: ClassVar[Workflow] = DATA_REQUEST_WORKFLOW

    state = models.CharField(
        "状态", max_length=10, choices=RequestState, default=RequestState.SUBMITTED, editable=False
    )
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="data_requests", verbose_name="答复单位")
    number = models.CharField("编号", max_length=NUMBER_LENGTH, unique=True)
    title = models.CharField("想要的数据", max_length=TITLE_LENGTH)
    wanted = models.TextField("需要的数据")
    purpose = models.TextField("用途", blank=True)
    email = EncryptedTextField("电子邮箱", mask="contact", readers=SEES_ASKER, blank=True, default="")
    consents = models.BooleanField("同意公开", default=False)
    asked_at = models.DateTimeField("提交时间")
    outcome = models.CharField("结果", max_length=10, choices=Outcome, blank=True)
    answer = models.TextField("答复", blank=True)
    dataset = models.ForeignKey(
        Dataset, models.PROTECT, null=True, related_name="data_requests", verbose_name="开放的数据集"
    )
    drafter_id = models.BigIntegerField("起草人编号", null=True)
    published_at = models.DateTimeField("答复时间", null=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, editable=False)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        verbose_name = "数据需求"
        verbose_name_plural = "数据需求"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=OPEN) | (Q(published_at__isnull=False) & ~Q(answer="") & ~Q(outcome="")),
                name="data_request_answered_with_words",
            ),
        ]
        indexes = [
            models.Index(
                fields=["-published_at", "-id"],
                condition=Q(state="answered", consents=True),
                name="data_request_public",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        return self.state == RequestState.ANSWERED and self.consents
