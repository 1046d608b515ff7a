"""回应: what an organ says to a concern, first, later and in the end; and that the organs concerned say the same."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.workflow import Governed, Workflow
from sentiment.responses.codes import Form, Kind
from sentiment.responses.elements import SCREENED
from sentiment.responses.moves import RESPONSE_WORKFLOW
from sentiment.responses.states import ResponseState
from sentiment.tickets.models import Ticket


class ResponseQuerySet(models.QuerySet["Response"]):
    def visible_to(self, actor: Actor) -> "ResponseQuerySet":
        """Whoever may see the ticket."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(ticket__in=Ticket.objects.visible_to(actor).values("pk"))

    def public(self) -> "ResponseQuerySet":
        return self.filter(state=ResponseState.PUBLISHED)

    def with_page(self) -> "ResponseQuerySet":
        """Public now or once: the page of what was taken down says why."""
        return self.filter(state__in=[ResponseState.PUBLISHED, ResponseState.WITHDRAWN])


class Response(Governed):
    """One answer to one ticket. ``organ`` speaks; ``held_at`` is when a press conference was held."""

    workflow: ClassVar[Workflow] = RESPONSE_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=ResponseState, default=ResponseState.DRAFT, editable=False)
    ticket = models.ForeignKey(Ticket, models.PROTECT, related_name="responses", verbose_name="舆情")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="opinion_responses", verbose_name="回应单位")
    kind = models.CharField("种类", max_length=12, choices=Kind)
    form = models.CharField("形式", max_length=12, choices=Form)
    title = models.CharField("标题", max_length=120)
    question = models.TextField("群众关切", blank=True)
    body = models.TextField("回应内容", blank=True)
    fact_basis = models.TextField("事实依据", blank=True)
    causes = models.TextField("问题成因", blank=True)
    solution = models.TextField("解决方案", blank=True)
    limits = models.TextField("制约因素", blank=True)
    result = models.TextField("处置结果", blank=True)
    held_at = models.DateTimeField("发布会时间", null=True)
    place = models.CharField("发布会地点和发布人", max_length=200, blank=True)

    drafter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="起草人"
    )
    clearer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    drafted_at = models.DateTimeField("起草时间")
    published_at = models.DateTimeField("发布时间", null=True)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)
    withdrawn_reason = models.TextField("撤回理由", blank=True)

    objects = ResponseQuerySet.as_manager()

    class Meta:
        verbose_name = "舆情回应"
        verbose_name_plural = "舆情回应"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ResponseState.PUBLISHED) | Q(published_at__isnull=False),
                name="response_published",
            ),
        ]
        indexes = [
            # the public list and its pages by place
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="response_public"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}：{self.title}"

    def get_absolute_url(self) -> str:
        return f"/concerns/{self.ticket_id}/#r{self.pk}"

    @property
    def is_public(self) -> bool:
        return bool(self.state == ResponseState.PUBLISHED)

    @property
    def digest(self) -> str:
        """Of the text other organs agree to."""
        text = "\0".join(str(getattr(self, name)) for name in SCREENED)
        return hashlib.sha256(text.encode()).hexdigest()

    def organs_to_agree(self) -> list[Organ]:
        """Organs concerned whose word about this very text is missing. Two queries."""
        agreed = self.concurrences.filter(digest=self.digest, is_agreed=True).values_list("organ_id", flat=True)
        asked = {organ.heir() for organ in self.ticket.concerned.select_related("successor")}
        known = set(agreed)
        missing = [organ for organ in asked if organ.pk != self.organ_id and organ.pk not in known]
        return sorted(missing, key=lambda organ: (organ.position, organ.pk))


class Concurrence(models.Model):
    """What an organ concerned said about one text of an answer: the same, or not."""

    response = models.ForeignKey(Response, models.PROTECT, related_name="concurrences", verbose_name="回应")
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="涉事单位")
    digest = models.CharField("文字散列", max_length=64)
    is_agreed = models.BooleanField("口径一致")
    opinion = models.TextField("意见", blank=True)
    person_name = models.CharField("确认人", max_length=150)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "口径确认"
        verbose_name_plural = "口径确认"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{'口径一致' if self.is_agreed else '不一致'}"
