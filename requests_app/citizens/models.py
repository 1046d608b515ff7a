"""What the public pages keep: that a question was solved without a request, that a form was sent, links, ratings."""

from django.db import models
from django.db.models import Q

from portal.accounts.models import Organ
from portal.receipts.links import DIGEST_LENGTH, MailedLink
from requests_app.cases.models import DisclosureRequest
from requests_app.citizens.states import WORDS_LENGTH


class Solved(models.Model):
    """Somebody found what they wanted and did not have to ask. Which document helped, on which day, and nothing of the
    person: neither words nor address."""

    on = models.DateField("日期", db_index=True)
    organ = models.ForeignKey(Organ, models.PROTECT, null=True, related_name="+", verbose_name="拟申请的机关")
    found_label = models.CharField("内容类别", max_length=80)
    found_id = models.BigIntegerField("内容编号")

    class Meta:
        verbose_name = "申请前已解决"
        verbose_name_plural = "申请前已解决"

    def __str__(self) -> str:
        return f"{self.on} {self.found_label}:{self.found_id}"


class Submission(models.Model):
    """One form sent: the same form again is answered with the request there is. ``token_digest`` is of the secret the
    form carries, ``content_digest`` a keyed digest of everything typed."""

    request = models.OneToOneField(DisclosureRequest, models.PROTECT, related_name="submission", verbose_name="申请")
    token_digest = models.CharField("防重键散列", max_length=DIGEST_LENGTH, unique=True)
    content_digest = models.CharField("内容散列", max_length=DIGEST_LENGTH)
    at = models.DateTimeField("提交时间")

    class Meta:
        verbose_name = "网上提交"
        verbose_name_plural = "网上提交"

    def __str__(self) -> str:
        return f"{self.request.number} 网上提交"


class MailLink(MailedLink):
    """A link that was mailed to the applicant."""

    salt = "requests_app.citizens.links"

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="mail_links", verbose_name="申请")

    class Meta:
        verbose_name = "邮件链接"
        verbose_name_plural = "邮件链接"
        indexes = [models.Index(fields=["request", "-asked_at"], name="mail_link_of_request")]

    def __str__(self) -> str:
        return f"{self.request.number} {self.get_purpose_display()}"


class Rating(models.Model):
    """How the applicant found the handling of one round; changed as often as the applicant likes."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="ratings", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    score = models.PositiveSmallIntegerField("评分")
    words = models.CharField("意见", max_length=WORDS_LENGTH, blank=True)
    at = models.DateTimeField("评价时间")

    class Meta:
        verbose_name = "满意度评价"
        verbose_name_plural = "满意度评价"
        constraints = [
            models.UniqueConstraint(fields=["request", "round"], name="rating_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="rating_one_to_five"),
        ]

    def __str__(self) -> str:
        return f"{self.request.number} {self.score}分"
