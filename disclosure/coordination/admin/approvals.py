"""发布前批准, and the rules that propose it."""

from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.coordination import forms, services
from disclosure.coordination.models import Approval, ApprovalRule
from disclosure.coordination.states import ApprovalState
from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.timeline import in_full

TONES: dict[str, str] = {
    ApprovalState.PROPOSED: "wait",
    ApprovalState.NOT_NEEDED: "plain",
    ApprovalState.NEEDED: "warn",
    ApprovalState.APPROVED: "ok",
    ApprovalState.REFUSED: "bad",
}
_FACTS = ("category", "authority", "basis", "approved_by", "approval_number", "approved_on", "note")
_RULE = ("category", "keywords", "kinds", "authority", "basis", "is_active")


def facts(row: Any, names: tuple[str, ...]) -> list[tuple[str, str]]:
    """Name and value of the fields that are filled in."""
    fields = [(row._meta.get_field(name), getattr(row, name)) for name in names]
    return [(field.verbose_name, in_full(field, value)) for field, value in fields if value not in (None, "")]


def not_oversight(_row: Any, actor: Actor) -> str:
    return "" if actor.holds_anywhere(Role.OVERSIGHT) else "需经批准的类别由政务公开办管理。"


@admin.register(Approval)
class ApprovalAdmin(GovernedAdmin):
    nav_position = 16
    case_template = "admin/disclosure/approval/case.html"
    acts = {
        "confirm": ActPage(services.confirm, note="确认以后，没有登记批准情况就不能签发、发布。"),
        "waive": ActPage(services.waive, forms.Reason, note="写明为什么不属于这一类。"),
        "approve": ActPage(services.approve, forms.Approve),
        "refuse": ActPage(services.refuse, forms.Reason, note="登记以后，这份公文不能发布。"),
    }
    list_display = ("document", "category", "authority", "state_tag", "approved_on")
    list_display_links = ("document",)
    list_filter = ("state", "category", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("document", "organ")
    search_fields = ("document__title", "category", "approval_number")
    search_help_text = "标题、类别、批准文号"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Approval) -> SafeString:
        return format_html('<span class="tag tag-{}">{}</span>', TONES[row.state], row.get_state_display())

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Approval.objects.visible_to(actor).values("pk"))

    def case_context(self, request: HttpRequest, subject: Approval, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.document.title,
            "head_line": [subject.category, subject.organ.short_name],
            "row_facts": facts(subject, _FACTS),
        }


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(GovernedAdmin):
    nav_position = 18
    case_template = "admin/disclosure/catalogue/case.html"
    acts = {
        "edit_rule": ActPage(
            services.edit_rule, forms.ApprovalRuleForm, label="修改", button="保存", why_not=not_oversight
        )
    }
    starts = {"set_rule": ActPage(services.set_rule, forms.ApprovalRuleForm, label="新增类别")}
    list_display = ("category", "keywords", "kinds", "authority", "is_active")

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """Everybody who drafts should know what needs an approval."""
        return rows

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in _RULE} if subject else {}

    def case_context(self, request: HttpRequest, subject: ApprovalRule, tab: str) -> dict[str, Any]:
        return {"head_line": [subject.authority], "row_facts": facts(subject, _RULE)}
