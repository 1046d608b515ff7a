"""年度考评 in the staff site: the board of the year, and the score of one organ down to its problems."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any, ClassVar
from urllib.parse import urlencode

from django.contrib import admin
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils.cache import add_never_cache_headers
from django.utils.dateparse import parse_date
from django.utils.http import content_disposition_header

from assessment.problems.models import Problem
from assessment.scoring import forms, selectors, services
from assessment.scoring.announcing import why_not_announced
from assessment.scoring.models import Assessment
from assessment.scoring.selectors import Placed, assessed_organs
from assessment.scoring.states import PROPOSERS, AssessmentState
from assessment.standards.criteria import plain
from assessment.standards.forms import Marks
from assessment.standards.known import SUBORDINATE
from assessment.standards.marks import Deduction, Line, Score
from assessment.standards.models import Standard
from assessment.standards.selectors import in_force, marks_of
from assessment.standards.services import supposed
from assessment.standards.states import APPROVERS
from portal import clock
from portal.accounts import rules
from portal.actors import Actor
from portal.errors import DomainError
from portal.letters.services import letter_file
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

CONFLICT = 409
ENDINGS = ("docx", "pdf")
PER_PAGE = 50
_BEHIND = "admin:assessment_behind"


def _not_to_correct(row: Assessment, actor: Actor) -> str:
    if row.state != AssessmentState.APPROVED:
        return "成绩审定以后才谈得上更正。"
    return "" if any(actor.holds_anywhere(role) for role in APPROVERS) else "成绩由领导小组更正。"


def _not_to_announce(row: Assessment, actor: Actor) -> str:
    if any(actor.holds_anywhere(role) for role in PROPOSERS):
        return why_not_announced(row)
    return "结果通知由政务公开办下发。"


@admin.register(Assessment)
class AssessmentAdmin(GovernedAdmin):
    nav_position = 80
    case_template = "admin/assessment/assessment/case.html"
    change_list_template = "admin/assessment/assessment/change_list.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "assess_itself": ActPage(
            services.assess_itself, forms.AssessItself, note="先总结、先自评，政务公开办才评议（考评规定第八条）。"
        ),
        "propose": ActPage(
            services.propose, forms.Propose, note="分数由登记的问题算出，这里只写意见，以及弄虚作假、示范创建的加减分。"
        ),
        "send_back": ActPage(services.send_back, forms.Reason),
        "approve": ActPage(services.approve, warning="审定以后成绩和依据一起封存，只能用编号的更正改动。"),
        "announce": ActPage(
            services.announce,
            label="下发结果通知",
            why_not=_not_to_announce,
            note="出具编号的考评结果通知书，单位马上收到通知（考评规定第八条）。",
        ),
        "correct": ActPage(services.correct, forms.Correct, label="更正成绩", why_not=_not_to_correct, rare=True),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "open_assessments": ActPage(
            services.open_assessments,
            forms.OpenYear,
            label="启动年度考评",
            button="启动",
            note="给每个考评对象建一份，通知它们总结和自评。",
        )
    }
    list_display = ("organ_name", "year", "state", "now", "grade_now")
    list_filter: ClassVar[Any] = ("year", "state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "standard")

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: Assessment) -> str:
        return row.organ.short_name

    @admin.display(description="现在的分")
    def now(self, row: Any) -> str:
        return f"{plain(row.score_now.total)}"

    @admin.display(description="等次")
    def grade_now(self, row: Any) -> str:
        return str(row.score_now.grade.label)

    def get_changelist_instance(self, request: HttpRequest) -> Any:
        """The scores of the page's rows, a few queries a year however many rows."""
        page = super().get_changelist_instance(request)
        rows, at = list(page.result_list), visitor.moment(request)
        by_standard: dict[int, list[Assessment]] = {}
        for row in rows:
            by_standard.setdefault(row.standard_id, []).append(row)
        standards = Standard.objects.with_marks().in_bulk(by_standard)
        for key, group in by_standard.items():
            found = selectors.scores(standards[key], [row.organ for row in group], at=at)
            for row in group:
                row.score_now = found[row.organ_id]  # type: ignore[attr-defined]  # for the two columns above
        page.result_list = rows
        return page

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in PROPOSERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Assessment.objects.visible_to(actor).order_by().values("pk"))

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        actor, year = visitor.actor(request), clock.local(visitor.moment(request)).year
        extra = {"board_year": year} if rules.sees_every_organ(actor) else {}
        return super().changelist_view(request, extra | (extra_context or {}))

    def get_urls(self) -> list[URLPattern]:
        board, trial = self.admin_site.admin_view(self.board_view), self.admin_site.admin_view(self.trial_view)
        letter, behind = self.admin_site.admin_view(self.letter_view), self.admin_site.admin_view(self.behind_view)
        return [
            path("<path:object_id>/change/letter/<slug:ending>/", letter, name="assessment_assessment_letter"),
            path("board/<int:year>/", board, name="assessment_board"),
            path("board/<int:year>/<slug:code>/", behind, name="assessment_behind"),
            path("trial/<int:year>/", trial, name="assessment_trial"),
            *super().get_urls(),
        ]

    def letter_view(self, request: HttpRequest, object_id: str, ending: str) -> HttpResponse:
        """The notice of the result, or in words why it cannot be made here."""
        letter = selectors.notice_of(self.subject_or_404(request, object_id))
        if ending not in ENDINGS or letter is None:
            raise Http404
        try:
            made = letter_file(letter, ending, at=visitor.moment(request))
        except DomainError as error:
            return HttpResponse(error.message, status=CONFLICT, content_type="text/plain; charset=utf-8")
        response = HttpResponse(made.content, content_type=made.content_type)
        named = content_disposition_header(as_attachment=True, filename=made.name)
        response["Content-Disposition"] = named or "attachment"
        add_never_cache_headers(response)
        return response

    def board_view(self, request: HttpRequest, year: int) -> HttpResponse:
        """排名: every organ with its score, its grade and last year's. ``?on=`` shows an earlier day."""
        if not rules.sees_every_organ(visitor.actor(request)):
            return HttpResponse(status=403)
        on, at = _asked_day(request)
        rows = selectors.board(year, at=at)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{year}年考评",
            "year": year,
            "on": on,
            "rows": rows,
            "heads": [line.criterion for line in rows[0].score.lines] if rows else [],
        }
        return TemplateResponse(request, "admin/assessment/assessment/board.html", context)

    def behind_view(self, request: HttpRequest, year: int, code: str) -> HttpResponse:
        """The problems behind the score of one organ: all, or those of ``?of=``, an item or a rule."""
        on, at = _asked_day(request)
        organ = assessed_organs(visitor.actor(request)).filter(code=code).first()
        standard = in_force(year, at=at)
        if organ is None or standard is None:
            raise Http404
        score = selectors.scores(standard, [organ], at=at)[organ.pk]
        of = request.GET.get("of", "")
        lines = _behind_lines(score, of)
        if not lines:
            raise Http404
        marks, codes = marks_of(standard), [each.rule.code for _, deductions in lines for each in deductions]
        units = selectors.units_behind(standard, organ, at=at) if marks.of_source.get(SUBORDINATE) in codes else []
        rows = selectors.behind(marks, organ, year, codes, at=at).select_related("organ")
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "title": f"{organ.short_name}{year}年扣分的问题",
            "year": year,
            "organ": organ,
            "on": on,
            "of": of,
            "lines": lines,
            "units": units,
            "page": Paginator(rows, PER_PAGE).get_page(request.GET.get("page")),
            "query": urlencode({"of": of} | ({"on": on.isoformat()} if on else {})) + "&",
            "sees_board": rules.sees_every_organ(visitor.actor(request)),
            "assessment": Assessment.objects.filter(organ=organ, year=year).first(),
        }
        return TemplateResponse(request, "admin/assessment/assessment/behind.html", context)

    def trial_view(self, request: HttpRequest, year: int) -> HttpResponse:
        """试算: all scores at once with other numbers. Nothing is saved."""
        actor, at = visitor.actor(request), visitor.moment(request)
        if not rules.sees_every_organ(actor):
            return HttpResponse(status=403)
        standard = Standard.objects.with_marks().filter(year=year).first()
        if standard is None:
            raise Http404
        form = Marks(request.GET or None, subject=standard, actor=actor, at=at, for_trial=True)
        context = {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subject": standard,
            "title": f"试算：{standard}",
            "form": form,
            "lines": _compared(standard, form, at) if form.is_bound and form.is_valid() else [],
        }
        return TemplateResponse(request, "admin/assessment/assessment/trial.html", context)

    def case_context(self, request: HttpRequest, subject: Assessment, tab: str) -> dict[str, Any]:
        on, at = _asked_day(request)
        standard = in_force(subject.year, at=at) or Standard.objects.with_marks().get(pk=subject.standard_id)
        score = selectors.scores(standard, [subject.organ], at=at)[subject.organ_id]
        return {
            "head_line": [f"{subject.year}年"],
            "on": on,
            "score": score,
            "lines": _lines(subject, score, on),
            "own_total": sum(float(value) for value in subject.self_points.values()),
            "errata": subject.errata.select_related("problem").order_by("number"),
            "notice": selectors.notice_of(subject),
            "uncounted": _uncounted(subject, at),
        }


