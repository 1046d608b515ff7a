"""公文 in the staff site."""

from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.coordination.gates import essence_of
from disclosure.coordination.selectors import situation_of
from disclosure.documents import rules as judgement
from disclosure.documents.admin.acts import ACTS, CREATE
from disclosure.documents.admin.attachments import lines_of
from disclosure.documents.codes import Attribute
from disclosure.documents.companions import staff_panels
from disclosure.documents.fields import CORRECTABLE, FIELDS
from disclosure.documents.forms.drafting import DRAFT_NAMES
from disclosure.documents.models import Correction, Document
from disclosure.documents.parts import attached
from disclosure.documents.states import DRAFTERS, EDITABLE_STATES, State
from portal import clock
from portal.accounts import rules
from portal.actors import Actor
from portal.files.serving import send
from portal.screening.selectors import findings_to_show, open_findings, summary_by_kind
from portal.staff import visitor
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.separation import lines_of as separations
from portal.staff.timeline import in_full

_TONES = {
    State.PUBLISHED: "ok",
    State.RETURNED: "bad",
    State.REFERRED: "warn",
    State.RECALLED: "warn",
    State.WITHDRAWN: "plain",
    State.CANCELLED: "plain",
    State.FILED: "plain",
}

FINDINGS_SHOWN = 200
_WITHOUT_TEXT = {"edit", "propose_correction", "settle_personal", "settle_secrecy", "add_attachment"}
_ABOUT_FILES = {"settle_unread", "remove_attachment", "add_copy", "clean_copy", "confirm_copy", "drop_copy"}
"""Acts before which one opens the files."""

_CARRIED_OVER = {
    "edit": DRAFT_NAMES,
    "propose_correction": CORRECTABLE,
    "sign": (
        "attribute",
        "attribute_reason",
        "withholding_basis",
        "formed_on",
        "printed_on",
        "effective_on",
        "expires_on",
    ),
    "reclassify": ("column", "topic", "subtopic", "audiences"),
    "check": ("is_sensitive",),
    "determine": (),
}
"""What the form of an act starts with: the document as it stands."""


_FACTS = (
    *(name for name in DRAFT_NAMES if name not in {"title", "body"}),
    "index_number",
    "formed_on",
    "changed_on",
    "validity",
    "signed_at",
)


def facts_of(document: Document) -> list[tuple[str, str]]:
    """Name and value of every element that is filled in."""
    values = [(name, document._meta.get_field(name), getattr(document, name)) for name in _FACTS]
    return [
        (str(getattr(field, "verbose_name", name)), in_full(field, value))
        for name, field, value in values
        if value not in (None, "", False)
    ]


def changes_of(correction: Correction) -> list[tuple[str, str]]:
    """Name and new value of everything a correction changes."""
    return [(FIELDS[name].label, str(value)) for name, value in correction.changes.items()]


_BEFORE_REVIEW = EDITABLE_STATES | {State.CHECKING}


def screening_of(document: Document) -> dict[str, Any]:
    """What was found: first what waits for a decision, then what was decided, as far as one page goes."""
    tallies = summary_by_kind(document)
    shown = findings_to_show(document, at_most=FINDINGS_SHOWN)
    gone = sum(1 for row in shown if row.gone_at)
    return {
        "tallies": tallies,
        "findings": shown,
        "more_findings": max(0, sum(tally.present for tally in tallies) - (len(shown) - gone)),
    }


@dataclass(frozen=True, slots=True)
class Hint:
    tone: str
    title: str
    text: str


