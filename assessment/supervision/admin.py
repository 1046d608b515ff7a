"""社会监督员 in the staff site: the list, training, terms, codes; the notes and what becomes of them."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from assessment.supervision import forms, gates, services
from assessment.supervision.models import PatrolNote, Supervisor
from assessment.supervision.states import KEEPERS, NoteState, SupervisorState
from portal.actors import Actor
from portal.files.serving import send
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from portal.staff.registers.base import ShowsSecretOnce
from portal.staff.reveal import RevealsPersonalData


def _issue_code(row: Supervisor, *, tell: Any, **arguments: Any) -> None:
    tell(*services.issue_code(row, **arguments))


def _keeps(actor: Actor) -> bool:
    return any(actor.holds_anywhere(role) for role in KEEPERS)


def _no_training(row: Supervisor, actor: Actor) -> str:
    if row.state not in (SupervisorState.CANDIDATE, SupervisorState.SERVING):
        return "已经不是监督员。"
    return "" if _keeps(actor) else "监督员由政务公开办管理。"


def _no_code(row: Supervisor, actor: Actor) -> str:
    if row.state != SupervisorState.SERVING:
        return "聘任以后才发巡视码。"
    return "" if _keeps(actor) else "监督员由政务公开办管理。"


@admin.register(Supervisor)
class SupervisorAdmin(ShowsSecretOnce, RevealsPersonalData):
    nav_position = 88
    once_title = "把巡视码交给监督员"
    once_template = "admin/assessment/supervisor/code.html"
    case_template = "admin/assessment/supervisor/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "appoint": ActPage(services.appoint, forms.Term),
        "train": ActPage(
            services.train, forms.Train, label="登记培训", why_not=_no_training, mends=(gates.was_trained,)
        ),
        "issue_code": ActPage(
            _issue_code, forms.IssueCode, label="发放巡视码", why_not=_no_code, note="只显示这一次，原来的马上作废。"
        ),
        "renew": ActPage(services.renew, forms.Term, rare=True),
        "decline": ActPage(services.decline, ReasonForm),
        "dismiss": ActPage(services.dismiss, ReasonForm),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "register_candidate": ActPage(
            services.register_candidate, forms.Candidate, label="登记报名", button="登记", note="培训以后聘任。"
        )
    }
    list_display = ("number", "name", "background", "state", "term_to")
    list_filter: ClassVar[Any] = ("state", "background", "recruitment")
    search_fields = ("number", "name")
    search_help_text = "编号、姓名"

    def may_create(self, actor: Actor) -> bool:
        return _keeps(actor)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Supervisor.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Supervisor, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.name,
            "head_line": [subject.number, subject.get_background_display()],
            "trainings": subject.trainings.all(),
            "notes": subject.notes.select_related("organ")[:20],
            "personal_facts": self.personal_facts(request, subject),
        }


@admin.register(PatrolNote)
class PatrolNoteAdmin(GovernedAdmin):
    nav_position = 89
    case_template = "admin/assessment/patrolnote/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "take_up": ActPage(
            services.take_up,
            forms.TakeUp,
            note="登记为考评问题，单位马上收到通知，可以提出异议。监督员的姓名不告诉单位。",
        ),
        "set_aside": ActPage(services.set_aside, forms.SetAside),
    }
    list_display = ("organ", "patrolled_on", "place", "state", "supervisor")
    list_display_links = ("organ",)
    list_filter: ClassVar[Any] = ("state", "place", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "supervisor")

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=PatrolNote.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: PatrolNote, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name, subject.get_place_display()],
            "photos": subject.photos.select_related("file"),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_patrolnote_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """A photograph, for whoever may see the note."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.photos.select_related("file"), pk=file_id).file)


register(
    QueueSource(
        model=PatrolNote,
        name="巡视记录",
        visible=lambda actor: PatrolNote.objects.visible_to(actor),
        steps=(Step("take_up", {NoteState.FILED}, "核实巡视记录", "等核实"),),
        headline=lambda row: f"监督员巡视：{row.organ.short_name}",
        situation=lambda row: f"{row.patrolled_on:%-m月%-d日}，{row.get_place_display()}。",
        owner="office",
        related=("organ",),
    )
)
register(
    QueueSource(
        model=Supervisor,
        name="社会监督员",
        visible=lambda actor: Supervisor.objects.visible_to(actor),
        steps=(Step("appoint", {SupervisorState.CANDIDATE}, "培训、聘任", "等聘任"),),
        headline=lambda row: f"社会监督员：{row.name}",
        situation=lambda row: f"{row.get_background_display()}，{row.get_recruitment_display()}。",
    )
)
