"""考评标准 in the staff site: the year's table, its numbers, and what other numbers would do."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from assessment.standards import forms, gates, pricing, selectors, services
from assessment.standards.criteria import plain
from assessment.standards.models import Standard
from assessment.standards.states import BINDING, EDITORS, StandardState
from portal.accounts import rules
from portal.actors import Actor
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register


@admin.register(Standard)
class StandardAdmin(GovernedAdmin):
    nav_position = 84
    case_template = "admin/assessment/standard/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "put_in_force": ActPage(
            services.put_in_force, warning="施行以后只能修订出新版再批准；还没有审定的成绩从这时起按这一版算。"
        ),
        "change_marks": ActPage(
            services.change_marks,
            forms.Marks,
            label="修改分值",
            button="保存",
            why_not=services.no_pen,
            mends=(gates.adds_up,),
        ),
        "price_source": ActPage(
            pricing.price_source,
            forms.PriceSource,
            label="给来源定分",
            button="定分",
            why_not=pricing.nothing_to_price,
            note="系统会自己发现这类问题，现在的标准里没有它的分值。定了分，批准以后才扣。",
        ),
        "drop_rule": ActPage(
            pricing.drop_rule,
            forms.DropRule,
            label="删去一条规则",
            button="删去",
            why_not=services.no_pen,
            mends=(gates.each_source_once,),
            rare=True,
        ),
        "revise": ActPage(
            services.revise,
            forms.Revise,
            label="修订",
            button="起草新版",
            why_not=services.no_revision,
            note="从这一版抄一份草稿，改好以后报领导小组批准。批准以前照这一版算，过去某一天的分也照那天的版本算。",
        ),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "open_year": ActPage(
            services.open_year,
            forms.OpenYear,
            label="起草一个年度的标准",
            button="起草",
            note="从上一年的标准抄一份；第一年用公布的考核评定标准。抄好以后改分值，再报领导小组批准。",
        )
    }
    list_display = ("year", "edition", "state", "basis", "approved_by")
    list_select_related = ("organ",)
    list_filter = ("state",)

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in EDITORS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """The draft is the office's; what is in force binds everybody and is seen by everybody."""
        return rows if rules.sees_every_organ(actor) else rows.filter(state__in=BINDING)

    def case_context(self, request: HttpRequest, subject: Standard, tab: str) -> dict[str, Any]:
        standard = Standard.objects.with_marks().get(pk=subject.pk)
        newest = Standard.objects.filter(year=subject.year).exclude(state=StandardState.DRAFT).first()
        facts = [
            ("依据", subject.basis),
            ("等次", f"{plain(subject.excellent)}分以上优秀，{plain(subject.passing)}分以上合格，以下不合格"),
            ("弄虚作假", f"扣{plain(subject.fraud_from)}到{plain(subject.fraud_to)}分"),
            (
                "示范创建加分",
                f"{plain(subject.bonus)}分" + ("，可以超过100分" if subject.may_exceed else "，不超过100分"),
            ),
            ("占绩效考核的权重", f"{plain(subject.weight)}%"),
            ("批准", f"{subject.approved_by}，{subject.approved_at:%Y年%-m月%-d日}" if subject.approved_at else ""),
        ]
        return {
            "criteria": standard.criteria.all(),
            "unpriced": [label for _, label in selectors.unpriced(standard)],
            "replaced_by": newest if subject.state == StandardState.REPLACED else None,
            "row_facts": [fact for fact in facts if fact[1]],
            "may_suppose": rules.sees_every_organ(visitor.actor(request)),
        }


register(
    QueueSource(
        model=Standard,
        name="考评标准",
        visible=lambda actor: Standard.objects.all() if rules.sees_every_organ(actor) else Standard.objects.none(),
        steps=(Step("put_in_force", {StandardState.DRAFT}, "批准施行", "等领导小组批准"),),
        headline=str,
        situation=lambda row: f"依据：{row.basis}。",
    )
)
