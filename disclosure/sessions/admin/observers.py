"""列席人员: the list, the page of one, who it is by a logged look."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from disclosure.sessions import services, staff_forms
from disclosure.sessions.models import Observer
from disclosure.sessions.states import ObserverState
from portal import clock
from portal.actors import Actor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData


@admin.register(Observer)
class ObserverAdmin(RevealsPersonalData):
    nav_position = 18
    case_template = "admin/disclosure/observer/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "choose": ActPage(
            services.choose, in_bulk=True, note="报名的人凭编号和查询码能看到，留了手机、邮箱的会收到通知。"
        ),
        "refuse": ActPage(services.refuse, staff_forms.Refusal),
        "attend": ActPage(services.attend, in_bulk=True),
        "miss": ActPage(services.miss, in_bulk=True),
    }
    list_display = ("number", "session", "kind", "source", "state", "received")
    list_filter = ("state", "kind", "source", ("session", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("session__organ",)
    search_fields = ("number", "session__title")

    @admin.display(description="报名", ordering="received_at")
    def received(self, row: Observer) -> str:
        return f"{clock.local(row.received_at):%Y-%m-%d %H:%M}"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Observer.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Observer, tab: str) -> dict[str, Any]:
        facts = [
            ("列席身份", subject.get_kind_display()),
            ("来源", subject.get_source_display()),
            ("想听的议题", str(subject.item) if subject.item else ""),
            ("和议题的关系", subject.reason),
            ("没有选上的理由", subject.answer),
            ("报名", f"{clock.local(subject.received_at):%Y年%-m月%-d日 %H:%M}"),
        ]
        return {
            "head_line": [subject.session.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
        }


register(
    QueueSource(
        model=Observer,
        name="列席报名",
        visible=lambda actor: Observer.objects.visible_to(actor),
        steps=(Step("choose", {ObserverState.REGISTERED}, "答复列席报名", "等答复报名"),),
        headline=lambda row: f"列席报名：{row.session.title}",
        situation=lambda row: (
            f"{row.number}，{row.get_kind_display()}，{clock.local(row.session.starts_at):%-m月%-d日}召开。"
        ),
        owner="session__organ",
        related=("session__organ",),
    )
)
