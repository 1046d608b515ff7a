"""信息公开清单 of units, and appeals against them, in the staff site."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from disclosure.catalogue.admin import CatalogueAdmin, not_a_keeper
from disclosure.institutions import forms, gates, services
from disclosure.institutions.fields import ITEM, RESULT
from disclosure.institutions.models import Appeal, UnitItem
from disclosure.institutions.states import AppealState
from portal import clock
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData


def closed_to(item: UnitItem, actor: Actor) -> str:
    return not_a_keeper(item, actor) or ("这一项已经移出清单。" if item.dropped_on else "")


@admin.register(UnitItem)
class UnitItemAdmin(CatalogueAdmin):
    nav_position = 76
    starts: ClassVar[dict[str, ActPage]] = {
        "add_item": ActPage(
            services.add_item,
            forms.AddItem,
            label="编入清单",
            button="编入",
            note="公共企事业单位公开什么、多久公开、谁负责；栏目里没有公开过的，公众页面会标出来。",
        )
    }
    acts: ClassVar[dict[str, ActPage]] = {
        "edit_item": ActPage(services.edit_item, forms.EditItem, label="修改清单", button="保存", why_not=closed_to),
        "drop_item": ActPage(services.drop_item, forms.Reason, label="移出清单", why_not=closed_to),
    }
    facts = ("content", "period", "duty_holder", "column", "position", "dropped_on")
    list_display = ("title", "organ", "period", "duty_holder", "dropped_on")
    list_select_related = ("organ", "column")
    search_fields = ("title", "content")

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in ITEM} if act == "edit_item" else {}


@admin.register(Appeal)
class AppealAdmin(RevealsPersonalData):
    nav_position = 19
    case_template = "admin/disclosure/appeal/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "investigate": ActPage(
            services.investigate,
            forms.Investigate,
            button="送审核",
            note="不是行政复议，也不是诉讼：调查以后告知申诉人，属实的责令单位公开。",
            mends=(gates.is_investigated,),
        ),
        "tell": ActPage(services.tell_result, note="申诉人凭编号和查询码能看到，并收到通知。"),
        "send_back": ActPage(services.send_back, forms.Reason),
    }
    list_display = ("number", "unit", "title", "state", "finding", "received")
    list_filter = ("state", "finding", ("unit", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "unit")
    search_fields = ("number", "title")

    @admin.display(description="收到", ordering="received_at")
    def received(self, row: Appeal) -> str:
        return f"{clock.local(row.received_at):%Y-%m-%d}"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Appeal.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in RESULT} if act == "investigate" else {}

    def case_context(self, request: HttpRequest, subject: Appeal, tab: str) -> dict[str, Any]:
        facts = [
            ("被申诉的单位", subject.unit.name),
            ("应当公开什么", subject.title),
            ("怎么没有公开", subject.facts),
            ("调查的经过", subject.investigation),
            ("调查结果", subject.get_finding_display()),
            ("哪一天以前公开", str(subject.publish_by or "")),
            ("告知的内容", subject.reply),
        ]
        return {
            "head_line": [subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
        }


def _investigated(actor: Actor, _at: datetime) -> Q:
    return Q(investigator_id=actor.id)


register(
    QueueSource(
        model=Appeal,
        name="公共企事业单位申诉",
        visible=lambda actor: Appeal.objects.visible_to(actor),
        steps=(
            Step("investigate", {AppealState.SUBMITTED}, "调查申诉", "等调查"),
            Step("tell", {AppealState.APPROVAL}, "审核申诉结果", "等审核申诉结果", not_for=_investigated),
        ),
        headline=lambda row: f"申诉：{row.title}",
        situation=lambda row: f"{row.number}，{row.unit.short_name}，{row.get_state_display()}。",
        related=("organ", "unit"),
    )
)
