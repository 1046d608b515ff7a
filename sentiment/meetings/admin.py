"""访谈和发布会 in the staff site."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from portal import clock
from portal.actors import Actor
from portal.files import serving
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from sentiment.meetings import forms, gates, services
from sentiment.meetings.models import Meeting
from sentiment.meetings.states import PLANNERS, State

FINDINGS_SHOWN = 50
QUESTIONS_SHOWN = 200
_PLAN = ("kind", "title", "summary", "starts_at", "place", "guests", "questions_until")
_RECORD = ("head_attended", "press", "record")


def _no_pen_for(state: State, words: str) -> Any:
    def why_not(meeting: Meeting, actor: Actor) -> str:
        return services.no_pen(meeting, actor) if meeting.state == state else words

    return why_not


def _no_file_to_remove(meeting: Meeting, actor: Actor) -> str:
    if meeting.state != State.HELD or not meeting.files.exists():
        return "没有可以去掉的附件。"
    return services.no_pen(meeting, actor)


@admin.register(Meeting)
class MeetingAdmin(GovernedAdmin):
    nav_position = 33
    case_template = "admin/sentiment/meeting/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "announce": ActPage(services.announce, note="马上在网站预告；设了提问截止的，同时开始征集问题。"),
        "hold": ActPage(services.hold, note="接着整理实录，由另一人批准公开。"),
        "release": ActPage(services.release, note="任何人都能看到实录。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="取消以后不能恢复，页面上会写明原因。"),
        "change": ActPage(
            services.change,
            forms.Change,
            label="修改",
            button="保存",
            why_not=_no_pen_for(State.PLANNED, "筹备的时候才能修改。"),
        ),
        "write_record": ActPage(
            services.write_record,
            forms.Record,
            label="整理实录",
            button="保存",
            why_not=_no_pen_for(State.HELD, "举行以后才能整理实录。"),
            mends=(gates.has_a_record,),
        ),
        "add_files": ActPage(
            services.add_files,
            forms.AddFiles,
            label="添加附件",
            button="添加",
            why_not=_no_pen_for(State.HELD, "举行以后、公开以前才能添加。"),
        ),
        "remove_file": ActPage(
            services.remove_file, forms.RemoveFile, label="去掉附件", why_not=_no_file_to_remove, rare=True
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda meeting: meeting.state not in (State.PLANNED, State.HELD),
            until="公开",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
            unread=(gates.is_screened,),
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "plan": ActPage(services.plan, forms.Plan, label="筹备访谈、发布会", button="保存")
    }
    list_display = ("title", "kind", "state", "when", "organ")
    list_filter = ("state", "kind", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title",)

    @admin.display(description="举行时间", ordering="starts_at")
    def when(self, row: Meeting) -> str:
        return f"{clock.local(row.starts_at):%Y-%m-%d %H:%M}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in PLANNERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Meeting.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = {"change": _PLAN, "write_record": _RECORD}.get(act, ())
        return {name: getattr(subject, name) for name in names}

    def case_context(self, request: HttpRequest, subject: Meeting, tab: str) -> dict[str, Any]:
        attended = {True: "出席", False: "没有出席", None: ""}[subject.head_attended]
        facts = [
            ("举行时间", _moment(subject.starts_at)),
            ("地点或者入口", subject.place),
            ("嘉宾、发布人", subject.guests),
            ("提问截止", _moment(subject.questions_until)),
            ("主要负责人", attended),
            ("到场媒体", subject.press),
            ("取消的原因", subject.cancelled_reason),
        ]
        return {
            "head_line": [subject.get_kind_display(), subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "questions": subject.questions.order_by("-pk")[:QUESTIONS_SHOWN],
            "files": subject.files.select_related("file").prefetch_related("file__copies"),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        here = "<path:object_id>/change/file/<int:file_id>/"
        return [path(here, file, name="sentiment_meeting_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """What would be public, for whoever may see the meeting."""
        subject = self.subject_or_404(request, object_id)
        row = get_object_or_404(subject.files.select_related("file").prefetch_related("file__copies"), pk=file_id)
        return serving.send(request, row.file.current())


def _moment(moment: datetime | None) -> str:
    return f"{clock.local(moment):%Y年%-m月%-d日 %H:%M}" if moment else ""


def _wrote(actor: Actor, _at: datetime) -> Q:
    return Q(writer_id=actor.id)


register(
    QueueSource(
        model=Meeting,
        name="访谈和发布会",
        visible=lambda actor: Meeting.objects.visible_to(actor),
        steps=(
            Step("announce", {State.PLANNED}, "批准预告", "等批准预告", not_for=_wrote),
            Step("hold", {State.ANNOUNCED}, "登记已举行", "等登记", when=lambda at: Q(starts_at__lte=at)),
            Step("release", {State.HELD}, "批准公开实录", "等公开实录", not_for=_wrote),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_kind_display()}，{row.get_state_display()}。",
    )
)
