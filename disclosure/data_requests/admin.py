"""数据需求 in the staff site: what citizens ask for, and the answers on their way."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from disclosure.data_requests import forms, gates, services
from disclosure.data_requests.models import DataRequest
from disclosure.data_requests.states import RequestState
from portal.actors import Actor
from portal.screening.selectors import findings_to_show
from portal.staff.acts import ActPage
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData

FINDINGS_SHOWN = 20


@admin.register(DataRequest)
class DataRequestAdmin(RevealsPersonalData):
    nav_position = 21
    case_template = "admin/disclosure/datarequest/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "draft_answer": ActPage(
            services.draft_answer,
            forms.Answer,
            button="送审",
            note="由另一个人审核以后答复。同意公开的，需求和答复会放到网上。",
            mends=(gates.opened_data_are_there,),
        ),
        "approve": ActPage(services.approve, note="提出的人马上能看到；同意公开的，任何人都能看到。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "take_down": ActPage(services.take_down, forms.Reason, warning="公众不再看到，提出的人仍然能查。"),
    }
    list_display = ("number", "title", "state", "outcome", "asked_at", "organ")
    list_display_links = ("number",)
    list_filter = ("state", "outcome", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("number", "title")
    search_help_text = "编号、想要的数据"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "draft_answer":
            return {}
        return {"outcome": subject.outcome, "answer": subject.answer, "dataset": subject.dataset_id}

    def case_context(self, request: HttpRequest, subject: DataRequest, tab: str) -> dict[str, Any]:
        facts = [
            ("需要的数据", subject.wanted),
            ("用途", subject.purpose),
            ("提出的人同意公开", "同意" if subject.consents else "不同意"),
            ("结果", subject.get_outcome_display()),
            ("开放的数据集", subject.dataset.title if subject.dataset else ""),
            ("答复", subject.answer),
        ]
        return {
            "headline": subject.title,
            "head_line": [subject.number, subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter_id=actor.id)


register(
    QueueSource(
        model=DataRequest,
        name="数据需求",
        visible=lambda actor: of_own_organs(DataRequest.objects.all(), actor),
        steps=(
            Step("draft_answer", {RequestState.SUBMITTED}, "起草答复", "等起草答复"),
            Step("approve", {RequestState.APPROVAL}, "审核答复", "等审核答复", not_for=_drafted),
        ),
        headline=lambda row: f"数据需求：{row.title}",
        situation=lambda row: f"{row.number}，{row.organ.short_name}，{row.get_state_display()}。",
    )
)
