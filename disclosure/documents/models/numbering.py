"""Running numbers: 索引号, 发文字号, 备案号."""

from django.db import models

from disclosure.documents.codes import Attribute
from portal.accounts.models import Organ


class RunningNumber(models.Model):
    """The last number given out of a register, one row per organ and year; it never goes back."""

    class Register(models.TextChoices):
        INDEX = "index", "索引号"
        FILING = "filing", "备案号"
        SECRECY = "secrecy", "定密登记号"
        REQUEST = "request", "依申请公开编号"
        MESSAGE = "message", "留言编号"
        DATA = "data", "数据需求编号"
        APPEAL = "appeal", "申诉编号"
        SUPERVISOR = "supervisor", "监督员编号"
        COMPLAINT = "complaint", "投诉编号"
        OBJECTION = "objection", "公示异议编号"

    register = models.CharField("用途", max_length=10, choices=Register)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "流水号"
        verbose_name_plural = "流水号"
        constraints = [models.UniqueConstraint(fields=["register", "organ", "year"], name="running_number_once")]

    def __str__(self) -> str:
        return f"{self.get_register_display()} {self.organ_id}/{self.year}: {self.last}"


class NumberSeries(models.Model):
    """The running number of 发文字号, one per code and year."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="number_series", verbose_name="机关")
    code = models.CharField("机关代字", max_length=12)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后序号", default=0)

    class Meta:
        verbose_name = "发文字号序列"
        verbose_name_plural = "发文字号序列"
        constraints = [models.UniqueConstraint(fields=["code", "year"], name="number_series_once")]

    def __str__(self) -> str:
        return f"{self.code}〔{self.year}〕{self.last}号"


class AnnotationWording(models.Model):
    """How an organ words 附注; without a row the wording of the rules holds (law.md C25)."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="+", verbose_name="机关")
    attribute = models.CharField("公开属性", max_length=20, choices=Attribute)
    text = models.CharField("附注文字", max_length=40, help_text="不带括号，例如 此件公开发布")

    class Meta:
        verbose_name = "附注用语"
        verbose_name_plural = "附注用语"
        constraints = [models.UniqueConstraint(fields=["organ", "attribute"], name="annotation_wording_once")]

    def __str__(self) -> str:
        return f"{self.organ.short_name}：{self.text}"
