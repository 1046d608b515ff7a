"""列席人员: who registered on the page of the meeting, and whom the organ invited."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from disclosure.sessions.codes import ObserverKind, Source
from disclosure.sessions.models.session import AgendaItem, Session
from disclosure.sessions.moves import OBSERVER_WORKFLOW
from disclosure.sessions.states import SEATED, SEES_OBSERVER, ObserverState
from portal.actors import Actor
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.workflow import Governed, Workflow

NUMBER_LENGTH = 20


class ObserverQuerySet(models.QuerySet["Observer"]):
    def visible_to(self, actor: Actor) -> "ObserverQuerySet":
        return self.filter(session__in=Session.objects.visible_to(actor))

    def seated(self) -> "ObserverQuerySet":
        return self.filter(state__in=SEATED)


class Observer(Governed, Sealable):
    """``contact`` is a telephone number or an address. Who was invited has neither code nor token. ``__str__`` has no
    personal data."""

    workflow: ClassVar[Workflow] = OBSERVER_WORKFLOW

    state = models.CharField(
        "状态", max_length=12, choices=ObserverState, default=ObserverState.REGISTERED, editable=False
    )
    session = models.ForeignKey(Session, models.PROTECT, related_name="observers", verbose_name="会议")
    item = models.ForeignKey(AgendaItem, models.PROTECT, null=True, related_name="observers", verbose_name="想听的议题")
    number = models.CharField("编号", max_length=NUMBER_LENGTH, unique=True)
    kind = models.CharField("列席身份", max_length=10, choices=ObserverKind)
    source = models.CharField("来源", max_length=12, choices=Source)
    name = EncryptedTextField("姓名", mask="name", readers=SEES_OBSERVER, blank=True, default="")
    affiliation = EncryptedTextField("单位、住处", mask="nothing", readers=SEES_OBSERVER, blank=True, default="")
    contact = EncryptedTextField("联系方式", mask="contact", readers=SEES_OBSERVER, blank=True, default="")
    reason = models.TextField("和议题的关系", blank=True)
    answer = models.TextField("没有选上的理由", blank=True)
    received_at = models.DateTimeField("报名时间")
    purged_at = models.DateTimeField("清理时间", null=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, null=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, blank=True, editable=False)

    objects = ObserverQuerySet.as_manager()

    class Meta:
        verbose_name = "列席人员"
        verbose_name_plural = "列席人员"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ObserverState.REFUSED) | ~Q(answer=""), name="observer_refused_with_words"
            ),
        ]
        indexes = [models.Index(fields=["session", "state"], name="observer_of_session")]

    def __str__(self) -> str:
        return self.number

    @property
    def acting_organ_id(self) -> int | None:
        return self.session.acting_organ_id
