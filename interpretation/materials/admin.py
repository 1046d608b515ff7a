"""政策解读 in the staff site: the list, the case page, and the acts that begin on a document."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib import admin
from django.db import models
from django.db.models import Q
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.documents.admin.acts import offer
from disclosure.documents.companions import ready_for
from interpretation.judging import forms as judging_forms
from interpretation.judging import services as judging
from interpretation.judging.rules import OF_GOVERNMENT, responsible_for, verdict_on
from interpretation.materials import forms, gates, services
from interpretation.materials.models import Material
from interpretation.materials.selectors import checklist, copied, served
from interpretation.materials.services.screening import OVER
from interpretation.materials.states import EDITABLE, MaterialState
from portal import clock
from portal.actors import Actor
from portal.files.serving import send
from portal.screening.selectors import findings_to_show
from portal.staff import settling
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register

FINDINGS_SHOWN = 50
PASSAGES_SHOWN = 10
_STOPS = tuple(ready_for(act) for act in ("submit", "check", "sign", "publish", "schedule"))

offer(
    {
        "judge": ActPage(
            judging.judge,
            judging_forms.Judge,
            label="判定要不要解读",
            button="确定",
            note="规章和行政规范性文件不用判定，必须解读。其他文件勾上任何一种情形，也要解读。",
            why_not=judging.no_judge,
        ),
        "plan": ActPage(
            services.plan,
            forms.PlanForm,
            label="编解读方案",
            button="保存方案",
            note="方案和材料一起报主要负责人审定，和文件一起送审。",
            why_not=services.no_writer,
        ),
        "explain": ActPage(
            services.explain,
            forms.Explain,
            label="写解读材料",
            button="保存材料",
            note="可以先写一部分，以后接着写。同一份文件可以分几次解读。",
            why_not=services.no_writer,
            mends=_STOPS,
        ),
        "bring_to_meeting": ActPage(
            services.bring_to_meeting,
            forms.Meeting,
            label="提请常务会议审议",
            button="登记",
            note="方案和解读材料作为议题附件一并提请；没有审定的不能提请。",
            why_not=services.not_for_meeting,
            rare=True,
        ),
        "delay": ActPage(
            services.delay,
            forms.Reason,
            label="同意解读延迟发布",
            note="特殊情况需要完善的，文件可以先发布，解读最晚在印发、上网以后3个工作日内发布。",
            why_not=services.no_delayer,
            rare=True,
        ),
    }
)


TONES: dict[str, str] = {
    MaterialState.PUBLISHED: "ok",
    MaterialState.RETURNED: "bad",
    MaterialState.REVIEW: "wait",
    MaterialState.LEGALITY: "wait",
}


_APPROVE = ActPage(
    services.approve, button="同意，审定", note="审定以后，方案和材料随文件一起送审，和文件同一时间发布。"
)


def _no_file_to_remove(material: Material, actor: Actor) -> str:
    return services.no_pen(material, actor) or ("" if material.files.exists() else "还没有上传文件。")


@admin.register(Material)
class MaterialAdmin(GovernedAdmin):
    nav_position = 12
    case_template = "admin/interpretation/material/case.html"
    act_template = "admin/interpretation/material/act.html"
    acts = {
        "submit": ActPage(services.submit, note="方案和材料一起送主要负责人审定。"),
        "approve": _APPROVE,
        "approve_major": _APPROVE,
        "pass_legality": ActPage(
            services.pass_legality,
            forms.Legality,
            button="登记意见",
            note="重大政策的规范性文件，解读材料发布以前要经合法性审查。意见是不通过的，用“退回”。",
        ),
        "sign_off": ActPage(
            services.sign_off,
            forms.SignOff,
            button="登记审签",
            note="市政府名义的文件，由市政府办把文件、方案和解读材料一起呈市政府负责同志审签，再签发文件。",
        ),
        "send_back": ActPage(services.send_back, forms.SendBack),
        "publish": ActPage(
            services.publish, note="和文件同步的，文件发布时系统自动发布；这里发布吹风、跟进的，和经同意延迟的。"
        ),
        "confirm": ActPage(
            services.confirm,
            forms.Reason,
            button="核对过，解读不用改",
            note="对照改动以后的文件看过一遍，解读仍然准确。不准确的用“撤下”，另写一份。",
        ),
        "withdraw": ActPage(services.withdraw, forms.Reason, warning="撤下以后不能恢复，页面留下理由。"),
        "cancel": ActPage(services.cancel, forms.Reason, warning="作废以后不能恢复，可以另写一份。"),
        "write": ActPage(
            services.write,
            forms.Write,
            label="写材料",
            button="保存",
            why_not=services.no_pen,
            mends=(gates.face_is_there, gates.elements_are_there, gates.is_accessible),
        ),
        "add_media": ActPage(
            services.add_media,
            forms.AddMedia,
            label="上传图片、音频、视频",
            button="上传",
            note="图片里的拍摄地点、设备这些看不见的内容，上传时由系统清掉；原来的文件名不保留。",
            why_not=services.no_pen,
            mends=(gates.is_accessible,),
        ),
        "remove_media": ActPage(
            services.remove_media, forms.RemoveMedia, label="移除文件", button="移除", why_not=_no_file_to_remove
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda material: material.state in OVER,
            form=forms.SettlePersonal,
            personal=(gates.personal_data_is_settled,),
            secrecy=(gates.secrecy_words_are_settled,),
        ),
    }
    list_display = ("title", "state_tag", "organ_name", "stage", "form", "copied_share", "published_on")
    list_display_links = ("title",)
    list_filter = ("state", "stage", "form", "way", "theme", "is_late", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("title", "document__title", "document__doc_number")
    search_help_text = "解读标题、文件标题、发文字号"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Material) -> SafeString:
        tone, words = TONES.get(row.state, "plain"), row.get_state_display()
        if row.recheck_at:
            tone, words = "warn", f"{words}，文件改过"
        return format_html('<span class="tag tag-{}">{}</span>', tone, words)

    @admin.display(description="解读单位", ordering="organ")
    def organ_name(self, row: Material) -> str:
        return row.organ.short_name

    @admin.display(description="与文件重复", ordering="similarity")
    def copied_share(self, row: Material) -> str:
        """Names itself: on a phone the list has no headings."""
        share = f"重复{row.similarity}%"
        if row.similarity < settings.INTERPRETATION_COPIED_PERCENT:
            return share
        return format_html('<span class="tag tag-warn">{}</span>', share)

    @admin.display(description="发布时间", ordering="published_at")
    def published_on(self, row: Material) -> str:
        """And whether it was late, in one place: the list stays as wide as the screen."""
        if row.published_at is None:
            return "没有发布"
        day = f"{clock.local(row.published_at):%Y-%m-%d}发布"
        return format_html('{} <span class="tag tag-bad">超过时限</span>', day) if row.is_late else day

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        return rows.filter(pk__in=Material.objects.visible_to(actor).values("pk"))

    def get_urls(self) -> list[URLPattern]:
        view = self.admin_site.admin_view(self.file_view)
        route = "<path:object_id>/change/file/<int:file_id>/<slug:what>/"
        return [path(route, view, name="interpretation_material_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int, what: str) -> HttpResponseBase:
        """A file or its captions, for whoever may see the explanation."""
        subject = self.subject_or_404(request, object_id)
        stored = served(get_object_or_404(subject.files.with_files(), pk=file_id), what)
        if stored is None:
            raise Http404
        return send(request, stored)

    def case_context(self, request: HttpRequest, subject: Material, tab: str) -> dict[str, Any]:
        similarity = copied(subject)
        return {
            "head_line": [
                subject.get_stage_display(),
                subject.get_way_display(),
                subject.get_form_display(),
                subject.organ.short_name,
            ],
            "verdict": verdict_on(subject.document),
            "responsible": responsible_for(subject.document),
            "plan": getattr(subject.document, "interpretation_plan", None),
            "checklist": checklist(subject),
            "similarity": similarity,
            "passages": similarity.passages[:PASSAGES_SHOWN],
            "copies": similarity.percent >= settings.INTERPRETATION_COPIED_PERCENT,
            "files": subject.files.with_files(),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
        }

    def act_context(self, act: str, subject: Any) -> dict[str, Any]:
        """Whoever decides sees what about; whoever writes has the document beside."""
        shown = {"copies": subject.similarity >= settings.INTERPRETATION_COPIED_PERCENT}
        return shown | {"reads": [] if act == "write" else subject.written(), "document": subject.document}


def _wrote(actor: Actor, _at: datetime) -> Q:
    return Q(writer=actor.id)


def _wrote_or_approved(actor: Actor, _at: datetime) -> Q:
    return Q(writer=actor.id) | Q(approver=actor.id)


_OF_THE_CITY = Q(stage="along", signed_off_at=None) & OF_GOVERNMENT
_TO_GO_OUT = Q(document__published_at__isnull=False) | Q(stage="before")

register(
    QueueSource(
        model=Material,
        name="政策解读",
        visible=Material.objects.visible_to,
        steps=(
            Step("submit", EDITABLE, "写好并送审定", "等材料"),
            Step("approve", {MaterialState.REVIEW}, "审定解读", "等主要负责人审定", not_for=_wrote),
            Step(
                "pass_legality",
                {MaterialState.LEGALITY},
                "登记合法性审查意见",
                "等合法性审查",
                not_for=_wrote_or_approved,
            ),
            Step(
                "sign_off",
                {MaterialState.APPROVED},
                "审签解读",
                "等市政府负责同志审签",
                when=_OF_THE_CITY,
                not_for=_wrote_or_approved,
            ),
            Step(
                "confirm",
                {MaterialState.PUBLISHED},
                "文件改过，核对解读",
                "等核对",
                when=Q(recheck_at__isnull=False),
                not_for=_wrote,
            ),
            Step("publish", {MaterialState.APPROVED}, "发布解读", "等发布", when=_TO_GO_OUT),
        ),
        headline=lambda material: material.title,
        situation=lambda material: (
            f"{material.organ.short_name}，{material.get_stage_display()}，{material.get_state_display()}。"
        ),
    )
)
