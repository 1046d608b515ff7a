"""办事指南 and 一件事 in the staff site."""

from datetime import datetime
from functools import partial
from typing import Any

from django.contrib import admin
from django.db.models import Q
from django.http import HttpRequest

from disclosure.services_guide import fields, forms, gates, selectors, services, wording
from disclosure.services_guide.models import ServiceBundle, ServiceGuide
from disclosure.services_guide.states import OPEN, WRITERS, BundleState, GuideState
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
_unsettled = partial(settling.unsettled, is_over=lambda guide: guide.state not in OPEN)
_WRITTEN = (gates.elements_are_there, gates.contacts_are_there, gates.limit_is_kept, gates.one_knows_where)


def no_bundle_pen(bundle: ServiceBundle, actor: Actor) -> str:
    if bundle.state != BundleState.DRAFT:
        return "编写的时候才能修改。"
    return "" if rules.holds(actor, WRITERS, bundle.acting_organ_id) else "由牵头单位经办人、信息员编写。"


@admin.register(ServiceGuide)
class ServiceGuideAdmin(GovernedAdmin):
    nav_position = 36
    case_template = "admin/disclosure/serviceguide/case.html"
    acts = {
        "submit": ActPage(services.submit, note="送另一个人审核。"),
        "publish": ActPage(services.publish, note="马上发布；已经发布的旧版同时转为历史版本，窗口的纸质指南请同时换。"),
        "send_back": ActPage(services.send_back, forms.Reason),
        "confirm_basis": ActPage(
            services.confirm_basis, forms.Reason, note="依据的文件有变动，但是指南写的内容不受影响。写明为什么。"
        ),
        "withdraw": ActPage(services.withdraw, forms.Withdraw, warning="撤下以后不能恢复，页面留下理由。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，已发布的版本不受影响。"),
        "write": ActPage(
            services.write, forms.Write, label="写指南", button="保存", why_not=services.no_pen, mends=_WRITTEN
        ),
        "add_material": ActPage(
            services.add_material,
            forms.AddMaterial,
            label="登记材料",
            button="登记",
            why_not=services.no_pen,
            mends=(gates.materials_are_whole,),
        ),
        "attach_file": ActPage(
            services.attach_file,
            forms.AttachFile,
            label="添加表格、说明、示范文本",
            button="添加",
            why_not=services.no_papers,
        ),
        "remove_material": ActPage(
            services.remove_material, forms.RemoveMaterial, label="移出材料", button="移出", why_not=services.no_papers
        ),
        "revise": ActPage(
            services.revise,
            forms.Revise,
            label="编新版",
            button="开始编",
            note="新版是草稿，从现在的版本复制。审核发布以前，公众看到的还是现在的版本。",
            why_not=services.no_reviser,
        ),
        "settle_personal": ActPage(
            services.settle_findings,
            settling.SettlePersonal,
            label="处理个人信息",
            button="确定",
            mends=(gates.personal_data_is_settled,),
            why_not=_unsettled(PERSONAL, Decision.MASKED),
        ),
        "settle_secrecy": ActPage(
            services.settle_findings,
            settling.SettleSecrecy,
            label="写保密审查结论",
            button="确定",
            mends=(gates.secrecy_words_are_settled,),
            why_not=_unsettled(SECRECY, Decision.CLEARED),
        ),
    }
    starts = {
        "begin": ActPage(
            services.begin, forms.Begin, label="编办事指南", button="保存", note="可以先写一部分，以后接着写。"
        )
    }
    list_display = ("name", "code", "edition", "state", "organ", "theme", "online", "published_at")
    list_display_links = ("name",)
    list_filter = ("state", "theme", "online", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("name", "code")
    search_help_text = "事项名称、编码"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in WRITERS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "write":
            return {"online": "not"} if act == "begin" else {}
        typed = {name: getattr(subject, name) for name in fields.GUIDE} | {"audiences": subject.audience_codes}
        cited = [
            row.document.doc_number or row.document.get_absolute_url()
            for row in subject.bases.select_related("document")
        ]
        return typed | {"facilities": subject.facilities.all(), "cited": "\n".join(cited)}

    def case_context(self, request: HttpRequest, subject: ServiceGuide, tab: str) -> dict[str, Any]:
        guide = selectors.whole(ServiceGuide.objects.filter(pk=subject.pk)).get()
        return {
            "head_line": [subject.code, f"第{subject.edition}版", subject.organ.short_name],
            "elements": wording.elements(guide),
            "where": wording.where(guide),
            "more": wording.more(guide),
            "guide": guide,
            "changed": subject.bases.changed().select_related("document"),
            "advice": selectors.plainness(guide),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }


@admin.register(ServiceBundle)
class ServiceBundleAdmin(GovernedAdmin):
    nav_position = 37
    case_template = "admin/disclosure/servicebundle/case.html"
    acts = {
        "submit": ActPage(services.submit_bundle, note="送另一个人审核。"),
        "publish": ActPage(services.publish_bundle, note="马上发布。事项的指南以后出新版，这里自动跟着变。"),
        "send_back": ActPage(services.send_back_bundle, forms.Reason),
        "take_back": ActPage(services.take_back_bundle, forms.Reason, note="页面先撤下，改好以后重新送审。"),
        "withdraw": ActPage(services.withdraw_bundle, forms.Reason),
        "write": ActPage(
            services.write_bundle,
            forms.WriteBundle,
            label="修改",
            button="保存",
            why_not=no_bundle_pen,
            mends=(gates.steps_are_there, gates.bundle_names_nobody),
        ),
    }
    starts = {
        "open_bundle": ActPage(services.open_bundle, forms.OpenBundle, label="编“一件事”", button="保存"),
    }
    list_display = ("name", "state", "organ", "published_at")
    list_filter = ("state", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("name",)
    search_help_text = "名称"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in WRITERS)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act != "write":
            return {}
        typed = {name: getattr(subject, name) for name in fields.BUNDLE} | {"audiences": subject.audience_codes}
        return typed | {"steps": "\n".join(f"{row.code} {row.wave} {row.note}".strip() for row in subject.steps.all())}

    def case_context(self, request: HttpRequest, subject: ServiceBundle, tab: str) -> dict[str, Any]:
        return {
            "head_line": [subject.organ.short_name, *subject.audience_names],
            "thing": selectors.thing(subject),
            "lines": subject.steps.all(),
        }


def _wrote(actor: Actor, _at: datetime) -> Q:
    return Q(writer=actor.id)


register(
    QueueSource(
        model=ServiceGuide,
        name="办事指南",
        visible=lambda actor: of_own_organs(ServiceGuide.objects.all(), actor),
        steps=(
            Step("submit", {GuideState.DRAFT}, "写好并送审", "等编写"),
            Step("publish", {GuideState.CHECKING}, "审核发布", "等审核", not_for=_wrote),
        ),
        headline=lambda guide: guide.name,
        situation=lambda guide: f"{guide.organ.short_name}，第{guide.edition}版，{guide.get_state_display()}。",
    )
)
register(
    QueueSource(
        model=ServiceBundle,
        name="一件事",
        visible=lambda actor: of_own_organs(ServiceBundle.objects.all(), actor),
        steps=(
            Step("submit", {BundleState.DRAFT}, "编好并送审", "等编写"),
            Step("publish", {BundleState.CHECKING}, "审核发布", "等审核", not_for=_wrote),
        ),
        headline=lambda bundle: bundle.name,
        situation=lambda bundle: f"{bundle.organ.short_name}牵头，{bundle.get_state_display()}。",
    )
)
