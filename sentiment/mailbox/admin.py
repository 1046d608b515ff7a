"""群众留言 in the staff site: the list with what waits, the page of one letter, its acts."""

from datetime import datetime
from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import clock
from portal.actors import Actor
from portal.files import serving
from portal.privacy.services import plain_text
from portal.receipts.receivers import receiver
from portal.screening.masks import redacted
from portal.screening.selectors import findings_to_show
from portal.staff import settling, visitor
from portal.staff.acts import ActPage
from portal.staff.queue import QueueSource, Step, register
from portal.staff.reveal import RevealsPersonalData
from sentiment.mailbox import gates, services, staff_forms
from sentiment.mailbox.codes import Elsewhere, Fault, Kind
from sentiment.mailbox.models import HotlineOrder, Message
from sentiment.mailbox.selectors import overdue, past_the_red_line, waiting
from sentiment.mailbox.services.answering import not_to_extend
from sentiment.mailbox.services.releasing import not_to_prepare
from sentiment.mailbox.services.routing import not_to_reclassify, not_to_urge
from sentiment.mailbox.states import OPEN, RECEIVERS, State

FINDINGS_SHOWN = 50
TONES: dict[str, str] = {
    State.SUBMITTED: "wait",
    State.HANDLING: "wait",
    State.APPROVAL: "wait",
    State.ANSWERED: "ok",
    State.PUBLISHED: "ok",
}


class Waiting(admin.SimpleListFilter):
    """What the oversight office looks for."""

    title = "期限"
    parameter_name = "waits"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [("overdue", "超期没有答复"), ("red", "超过三个月红线"), ("late", "答复了，但是超期")]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Message]) -> QuerySet[Message]:
        at = visitor.moment(request)
        wanted = {"overdue": overdue(at), "red": past_the_red_line(at), "late": Q(is_late=True)}
        chosen = wanted.get(self.value() or "")
        return queryset.filter(chosen) if chosen is not None else queryset


