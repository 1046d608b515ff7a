"""问卷: questions of a consultation, and what was answered. Nobody says who answers."""

from django.db import models
from django.db.models import Q

from disclosure.consultations.codes import PersonKind, QuestionKind
from disclosure.consultations.models.consultation import NAME_LENGTH, Consultation
from portal.receipts.codes import HASH_LENGTH

QUESTION_LENGTH = 200


class Question(models.Model):
    """``options`` are what can be chosen (empty for text), ``rows`` the lines of a matrix."""

    consultation = models.ForeignKey(Consultation, models.CASCADE, related_name="questions", verbose_name="征求意见")
    position = models.PositiveSmallIntegerField("次序")
    kind = models.CharField("题型", max_length=10, choices=QuestionKind)
    text = models.CharField("题目", max_length=QUESTION_LENGTH)
    options = models.JSONField("选项", default=list)
    rows = models.JSONField("矩阵的行", default=list)
    is_required = models.BooleanField("必答", default=True)

    class Meta:
        verbose_name = "问卷题目"
        verbose_name_plural = "问卷题目"
        ordering = ["position"]
        constraints = [models.UniqueConstraint(fields=["consultation", "position"], name="question_position_once")]

    def __str__(self) -> str:
        return self.text


class Reply(models.Model):
    """One filled-in questionnaire."""

    consultation = models.ForeignKey(Consultation, models.PROTECT, related_name="replies", verbose_name="征求意见")
    person_kind = models.CharField("答卷的人", max_length=12, choices=PersonKind)
    district = models.CharField("所在地区", max_length=NAME_LENGTH, blank=True)
    received_at = models.DateTimeField("收到时间")
    token_digest = models.CharField("防重键散列", max_length=HASH_LENGTH, unique=True, editable=False)

    class Meta:
        verbose_name = "答卷"
        verbose_name_plural = "答卷"
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"答卷{self.pk}"


class Answer(models.Model):
    """One choice of one reply: ``option`` counts from 0 in the options, ``row`` in the lines of a matrix."""

    reply = models.ForeignKey(Reply, models.CASCADE, related_name="answers", verbose_name="答卷")
    question = models.ForeignKey(Question, models.PROTECT, related_name="answers", verbose_name="题目")
    row = models.PositiveSmallIntegerField("行", default=0)
    option = models.PositiveSmallIntegerField("选项", null=True)
    text = models.TextField("文字", blank=True)

    class Meta:
        verbose_name = "答案"
        verbose_name_plural = "答案"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(condition=Q(option__isnull=False) | ~Q(text=""), name="answer_says_something"),
            models.UniqueConstraint(fields=["reply", "question", "row", "option"], name="answer_once"),
        ]
        indexes = [models.Index(fields=["question", "row", "option"], name="answer_counted")]

    def __str__(self) -> str:
        return f"{self.reply}的答案"
