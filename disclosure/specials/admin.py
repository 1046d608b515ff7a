"""专题 in the staff site."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from disclosure.catalogue.admin import CatalogueAdmin, not_a_keeper
from disclosure.specials import forms, services
from disclosure.specials.models import Special
from portal.accounts import rules
from portal.actors import Actor
from portal.staff.acts import ActPage


def closed_to(special: Special, actor: Actor) -> str:
    return not_a_keeper(special, actor) or ("这个专题已经归档。" if special.archived_at else "")


def may_not_fill(special: Special, actor: Actor) -> str:
    if not rules.holds(actor, services.FILLERS, special.organ.heir().pk):
        return "专题由公开工作机构负责人和信息员维护。"
    return "这个专题已经归档。" if special.archived_at else ""


def may_not_empty(special: Special, actor: Actor) -> str:
    return may_not_fill(special, actor) or ("" if special.items.exists() else "专题里还没有文件。")


def open_special(*, organ: Any, **arguments: Any) -> object:
    return services.open_special(organ, **arguments)


@admin.register(Special)
class SpecialAdmin(CatalogueAdmin):
    nav_position = 80
    case_template = "admin/disclosure/specials/case.html"
    starts = {"open_special": ActPage(open_special, forms.OpenSpecial, label="开设专题", button="开设")}
    acts = {
        "collect": ActPage(
            services.collect, forms.Collect, label="收一件文件", button="收进专题", why_not=may_not_fill
        ),
        "leave_out": ActPage(
            services.leave_out, forms.LeaveOut, label="移出文件", button="移出", why_not=may_not_empty
        ),
        "edit_special": ActPage(
            services.edit_special, forms.EditSpecial, label="修改专题", button="保存", why_not=closed_to
        ),
        "archive": ActPage(
            services.archive, forms.Archive, label="归档", why_not=closed_to, warning="归档以后不再收文件，页面还能看。"
        ),
    }
    facts = ("summary", "code", "opened_at", "archived_at")
    list_display = ("title", "organ", "opened_at", "archived_at")
    search_fields = ("title", "code")

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "edit_special":
            return {}
        return {name: getattr(subject, name) for name in ("title", "summary", "position")}

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        items = subject.items.select_related("document__organ")
        return {**super().case_context(request, subject, tab), "items": items}
