"""转载专项检查 in the staff site: made once, read for ever. For those who see every organ."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse

from disclosure.monitoring.models import Finding
from disclosure.monitoring.states import FindingKind
from disclosure.repost_checks import forms, services
from disclosure.repost_checks.models import RepostCheck
from disclosure.reposting.admin import csv_answer
from disclosure.reposting.drilling import shown
from disclosure.reposting.selectors import by_organ, by_source, total
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.deadlines.wording import full_date
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin


@admin.register(RepostCheck)
class RepostCheckAdmin(GovernedAdmin):
    nav_position = 27
    case_template = "admin/disclosure/repostcheck/case.html"
    starts = {
        "make_check": ActPage(
            services.make_check,
            forms.MakeCheck,
            label="做一次专项检查",
            note="按现在的数字定格，以后不变。低于要求的单位列为网站问题，并收到通知。",
        )
    }
    list_display = ("__str__", "threshold", "made_by", "made_at")

    def may_enter(self, actor: Actor) -> bool:
        return rules.sees_every_organ(actor)

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows if self.may_enter(actor) else rows.none()

    def case_context(self, request: HttpRequest, subject: RepostCheck, tab: str) -> dict[str, Any]:
        found, days = subject.cells(), (subject.starts_on, subject.ends_on)
        lines = shown(by_organ(found), "organ", *days, threshold=subject.threshold)
        return {
            "headline": f"{full_date(subject.starts_on)}至{full_date(subject.ends_on)}转载情况",
            "total": total(found),
            "by_organ": lines,
            "by_source": shown(by_source(found), "source", *days),
            "under": [line.name for line in lines if line.is_under],
            "findings_url": f"{reverse('admin:disclosure_finding_changelist')}?kind__exact={FindingKind.REPOST_BEHIND}",
            "still_open": Finding.objects.open().filter(kind=FindingKind.REPOST_BEHIND).count(),
        }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.table_view)
        return [
            path("<path:object_id>/change/check.csv", view, name="disclosure_repostcheck_table"),
            *super().get_urls(),
        ]

    def table_view(self, request: HttpRequest, object_id: str) -> HttpResponse:
        """The frozen figures as CSV."""
        subject = self.subject_or_404(request, object_id)
        return csv_answer(subject.cells(), str(subject))
