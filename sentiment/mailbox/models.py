"""群众留言: what a citizen wrote to an organ, what was answered, and what of it everybody may read."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.clock import local
from portal.files.models import StoredFile
from portal.notices.models import Notice
from portal.privacy.fields import EncryptedTextField, Sealable
from portal.receipts.codes import HASH_LENGTH
from portal.receipts.links import MailedLink
from portal.workflow import Governed, Workflow
from sentiment.mailbox.codes import KINDS, Elsewhere, Fault, Kind, Source
from sentiment.mailbox.moves import MAILBOX_WORKFLOW
from sentiment.mailbox.states import ANSWERED, NOT_COUNTED, OPEN, SEES_WRITER, WORDS_LENGTH, State

NUMBER_LENGTH = 20
TITLE_LENGTH = 60


class MessageQuerySet(models.QuerySet["Message"]):
    def public(self) -> "MessageQuerySet":
        """What anybody may read: the one rule used by pages, feeds and search."""
        return self.filter(state=State.PUBLISHED)

    def with_page(self) -> "MessageQuerySet":
        """Those and the ones whose page says that they were taken down."""
        return self.filter(state__in=(State.PUBLISHED, State.TAKEN_DOWN))

    def visible_to(self, actor: Actor) -> "MessageQuerySet":
        """Letters to the actor's organs; all of them to city-wide roles."""
        if actor.is_system or rules.sees_every_organ(actor):
            return self
        return self.filter(organ__in=Organ.objects.answered_for_by(rules.case_organ_ids(actor)))

    def counted(self) -> "MessageQuerySet":
        """有效留言: those that have to be answered."""
        return self.exclude(state__in=NOT_COUNTED)

    def open(self) -> "MessageQuerySet":
        return self.filter(state__in=OPEN)


