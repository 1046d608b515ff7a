"""政务公开事项清单 in the staff site: matters, changes on their way, and how the lists of three levels agree."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from disclosure.matters import content, forms, gates, selectors, services
from disclosure.matters.models import Matter, MatterProposal
from disclosure.matters.states import APPROVERS, OPEN, REGISTRARS, MatterState, ProposalState
from portal.accounts import rules
from portal.actors import Actor
from portal.screening.kinds import PERSONAL, SECRECY
from portal.screening.selectors import findings_to_show
from portal.screening.states import Decision
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.permissions import of_own_organs
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50


def _cannot_propose(matter: Matter, actor: Actor) -> str:
    if matter.state != MatterState.LISTED:
        return "在清单里的事项才能调整。"
    if not rules.holds(actor, REGISTRARS, matter.acting_organ_id):
        return "调整要由本单位经办人或者信息员拟定。"
    return "已经有一份调整在办理。" if matter.proposals.filter(state__in=OPEN).exists() else ""


def _cannot_connect(matter: Matter, actor: Actor) -> str:
    if matter.state not in {MatterState.PENDING, MatterState.LISTED}:
        return "已经不在清单里。"
    return "" if rules.holds(actor, (*REGISTRARS, *APPROVERS), matter.acting_organ_id) else "挂接要由本单位的人办理。"


def _is_over(proposal: MatterProposal) -> bool:
    return proposal.state not in OPEN


_unsettled = partial(settling.unsettled, is_over=_is_over, until="公布")


@admin.register(Matter)
class MatterAdmin(GovernedAdmin):
    nav_position = 20
    change_list_template = "admin/disclosure/matter/change_list.html"
    case_template = "admin/disclosure/matter/case.html"
    act_template = "admin/disclosure/matter/act.html"
    acts = {
        "note_lapse": ActPage(
            services.note_lapse, forms.Lapse, note="登记以后，20个工作日内要调整清单，或者说明为什么不用调整。"
        ),
        "keep": ActPage(services.keep, forms.Reason, note="核对过，事项不用调整；时限到此办结。"),
        "propose_change": ActPage(
            services.propose_change, forms.Change, label="拟定变更", button="保存", why_not=_cannot_propose
        ),
        "propose_drop": ActPage(
            services.propose_drop, forms.Reasoned, label="拟定取消", button="保存", why_not=_cannot_propose, rare=True
        ),
        "connect": ActPage(
            services.connect, forms.Connect, label="挂接栏目和文件", button="保存", why_not=_cannot_connect
        ),
    }
    starts = {
        "propose_new": ActPage(
            services.propose_new, forms.New, label="拟定新增", button="保存", note="由另一人批准以后才列入清单、公布。"
        ),
        "import_table": ActPage(
            services.import_table,
            forms.ImportTable,
            label="导入官方表格",
            button="下一步",
            note="先试算：哪些新增、哪些变更、哪些行有问题。表里没有的事项不会自动取消。",
        ),
    }
    list_display = ("name", "keeper_name", "tier", "state", "basis_lapsed_on")
    list_display_links = ("name",)
    list_filter = ("state", "tier", "current__domain", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ", "current")
    search_fields = ("name", "village")
    search_help_text = "事项名称、村"

    @admin.display(description="谁的清单", ordering="organ")
    def keeper_name(self, matter: Matter) -> str:
        return matter.keeper

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in REGISTRARS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act == "propose_change":
            return content.of(subject.current)
        if act != "connect":
            return {}
        links = list(subject.links.all())
        bases = subject.bases.order_by("pk").values_list("document_id", flat=True)
        return {
            "columns": [row.column_id for row in links if row.column_id],
            "documents": " ".join(str(row.document_id) for row in links if row.document_id),
            "lists": [row.list_code for row in links if row.list_code],
            "bases": " ".join(map(str, bases)),
            "upper": subject.upper_id,
        }

    def case_context(self, request: HttpRequest, subject: Matter, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.keeper, subject.get_tier_display()],
            "row_facts": content.facts(subject.current) if subject.current else [],
            "history": selectors.history(subject.versions.all()),
            "places": selectors.places([subject.pk])[subject.pk],
            "bases": list(subject.bases.select_related("document").order_by("pk")),
            "pair": selectors.pair_of(subject),
            "open_proposals": list(subject.proposals.filter(state__in=OPEN)),
        }

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.consistency_view)
        return [path("consistency/", view, name="matter_consistency"), *super().get_urls()]

    def consistency_view(self, request: HttpRequest) -> HttpResponse:
        """Village, township and city: the same item, the same words (S1-6.1a)."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        found = selectors.pairs()
        context = {
            **self.admin_site.each_context(request),
            "title": "村、乡、市清单一致性",
            "unlike": [pair for pair in found if pair.differences],
            "alike": sum(not pair.differences for pair in found),
        }
        return TemplateResponse(request, "admin/disclosure/matter/consistency.html", context)


@admin.register(MatterProposal)
class MatterProposalAdmin(GovernedAdmin):
    nav_position = 21
    case_template = "admin/disclosure/matterproposal/case.html"
    acts = {
        "submit": ActPage(services.submit, in_bulk=True, note="由另一人批准。"),
        "approve": ActPage(services.approve, in_bulk=True, note="马上列入清单并公布，成为新的版本。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，可以重新拟定。"),
        "change": ActPage(services.change, forms.Change, label="修改", button="保存", why_not=services.no_pen),
        "settle_personal": ActPage(
            services.settle_findings,
            settling.SettlePersonal,
            label="处理个人信息",
            button="确定",
            mends=(gates.findings_are_settled,),
            why_not=_unsettled(PERSONAL, Decision.MASKED),
        ),
        "settle_secrecy": ActPage(
            services.settle_findings,
            settling.SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=(gates.findings_are_settled,),
            why_not=_unsettled(SECRECY, Decision.CLEARED),
        ),
    }
    list_display = ("__str__", "first", "organ", "state", "proposer_name", "opened_at")
    list_filter = ("state", "change", "domain", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("first", "second")
    search_help_text = "事项名称"

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {**content.of(subject), "reason": subject.reason} if act == "change" else {}

    def case_context(self, request: HttpRequest, subject: MatterProposal, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.matter.keeper, subject.get_change_display()],
            "row_facts": content.facts(subject),
            "differences": content.differences(subject.matter.current, subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }


def _proposed(actor: Actor, _at: datetime) -> Q:
    return Q(proposer=actor.id)


register(
    QueueSource(
        model=MatterProposal,
        name="清单调整",
        visible=lambda actor: of_own_organs(MatterProposal.objects.all(), actor),
        steps=(
            Step("submit", {ProposalState.DRAFT}, "送审批", "等送审批"),
            Step("approve", {ProposalState.CHECKING}, "审批清单调整", "等审批", not_for=_proposed),
        ),
        headline=str,
        situation=lambda proposal: f"{proposal.organ.short_name}，{proposal.reason}",
    )
)
register(
    QueueSource(
        model=Matter,
        name="公开事项",
        visible=lambda actor: of_own_organs(Matter.objects.all(), actor),
        steps=(
            Step(
                "note_lapse",
                {MatterState.LISTED},
                "依据变了，核对清单",
                "等核对清单",
                when=Q(basis_lapsed_on__isnull=False),
            ),
        ),
        headline=str,
        situation=lambda matter: f"{matter.keeper}，{matter.basis_note}",
    )
)
