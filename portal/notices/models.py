"""One row per message and recipient, written in the transaction of the act it tells about."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from portal.accounts.models import User
from portal.notices.states import ChannelName, Status
from portal.privacy.fields import EncryptedTextField
from portal.subjects import TITLE_LENGTH, SubjectRef


class NoticeQuerySet(models.QuerySet["Notice"]):
    def due(self, at: datetime) -> "NoticeQuerySet":
        """Messages to be tried now, the longest waiting first."""
        return self.filter(status=Status.WAITING, next_attempt_at__lte=at).order_by("next_attempt_at", "pk")

    def inbox_of(self, user_id: int) -> "NoticeQuerySet":
        """The person's in-site messages, newest first."""
        return self.filter(channel=ChannelName.IN_SITE, user_id=user_id).order_by("-queued_at", "-pk")

    def unread(self) -> "NoticeQuerySet":
        return self.filter(read_at=None)


class Notice(models.Model):
    """``dedupe_key`` makes telling idempotent: the same key is never stored, and so never sent, twice."""

    channel = models.CharField("渠道", max_length=10, choices=ChannelName)
    kind = models.CharField("种类", max_length=60)
    dedupe_key = models.CharField("防重键", max_length=200, unique=True)
    user = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="notices", verbose_name="收件人")
    address = EncryptedTextField("地址", mask="contact", bound_to="dedupe_key", blank=True)
    subject_line = models.CharField("标题", max_length=TITLE_LENGTH)
    body = models.TextField("内容")
    about_label = models.CharField("事项类别", max_length=80, blank=True)
    about_id = models.BigIntegerField("事项编号", null=True, blank=True)
    about_title = models.CharField("事项", max_length=TITLE_LENGTH, blank=True)

    status = models.CharField("送达情况", max_length=10, choices=Status, default=Status.WAITING)
    attempts = models.PositiveSmallIntegerField("已试次数", default=0)
    next_attempt_at = models.DateTimeField("下次发送")
    last_error = models.CharField("失败原因", max_length=200, blank=True)
    queued_at = models.DateTimeField("登记时间")
    sent_at = models.DateTimeField("送出时间", null=True, blank=True)
    read_at = models.DateTimeField("阅读时间", null=True, blank=True)

    objects = NoticeQuerySet.as_manager()

    class Meta:
        verbose_name = "通知"
        verbose_name_plural = "通知"
        ordering = ["-pk"]
        indexes = [
            # Asked every few seconds by deliver(): cost grows with what is due, not with what was ever sent.
            models.Index(fields=["next_attempt_at"], condition=Q(status=Status.WAITING), name="notice_due"),
            # The inbox and its unread count, on every staff page.
            models.Index(fields=["user", "-queued_at"], condition=Q(channel=ChannelName.IN_SITE), name="notice_inbox"),
            models.Index(fields=["user"], condition=Q(channel=ChannelName.IN_SITE, read_at=None), name="notice_unread"),
        ]

    def __str__(self) -> str:
        return f"{self.get_channel_display()} {self.pk}"

    @property
    def about(self) -> SubjectRef | None:
        """The case the message is about."""
        return SubjectRef(self.about_label, self.about_id, self.about_title) if self.about_id is not None else None