class Message(Governed, Sealable):
    """One letter. ``title`` and ``text`` are in the words of its writer and are read by staff and by the writer alone;
    ``public_*`` are written anew for everybody. ``received_on`` is day 0 of all its limits, whoever it is passed on to.
    ``is_real_name`` is what the checker of the city said of name and identity number; the number itself is not kept.
    ``__str__`` has no personal data."""

    workflow: ClassVar[Workflow] = MAILBOX_WORKFLOW

    state = models.CharField("状态", max_length=12, choices=State, default=State.SUBMITTED, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="messages", verbose_name="承办机关")
    number = models.CharField("留言编号", max_length=NUMBER_LENGTH, unique=True)
    source = models.CharField("来源", max_length=10, choices=Source)
    kind = models.CharField("类别", max_length=14, choices=Kind)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    text = models.TextField("内容")
    name = EncryptedTextField("姓名", mask="name", readers=SEES_WRITER, blank=True, default="")
    phone = EncryptedTextField("联系电话", mask="contact", readers=SEES_WRITER, blank=True, default="")
    email = EncryptedTextField("电子邮箱", mask="contact", readers=SEES_WRITER, blank=True, default="")
    email_verified_at = models.DateTimeField("邮箱核实时间", null=True)
    is_real_name = models.BooleanField("实名核验", null=True)
    real_name_at = models.DateTimeField("实名核验时间", null=True)
    consents = models.BooleanField("同意公开", default=False)
    received_on = models.DateField("收到日")
    submitted_at = models.DateTimeField("提交时间")
    accepted_at = models.DateTimeField("受理时间", null=True)
    hand_overs = models.PositiveSmallIntegerField("转办次数", default=0)
    urged_at = models.DateTimeField("督办时间", null=True)

    drafter_id = models.BigIntegerField("起草人编号", null=True)
    answer = models.TextField("答复", blank=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    is_late = models.BooleanField("超期答复", default=False)
    elsewhere = models.CharField("办理途径", max_length=12, choices=Elsewhere, blank=True)
    fault = models.CharField("无效的情形", max_length=10, choices=Fault, blank=True)
    converted_to = models.CharField("转为", max_length=100, blank=True)
    offered = models.CharField("请留言人转为", max_length=20, blank=True)
    offered_at = models.DateTimeField("请留言人转的时间", null=True)
    offer_reason = models.TextField("请留言人转的理由", blank=True)
    closed_at = models.DateTimeField("办结时间", null=True)

    editor_id = models.BigIntegerField("整理人编号", null=True)
    public_title = models.CharField("公开的标题", max_length=TITLE_LENGTH, blank=True)
    public_question = models.TextField("公开的问题", blank=True)
    public_answer = models.TextField("公开的答复", blank=True)
    published_at = models.DateTimeField("公开时间", null=True)
    taken_down_at = models.DateTimeField("撤下时间", null=True)
    taken_down_reason = models.TextField("撤下的原因", blank=True)

    score = models.PositiveSmallIntegerField("满意度", null=True)
    score_words = models.CharField("评价的话", max_length=WORDS_LENGTH, blank=True)
    scored_at = models.DateTimeField("评价时间", null=True)

    code_hash = models.CharField("查询码散列", max_length=HASH_LENGTH, blank=True, editable=False)
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, null=True, editable=False)
    content_digest = models.CharField("内容散列", max_length=HASH_LENGTH, blank=True, editable=False)
    purged_at = models.DateTimeField("清理时间", null=True)

    objects = MessageQuerySet.as_manager()

    class Meta:
        verbose_name = "群众留言"
        verbose_name_plural = "群众留言"
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=ANSWERED) | (Q(answered_at__isnull=False) & ~Q(answer="")),
                name="message_answered_with_words",
            ),
            # Without consent nothing of a letter is public, whoever writes into the table.
            models.CheckConstraint(
                condition=~Q(state=State.PUBLISHED)
                | (Q(consents=True, published_at__isnull=False) & ~Q(kind=Kind.REPORT) & ~Q(public_answer="")),
                name="message_public_by_consent",
            ),
            models.CheckConstraint(
                condition=Q(is_real_name=None) | Q(real_name_at__isnull=False), name="message_real_name_has_its_time"
            ),
            models.CheckConstraint(
                condition=Q(score=None) | Q(score__gte=1, score__lte=5), name="message_score_one_to_five"
            ),
        ]
        indexes = [
            # The public list, newest first, and its pages by place.
            models.Index(fields=["-published_at", "-id"], condition=Q(state="published"), name="message_public"),
            models.Index(fields=["organ", "state", "-id"], name="message_organ_state"),
            models.Index(fields=["received_on", "organ"], name="message_received"),  # the figures of a year
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return f"/mailbox/{self.pk}/"

    @property
    def acting_organ_id(self) -> int | None:
        """The heir answers after a reform."""
        return self.organ.heir().pk

    @property
    def is_public(self) -> bool:
        return bool(self.state == State.PUBLISHED)

    @property
    def reply_rule(self) -> str:
        """The code of the limit its answer is due by."""
        return KINDS[self.kind].rule

    def days_waited(self, at: datetime) -> int:
        """Calendar days from receipt to the answer, or to ``at`` while there is none."""
        until = self.closed_at or at
        return max(0, (local(until).date() - self.received_on).days)


class MessageFile(models.Model):
    """What the writer put beside the letter: for the organ that answers and for the writer, never for the public."""

    message = models.ForeignKey(Message, models.PROTECT, related_name="files", verbose_name="留言")
    file = models.ForeignKey(StoredFile, models.PROTECT, related_name="+", verbose_name="文件")
    added_at = models.DateTimeField("加入时间")

    class Meta:
        verbose_name = "留言附件"
        verbose_name_plural = "留言附件"
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.file.name


class MessageLink(MailedLink):
    """A link that was mailed to the writer."""

    salt = "sentiment.mailbox.links"

    message = models.ForeignKey(Message, models.PROTECT, related_name="mail_links", verbose_name="留言")

    class Meta:
        verbose_name = "留言的邮件链接"
        verbose_name_plural = "留言的邮件链接"
        indexes = [models.Index(fields=["message", "-asked_at"], name="message_link_of_message")]

    def __str__(self) -> str:
        return f"{self.message.number} {self.get_purpose_display()}"


class HotlineOrder(models.Model):
    """What the hotline platform was given of a letter, and when: once for a letter."""

    message = models.OneToOneField(Message, models.PROTECT, related_name="hotline_order", verbose_name="留言")
    number = models.CharField("工单编号", max_length=NUMBER_LENGTH, unique=True)
    title = models.CharField("标题", max_length=TITLE_LENGTH)
    words = models.TextField("送出的内容")
    sent_by = models.CharField("转办人", max_length=150)
    sent_at = models.DateTimeField("转办时间")

    class Meta:
        verbose_name = "热线工单"
        verbose_name_plural = "热线工单"

    def __str__(self) -> str:
        return self.number

    @property
    def dedupe_key(self) -> str:
        return f"hotline|{self.number}"

    @property
    def delivery(self) -> str:
        """Whether the platform has taken it, in words. One query."""
        notice = Notice.objects.filter(dedupe_key=self.dedupe_key).first()
        return notice.get_status_display() if notice else ""
