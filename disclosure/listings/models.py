"""结构化清单: one row of any list. What its values are is said by the list's template, not by columns."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q

from disclosure.listings.elements import TEMPLATES, ListTemplate
from disclosure.listings.moves import LISTING_WORKFLOW
from disclosure.listings.states import AFTER, BEFORE, RowState
from portal.accounts.models import Organ
from portal.workflow import Governed, Workflow


class ListRowQuerySet(models.QuerySet["ListRow"]):
    def public(self) -> "ListRowQuerySet":
        return self.filter(state=RowState.PUBLISHED)

    def with_page(self) -> "ListRowQuerySet":
        """Public now or once: the page of what was taken down says why."""
        return self.filter(state__in=[RowState.PUBLISHED, *AFTER])


class ListRow(Governed):
    """One row of the list ``template``. ``values`` hold element name → text as the template's fields wrote it: days as
    ISO, amounts as plain numbers in the element's unit.

    ``title``, ``words`` and ``key`` follow from the values: the name of the row, everything in it for the search of
    the list, and what tells it from the organ's other rows. ``formed_on`` is the day the limit of publication counts
    from.
    """

    workflow: ClassVar[Workflow] = LISTING_WORKFLOW

    state = models.CharField("状态", max_length=10, choices=RowState, default=RowState.DRAFT, editable=False)
    organ = models.ForeignKey(Organ, models.PROTECT, related_name="list_rows", verbose_name="公开单位")
    template = models.CharField("清单", max_length=40)
    title = models.CharField("名称", max_length=300)
    key = models.CharField("区别", max_length=64)
    words = models.TextField("全部文字")
    formed_on = models.DateField("形成日期")
    values = models.JSONField("内容")
    document = models.ForeignKey(
        "disclosure.Document", models.PROTECT, null=True, related_name="list_rows", verbose_name="相关文件"
    )
    registrar = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="登记人"
    )
    clearer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+", verbose_name="保密审查人"
    )
    published_at = models.DateTimeField("公开时间", null=True)
    is_late = models.BooleanField("超过时限公开", default=False)
    taken_down_at = models.DateTimeField("停止公开的时间", null=True)
    taken_down_reason = models.TextField("停止公开的原因", blank=True)

    objects = ListRowQuerySet.as_manager()

    class Meta:
        verbose_name = "清单条目"
        verbose_name_plural = "清单和台账公开"
        ordering = ["-pk"]
        constraints = [
            # Of one thing there is one state that is shown and one that is on its way.
            models.UniqueConstraint(
                fields=["organ", "template", "key"], condition=Q(state=RowState.PUBLISHED), name="list_row_shown_once"
            ),
            models.UniqueConstraint(
                fields=["organ", "template", "key"], condition=Q(state__in=BEFORE), name="list_row_coming_once"
            ),
            models.CheckConstraint(
                condition=~Q(state=RowState.PUBLISHED) | Q(published_at__isnull=False), name="list_row_published"
            ),
        ]
        indexes = [
            # a public list and its pages by place
            models.Index(
                fields=["template", "-published_at", "-id"], condition=Q(state="published"), name="list_row_public"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.shape.title}：{self.title}"

    def get_absolute_url(self) -> str:
        return f"/lists/{self.template}/{self.pk}/"

    @property
    def shape(self) -> ListTemplate:
        return TEMPLATES[self.template]

    @property
    def is_public(self) -> bool:
        return bool(self.state == RowState.PUBLISHED)
