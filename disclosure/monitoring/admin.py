"""网站检查 in the staff site: today's state, the trend, and every finding. Nobody opens or closes one by hand."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.monitoring import selectors
from disclosure.monitoring.chart import trend_chart
from disclosure.monitoring.models import Finding
from disclosure.monitoring.states import Effect
from disclosure.monitoring.table import BY_KIND
from disclosure.monitoring.wording import evidence_lines
from portal import clock
from portal.accounts import rules
from portal.staff import visitor
from portal.staff.governed import GovernedAdmin

TONES = {Effect.VETO: "bad", Effect.DEDUCTION: "warn", Effect.HOUSE: "info"}


class StandingFilter(admin.SimpleListFilter):
    """Open findings first: that is what the page is for."""

    title = "情况"
    parameter_name = "standing"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("closed", "已消除"), ("all", "全部")]

    def choices(self, changelist: Any) -> Any:
        first, *others = list(super().choices(changelist))
        yield {**first, "display": "现在有的"}
        yield from others

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        if self.value() == "all":
            return queryset
        return queryset.exclude(closed_at=None) if self.value() == "closed" else queryset.filter(closed_at=None)


@admin.register(Finding)
class FindingAdmin(GovernedAdmin):
    """The oversight office sees the findings of all organs, an organ its own."""

    nav_position, nav_name = 45, "网站检查"
    change_list_template = "admin/disclosure/finding/change_list.html"
    case_template = "admin/disclosure/finding/case.html"
    list_display = ("what", "effect", "title", "organ_name", "opened_at", "closed_at")
    list_display_links = ("what",)
    list_filter: ClassVar[Any] = (StandingFilter, "kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "key")
    search_help_text = "对象、网址"

    @admin.display(description="问题", ordering="kind")
    def what(self, finding: Finding) -> str:
        return finding.get_kind_display()

    @admin.display(description="责任单位", ordering="organ")
    def organ_name(self, finding: Finding) -> str:
        return finding.organ.short_name

    @admin.display(description="后果")
    def effect(self, finding: Finding) -> SafeString:
        effect = BY_KIND[finding.kind].effect
        return format_html('<span class="tag tag-{}">{}</span>', TONES[effect], effect.label)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            response.context_data |= self._state(request)
        return response

    def _state(self, request: HttpRequest) -> dict[str, Any]:
        """Today's state and the trend of what this person may see, whatever the list below is narrowed to."""
        at, visible = visitor.moment(request), Finding.objects.filter(pk__in=self.get_queryset(request))
        run, days = selectors.last_check(), selectors.trend(visible, at=at)
        everything = rules.sees_every_organ(visitor.actor(request))
        return {
            "run": run,
            "stale_run": run is None or run.day < clock.local(at).date(),
            "sees_all": everything,
            "check_lines": selectors.check_lines(visible, run, on=clock.local(at).date()),
            "veto_lines": selectors.veto_lines(visible) if everything else [],
            "chart": trend_chart(days),
            "tones": TONES,
        }

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        check = BY_KIND[subject.kind]
        limit = selectors.limit_of(check, on=visitor.moment(request).date())
        return {
            "head_line": [subject.organ.short_name],
            "check": check,
            "tone": TONES[check.effect],
            "row_facts": [
                ("检查指标", check.indicator),
                ("后果", check.effect.label),
                *([("时限", limit)] if limit else []),
                *evidence_lines(subject.evidence),
            ],
        }
