"""发布协调 as the publishing organ and 政务公开办 see it, and 征求意见 as the asked organ sees it."""

from functools import partial
from typing import Any, ClassVar, cast

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.coordination import forms, selectors, services
from disclosure.coordination.models import Coordination, Enclosure, Inquiry
from disclosure.coordination.states import (
    STANDING,
    Answer,
    CoordinationState,
    InquiryState,
    Ruling,
)
from portal.actors import Actor
from portal.files.models import StoredFile
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin

TONES = {
    CoordinationState.CLEARED: "ok",
    CoordinationState.ESCALATED: "bad",
    CoordinationState.TO_CHANGE: "warn",
    CoordinationState.STOPPED: "bad",
    CoordinationState.WITHDRAWN: "plain",
    InquiryState.AGREED: "ok",
    InquiryState.AGREED_WITH_CHANGES: "warn",
    InquiryState.DISAGREED: "bad",
}


def tag(row: Any) -> SafeString:
    """The state in its colour."""
    return format_html('<span class="tag tag-{}">{}</span>', TONES.get(row.state, "wait"), row.get_state_display())


def _ruling(choice: Ruling, *, note: str = "", warning: str = "") -> ActPage:
    return ActPage(partial(services.rule, ruling=choice.value), forms.Decide, note=note, warning=warning)


def _answer(choice: Answer, note: str) -> ActPage:
    return ActPage(partial(services.answer, answer=choice.value), forms.Reply, button="书面答复", note=note)


class ShowsEnclosures(GovernedAdmin):
    """Both sides of an inquiry read what went with the letter."""

    def round_of(self, subject: Any) -> Coordination:
        raise NotImplementedError

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.enclosure_view)
        route = "<path:object_id>/change/enclosure/<int:enclosure_id>/"
        return [path(route, view, name=f"disclosure_{self.opts.model_name}_enclosure"), *super().get_urls()]

    def enclosure_view(self, request: HttpRequest, object_id: str, enclosure_id: int) -> HttpResponseBase:
        """A file of the letter, for whoever may see the case."""
        round_ = self.round_of(self.subject_or_404(request, object_id))
        return send(request, get_object_or_404(enclosures_of(round_), pk=enclosure_id).file)


def enclosures_of(round_: Coordination) -> models.QuerySet[Enclosure]:
    return round_.enclosures.select_related("file")


@admin.register(Coordination)
class CoordinationAdmin(ShowsEnclosures):
    nav_position = 12
    case_template = "admin/disclosure/coordination/case.html"
    acts = {
        "escalate": ActPage(
            services.escalate, forms.Position, note="双方的理由一起报政务公开办，由政务公开办裁决。裁决以前不能发布。"
        ),
        "rule_release": _ruling(Ruling.RELEASE, note="裁决以后，稿子可以签发、发布。"),
        "rule_changes": _ruling(Ruling.CHANGES, note="拟发布单位修改并确认以后，才可以发布。"),
        "rule_stop": _ruling(Ruling.STOP, warning="裁决以后，这份稿子不能发布。"),
        "adopt": ActPage(services.adopt, forms.Reason, note="写明按谁的意见改了哪里。各被征求单位会收到通知。"),
        "withdraw": ActPage(services.withdraw, forms.Reason, warning="已经收到的答复不再算数，要重新征求意见。"),
    }
    list_display = ("title", "round", "state_tag", "organ", "asked_at", "ruling")
    list_display_links = ("title",)
    list_filter = ("state", "ruling", "is_urgent", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "letter")
    search_help_text = "标题、征求意见函"

    def round_of(self, subject: Any) -> Coordination:
        return cast(Coordination, subject)

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Coordination) -> SafeString:
        return tag(row)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Coordination.objects.visible_to(actor).values("pk"))

    def case_context(self, request: HttpRequest, subject: Coordination, tab: str) -> dict[str, Any]:
        return {
            "headline": subject.title,
            "head_line": [subject.organ.short_name, f"第{subject.round}轮"],
            "lines": selectors.lines_of(subject, at=visitor.moment(request)),
            "enclosures": enclosures_of(subject),
        }


@admin.register(Inquiry)
class InquiryAdmin(ShowsEnclosures):
    """The asked organ reads the question and the text, never the inner record of the document."""

    nav_position = 14
    case_template = "admin/disclosure/inquiry/case.html"
    act_template = "admin/disclosure/inquiry/act.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "agree": _answer(Answer.AGREE, "答复以后不能修改。"),
        "agree_with_changes": _answer(Answer.CHANGES, "写明要改哪里。对方按意见修改以后才能发布。"),
        "disagree": _answer(Answer.DISAGREE, "写明理由。对方不接受的，双方的理由一起报政务公开办裁决。"),
    }
    list_display = ("title", "state_tag", "organ", "asking_organ", "asked_at")
    list_display_links = ("title",)
    list_filter = ("state", "part", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "coordination__organ")
    search_fields = ("coordination__title", "reply")
    search_help_text = "标题、答复"

    def round_of(self, subject: Any) -> Coordination:
        return cast(Coordination, subject.coordination)

    @admin.display(description="标题", ordering="coordination__title")
    def title(self, row: Inquiry) -> str:
        return row.coordination.title

    @admin.display(description="征求单位", ordering="coordination__organ__position")
    def asking_organ(self, row: Inquiry) -> str:
        return row.coordination.organ.short_name

    @admin.display(description="征求时间", ordering="coordination__asked_at")
    def asked_at(self, row: Inquiry) -> Any:
        return row.coordination.asked_at

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Inquiry) -> SafeString:
        return tag(row)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Inquiry.objects.visible_to(actor).values("pk"))

    def case_context(self, request: HttpRequest, subject: Inquiry, tab: str) -> dict[str, Any]:
        round_ = subject.coordination
        return {
            "headline": round_.title,
            "head_line": [f"{round_.organ.short_name}征求{subject.organ.short_name}的意见"],
            "round": round_,
            "files": files_of(subject),
            "enclosures": enclosures_of(round_),
        }

    def act_context(self, act: str, subject: Inquiry) -> dict[str, Any]:
        return {"round": subject.coordination}

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {"reply": "同意发布。"} if act == "agree" else {}

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.attachment_view)
        route = "<path:object_id>/change/attachment/<int:attachment_id>/"
        return [path(route, view, name="disclosure_inquiry_attachment"), *super().get_urls()]

    def attachment_view(self, request: HttpRequest, object_id: str, attachment_id: int) -> HttpResponseBase:
        """A file of the text that is asked about, as long as the question stands."""
        subject = self.subject_or_404(request, object_id)
        file = next((stored for pk, stored in files_of(subject) if pk == attachment_id), None)
        if file is None:
            raise Http404
        return send(request, file)


def files_of(inquiry: Inquiry) -> list[tuple[int, StoredFile]]:
    """Number and file of each attachment while the round stands, as the public would get it.

    Later drafts are not the asked organ's business, nor is an original that has a copy.
    """
    round_ = inquiry.coordination
    rows = round_.document.attachments.with_files() if round_.state in STANDING else ()
    return [(row.pk, stored) for row in rows if (stored := row.file.for_public())]
