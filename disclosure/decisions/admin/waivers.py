"""不征求意见的认定: who found what, on which basis. Begun from the page of the document."""

from typing import Any, ClassVar

from django.contrib import admin
from django.http import HttpRequest

from disclosure.decisions import services, staff_forms
from disclosure.decisions.models import Waiver
from disclosure.decisions.states import APPROVERS
from portal import clock
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs


@admin.register(Waiver)
class WaiverAdmin(GovernedAdmin):
    nav_position = 18
    case_template = "admin/disclosure/waiver/case.html"
    starts: ClassVar[dict[str, ActPage]] = {
        "waive": ActPage(
            services.waive,
            staff_forms.Waive,
            label="认定不征求意见",
            button="认定",
            note="情形和依据显示在文件的页面上。",
        )
    }
    list_display = ("document", "ground", "decided_by_name", "decided")
    list_display_links = ("document",)
    list_filter = ("ground",)
    list_select_related = ("document",)
    search_fields = ("document__title",)
    search_help_text = "文件标题"

    @admin.display(description="认定时间", ordering="decided_at")
    def decided(self, row: Waiver) -> str:
        return f"{clock.local(row.decided_at):%Y-%m-%d %H:%M}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in APPROVERS)

    def visible(self, rows: Any, actor: Actor) -> Any:
        return of_own_organs(rows, actor, organ="document__organ")

    def brought(self, request: HttpRequest, act: str) -> dict[str, Any]:
        number = request.GET.get("document", "")
        return {"document": int(number)} if number.isascii() and number.isdecimal() and len(number) < 18 else {}

    def case_context(self, request: HttpRequest, subject: Waiver, tab: str) -> dict[str, Any]:
        facts = [
            ("文件", subject.document.title),
            ("情形", subject.get_ground_display()),
            ("依据", subject.basis),
            ("在哪里征求的", subject.address),
            ("认定人", subject.decided_by_name),
            ("认定时间", f"{clock.local(subject.decided_at):%Y年%-m月%-d日 %H:%M}"),
        ]
        return {"head_line": [subject.document.organ.short_name], "row_facts": [fact for fact in facts if fact[1]]}