def _compared(standard: Standard, form: Marks, at: datetime) -> list[tuple[Placed, Placed, Decimal]]:
    """Each organ as it would be, as it is, and the difference; a refusal goes to the fields of the form."""
    try:
        marks = supposed(standard, form.typed())
    except DomainError as error:
        form.refuse(error)
        return []
    now = {row.organ.pk: row for row in selectors.board_of(standard, at=at)}
    then = selectors.board_of(standard, at=at, marks=marks)
    return [(row, now[row.organ.pk], row.score.total - now[row.organ.pk].score.total) for row in then]


def _behind_lines(score: Score, of: str) -> list[tuple[Line, list[Deduction]]]:
    """The items and, of each, the rules asked for: all without ``of``; nothing when the standard has no such one."""
    found = []
    for line in score.lines:
        asked = [each for each in line.deductions if of in ("", line.criterion.code, each.rule.code)]
        if asked:
            found.append((line, asked))
    return found


def _lines(subject: Assessment, score: Score, on: date | None) -> list[dict[str, Any]]:
    """Each item with its deductions, each deduction with the list of its problems."""
    return [
        {
            "line": line,
            "own": subject.self_points.get(line.criterion.code),
            "deductions": [
                {"each": each, "href": _list_of(subject, each.rule.code, on)} for each in line.deductions if each.found
            ],
        }
        for line in score.lines
    ]


