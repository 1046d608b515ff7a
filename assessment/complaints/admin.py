"""未依法公开的投诉 in the staff site: what people complain of, and what the office found."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessment.complaints import forms, services
from assessment.complaints.models import Complaint
from assessment.complaints.states import ComplaintState
from assessment.rectification.models import Rectification
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData


@admin.register(Complaint)
class ComplaintAdmin(RevealsPersonalData):
    nav_position = 90
    case_template = "admin/assessment/complaint/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "uphold": ActPage(
            services.uphold,
            forms.Uphold,
            note="登记为考评问题，并起草整改通知书。投诉人马上看到答复，单位看不到是谁投诉的。",
        ),
        "reject": ActPage(services.reject, forms.Settle),
        "direct_elsewhere": ActPage(services.direct_elsewhere, forms.Settle),
    }
    list_display = ("number", "about", "grievance", "state", "filed_at")
    list_display_links = ("number",)
    list_filter: ClassVar[Any] = ("state", "grievance", ("about", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("about",)
    search_fields = ("number",)
    search_help_text = "编号"

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Complaint.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Complaint, tab: str) -> dict[str, Any]:
        facts = [
            ("投诉的单位", subject.about.name),
            ("投诉的事", subject.get_grievance_display()),
            ("申请编号", subject.request_number),
            ("情况", subject.text),
            ("查证情况", subject.found),
            ("答复", subject.answer),
        ]
        notices = Rectification.objects.visible_to(visitor.actor(request)).select_related("organ", "letter")
        return {
            "head_line": [subject.about.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
            "notice": notices.filter(items__problem=subject.problem_id).first() if subject.problem_id else None,
        }


register(
    QueueSource(
        model=Complaint,
        name="未依法公开的投诉",
        visible=lambda actor: Complaint.objects.visible_to(actor),
        steps=(Step("uphold", {ComplaintState.RECEIVED}, "查证投诉", "等查证"),),
        headline=lambda row: f"投诉{row.about.short_name}：{row.get_grievance_display()}",
        situation=lambda row: f"{row.number}，{row.get_state_display()}。",
        owner="office",
        related=("about",),
    )
)
