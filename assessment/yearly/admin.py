"""What the lists and pages of yearly reports share in the staff site."""

from collections.abc import Mapping
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.utils.html import format_html
from django.utils.safestring import SafeString

from assessment.yearly.models import YearlyReport
from assessment.yearly.states import OPENERS, URGERS
from portal.accounts import rules
from portal.actors import Actor
from portal.staff.governed import GovernedAdmin


def no_slip(report: YearlyReport, actor: Actor) -> str:
    if not report.is_slip_due:
        return "没有逾期，或者督查单已经发出。"
    return "" if rules.holds(actor, URGERS, None) else "督查单由政务公开办发。"


class YearlyReportAdmin(GovernedAdmin):
    """``tones``: state → colour, ``warn`` where it says nothing."""

    tones: ClassVar[Mapping[Any, str]]
    list_filter: ClassVar[Any] = ("year", "state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    @admin.display(description="机关", ordering="organ")
    def organ_name_short(self, row: YearlyReport) -> str:
        return row.organ.short_name

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Any) -> SafeString:
        tone = self.tones.get(row.state, "warn")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    @admin.display(description="逾期")
    def late(self, row: YearlyReport) -> str:
        if row.slip_on is None:
            return ""
        if row.slip_sent_on:
            return "已发督查单"
        return "拟提请督查" if row.is_slip_due else "逾期公布"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in OPENERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=self.model.objects.visible_to(actor).order_by().values("pk"))
