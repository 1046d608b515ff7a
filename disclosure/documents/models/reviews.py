"""Who looked at a document, what they decided, and what went back."""

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.documents.codes import ReturnReason, SecrecyConclusion
from disclosure.documents.models.document import Document
from disclosure.documents.states import State


class Opinion(models.Model):
    """What a named person decided about a document in one round; never edited."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="%(class)ss", verbose_name="公文")
    round = models.PositiveIntegerField("轮次")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+", verbose_name="人员")
    person_name = models.CharField("姓名", max_length=150)
    at = models.DateTimeField("时间")
    opinion = models.TextField("意见", blank=True)

    class Meta:
        abstract = True
        ordering = ["pk"]


class SecrecyReview(Opinion):
    """保密审查: four questions answered one by one, and a conclusion (S2-6.2, S2-6.9b)."""

    conclusion = models.CharField("结论", max_length=12, choices=SecrecyConclusion)
    state_secret = models.BooleanField("涉及国家秘密")
    trade_secret = models.BooleanField("涉及商业秘密")
    privacy = models.BooleanField("涉及个人隐私")
    security = models.BooleanField("危及国家安全、公共安全、经济安全、社会稳定")
    basis = models.CharField("依据", max_length=200)
    determined_by = models.CharField("确定机关", max_length=100, blank=True)

    class Meta(Opinion.Meta):
        verbose_name = "保密审查"
        verbose_name_plural = "保密审查"

    def __str__(self) -> str:
        return f"{self.person_name}：{self.get_conclusion_display()}"


class Review(Opinion):
    """One of the three (for sensitive matters four) reviews, each by another person (S2-10.5b–c)."""

    level = models.PositiveSmallIntegerField("审级")
    approved = models.BooleanField("同意")
    wording_checked = models.BooleanField("文字已校对")
    facts_checked = models.BooleanField("事实已核对")
    expression_checked = models.BooleanField("敏感表述已核对")

    class Meta(Opinion.Meta):
        verbose_name = "审核"
        verbose_name_plural = "审核"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "round", "level"], condition=Q(approved=True), name="review_level_once"
            ),
            # The third eye is a third person: the database refuses the same one twice in a round.
            models.UniqueConstraint(
                fields=["document", "round", "person"], condition=Q(approved=True), name="review_person_once"
            ),
        ]

    def __str__(self) -> str:
        return f"第{self.level}级 {self.person_name}"


class Return(models.Model):
    """退文: counted, with a reason code (S0-5.7)."""

    document = models.ForeignKey(Document, models.CASCADE, related_name="returns", verbose_name="公文")
    reason = models.CharField("原因", max_length=20, choices=ReturnReason)
    note = models.TextField("说明", blank=True)
    from_state = models.CharField("退文环节", max_length=20, choices=State)
    person_name = models.CharField("退文人", max_length=150)
    at = models.DateTimeField("时间")

    class Meta:
        verbose_name = "退文"
        verbose_name_plural = "退文"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.get_reason_display()}"