@admin.register(Message)
class MessageAdmin(RevealsPersonalData):
    nav_position = 30
    change_list_template = "admin/sentiment/message/change_list.html"
    case_template = "admin/sentiment/message/case.html"
    acts: ClassVar[dict[str, ActPage]] = {
        "accept": ActPage(services.accept, in_bulk=True, note="期限从收到那天算，不因为受理重新算。"),
        "submit_answer": ActPage(
            services.submit_answer, staff_forms.Answer, note="送另一个人审核，审核以后答复留言人。"
        ),
        "approve": ActPage(services.approve, note="留言人马上能看到答复。"),
        "send_back": ActPage(services.send_back, staff_forms.Reason),
        "publish": ActPage(services.publish, note="任何人都能看到。请逐字看过：没有个人信息，没有不能公开的内容。"),
        "keep_private": ActPage(services.keep_private, staff_forms.Reason, note="答复照样有效，只是不放到网上。"),
        "take_down": ActPage(services.take_down, staff_forms.Reason, warning="原因会写在公开页面上，不要写个人信息。"),
        "hand_over": ActPage(services.hand_over, staff_forms.HandOver, note="答复期限不变，新的机关接着算。"),
        "redirect": ActPage(services.redirect, staff_forms.Redirect, note="马上告诉留言人，这件办结。"),
        "set_aside": ActPage(services.set_aside, staff_forms.SetAside, warning="留言人会看到认定的情形；不计入统计。"),
        "prepare": ActPage(
            services.prepare,
            staff_forms.Prepare,
            label="整理公开的文字",
            button="保存",
            why_not=not_to_prepare,
            mends=(gates.public_words_are_there, gates.nobody_is_named),
        ),
        **settling.pages(
            services.settle_findings,
            is_over=lambda message: message.state != State.ANSWERED,
            until="公开",
            form=settling.KeepPersonal,
            personal=(gates.is_screened,),
            secrecy=(gates.is_screened,),
        ),
        "extend": ActPage(services.extend, staff_forms.Extend, label="延长期限", why_not=not_to_extend, rare=True),
        "reclassify": ActPage(
            services.reclassify, staff_forms.Reclassify, label="改类别", why_not=not_to_reclassify, rare=True
        ),
        "convert": ActPage(
            services.convert, staff_forms.Convert, label="转为别的案件", why_not=services.not_to_convert, rare=True
        ),
        "urge": ActPage(services.urge, staff_forms.Urge, label="督办", why_not=not_to_urge),
    }
    starts: ClassVar[dict[str, ActPage]] = {
        "register": ActPage(services.register, staff_forms.Register, label="登记留言", button="登记")
    }
    list_display = ("title", "number", "kind", "state_tag", "received", "organ_name")
    list_display_links = ("title",)
    list_filter = ("state", Waiting, "kind", "source", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("number", "title")
    search_help_text = "编号、标题"

    @admin.display(description="状态", ordering="state")
    def state_tag(self, row: Message) -> SafeString:
        tone = TONES.get(row.state, "plain")
        return format_html('<span class="tag tag-{}">{}</span>', tone, row.get_state_display())

    @admin.display(description="收到日", ordering="received_on")
    def received(self, row: Message) -> str:
        return f"{row.received_on:%Y-%m-%d}"

    @admin.display(description="承办机关", ordering="organ")
    def organ_name(self, row: Message) -> str:
        return row.organ.short_name

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in RECEIVERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Message.objects.visible_to(actor).order_by().values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        """The public words begin with everything masked that can be told to be a personal datum."""
        if act != "prepare":
            return {}
        if subject.public_title:
            return {name: getattr(subject, name) for name in ("public_title", "public_question", "public_answer")}
        return {
            "public_title": _without_writer(subject, subject.title),
            "public_question": _without_writer(subject, subject.text),
            "public_answer": _without_writer(subject, subject.answer),
        }

    def case_context(self, request: HttpRequest, subject: Message, tab: str) -> dict[str, Any]:
        facts = [
            ("承办机关", subject.organ.name),
            ("来源", subject.get_source_display()),
            ("收到", f"{subject.received_on:%Y年%-m月%-d日}"),
            ("转办", f"{subject.hand_overs}次" if subject.hand_overs else ""),
            ("留言人同意公开", "同意" if gates.may_be_public(subject) else "不公开"),
            ("督办", f"{clock.local(subject.urged_at):%Y年%-m月%-d日}" if subject.urged_at else ""),
            ("属于", Elsewhere(subject.elsewhere).label if subject.elsewhere else ""),
            ("无效的情形", Fault(subject.fault).label if subject.fault else ""),
            ("转为", subject.converted_to),
            ("请留言人转为", _offered(subject)),
            ("热线平台", _order(subject)),
            ("邮箱", "已经核实" if subject.email_verified_at else ""),
            ("实名核验", _real_name(subject)),
            ("留言人评价", f"{subject.score}分　{subject.score_words}" if subject.score else ""),
            ("撤下的原因", subject.taken_down_reason),
        ]
        return {
            "headline": subject.title,
            "head_line": [subject.number, Kind(subject.kind).label],
            "row_facts": [fact for fact in facts if fact[1]],
            "personal_facts": self.personal_facts(request, subject),
            "findings": findings_to_show(subject, at_most=FINDINGS_SHOWN),
            "files": subject.files.select_related("file"),
        }

    def get_urls(self) -> list[URLPattern]:
        file = self.admin_site.admin_view(self.file_view)
        here = "<path:object_id>/change/file/<int:file_id>/"
        return [path(here, file, name="sentiment_message_file"), *super().get_urls()]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """What the writer sent, for whoever may see the letter."""
        subject = self.subject_or_404(request, object_id)
        return serving.send(request, get_object_or_404(subject.files.select_related("file"), pk=file_id).file)

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        response = super().changelist_view(request, extra_context)
        if isinstance(response, TemplateResponse) and response.context_data and "cl" in response.context_data:
            rows = Message.objects.visible_to(visitor.actor(request))
            response.context_data["waiting"] = waiting(rows, at=visitor.moment(request))
        return response


def _offered(message: Message) -> str:
    to = receiver(message.offered)
    return f"{to.label}，等留言人同意" if to and message.state in OPEN else ""


def _order(message: Message) -> str:
    order = HotlineOrder.objects.filter(message=message).first()
    return f"{order.number}，{order.delivery}" if order else ""


def _real_name(message: Message) -> str:
    words = {True: "姓名和证件号码一致", False: "姓名和证件号码不一致", None: ""}[message.is_real_name]
    return f"{words}（{clock.local(message.real_name_at):%Y年%-m月%-d日}）" if message.real_name_at else words


def _without_writer(message: Message, text: str) -> str:
    name = plain_text(message, "name")
    return redacted(text.replace(name, f"{name[:1]}某") if len(name) > 1 else text)


def _drafted(actor: Actor, _at: datetime) -> Q:
    return Q(drafter_id=actor.id)


def _edited(actor: Actor, _at: datetime) -> Q:
    return Q(editor_id=actor.id)


_TO_BE_SHOWN = Q(consents=True) & ~Q(kind=Kind.REPORT)

register(
    QueueSource(
        model=Message,
        name="群众留言",
        visible=lambda actor: Message.objects.visible_to(actor),
        steps=(
            Step("accept", {State.SUBMITTED}, "受理或者转办", "等受理"),
            Step("submit_answer", {State.HANDLING}, "办理并起草答复", "等起草答复"),
            Step("approve", {State.APPROVAL}, "审核答复", "等审核答复", not_for=_drafted),
            Step(
                "publish",
                {State.ANSWERED},
                "整理、批准公开",
                "等公开",
                when=_TO_BE_SHOWN & ~Q(public_answer=""),
                not_for=_edited,
            ),
        ),
        headline=lambda message: message.title,
        situation=lambda message: (
            f"{message.number}，{message.get_kind_display()}，{message.received_on}收到，{message.organ.short_name}"
            f"{message.get_state_display()}。"
        ),
    )
)
