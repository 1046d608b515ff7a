"""A person who follows, what is followed, and what has been told."""

from datetime import datetime

from django.db import models
from django.db.models import Q

from portal.following.states import KEY_LENGTH, Frequency
from portal.notices.states import ChannelName
from portal.privacy.fields import BlindIndexField, EncryptedTextField, Sealable


class FollowerQuerySet(models.QuerySet["Follower"]):
    def due(self, at: datetime) -> "FollowerQuerySet":
        """Those whose digest is to be made now."""
        return self.filter(ended_at=None, next_digest_at__lte=at)


class Follower(Sealable):
    """One mail address. ``told_until`` is up to when everything has been told; nothing older is looked for.

    ``mails`` counts what forms made this address receive on ``mailed_on``.
    """

    address = EncryptedTextField("邮箱", mask="email")
    address_index = BlindIndexField("邮箱索引", of="address", exact=True)
    frequency = models.CharField("频率", max_length=10, choices=Frequency, default=Frequency.DAILY)
    asked_at = models.DateTimeField("最近申请")
    confirmed_at = models.DateTimeField("首次确认", null=True)
    ended_at = models.DateTimeField("全部退订", null=True)
    told_until = models.DateTimeField("已告知到", null=True)
    next_digest_at = models.DateTimeField("下次汇总", null=True)
    paused_at = models.DateTimeField("暂停时间", null=True)
    mailed_on = models.DateField("计数日", null=True)
    mails = models.PositiveSmallIntegerField("当日来信", default=0)

    objects = FollowerQuerySet.as_manager()

    class Meta:
        verbose_name = "关注人"
        verbose_name_plural = "关注人"
        ordering = ["-pk"]
        constraints = [models.UniqueConstraint(fields=["address_index"], name="follower_address_once")]
        indexes = [
            # Asked every ten minutes: cost grows with what is due.
            models.Index(fields=["next_digest_at"], condition=Q(ended_at=None), name="follower_due"),
        ]

    def __str__(self) -> str:
        return f"关注人 {self.pk}"


class Route(Sealable):
    """Another way to tell a follower: a number or the address of a system (微信 by way of it). Nothing is sent there
    before its owner typed in the code it was sent; ``tries`` counts wrong ones."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="routes", verbose_name="关注人")
    channel = models.CharField("方式", max_length=10, choices=ChannelName)
    address = EncryptedTextField("号码或者地址", mask="contact")
    asked_at = models.DateTimeField("申请时间")
    tries = models.PositiveSmallIntegerField("输错次数", default=0)
    confirmed_at = models.DateTimeField("确认时间", null=True)

    class Meta:
        verbose_name = "告知方式"
        verbose_name_plural = "告知方式"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["follower", "channel"], name="following_route_once")]

    def __str__(self) -> str:
        return self.get_channel_display()


class FollowingQuerySet(models.QuerySet["Following"]):
    def confirmed(self) -> "FollowingQuerySet":
        return self.filter(confirmed_at__isnull=False)


class Following(Sealable):
    """One thing one person follows. ``kind`` and ``key`` name it (portal/following/kinds.py); ``token_digest`` is of
    the token in the latest mail that asks for confirmation, empty once it was used; ``wish`` is the frequency chosen.
    """

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="followings", verbose_name="关注人")
    kind = models.CharField("种类", max_length=20)
    key = models.CharField("关注的内容", max_length=KEY_LENGTH, blank=True)
    wish = models.CharField("想要的频率", max_length=10, choices=Frequency, default=Frequency.DAILY)
    asked_at = models.DateTimeField("申请时间")
    token_digest = models.CharField("确认口令散列", max_length=64, blank=True, db_index=True)
    confirmed_at = models.DateTimeField("确认时间", null=True)

    objects = FollowingQuerySet.as_manager()

    class Meta:
        verbose_name = "关注"
        verbose_name_plural = "关注"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["follower", "kind", "key"], name="following_once")]

    def __str__(self) -> str:
        return f"关注 {self.pk}"


class Digest(models.Model):
    """One mail with everything new for one person. Its text is made when it leaves, from what is public then."""

    follower = models.ForeignKey(Follower, models.CASCADE, related_name="digests", verbose_name="关注人")
    made_at = models.DateTimeField("生成时间")

    class Meta:
        verbose_name = "关注汇总"
        verbose_name_plural = "关注汇总"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"关注汇总 {self.pk}"


class Line(models.Model):
    """One item told to one person: once, whatever digest it stands in and for whichever following."""

    digest = models.ForeignKey(Digest, models.CASCADE, related_name="lines", verbose_name="汇总")
    follower = models.ForeignKey(Follower, models.CASCADE, related_name="+", verbose_name="关注人")
    following = models.ForeignKey(Following, models.SET_NULL, null=True, related_name="+", verbose_name="因为关注")
    label = models.CharField("类别", max_length=80)
    object_id = models.BigIntegerField("编号")

    class Meta:
        verbose_name = "已告知的内容"
        verbose_name_plural = "已告知的内容"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["follower", "label", "object_id"], name="line_told_once")]

    def __str__(self) -> str:
        return f"{self.label} {self.object_id}"
