"""栏目, 公开指南 and 公开制度 in the staff site. Each change is a service; nothing is deleted."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from disclosure.catalogue import coverage, forms, services
from disclosure.catalogue.fields import ART12
from disclosure.catalogue.models import Column, Guide, Regulation
from portal import clock
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.timeline import in_full

KEEPERS = (Role.DISCLOSURE_HEAD, Role.OVERSIGHT)


def not_a_keeper(row: Any, actor: Actor) -> str:
    return "" if rules.holds(actor, KEEPERS, row.organ.heir().pk) else "目录由公开工作机构负责人管理。"


def ended(regulation: Regulation, actor: Actor) -> str:
    return not_a_keeper(regulation, actor) or ("这项制度已经废止。" if regulation.effective_to else "")


def apply_template(*, organ: Any, **arguments: Any) -> object:
    return services.apply_template(organ, **arguments)


def revise_guide(*, organ: Any, **arguments: Any) -> object:
    return services.revise_guide(organ, **arguments)


def report_guide_change(*, organ: Any, **arguments: Any) -> object:
    return services.report_guide_change(organ, **arguments)


def adopt_regulation(*, organ: Any, **arguments: Any) -> object:
    return services.adopt_regulation(organ, **arguments)


class CatalogueAdmin(GovernedAdmin):
    """Rows of the actor's organs, kept by the head of the disclosure office."""

    case_template = "admin/disclosure/catalogue/case.html"
    facts: ClassVar[tuple[str, ...]] = ()
    list_filter: ClassVar[Any] = (("organ", admin.RelatedOnlyFieldListFilter),)
    list_select_related: ClassVar[Any] = ("organ",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in KEEPERS)

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        fields = [(subject._meta.get_field(name), getattr(subject, name)) for name in self.facts]
        return {
            "head_line": [subject.organ.name],
            "row_facts": [(field.verbose_name, in_full(field, value)) for field, value in fields],
        }


_WRITTEN = (
    "kind", "parent", "update_rule", "description", "keywords", "audiences", "basis", "position", "is_active",
)  # fmt: skip


@admin.register(Column)
class ColumnAdmin(CatalogueAdmin):
    nav_position = 50
    change_list_template = "admin/disclosure/catalogue/columns.html"
    acts = {
        "edit_column": ActPage(
            services.edit_column, forms.EditColumn, label="修改栏目", button="保存", why_not=not_a_keeper
        )
    }
    starts = {
        "create_column": ActPage(services.create_column, forms.CreateColumn, label="新建栏目"),
        "apply_template": ActPage(
            apply_template,
            forms.ApplyTemplate,
            label="套用法定栏目",
            note="按机关类别补齐《条例》第十九条至第二十一条要求的栏目，已经有的不动。",
        ),
    }
    facts = (
        "kind",
        "parent",
        "update_rule",
        "description",
        "keywords",
        "audiences",
        "basis",
        "code",
        "position",
        "is_active",
    )
    list_display = ("name", "organ", "kind", "update_rule", "is_active")
    list_filter = ("kind", "is_active", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("name", "code", "description")
    search_help_text = "栏目名、代码、说明"

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.coverage_view)
        return [path("coverage/", view, name="disclosure_column_coverage"), *super().get_urls()]

    def coverage_view(self, request: HttpRequest) -> HttpResponse:
        """事项覆盖: every matter with its columns and organs; ``?item=`` opens one. Columns are public, so whoever may
        open the list of columns sees those of all organs."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        rows = coverage.item_coverage(on=clock.local(visitor.moment(request)).date())
        context = {
            **self.admin_site.each_context(request),
            "title": "事项覆盖",
            "list_url": self.list_url(),
            "rows": rows,
            "chosen": next((row for row in rows if row.code == request.GET.get("item")), None),
            "missing": sum(row.tone == "bad" for row in rows),
            "idle": sum(row.tone == "warn" for row in rows),
        }
        return TemplateResponse(request, "admin/disclosure/catalogue/coverage.html", context)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = (
            "name",
            "parent",
            "kind",
            "update_rule",
            "description",
            "keywords",
            "audiences",
            "basis",
            "position",
            "is_active",
        )
        return {name: getattr(subject, name) for name in names} if subject else {}


@admin.register(Guide)
class GuideAdmin(CatalogueAdmin):
    nav_position = 60
    starts = {
        "revise_guide": ActPage(
            revise_guide, forms.ReviseGuide, label="修订指南", note="每次修订是一个新版本，旧版本留着可查。"
        ),
        "report_guide_change": ActPage(
            report_guide_change,
            forms.ReportGuideChange,
            label="登记内容变动",
            note="登记以后开始计时，到期之前要发布新版指南。",
        ),
    }
    facts = (*ART12, "effective_from", "change_note")
    list_display = ("__str__", "organ", "effective_from", "published_at", "change_note")


@admin.register(Regulation)
class RegulationAdmin(CatalogueAdmin):
    nav_position = 70
    acts = {"end_regulation": ActPage(services.end_regulation, forms.EndRegulation, label="登记废止", why_not=ended)}
    starts = {"adopt_regulation": ActPage(adopt_regulation, forms.AdoptRegulation, label="登记制度")}
    facts = ("subject", "title", "summary", "document", "effective_from", "effective_to")
    list_display = ("title", "subject", "organ", "effective_from", "effective_to")
    list_filter = ("subject", ("organ", admin.RelatedOnlyFieldListFilter))
    search_fields = ("title", "summary")
