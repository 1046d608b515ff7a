"""清单和台账公开 in the staff site: one list of rows of all lists, the case page, a form for each list."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest, HttpResponse

from disclosure.listings import forms, gates, services, tables
from disclosure.listings.elements import TEMPLATES, Group
from disclosure.listings.models import ListRow
from disclosure.listings.states import REGISTRARS, RowState
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import findings_to_show
from portal.screening.states import Decision
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50


def _is_over(row: ListRow) -> bool:
    return bool(row.published_at) or row.state == RowState.CANCELLED


_unsettled = partial(settling.unsettled, is_over=_is_over, until="公开")


class _ByTemplate(admin.SimpleListFilter):
    title = "清单"
    parameter_name = "template"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(row.code, row.title) for row in TEMPLATES.values()]

    def queryset(self, request: HttpRequest, queryset: Any) -> Any:
        return queryset.filter(template=self.value()) if self.value() else queryset


@admin.register(ListRow)
class ListRowAdmin(GovernedAdmin):
    nav_position = 19
    nav_name = "清单公开"
    change_list_template = "admin/disclosure/listrow/change_list.html"
    case_template = "admin/disclosure/listrow/case.html"
    act_template = "admin/disclosure/listrow/act.html"
    acts = {
        "submit": ActPage(services.submit, in_bulk=True, note="送保密审查；公开的时限一直在走。"),
        "clear": ActPage(services.clear, in_bulk=True, note="先审查、后公开。审查通过以后由另一人审核公开。"),
        "publish": ActPage(services.publish, in_bulk=True, note="马上在网站公开；同一条原来公开的内容由这一条代替。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "withdraw": ActPage(
            services.withdraw, forms.Withdraw, warning="撤回以后不能恢复。原来的页面留下撤回的时间和理由。"
        ),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，可以重新登记。"),
        "change": ActPage(
            services.change,
            forms.Change,
            label="修改",
            button="保存",
            mends=(gates.elements_are_there,),
            why_not=services.no_pen,
        ),
        "settle_personal": ActPage(
            services.settle_findings,
            settling.SettlePersonal,
            label="处理个人信息",
            button="确定",
            mends=(gates.personal_data_is_settled,),
            why_not=_unsettled(PERSONAL, Decision.MASKED),
        ),
        "settle_secrecy": ActPage(
            services.settle_findings,
            settling.SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=(gates.secrecy_words_are_settled,),
            why_not=_unsettled(SECRECY, Decision.CLEARED),
        ),
    }
    starts = {
        "import_file": ActPage(
            services.import_rows,
            forms.ImportFile,
            label="导入表格",
            button="下一步",
            note="先试算：哪些会登记、哪些行有问题。已经公开又没有变化的不会重复登记。",
        )
    } | {
        f"register_{code}": ActPage(services.register, form, label=f"登记{form.template.title}", button="登记")
        for code, form in forms.REGISTER.items()
    }
    list_display = ("title", "list_name", "state", "formed_on", "published_at", "organ")
    list_display_links = ("title",)
    list_filter = (_ByTemplate, "state", "is_late", "formed_on", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "words")
    search_help_text = "名称和内容里的字"

    @admin.display(description="清单")
    def list_name(self, row: ListRow) -> str:
        return row.shape.title

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in REGISTRARS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "change":
            return {}
        return {**subject.values, "formed_on": subject.formed_on, "document_number": subject.document_id}

    def case_context(self, request: HttpRequest, subject: ListRow, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.title,
            "head_line": [subject.shape.title, subject.organ.short_name],
            "row_facts": tables.facts(subject),
            "row_links": tables.links(subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """So many lists have a form each: they stand in groups below the search, not as a row of buttons."""
        offered = [("import_file", "导入表格")] if self.has_add_permission(request) else []
        groups = [(group, [row for row in TEMPLATES.values() if row.group is group]) for group in Group]
        shown = {"starts": offered, "groups": groups if offered else []}
        return super().changelist_view(request, {**shown, **(extra_context or {})})


def _registered(actor: Actor, _at: datetime) -> Q:
    return Q(registrar=actor.id)


def _touched(actor: Actor, _at: datetime) -> Q:
    return Q(registrar=actor.id) | Q(clearer=actor.id)


register(
    QueueSource(
        model=ListRow,
        name="清单条目",
        visible=lambda actor: of_own_organs(ListRow.objects.all(), actor),
        steps=(
            Step("submit", {RowState.DRAFT}, "补齐并送审", "等送审"),
            Step("clear", {RowState.CHECKING}, "保密审查", "等保密审查", not_for=_registered),
            Step("publish", {RowState.CLEARED}, "审核公开", "等审核公开", not_for=_touched),
        ),
        headline=lambda row: f"{row.shape.title}：{row.title}",
        situation=lambda row: f"{row.organ.short_name}，{row.shape.day}{row.formed_on}，{row.get_state_display()}。",
    )
)
