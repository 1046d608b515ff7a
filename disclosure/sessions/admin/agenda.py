"""会议议题: the page of one item, with its proposals and what was decided."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.sessions import services, staff_forms
from disclosure.sessions.fields import ITEM, OUTCOME
from disclosure.sessions.models import AgendaItem
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin

_YES_NO = {True: "是", False: "否", None: "还没有提出"}


@admin.register(AgendaItem)
class AgendaItemAdmin(GovernedAdmin):
    nav_position = 17
    case_template = "admin/disclosure/agendaitem/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "change_item": ActPage(
            services.change_item, staff_forms.Item, label="修改议题", button="保存", why_not=services.not_to_change
        ),
        "write_outcome": ActPage(
            services.write_outcome,
            staff_forms.Outcome,
            label="写议定的事项",
            button="保存",
            why_not=services.no_outcome,
            note="涉及国家秘密的内容不能写进本系统。",
        ),
    }
    list_display = ("title", "session", "is_livelihood", "openness", "is_withheld")
    list_filter = ("is_livelihood", "openness", "is_withheld")
    list_select_related = ("session__organ",)
    search_fields = ("title", "session__title")

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=AgendaItem.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = {"change_item": ITEM, "write_outcome": OUTCOME}.get(act, {})
        return {name: getattr(subject, name) for name in names}

    def case_context(self, request: HttpRequest, subject: AgendaItem, tab: str) -> dict[str, Any]:
        facts = [
            ("汇报单位", subject.reporter),
            ("重大民生议题", _YES_NO[subject.is_livelihood]),
            ("邀请列席", _YES_NO[subject.invites]),
            ("邀请哪些人", "、".join(subject.names_of_invited())),
            ("是否公开", subject.get_openness_display() or "还没有提出"),
            ("公开方式", "、".join(subject.names_of_forms())),
            ("不公开的理由", subject.closed_reason),
            ("公开征求过意见", _YES_NO[subject.was_asked_about()]),
            ("征求意见", str(subject.consultation) if subject.consultation else ""),
            ("依法保密", subject.withheld_basis),
        ]
        return {
            "head_line": [subject.session.organ.short_name, f"第{subject.position}项"],
            "row_facts": [fact for fact in facts if fact[1]],
        }
