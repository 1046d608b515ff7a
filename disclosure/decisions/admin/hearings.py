"""听证会: the list, the page of one, its acts. A hearing is prepared on the page of its decision."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.decisions import gates, services, staff_forms
from disclosure.decisions.models import Hearing
from disclosure.decisions.services import hearings as rules_of
from disclosure.decisions.states import COMING, HearingState
from portal import clock
from portal.actors import Actor
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register


@admin.register(Hearing)
class HearingAdmin(GovernedAdmin):
    nav_position = 16
    case_template = "admin/disclosure/hearing/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "announce": ActPage(services.announce_hearing, note="公告时间、地点、遴选办法、怎么报名。"),
        "publish_list": ActPage(services.publish_list, note="名单和遴选办法在听证会以前公布。"),
        "hold": ActPage(services.hold, staff_forms.Hold, button="登记"),
        "cancel": ActPage(services.cancel_hearing, staff_forms.Reason),
        "change": ActPage(
            services.change_hearing,
            staff_forms.PlanHearing,
            label="修改公告",
            button="保存",
            why_not=rules_of.no_pen,
            mends=(gates.is_announceable,),
        ),
        "set_people": ActPage(
            services.set_people,
            staff_forms.SetPeople,
            label="填参加人名单",
            button="保存",
            why_not=rules_of.not_to_name,
            mends=(gates.has_a_list,),
        ),
        "serve_materials": ActPage(
            services.serve_materials,
            staff_forms.ServeMaterials,
            label="登记材料送达",
            button="保存",
            why_not=rules_of.not_to_serve,
            mends=(gates.materials_were_served,),
        ),
        "postpone": ActPage(
            services.postpone, staff_forms.Postpone, label="改期", why_not=rules_of.not_to_postpone, rare=True
        ),
        **settling.pages(
            services.settle_hearing,
            is_over=lambda row: row.state not in (HearingState.DRAFT, HearingState.ANNOUNCED),
            until="公布名单",
            form=settling.KeepPersonal,
            personal=(gates.hearing_is_screened,),
            secrecy=(gates.hearing_is_screened,),
        ),
    }
    list_display = ("topic", "decision", "state", "held")
    list_display_links = ("topic",)
    list_filter = ("state",)
    list_select_related = ("decision__organ",)
    search_fields = ("topic",)
    search_help_text = "听证事项"

    @admin.display(description="时间", ordering="held_at")
    def held(self, row: Hearing) -> str:
        return f"{clock.local(row.held_at):%Y-%m-%d %H:%M}"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Hearing.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = {"change": ("topic", "held_at", "place", "selection", "how_to_apply"), "set_people": ("people",)}
        return {name: getattr(subject, name) for name in names.get(act, ())}

    def case_context(self, request: HttpRequest, subject: Hearing, tab: str) -> dict[str, Any]:
        facts = [
            ("时间", f"{clock.local(subject.held_at):%Y年%-m月%-d日 %H:%M}"),
            ("地点", subject.place),
            ("遴选办法", subject.selection),
            ("怎么报名", subject.how_to_apply),
            ("材料最晚送达", f"{gates.last_day_to_serve(subject):%Y年%-m月%-d日}"),
            ("材料送达", f"{subject.served_on:%Y年%-m月%-d日}" if subject.served_on else ""),
            ("参加人", subject.people),
            ("听证情况", subject.summary),
            ("怎么研究采纳的", subject.outcome),
            ("取消的原因", subject.cancelled_reason),
        ]
        return {
            "head_line": [subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
        }


register(
    QueueSource(
        model=Hearing,
        name="听证会",
        visible=lambda actor: Hearing.objects.visible_to(actor),
        steps=(
            Step("announce", {HearingState.DRAFT}, "公告听证会", "等公告"),
            Step("publish_list", {COMING[0]}, "公布参加人名单", "等公布名单"),
            Step("hold", {COMING[1]}, "送达材料，举行听证会，登记情况", "等举行"),
        ),
        headline=lambda row: row.topic,
        situation=lambda row: f"{row.decision.title}，{row.get_state_display()}。",
        owner="decision__organ",
        related=("decision__organ",),
    )
)
