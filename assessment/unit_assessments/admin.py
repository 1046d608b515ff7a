"""内部考评 in the staff site: the units of an organ by its own rules, each with its problems."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from assessment.unit_assessments import forms, gates, services
from assessment.unit_assessments.models import UnitAssessment
from assessment.unit_assessments.selectors import differences, placed
from assessment.unit_assessments.states import WRITERS, State
from portal import clock
from portal.accounts import rules
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

DECEMBER = 12


def _no_pen(row: UnitAssessment, actor: Actor) -> str:
    if row.state != State.DRAFT:
        return "施行以后细则不再改，下一年度另立。"
    return "" if rules.holds(actor, WRITERS, row.acting_organ_id) else "细则由本单位起草。"


def _year_ends(at: datetime) -> Q:
    """Results are due from December on (S2-11.6)."""
    today = clock.local(at).date()
    return Q(year__lte=today.year if today.month == DECEMBER else today.year - 1)


@admin.register(UnitAssessment)
class UnitAssessmentAdmin(GovernedAdmin):
    nav_position = 81
    case_template = "admin/assessment/unitassessment/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "change_marks": ActPage(
            services.change_marks,
            forms.UnitMarks,
            label="修改细则",
            button="保存",
            why_not=_no_pen,
            mends=(gates.adds_up,),
            note="从全市的考评标准开始，只改自己要改的数；改回一样的，就和标准一致。",
        ),
        "put_in_force": ActPage(services.put_in_force, warning="施行以后这一年的细则不能再改。"),
        "conclude": ActPage(services.conclude, warning="结果按现在的问题封存，各所属单位马上收到自己的分数。"),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "begin": ActPage(
            services.begin,
            forms.Begin,
            label="启动内部考评",
            button="启动",
            note="按登记的问题考评自己的所属单位（考评规定第十三条）。先用全市的标准，可以改成自己的细则。",
        )
    }
    list_display = ("organ_name", "year", "name", "state")
    list_filter: ClassVar[Any] = ("year", "state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)

    @admin.display(description="单位", ordering="organ")
    def organ_name(self, row: UnitAssessment) -> str:
        return row.organ.short_name

    def may_create(self, actor: Actor) -> bool:
        """Every page asks this, so it asks no query: whose organ has no units finds none to choose."""
        return any(actor.holds_anywhere(role) for role in WRITERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=UnitAssessment.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: UnitAssessment) -> dict[str, Any]:
        return dict(subject.changes) if act == "change_marks" else {}

    def case_context(self, request: HttpRequest, subject: UnitAssessment, tab: str) -> dict[str, Any]:
        concluded = subject.state == State.CONCLUDED
        return {
            "head_line": [f"{subject.year}年", subject.name],
            "concluded": concluded,
            "rows": [] if concluded else placed(subject, at=visitor.moment(request)),
            "differences": differences(subject),
        }


register(
    QueueSource(
        model=UnitAssessment,
        name="内部考评",
        visible=lambda actor: UnitAssessment.objects.visible_to(actor),
        steps=(
            Step("put_in_force", {State.DRAFT}, "批准内部考评细则", "等主要负责人批准"),
            Step("conclude", {State.IN_FORCE}, "出内部考评结果", "等主要负责人出结果", when=_year_ends),
        ),
        headline=str,
        situation=lambda row: f"{row.name}。",
    )
)
