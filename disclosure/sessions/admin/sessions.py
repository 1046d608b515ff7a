"""The list of government meetings, the page of one, its acts and its part of the queue."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from disclosure.sessions import gates, selectors, services, staff_forms
from disclosure.sessions.fields import PLAN, RECORD
from disclosure.sessions.models import Session
from disclosure.sessions.states import PLANNERS, State
from portal import clock
from portal.actors import Actor
from portal.files import serving
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
OBSERVERS_SHOWN = 200


def _no_item_to_remove(session: Session, actor: Actor) -> str:
    return services.no_plan(session, actor) if session.items.exists() else "还没有议题。"


def _no_file_to_remove(session: Session, actor: Actor) -> str:
    return services.no_result(session, actor) if session.files.exists() else "没有可以去掉的材料。"


@admin.register(Session)
class SessionAdmin(GovernedAdmin):
    nav_position = 16
    case_template = "admin/disclosure/session/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "submit": ActPage(services.submit, note="议题的列席、公开和公开方式，和方案一同报批。"),
        "approve": ActPage(services.approve),
        "send_back": ActPage(services.send_back, staff_forms.Reason),
        "announce": ActPage(services.announce, note="马上在网站公告；有旁听席位的，同时开始报名。"),
        "hold": ActPage(services.hold, note="会后公开的期限从召开那天算起。"),
        "submit_results": ActPage(services.submit_results),
        "return_results": ActPage(services.return_results, staff_forms.Reason),
        "publish": ActPage(services.publish, note="任何人都能看到议定的事项；依法保密的只公布有几项。"),
        "archive": ActPage(services.archive),
        "retract": ActPage(services.retract, staff_forms.Reason, warning="公众马上看不到结果。", rare=True),
        "cancel": ActPage(services.cancel, staff_forms.PublicReason, warning="取消以后不能恢复。", rare=True),
        "change": ActPage(
            services.change,
            staff_forms.Change,
            label="修改方案",
            button="保存",
            why_not=services.no_plan,
            mends=(gates.broadcast_is_planned, gates.seats_are_planned),
        ),
        "add_item": ActPage(
            services.add_item,
            staff_forms.Item,
            label="编入议题",
            button="编入",
            why_not=services.no_plan,
            mends=(gates.has_items,),
        ),
        "remove_item": ActPage(
            services.remove_item, staff_forms.RemoveItem, label="去掉议题", why_not=_no_item_to_remove, rare=True
        ),
        "invite": ActPage(
            services.invite, staff_forms.Invite, label="登记邀请列席", button="登记", why_not=services.not_to_invite
        ),
        "write_record": ActPage(
            services.write_record,
            staff_forms.Record,
            label="写会议情况",
            button="保存",
            why_not=services.no_result,
            mends=(gates.has_a_record,),
        ),
        "add_files": ActPage(
            services.add_files, staff_forms.AddFiles, label="添加材料", button="添加", why_not=services.no_result
        ),
        "remove_file": ActPage(
            services.remove_file, staff_forms.RemoveFile, label="去掉材料", why_not=_no_file_to_remove, rare=True
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda session: session.has_result or session.state == State.CANCELLED,
            until="公布",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
            unread=(gates.is_screened,),
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "plan": ActPage(
            services.plan, staff_forms.Plan, label="拟定会议方案", button="保存", note="接着编入议题，再报批。"
        )
    }
    list_display = ("title", "kind", "state", "when", "organ")
    list_filter = ("state", "kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)

    @admin.display(description="召开时间", ordering="starts_at")
    def when(self, row: Session) -> str:
        return f"{clock.local(row.starts_at):%Y-%m-%d %H:%M}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in PLANNERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Session.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = {"change": PLAN, "write_record": RECORD}.get(act, {})
        return {name: getattr(subject, name) for name in names}

    def case_context(self, request: HttpRequest, subject: Session, tab: str) -> dict[str, Any]:
        facts = [
            ("召开时间", _moment(subject.starts_at)),
            ("地点", subject.place),
            ("直播", "、".join(subject.names_of_channels())),
            ("直播网址", subject.live_url),
            ("旁听席位", f"{subject.seats}个" if subject.seats else ""),
            ("报名截止", _moment(subject.registers_until)),
            ("批准", _moment(subject.approved_at)),
            ("公告", _moment(subject.announced_at)),
            ("结果公布", _moment(subject.published_at)),
            ("取消的原因", subject.cancelled_reason),
        ]
        return {
            "head_line": [subject.get_kind_display(), subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "items": [
                (item, gates.proposals(item))
                for item in subject.items.select_related("consultation").order_by("position")
            ],
            "observers": selectors.observers_of(subject)[:OBSERVERS_SHOWN],
            "files": subject.files.select_related("file").prefetch_related("file__copies"),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
            "is_public": Session.objects.public().filter(pk=subject.pk).exists(),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        here = "<path:object_id>/change/file/<int:file_id>/"
        return [path(here, file, name="disclosure_session_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """What would be public, for whoever may see the meeting."""
        subject = self.subject_or_404(request, object_id)
        row = get_object_or_404(subject.files.select_related("file").prefetch_related("file__copies"), pk=file_id)
        return serving.send(request, row.file.current())


def _moment(moment: datetime | None) -> str:
    return f"{clock.local(moment):%Y年%-m月%-d日 %H:%M}" if moment else ""


def _planned(actor: Actor, _at: datetime) -> Q:
    return Q(planner_id=actor.id)


def _wrote(actor: Actor, _at: datetime) -> Q:
    return Q(writer_id=actor.id)


register(
    QueueSource(
        model=Session,
        name="政府会议",
        visible=lambda actor: Session.objects.visible_to(actor),
        steps=(
            Step("submit", {State.PLANNED}, "补齐方案，报批", "等报批"),
            Step("approve", {State.REVIEW}, "批准会议方案", "等批准方案", not_for=_planned),
            Step("announce", {State.APPROVED}, "公告会议", "等公告", when=lambda at: Q(starts_at__gt=at)),
            Step(
                "hold", {State.APPROVED, State.ANNOUNCED}, "登记已召开", "等登记", when=lambda at: Q(starts_at__lte=at)
            ),
            Step("submit_results", {State.HELD}, "写会议结果，送审", "等会议结果"),
            Step("publish", {State.RESULT_REVIEW}, "批准公布会议结果", "等公布结果", not_for=_wrote),
            Step("archive", {State.PUBLISHED}, "归档", "等归档"),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_kind_display()}，{row.get_state_display()}。",
    )
)
