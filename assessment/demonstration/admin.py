"""示范创建 in the staff site: programmes with who applied and what counties owe, applications with their evidence."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path

from assessment.demonstration import forms, gates, services
from assessment.demonstration.fields import PROGRAMME
from assessment.demonstration.models import Candidacy, PartFile, Programme
from assessment.demonstration.selectors import due_for_review, lines_of, owed, owed_by, with_open_objection
from assessment.demonstration.states import DRAFTERS, OFFICE, PUBLIC, WRITERS, CandidacyState, ProgrammeState
from portal import clock
from portal.accounts import rules
from portal.actors import Actor
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage, ReasonForm
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register


def _is_office(actor: Actor) -> bool:
    return any(actor.holds_anywhere(role) for role in OFFICE)


def _no_change(row: Programme, actor: Actor) -> str:
    if row.state != ProgrammeState.DRAFT:
        return "方案已经部署。"
    return "" if any(actor.holds_anywhere(role) for role in DRAFTERS) else "草稿由政务公开办修改。"


def _no_description(row: Candidacy, actor: Actor) -> str:
    if row.state != CandidacyState.PREPARING:
        return "已经申报，不能再改。"
    return "" if rules.holds(actor, WRITERS, row.acting_organ_id) else "由申报单位写。"


def _no_note(row: Candidacy, actor: Actor) -> str:
    return "" if services.notes_now(row, actor) else "现在没有您能登记的记录。"


def _no_hearing(row: Candidacy, actor: Actor) -> str:
    if row.state != CandidacyState.SHOWN:
        return "不在公示中。"
    return "" if _is_office(actor) else "由政务公开办登记。"


@admin.register(Programme)
class ProgrammeAdmin(GovernedAdmin):
    nav_position = 78
    case_template = "admin/assessment/programme/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "change": ActPage(
            services.change, forms.Change, label="修改方案", why_not=_no_change, mends=(gates.has_its_dates,)
        ),
        "issue": ActPage(services.issue, note="部署以后各单位收到通知，可以申报；方案公开，不能再改。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "draft_programme": ActPage(
            services.draft_programme, forms.Draft, label="起草创建方案", button="起草", note="一年一份。"
        )
    }
    list_display = ("title", "year", "state", "apply_until", "accept_until")
    list_filter: ClassVar[Any] = ("state",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Programme.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in PROGRAMME} if act == "change" else {}

    def case_context(self, request: HttpRequest, subject: Programme, tab: str) -> dict[str, Any]:
        actor, today = visitor.actor(request), clock.local(visitor.moment(request)).date()
        seen = Candidacy.objects.visible_to(actor).filter(programme=subject)
        return {
            "head_line": [f"{subject.year}年"],
            "candidacies": seen.select_related("organ"),
            "owed": (
                owed(subject, today)
                if rules.sees_every_organ(actor)
                else owed_by(subject, today, rules.case_organ_ids(actor))
            ),
            "row_facts": [
                ("申报截止", f"{subject.apply_until:%Y年%-m月%-d日}"),
                ("督促指导截止", f"{subject.guide_until:%Y年%-m月%-d日}"),
                ("检查验收截止", f"{subject.accept_until:%Y年%-m月%-d日}"),
                (
                    "名额",
                    f"示范区{subject.areas}个，市直示范点{subject.departments}个，乡镇（街道）{subject.townships}个",
                ),
                ("每县至少上报", f"{subject.least_townships}个乡镇（街道）"),
                ("验收和公示", f"满{subject.pass_mark}分通过，公示{subject.publicity_days}个工作日"),
            ],
        }


@admin.register(Candidacy)
class CandidacyAdmin(GovernedAdmin):
    nav_position = 79
    case_template = "admin/assessment/candidacy/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "describe": ActPage(
            services.describe,
            forms.Describe,
            label="写创建情况",
            button="保存",
            why_not=_no_description,
            mends=(gates.every_standard_is_described, gates.every_standard_has_evidence),
        ),
        "submit": ActPage(services.submit, note="申报以后不能再改，等督促指导和验收。"),
        "note": ActPage(services.note, forms.Note, label="登记记录", why_not=_no_note, mends=(gates.was_guided,)),
        "accept": ActPage(services.accept, forms.Accept),
        "fail": ActPage(services.fail, ReasonForm),
        "show": ActPage(services.show, note="公示马上上网，期满没有异议才能命名。"),
        "hear": ActPage(services.hear, forms.Hear, label="登记异议", why_not=_no_hearing),
        "settle": ActPage(
            services.settle,
            forms.Settle,
            note="答复以后，在网上提出的人凭查询码看到；有异议成立的，不能命名。",
            mends=(gates.no_objection_is_open,),
        ),
        "name": ActPage(services.name, note="命名以后公布，本年度考评按标准加分。"),
        "refuse": ActPage(services.refuse, ReasonForm),
        "review": ActPage(
            services.review, forms.Review, note="一年一次，情况在这个单位的公开页面上；下一次从今天起算。"
        ),
        "revoke": ActPage(services.revoke, ReasonForm, warning="撤销以后公布，没有审定的成绩不再加分。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "begin": ActPage(services.begin, forms.Begin, label="申报示范创建", button="开始申报")
    }
    list_display = ("organ_name", "kind", "year", "state", "shown_until", "named_on")
    list_filter: ClassVar[Any] = ("state", "kind", "programme")
    list_select_related = ("organ", "programme")

    @admin.display(description="申报单位", ordering="organ")
    def organ_name(self, row: Candidacy) -> str:
        return row.organ.short_name

    @admin.display(description="年度", ordering="programme__year")
    def year(self, row: Candidacy) -> int:
        return row.programme.year

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in WRITERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Candidacy.objects.visible_to(actor).order_by().values("pk"))

    def case_context(self, request: HttpRequest, subject: Candidacy, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.programme.title, subject.get_kind_display()],
            "lines": lines_of(subject),
            "public_page": subject.get_absolute_url() if subject.state in PUBLIC else "",
            "notes": subject.notes.all(),
            "dissents": subject.objections.all(),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        return [
            path("<path:object_id>/change/file/<int:file_id>/", file, name="assessment_candidacy_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """Evidence, for whoever may see the application."""
        subject = self.subject_or_404(request, object_id)
        rows = PartFile.objects.filter(part__candidacy=subject).select_related("file")
        return send(request, get_object_or_404(rows, pk=file_id).file)


register(
    QueueSource(
        model=Programme,
        name="示范创建",
        visible=lambda actor: Programme.objects.visible_to(actor),
        steps=(Step("issue", {ProgrammeState.DRAFT}, "部署示范创建", "等部署"),),
        headline=str,
        situation=lambda row: f"{row.year}年，{row.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=Candidacy,
        name="示范创建申报",
        visible=lambda actor: Candidacy.objects.visible_to(actor),
        steps=(
            Step("submit", {CandidacyState.PREPARING}, "准备材料并申报", "等单位申报"),
            Step("accept", {CandidacyState.SUBMITTED}, "督促指导、检查验收", "等验收"),
            Step("show", {CandidacyState.ACCEPTED}, "公示", "等公示"),
            Step("settle", {CandidacyState.SHOWN}, "查证、答复公示异议", "等答复异议", when=with_open_objection()),
            Step("name", {CandidacyState.SHOWN}, "期满没有异议的命名", "公示中"),
            Step("review", {CandidacyState.NAMED}, "复评示范单位", "等年度复评", when=due_for_review),
        ),
        headline=str,
        situation=lambda row: f"{row.programme.title}，{row.get_state_display()}。",
        related=("organ", "programme"),
    )
)
