"""责任追究 in the staff site: open to those who investigate and decide it, and every look is kept."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db import transaction
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.cache import add_never_cache_headers
from django.utils.html import format_html
from django.utils.http import content_disposition_header
from django.utils.safestring import SafeString

from assessment.accountability import forms, gates, services
from assessment.accountability.models import Accountability, Objection
from assessment.accountability.states import INVESTIGATORS, READERS, CaseState
from portal.accounts import rules
from portal.actors import Actor
from portal.errors import DomainError
from portal.files.serving import send
from portal.letters.services import letter_file
from portal.staff import visitor
from portal.staff.acts import ActPage, WhyNot
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

TONES = {CaseState.CLOSED: "ok", CaseState.DISMISSED: "plain", CaseState.REFERRED: "plain"}
CONFLICT = 409
ENDINGS = ("docx", "pdf")


def _in(*states: str) -> WhyNot:
    """For the acts that are no moves: by an investigator of the organ that decides, in one of these states."""

    def why(case: Accountability, actor: Actor) -> str:
        if case.state not in states:
            return "现在不办这件事。"
        if not rules.holds(actor, INVESTIGATORS, case.acting_organ_id):
            return "由分管纪检的领导办理。"
        return gates.is_not_of_the_unit(case, actor)

    return why


_OBJECTABLE = _in(CaseState.DECIDED, CaseState.SERVED, CaseState.REVIEWING, CaseState.CLOSED)


@admin.register(Accountability)
class AccountabilityAdmin(GovernedAdmin):
    nav_position = 87
    case_template = "admin/assessment/accountability/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "investigate": ActPage(services.investigate, note="您负责这一件的调查，以后由另一个人作决定。"),
        "establish": ActPage(
            services.establish,
            forms.Establish,
            label="写明事实",
            why_not=_in(CaseState.INVESTIGATING),
            mends=(gates.is_established,),
        ),
        "name_respondent": ActPage(
            services.name_respondent,
            forms.Name,
            label="写明责任人",
            why_not=_in(CaseState.INVESTIGATING),
            mends=(gates.names_respondents,),
        ),
        "remove_respondent": ActPage(
            services.remove_respondent,
            forms.Remove,
            label="移出责任人",
            why_not=_in(CaseState.INVESTIGATING),
            rare=True,
        ),
        "add_evidence": ActPage(
            services.add_evidence,
            forms.AddEvidence,
            label="添加证据",
            why_not=_in(CaseState.INVESTIGATING, CaseState.HEARING),
            mends=(gates.has_evidence,),
        ),
        "open_hearing": ActPage(services.open_hearing, note="接下来逐个听取责任人的陈述和申辩。"),
        "hear": ActPage(
            services.hear,
            forms.Hear,
            label="听取陈述申辩",
            why_not=_in(CaseState.HEARING),
            mends=(gates.everybody_was_heard,),
        ),
        "reopen": ActPage(services.reopen),
        "decide": ActPage(
            services.decide, forms.Decide, warning="决定书马上编号出具，不能再改。", note="出具以后由调查的人送达。"
        ),
        "serve": ActPage(
            services.serve,
            forms.Serve,
            label="登记送达",
            why_not=_in(CaseState.DECIDED),
            note="复核、申诉的期限从送达起算。",
        ),
        "lodge": ActPage(services.lodge, forms.Lodge, label="登记复核、申诉", why_not=_OBJECTABLE),
        "rule_on_review": ActPage(services.rule_on_review, forms.Rule),
        "report": ActPage(
            services.report,
            forms.Report,
            label="登记改正情况",
            why_not=_in(CaseState.SERVED, CaseState.REVIEWING),
            mends=(gates.reported_or_revoked,),
        ),
        "close": ActPage(services.close),
        "dismiss": ActPage(services.dismiss, forms.Why),
        "refer": ActPage(services.refer, forms.Refer),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "lead": ActPage(services.lead, forms.Lead, label="登记追究线索", button="登记")
    }
    list_display = ("title", "organ_name", "origin", "state_tag", "led_at")
    list_filter: ClassVar[Any] = ("state", "origin")
    list_select_related = ("organ",)

    @admin.display(description="责任追究", ordering="pk")
    def title(self, row: Accountability) -> str:
        return str(row)

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: Accountability) -> str:
        return row.organ.short_name

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Accountability) -> SafeString:
        tone = TONES.get(CaseState(row.state), "warn")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    def may_enter(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in READERS)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in INVESTIGATORS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Accountability.objects.visible_to(actor).order_by().values("pk"))

    def subject_or_404(self, request: HttpRequest, object_id: str) -> Any:
        """Every page of a case begins here: who looks is kept first (S2-3, strictly restricted)."""
        subject = super().subject_or_404(request, object_id)
        if request.method == "GET":
            with transaction.atomic():
                services.look(subject, actor=visitor.actor(request), at=visitor.moment(request))
        return subject

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        names = ("situation", "course", "facts")
        return {name: getattr(subject, name) for name in names} if act == "establish" else {}

    def case_context(self, request: HttpRequest, subject: Accountability, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name],
            "respondents": subject.respondents.select_related("letter"),
            "evidence": subject.evidence.select_related("file"),
            "objections": Objection.objects.filter(respondent__case=subject).select_related("respondent"),
        }

    def get_urls(self) -> list[URLPattern]:
        file, letter = self.admin_site.admin_view(self.file_view), self.admin_site.admin_view(self.letter_view)
        root = "<path:object_id>/change/"
        return [
            path(f"{root}file/<int:file_id>/", file, name="assessment_accountability_file"),
            path(f"{root}letter/<int:respondent_id>/<slug:ending>/", letter, name="assessment_accountability_letter"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever reads the case."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.evidence.select_related("file"), pk=file_id).file)

    def letter_view(self, request: HttpRequest, object_id: str, respondent_id: int, ending: str) -> HttpResponse:
        """The decision for one respondent, or in words why it cannot be made here."""
        subject = self.subject_or_404(request, object_id)
        row = get_object_or_404(subject.respondents.select_related("letter"), pk=respondent_id)
        if ending not in ENDINGS or row.letter is None:
            raise Http404
        try:
            made = letter_file(row.letter, ending, at=visitor.moment(request))
        except DomainError as error:
            return HttpResponse(error.message, status=CONFLICT, content_type="text/plain; charset=utf-8")
        response = HttpResponse(made.content, content_type=made.content_type)
        named = content_disposition_header(as_attachment=True, filename=made.name)
        response["Content-Disposition"] = named or "attachment"
        add_never_cache_headers(response)
        return response


register(
    QueueSource(
        model=Accountability,
        name="责任追究",
        visible=lambda actor: Accountability.objects.visible_to(actor),
        steps=(
            Step("investigate", {CaseState.LEAD}, "决定是否调查", "等决定是否调查"),
            Step("open_hearing", {CaseState.INVESTIGATING}, "调查取证", "调查中"),
            Step("decide", {CaseState.HEARING}, "听取陈述申辩，作出决定", "等作出决定"),
            Step("complete_service", {CaseState.DECIDED}, "送达决定书", "等送达"),
            Step("rule_on_review", {CaseState.REVIEWING}, "作出复核决定", "等复核决定"),
            Step("close", {CaseState.SERVED}, "登记改正情况，办结", "等报告改正情况"),
        ),
        headline=str,
        situation=lambda row: f"{row.organ.short_name}，{row.get_state_display()}。",
        owner="authority",
        related=("organ",),
    )
)
