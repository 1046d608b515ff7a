"""发布异议 in the staff site."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.objections import forms, services
from disclosure.objections.models import Objection
from disclosure.objections.states import OBJECTORS, ObjectionState
from portal import clock
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

TONES: dict[str, str] = {
    ObjectionState.OPEN: "wait",
    ObjectionState.ACCEPTED: "warn",
    ObjectionState.REFUSED: "bad",
    ObjectionState.REMEDIED: "ok",
    ObjectionState.DISMISSED: "plain",
}
_ANSWER = "答复提出单位，并报政务公开办。"


@admin.register(Objection)
class ObjectionAdmin(GovernedAdmin):
    nav_position = 22
    case_template = "admin/disclosure/objection/case.html"
    acts = {
        "accept": ActPage(services.accept, forms.Reason, note=f"{_ANSWER}接受以后要更正、召回或者撤回。"),
        "refuse": ActPage(services.refuse, forms.Reason, note=f"{_ANSWER}由政务公开办决定要不要补救。"),
        "order": ActPage(services.order, forms.Reason, note="发布单位要更正、召回或者撤回，并登记补救情况。"),
        "dismiss": ActPage(services.dismiss, forms.Reason),
        "remedy": ActPage(services.remedy, forms.Reason, note="写明怎么补救、怎么消除影响。"),
    }
    starts = {
        "lodge": ActPage(
            services.lodge, forms.Lodge, label="提出异议", note="发布单位5个工作日内答复，政务公开办同时收到报告。"
        )
    }
    list_display = ("document", "situation_line", "state_tag", "sides", "lodged_on")
    list_display_links = ("document",)
    list_filter = ("state", "situation")
    list_select_related = ("document", "objector", "organ")
    search_fields = ("document__title", "text")
    search_help_text = "标题、异议"

    @admin.display(description="情形", ordering="situation")
    def situation_line(self, row: Objection) -> SafeString:
        return format_html('<span class="long">{}</span>', row.get_situation_display())

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Objection) -> SafeString:
        return format_html('<span class="tag tag-{}">{}</span>', TONES[row.state], row.get_state_display())

    @admin.display(description="提出单位 → 发布单位", ordering="objector")
    def sides(self, row: Objection) -> str:
        return f"{row.objector.short_name} → {row.organ.short_name}"

    @admin.display(description="提出日期", ordering="lodged_at")
    def lodged_on(self, row: Objection) -> str:
        return f"{clock.local(row.lodged_at):%Y-%m-%d}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in OBJECTORS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Objection.objects.visible_to(actor).values("pk"))

    def case_context(self, request: HttpRequest, subject: Objection, tab: str) -> dict[str, Any]:
        return {"headline": subject.document.title, "head_line": [f"{subject.objector.short_name}提出"]}


register(
    QueueSource(
        model=Objection,
        name="发布异议",
        visible=lambda actor: of_own_organs(Objection.objects.all(), actor),
        steps=(
            Step("accept", {ObjectionState.OPEN}, "答复异议", "等答复"),
            Step("order", {ObjectionState.REFUSED}, "决定要不要补救", "等政务公开办决定"),
            Step("remedy", {ObjectionState.ACCEPTED}, "补救并登记", "等补救"),
        ),
        headline=lambda row: row.document.title,
        situation=lambda row: f"{row.objector.short_name}提出异议：{row.get_situation_display()}。",
        related=("organ", "objector", "document"),
    )
)
