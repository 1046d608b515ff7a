"""重大行政决策: the list, the course of one with what each step lacks, its acts."""

from functools import partial
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.decisions import gates, selectors, services, staff_forms
from disclosure.decisions.models import Decision
from disclosure.decisions.packing import package_of
from disclosure.decisions.services.drafting import no_pen, not_to_link
from disclosure.decisions.services.hearings import not_to_plan
from disclosure.decisions.services.recording import not_to_record
from disclosure.decisions.states import BEFORE, DRAFTERS, State
from disclosure.decisions.steps import STEPS
from portal.accounts import rules
from portal.actors import Actor
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.case import Tab
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
TONES: dict[str, str] = {State.UNDER_WAY: "wait", State.PASSED: "wait", State.ANNOUNCED: "ok", State.ARCHIVED: "ok"}


def _not_to_leave_out(decision: Decision, actor: Actor) -> str:
    if decision.state not in (*BEFORE, State.ANNOUNCED):
        return "启动以后、归档以前才能写明不办的理由。"
    return "" if rules.holds(actor, DRAFTERS, decision.acting_organ_id) else "由经办人或者信息员写。"


def _record_page(step: Any) -> ActPage:
    return ActPage(
        services.record_step,
        staff_forms.form_for(step),
        label=f"登记{step.name}",
        button="保存",
        note=f"{step.article}。{step.wanted}。",
        why_not=partial(_not_to_record, step=step.code.value),
    )


def _not_to_record(decision: Decision, actor: Actor, *, step: str) -> str:
    return not_to_record(decision, actor, step)


@admin.register(Decision)
class DecisionAdmin(GovernedAdmin):
    nav_position = 15
    case_template = "admin/disclosure/decision/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "start": ActPage(services.start, note="启动以后任何人能看到要决定什么、走到哪一步。"),
        "exempt": ActPage(services.exempt, staff_forms.Exempt, rare=True),
        "conclude": ActPage(services.conclude, note="确认以后，决定的文件才能签发、发布。"),
        "announce": ActPage(services.announce, note="公布决定和全过程：听了谁的意见，怎么采纳的，谁论证、评估、审查。"),
        "archive": ActPage(services.archive, note="全过程的记录编成一份归档清单，不再修改。"),
        "end": ActPage(services.end, staff_forms.Reason, warning="终止以后不能恢复，页面上会写明原因。"),
        "change": ActPage(
            services.change,
            staff_forms.Propose,
            label="修改建议",
            button="保存",
            why_not=no_pen,
            mends=(gates.is_described,),
        ),
        "link_consultation": ActPage(
            services.link_consultation, staff_forms.LinkConsultation, label="关联征求意见", why_not=not_to_link
        ),
        "plan_hearing": ActPage(
            services.plan_hearing, staff_forms.PlanHearing, label="准备听证会", button="保存", why_not=not_to_plan
        ),
        **{f"record_{step.code.value}": _record_page(step) for step in STEPS if step.items},
        "leave_out": ActPage(
            services.leave_out, staff_forms.LeaveOut, label="写明哪一步不办", button="保存", why_not=_not_to_leave_out
        ),
        "link_document": ActPage(
            services.link_document,
            staff_forms.LinkDocument,
            label="选决定的文件",
            button="保存",
            why_not=not_to_link,
            mends=(gates.is_announced_whole,),
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda row: row.state in (State.ARCHIVED, State.ENDED, State.EXEMPT),
            until="归档",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "create": ActPage(services.create, staff_forms.Create, label="提出决策建议", button="保存")
    }
    list_display = ("title", "state_tag", "category", "organ_name", "decider_name", "published_at")
    list_display_links = ("title",)
    list_filter = ("state", "category", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "decider")
    search_fields = ("title",)
    search_help_text = "事项"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Decision) -> SafeString:
        tone = TONES.get(row.state, "plain")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    @admin.display(description="承办单位", ordering="organ")
    def organ_name(self, row: Decision) -> str:
        return row.organ.short_name

    @admin.display(description="决策机关", ordering="decider")
    def decider_name(self, row: Decision) -> str:
        return row.decider.short_name

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in DRAFTERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Decision.objects.visible_to(actor).order_by().values("pk"))

    def tabs(self, subject: Any) -> list[Tab]:
        return [Tab("work", "办理"), Tab("package", "归档清单")]

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act == "change":
            return {name: getattr(subject, name) for name in ("title", "category", "matter", "reasons", "must_hear")}
        step = act.removeprefix("record_")
        row = next((row for row in STEPS if row.code.value == step), None)
        record = subject.record_of(step) if row is not None and not row.repeats else None
        return dict(record.values) if record is not None else {}

    def case_context(self, request: HttpRequest, subject: Decision, tab: str) -> dict[str, Any]:
        facts = [
            ("承办单位", subject.organ.name),
            ("决策机关", subject.decider.name),
            ("目录事项", str(subject.item) if subject.item else ""),
            ("要决定什么", subject.matter),
            ("为什么启动", subject.reasons),
            ("听证", "法律、法规、规章规定应当听证" if subject.must_hear else ""),
            ("不适用", f"{subject.get_exclusion_display()}　{subject.exclusion_basis}" if subject.exclusion else ""),
            ("终止的原因", subject.ended_reason),
        ]
        stages = selectors.course_of(subject)
        return {
            "head_line": [subject.get_category_display(), subject.organ.short_name],
            "row_facts": [fact for fact in facts if fact[1]],
            "stages": [(stage, [(each, each.lines(inside=True)) for each in stage.records]) for stage in stages],
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
            "package": (subject.package or package_of(subject)) if tab == "package" else (),
            "is_public": subject.published_at is not None,
        }


def _drafted(actor: Actor, _at: Any) -> Q:
    return Q(drafter_id=actor.id)


register(
    QueueSource(
        model=Decision,
        name="重大行政决策",
        visible=lambda actor: Decision.objects.visible_to(actor),
        steps=(
            Step("start", {State.PROPOSED}, "决定是否启动", "等决定启动", not_for=_drafted),
            Step("conclude", {State.UNDER_WAY}, "各步走完以后确认集体讨论通过", "程序进行中"),
            Step("announce", {State.PASSED}, "签发文件，公布决定", "等公布"),
            Step("archive", {State.ANNOUNCED}, "公开执行情况，后评估，归档", "等归档"),
        ),
        headline=lambda row: row.title,
        situation=lambda row: f"{row.organ.short_name}，{row.get_category_display()}，{row.get_state_display()}。",
    )
)
