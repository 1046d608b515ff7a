"""约谈和通报 in the staff site: what is proposed, from what, and what came of it."""

from typing import Any

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal import clock
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from sentiment.reproofs import forms, selectors, services
from sentiment.reproofs.models import Reproof
from sentiment.reproofs.states import ReproofState


@admin.register(Reproof)
class ReproofAdmin(GovernedAdmin):
    nav_position = 64
    case_template = "admin/sentiment/reproof/case.html"
    change_list_template = "admin/sentiment/reproof/change_list.html"
    acts = {
        "carry_out": ActPage(services.carry_out, forms.CarryOut, note="登记以后通知这个单位的负责人。"),
        "dismiss": ActPage(services.dismiss, ReasonForm, warning="理由长期留存；这几次超时不再另外提出建议。"),
    }
    list_display = ("organ", "measure", "grounds", "state", "proposed")
    list_display_links = ("organ",)
    list_filter = ("state", "measure", "year")
    list_select_related = ("organ",)

    @admin.display(description="提出时间", ordering="proposed_at")
    def proposed(self, row: Reproof) -> str:
        return f"{clock.local(row.proposed_at):%Y-%m-%d}"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Reproof.objects.visible_to(actor).values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {"measure": subject.measure} if act == "carry_out" else {}

    def case_context(self, request: HttpRequest, subject: Reproof, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.get_measure_display(), f"{subject.year}年"],
            "lapses": selectors.lapses_of(subject),
        }

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            year = clock.local(visitor.moment(request)).year
            tallies = selectors.tallies(visitor.actor(request), year)
            response.context_data |= {"tallies": tallies, "year": year}
        return response


def _situation(reproof: Reproof) -> str:
    return f"{reproof.organ.short_name}，{reproof.grounds}。"


def _headline(reproof: Reproof) -> str:
    return f"建议{reproof.get_measure_display()}：{reproof.organ.short_name}"


register(
    QueueSource(
        model=Reproof,
        name="约谈和通报",
        visible=lambda actor: Reproof.objects.visible_to(actor),
        steps=(Step("carry_out", {ReproofState.PROPOSED}, "决定是否约谈、通报", "等政务公开办决定"),),
        headline=_headline,
        situation=_situation,
    )
)