@admin.register(Document)
class DocumentAdmin(GovernedAdmin):
    nav_position = 10
    acts = ACTS
    starts = {"create": CREATE}
    case_template = "admin/disclosure/document/case.html"
    act_template = "admin/disclosure/document/act.html"
    list_display = ("heading", "state_tag", "attribute", "organ_name", "published_on")
    list_display_links = ("heading",)
    list_filter = ("state", "attribute", "kind", ("organ", admin.RelatedOnlyFieldListFilter), "is_sensitive")
    list_select_related = ("organ",)
    search_fields = ("title", "doc_number", "index_number")
    search_help_text = "标题、发文字号、索引号"
    ordering = ("-pk",)

    @admin.display(description="公文", ordering="title")
    def heading(self, document: Document) -> SafeString:
        number = format_html('<span class="number">{}</span>', document.doc_number) if document.doc_number else ""
        return format_html("{}{}", number, document.title)

    @admin.display(description="发布", ordering="published_at")
    def published_on(self, document: Document) -> str:
        return clock.local(document.published_at).strftime("%Y-%m-%d") if document.published_at else ""

    @admin.display(description="状态", ordering="state")
    def state_tag(self, document: Document) -> SafeString:
        tone = _TONES.get(State(document.state), "wait")
        return format_html('<span class="tag tag-{}">{}</span>', tone, document.get_state_display())

    @admin.display(description="公开责任单位", ordering="organ__position")
    def organ_name(self, document: Document) -> str:
        return document.organ.short_name

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Document.objects.visible_to(actor).values("pk"))

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def is_insider(self, subject: Document, actor: Actor) -> bool:
        """Published documents of other organs are read here, their inner record is not."""
        own = rules.case_organ_ids(actor)
        return rules.sees_every_organ(actor) or bool(own & {subject.organ_id, subject.drafting_organ_id})

    def tabs(self, subject: Document) -> list[Tab]:
        files = subject.attachments.count()
        found = open_findings(subject).count() or None
        return [
            Tab("work", "办理"),
            Tab("text", "正文和要素"),
            Tab("files", "附件", files),
            Tab("screening", "筛查", found),
            Tab("record", "全部记录"),
        ]

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if subject is None:
            return {}
        values = {name: getattr(subject, name) for name in _CARRIED_OVER.get(act, ())}
        return values | ({"numbered": True, "annotated": True} if act == "sign" else {})

    def hints(self, act: str, subject: Any) -> list[Hint]:
        """Why it came back, and which attribute the rules suggest."""
        if subject is not None and act == "submit" and not subject.attribute:
            return [Hint("warn", "还没有标明公开属性", "这样送出去会被退回，并计入退文统计。先“修改稿子”再送。")]
        if subject is None or act != "edit":
            return []
        returned = subject.returns.first() if subject.state == State.RETURNED else None
        found = [Hint("warn", f"退文原因：{returned.get_reason_display()}", returned.note)] if returned else []
        return [*found, self._suggestion(subject)]

    def act_context(self, act: str, subject: Any) -> dict[str, Any]:
        """Whoever decides sees what about, without leaving the page."""
        if subject is not None and act in _ABOUT_FILES:
            return {"files": attached(subject)}
        if subject is None or act in _WITHOUT_TEXT:
            return {}
        correction = subject.open_correction()
        shown = {"shows_text": True, "correction_changes": changes_of(correction) if correction else []}
        return shown | ({"files": attached(subject)} if act == "confirm_separation" else {})

    def _suggestion(self, document: Document) -> Hint:
        suggestion = judgement.suggest_attribute(
            kind=document.kind, title=document.title, body=document.body, forwards=document.forwarded()
        )
        name = Attribute(suggestion.attribute).label if suggestion.attribute else "由人确定"
        return Hint("info", f"建议的公开属性：{name}", suggestion.why)

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.attachment_view)
        route = "<path:object_id>/change/attachment/<int:attachment_id>/"
        return [path(route, view, name="disclosure_document_attachment"), *super().get_urls()]

    def attachment_view(self, request: HttpRequest, object_id: str, attachment_id: int) -> HttpResponseBase:
        """A file of a document one may see, as it stands now; of other organs' documents what is public with them."""
        subject = self.subject_or_404(request, object_id)
        file = get_object_or_404(subject.attachments.with_files(), pk=attachment_id)
        if self.is_insider(subject, visitor.actor(request)):
            return send(request, file.file.current())
        public = file.file.for_public() if file.attribute == Attribute.ACTIVE else None
        if public is None:
            raise Http404
        return send(request, public)

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        context: dict[str, Any] = {
            "head_line": [part for part in (subject.doc_number, subject.kind, subject.organ.short_name) if part]
        }
        if tab == "work":
            context |= self._work(subject)
            at = visitor.moment(request)
            context["others"] = situation_of(subject, at=at, is_open=subject.state in _BEFORE_REVIEW)
            context["companions"] = staff_panels(subject, at)
        elif tab == "files":
            context["attachments"] = lines_of(subject, is_insider=self.is_insider(subject, visitor.actor(request)))
        elif tab == "screening":
            context |= screening_of(subject) if self.is_insider(subject, visitor.actor(request)) else {}
        elif tab == "text":
            context |= {
                "all_facts": facts_of(subject),
                "relations_out": subject.relations_out.select_related("target"),
                "relations_in": subject.relations_in.select_related("source"),
                "corrections": subject.corrections.all(),
            }
        return context

    def _work(self, subject: Document) -> dict[str, Any]:
        drafting = subject.state in EDITABLE_STATES
        correction = subject.open_correction()
        return {
            "suggestion": self._suggestion(subject) if drafting else None,
            "correction_changes": changes_of(correction) if correction else [],
            "returns": subject.returns.all(),
            "secrecy_reviews": subject.secrecyreviews.all(),
            "reviews": subject.reviews.all(),
            "separations": separations(subject, covers=essence_of),
            "open_correction": correction,
            "filing": subject.withheld_records.order_by("-pk").first(),
            "opened_by": subject.opened_by.select_related("record").first() if subject.derived_from_id else None,
        } | (_channels(subject) if subject.published_at else {})


def _channels(document: Document) -> dict[str, Any]:
    """Where else it was released, and where it should be."""
    releases = list(document.channel_releases.all())
    advice = judgement.missing_channels(
        is_important=document.is_sensitive,
        organ_kind=document.organ.kind,
        used=frozenset(release.channel for release in releases),
    )
    return {
        "channel_releases": releases,
        "missing_channels": advice if document.is_public and not document.import_source else [],
    }
