"""逐项决定: one decision per item and round, and which pages of which file go out."""

from collections.abc import Sequence

from django.db import models
from django.db.models import Q

from requests_app.answering.states import Separability
from requests_app.cases.models import DisclosureRequest, RequestFile, RequestItem
from requests_app.outcomes import BY_CODE, CHOICES, Element, Outcome, Way

_ELEMENT_LABELS = {
    Element.ACCESS: "获取的方式、途径",
    Element.WHEN: "可以获取的时间",
    Element.FILES: "提供的信息",
    Element.REASON: "理由",
    Element.SEARCH: "检索的范围、方法和结果",
    Element.ORGAN: "负责公开的机关名称、联系方式",
    Element.EARLIER: "前次答复的文号、日期",
    Element.CHANNEL: "可以反映的渠道",
    Element.STATUTE: "依据的法律、行政法规和办理渠道",
}


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

    def faults(self) -> Sequence[str]:
        """What the way needs and is not there, in Chinese. One query where files are needed."""
        missing = [name for name in self.way_row.needs if not self._has(name)]
        found = [f"没有写{_ELEMENT_LABELS[name]}" for name in missing]
        return found if self.articles or not self.way_row.articles else [*found, "没有写依据条款"]

    def _has(self, element: Element) -> bool:
        if element is Element.FILES:
            return self.pages.filter(is_released=True).exists()
        return bool(getattr(self, element.value))


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
