"""逐项决定: one decision per item and round, which pages of which file go out, the clerk's wording of the letters, and
who reviews and judges what an organ decides."""

from datetime import date

from django.db import models
from django.db.models import Q

from portal.accounts.models import Organ
from requests_app.answering.states import Separability
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.outcomes import BY_CODE, CHOICES, Outcome, Way


class Decision(models.Model):
    """What the organ decides about one item. ``steps`` holds the answers of the guided way, ``skipped`` why a step was
    left out. The elements a way needs are fields of the same name (``outcomes.Element``)."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="decisions", verbose_name="申请")
    item = models.ForeignKey(RequestItem, models.PROTECT, related_name="decisions", verbose_name="事项")
    round = models.PositiveSmallIntegerField("第几次处理")
    outcome = models.CharField("结果", max_length=6, choices=CHOICES)
    way = models.CharField("情形", max_length=20)
    steps = models.JSONField("判断过程", default=dict)
    skipped = models.CharField("跳过步骤的理由", max_length=300, blank=True)
    separability = models.CharField("能否区分处理", max_length=4, choices=Separability, blank=True)
    separability_note = models.TextField("区分处理的说明", blank=True)
    articles = models.JSONField("依据（到条款项）", default=list)
    reason = models.TextField("理由", blank=True)
    access = models.TextField("获取的方式、途径", blank=True)
    available_on = models.DateField("可以获取的时间", null=True)
    search_record = models.TextField("检索记录", blank=True)
    other_organ = models.TextField("负责公开的机关", blank=True)
    earlier_reply = models.CharField("前次答复", max_length=200, blank=True)
    channel = models.TextField("可以反映的渠道", blank=True)
    statute = models.TextField("特别规定", blank=True)
    form_change_reason = models.TextField("改变提供形式的理由", blank=True)
    third_party_note = models.TextField("没有征求第三方意见的理由", blank=True)
    drafter_id = models.BigIntegerField("起草人编号", null=True)
    drafted_by = models.CharField("起草人", max_length=150)
    drafted_at = models.DateTimeField("起草时间")

    class Meta:
        verbose_name = "逐项决定"
        verbose_name_plural = "逐项决定"
        ordering = ["request", "round", "item__position"]
        constraints = [models.UniqueConstraint(fields=["item", "round"], name="decision_once")]

    def __str__(self) -> str:
        return f"{self.item}：{self.get_outcome_display()}"

    @property
    def outcome_row(self) -> Outcome:
        return BY_CODE[self.outcome]

    @property
    def way_row(self) -> Way:
        """Raises ``KeyError`` for a way the outcome does not have."""
        found = self.outcome_row.way(self.way)
        if found is None:
            raise KeyError(self.way)
        return found


class PageRange(models.Model):
    """Which pages of a file go out and which are kept back, each with its article. A file without pages counts as
    page 1."""

    decision = models.ForeignKey(Decision, models.CASCADE, related_name="pages", verbose_name="决定")
    file = models.ForeignKey(RequestFile, models.PROTECT, related_name="page_ranges", verbose_name="文件")
    first = models.PositiveIntegerField("起页")
    last = models.PositiveIntegerField("止页")
    is_released = models.BooleanField("提供")
    article = models.CharField("不提供的依据", max_length=120, blank=True)

    class Meta:
        verbose_name = "页码"
        verbose_name_plural = "页码"
        ordering = ["file", "first"]
        constraints = [
            models.CheckConstraint(condition=Q(last__gte=models.F("first"), first__gte=1), name="page_range_in_order"),
            models.CheckConstraint(
                condition=Q(is_released=True) | ~Q(article=""), name="page_range_kept_back_for_an_article"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.file} {self.first}–{self.last}页"


class Wording(models.Model):
    """The clerk's words in the editable blocks of one letter of one round; ``letter`` is the code of its template."""

    request = models.ForeignKey(DisclosureRequest, models.PROTECT, related_name="wordings", verbose_name="申请")
    round = models.PositiveSmallIntegerField("第几次处理")
    letter = models.CharField("文书代码", max_length=20)
    edits = models.JSONField("改过的段落", default=dict)
    edited_by = models.CharField("修改人", max_length=150)
    edited_at = models.DateTimeField("修改时间")

    class Meta:
        verbose_name = "文书措辞"
        verbose_name_plural = "文书措辞"
        constraints = [models.UniqueConstraint(fields=["request", "round", "letter"], name="wording_once")]

    def __str__(self) -> str:
        return f"{self.request.number} {self.letter}"


class RemedyBodyQuerySet(models.QuerySet["RemedyBody"]):
    def in_force(self, on: date) -> "RemedyBodyQuerySet":
        return self.filter(starts_on__lte=on).order_by("-starts_on", "-pk")


class RemedyBody(models.Model):
    """Who reviews and who judges what one organ decides, where that does not follow from its kind: an organ led from
    above (海关、税务…) is reviewed by its superior, the city itself by the government above (《行政复议法》第二十四条、
    第二十七条). A blank field stays as it is by kind or by the settings; a change is a new row."""

    organ = models.ForeignKey(Organ, models.PROTECT, related_name="remedy_bodies", verbose_name="机关")
    review_organ = models.CharField("复议机关", max_length=100, blank=True)
    review_address = models.CharField("复议申请的地址", max_length=200, blank=True)
    review_url = models.CharField("网上申请复议的网址", max_length=200, blank=True)
    court = models.CharField("有管辖权的法院", max_length=100, blank=True)
    basis = models.CharField("依据", max_length=200)
    starts_on = models.DateField("起用日")

    objects = RemedyBodyQuerySet.as_manager()

    class Meta:
        verbose_name = "复议机关和法院"
        verbose_name_plural = "复议机关和法院"
        ordering = ["organ", "-starts_on"]

    def __str__(self) -> str:
        return f"{self.organ.short_name}的复议机关和法院"
