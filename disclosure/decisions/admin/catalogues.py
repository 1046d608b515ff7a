"""决策事项目录: the items, the agreement of the party committee, the versions."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.decisions import gates, services, staff_forms
from disclosure.decisions.models import DecisionCatalogue
from disclosure.decisions.services.cataloguing import not_to_edit
from disclosure.decisions.states import DRAFTERS
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin


@admin.register(DecisionCatalogue)
class DecisionCatalogueAdmin(GovernedAdmin):
    nav_position = 17
    case_template = "admin/disclosure/decisioncatalogue/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "publish": ActPage(services.publish_catalogue, note="公布现在的全部事项，原来的版本仍然能查。"),
        "revise": ActPage(services.revise, staff_forms.Reason, note="公布的版本不变，直到重新公布；理由一起公布。"),
        "add_item": ActPage(
            services.add_item,
            staff_forms.AddItem,
            label="加一个事项",
            button="加进目录",
            why_not=not_to_edit,
            mends=(gates.has_items,),
        ),
        "note_agreement": ActPage(
            services.note_agreement,
            staff_forms.NoteAgreement,
            label="登记同级党委同意",
            button="保存",
            why_not=not_to_edit,
            mends=(gates.party_agreed,),
            note="事项再有增减的，要重新报同意。",
        ),
        "drop_item": ActPage(
            services.drop_item, staff_forms.DropItem, label="移出一个事项", why_not=not_to_edit, rare=True
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "open_catalogue": ActPage(
            services.open_catalogue, staff_forms.OpenCatalogue, label="编制年度目录", button="开始编制"
        )
    }
    list_display = ("year", "organ", "state", "agreed_on")
    list_display_links = ("year",)
    list_filter = ("state", "year", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=DecisionCatalogue.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: DecisionCatalogue, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name, f"{subject.year}年"],
            "items": subject.items.select_related("lead"),
            "versions": subject.versions.all(),
        }