def _list_of(subject: Assessment, rule: str, on: date | None) -> str:
    query = {"of": rule} | ({"on": on.isoformat()} if on else {})
    return f"{reverse(_BEHIND, args=[subject.year, subject.organ.code])}?{urlencode(query)}"


def _uncounted(subject: Assessment, at: datetime) -> int:
    """Found after the approval: in no score until an erratum takes them in."""
    if subject.state != AssessmentState.APPROVED:
        return 0
    rows = Problem.objects.known_at(at).counted().filter(organ=subject.organ_id, year=subject.year, frozen_at=None)
    return rows.count()


def _asked_day(request: HttpRequest) -> tuple[date | None, datetime]:
    """The day of ``?on=`` and its last moment, else nothing and now. A day to come is today."""
    at = visitor.moment(request)
    try:
        on = parse_date(request.GET.get("on", ""))
    except ValueError:
        on = None
    if on is None or clock.end_of_day(on) >= at:
        return None, at
    return on, clock.end_of_day(on)


register(
    QueueSource(
        model=Assessment,
        name="年度考评",
        visible=lambda actor: Assessment.objects.visible_to(actor),
        steps=(
            Step("assess_itself", {AssessmentState.OPEN}, "总结和自评", "等单位自评"),
            Step("propose", {AssessmentState.ASSESSED_ITSELF}, "综合评议", "等政务公开办评议"),
            Step("approve", {AssessmentState.PROPOSED}, "审定", "等领导小组审定"),
        ),
        headline=str,
        situation=lambda row: f"{row.get_state_display()}。",
    )
)
