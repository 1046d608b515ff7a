"""舆情 in the staff site: the ledger, the case page, the map of the 26 fields."""

from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.urls import URLPattern, path
from django.utils.html import format_html
from django.utils.safestring import SafeString

from portal import clock, spreadsheets
from portal.accounts import rules
from portal.accounts.states import Role
from portal.actors import Actor
from portal.domains import OFFICIAL_NAMES
from portal.files.serving import send
from portal.staff import visitor
from portal.staff.acts import ActPage, WhyNot
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from sentiment.tickets import forms, gates, selectors, services, table
from sentiment.tickets.codes import MAJOR_LEVELS, Disposition, Level
from sentiment.tickets.models import DomainDuty, Ticket
from sentiment.tickets.states import CLERKS, CORRECTORS, DECIDERS, JUDGES, REGISTRARS, RUNNING, TicketState

SIGHTINGS_SHOWN = 20
ADDRESS_LENGTH = 200
TONES: dict[str, str] = {Level.EXTREME: "bad", Level.MAJOR: "bad", Level.LARGE: "warn", Level.ORDINARY: "plain"}


def _unless(states: tuple[str, ...], roles: tuple[Role, ...], words: str) -> WhyNot:
    """Why an act that is no move cannot be done."""

    def why_not(ticket: Ticket, actor: Actor) -> str:
        if ticket.state not in states:
            return "现在的阶段不办这件事。"
        return "" if rules.holds(actor, roles, ticket.organ_id) else f"{words}要由负责的人办理，您没有这个任命。"

    return why_not


def _no_transfer(ticket: Ticket, actor: Actor) -> str:
    if ticket.disposition != Disposition.REFUTE:
        return "处置方式是回应并移交查处的，才登记移交。"
    return _unless((*RUNNING, TicketState.FINISHED), CLERKS, "登记移交")(ticket, actor)


class TicketPages(GovernedAdmin):
    """All of a ticket but what the rooms above add to its page."""

    nav_position = 60
    case_template = "admin/sentiment/ticket/case.html"
    change_list_template = "admin/sentiment/ticket/change_list.html"
    acts = {
        "monitor": ActPage(services.monitor, in_bulk=True, note="时钟从知悉时间算起，一直在走。"),
        "consult": ActPage(services.consult, forms.Consult, mends=(gates.was_consulted,)),
        "judge": ActPage(
            services.judge,
            forms.Judge,
            note="改了级别，时钟从知悉时间按新的级别重算；重大以上要重新批准。",
            mends=(gates.will_be_answered, gates.will_not_be_answered, gates.four_items_are_there),
        ),
        "approve": ActPage(services.approve, note="批准以后才能发布回应。", mends=(gates.is_approved,)),
        "approve_for_city": ActPage(
            services.approve_for_city, note="批准以后才能发布回应。", mends=(gates.is_approved,)
        ),
        "respond": ActPage(services.respond, note="进入以后，审好的回应可以发布。"),
        "decline": ActPage(services.decline, forms.Reason, warning="办结以后不能恢复。"),
        "finish": ActPage(services.finish, note="办结以后做效果评估。"),
        "resume": ActPage(services.resume, forms.Reason),
        "evaluate": ActPage(services.evaluate, forms.Evaluate),
        "merge": ActPage(services.merge, forms.Merge, warning="并入以后不能恢复；回应写在并入的那一件里。"),
        "set_level": ActPage(
            services.set_level,
            forms.SetLevel,
            label="调整级别",
            note="时钟从知悉时间按新的级别重算；升级以后要重新研判、批准。下调重大以上级别由分管领导、主要负责人或者政务公开办办理。",
            why_not=_unless(RUNNING, (*JUDGES, *DECIDERS), "调整级别"),
        ),
        "record_transfer": ActPage(
            services.record_transfer,
            forms.Transfer,
            label="登记移交",
            mends=(gates.transfer_is_recorded,),
            why_not=_no_transfer,
        ),
        "change": ActPage(
            services.change,
            forms.Change,
            label="修改登记内容",
            button="保存",
            rare=True,
            why_not=_unless(RUNNING, JUDGES, "修改"),
        ),
        "add_files": ActPage(
            services.add_files,
            forms.AddFiles,
            label="添加截图",
            button="添加",
            why_not=_unless(RUNNING, JUDGES, "添加截图"),
        ),
        "correct_known_at": ActPage(
            services.correct_known_at,
            forms.CorrectKnownAt,
            label="更正知悉时间",
            note="全部时钟从更正后的时间重算。",
            rare=True,
            why_not=_unless(RUNNING, CORRECTORS, "更正知悉时间"),
        ),
        "override": ActPage(
            services.override,
            forms.Override,
            label="指定责任单位",
            note="不按规则判定，由政务公开办指定。",
            rare=True,
            why_not=_unless(RUNNING, (Role.OVERSIGHT,), "指定责任单位"),
        ),
    }
    starts = {
        "register": ActPage(
            services.register,
            forms.Register,
            label="登记舆情",
            button="登记",
            note="登记以后，系统马上判定责任单位和第一责任人，开始计时，并通知他们。",
        ),
        "import_file": ActPage(
            services.import_rows,
            forms.ImportFile,
            label="导入监测结果",
            button="导入",
            note="同一标题、同一知悉时间只登记一次，重复导入没有影响。",
        ),
    }
    list_display = ("title", "number", "level_tag", "state", "answers_for_it", "known")
    list_display_links = ("title",)
    list_filter = ("state", "level", "kind", "source", "domain", "campaign", "rule", "measure")
    list_select_related = ("organ",)
    search_fields = ("title", "facts")
    search_help_text = "标题、基本情况"

    @admin.display(description="编号", ordering="pk")
    def number(self, row: Ticket) -> str:
        return row.number

    @admin.display(description="级别", ordering="level")
    def level_tag(self, row: Ticket) -> SafeString:
        return format_html('<span class="tag tag-{}">{}</span>', TONES[row.level], row.get_level_display())

    @admin.display(description="第一责任主体", ordering="organ")
    def answers_for_it(self, row: Ticket) -> str:
        return row.organ.short_name

    @admin.display(description="知悉时间", ordering="known_at")
    def known(self, row: Ticket) -> str:
        return f"{clock.local(row.known_at):%m-%d %H:%M}"

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in REGISTRARS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return rows.filter(pk__in=Ticket.objects.visible_to(actor).values("pk"))

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        if act == "merge":
            return {"into": next((row.number for row in selectors.likely_duplicates(subject)), "")}
        names = {"change": forms.Change.base_fields, "judge": forms.Judge.base_fields}.get(act, {})
        return {name: getattr(subject, name) for name in names}

    def brought(self, request: HttpRequest, act: str) -> dict[str, Any]:
        """From the page of a policy document its address comes along (S0-2.10a)."""
        address = request.GET.get("policy", "")[:ADDRESS_LENGTH]
        return {"policy": address} if act == "register" and address else {}

    def case_context(self, request: HttpRequest, subject: Ticket, tab: str) -> dict[str, Any]:
        actor = visitor.actor(request)
        answers = subject.responses.select_related("organ").order_by("pk")
        return {
            "headline": subject.title,
            "head_line": [subject.number, subject.get_level_display(), subject.organ.short_name],
            "answers": answers,
            "lapses": subject.lapses.standing().select_related("deadline", "organ").order_by("pk"),
            "sightings": subject.sightings.select_related("client").order_by("-pk")[:SIGHTINGS_SHOWN],
            "files": subject.files.select_related("file"),
            "concerned": subject.concerned.order_by("position", "pk"),
            "duplicates": _seen(selectors.likely_duplicates(subject), actor) if subject.is_running else [],
            "four_items": [(label, getattr(subject, name)) for name, label in gates.FOUR_ITEMS.items()],
        }

    def get_urls(self) -> list[URLPattern]:
        ledger, file = self.admin_site.admin_view(self.ledger_view), self.admin_site.admin_view(self.file_view)
        return [
            path("ledger.xlsx", ledger, name="sentiment_ledger"),
            path("<path:object_id>/change/file/<int:file_id>/", file, name="sentiment_ticket_file"),
            *super().get_urls(),
        ]

    def file_view(self, request: HttpRequest, object_id: str, file_id: int) -> HttpResponseBase:
        """A screenshot, for whoever may see the ticket."""
        subject = self.subject_or_404(request, object_id)
        return send(request, get_object_or_404(subject.files.select_related("file"), pk=file_id).file)

    def ledger_view(self, request: HttpRequest) -> HttpResponse:
        """All tickets the person may see, as the list is filtered."""
        if not self.has_view_permission(request):
            return HttpResponse(status=403)
        found = self.get_changelist_instance(request).get_queryset(request).order_by("-pk")
        response = HttpResponse(spreadsheets.workbook(table.sheet(found)), content_type=spreadsheets.XLSX)
        day = clock.local(visitor.moment(request)).date().isoformat()
        response["Content-Disposition"] = f'attachment; filename="opinion-{day}.xlsx"'
        response["Cache-Control"] = "no-store, private"
        return response


def _seen(found: list[Ticket], actor: Actor) -> list[Ticket]:
    """Those the person may open."""
    allowed = Ticket.objects.visible_to(actor).filter(pk__in=[row.pk for row in found])
    keys = set(allowed.values_list("pk", flat=True))
    return [row for row in found if row.pk in keys]


@admin.register(DomainDuty)
class DomainDutyAdmin(GovernedAdmin):
    """26个领域: who answers for which."""

    nav_position = 63
    starts = {
        "assign_domain": ActPage(
            services.assign_domain,
            forms.AssignDomain,
            label="确定领域责任单位",
            button="保存",
            note="已经办理的不受影响。",
        )
    }
    list_display = ("domain", "official_name", "organ")
    list_display_links = None
    list_select_related = ("organ",)

    @admin.display(description="国家目录的名称")
    def official_name(self, row: DomainDuty) -> str:
        return OFFICIAL_NAMES.get(row.domain, row.get_domain_display())

    def may_create(self, actor: Actor) -> bool:
        return actor.holds_anywhere(Role.OVERSIGHT)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        """The map is no secret inside the house."""
        return rows


def _judged(actor: Actor, _at: datetime) -> Q:
    return Q(judge=actor.id)


_TO_APPROVE = Q(will_respond=True, approved_at=None)

register(
    QueueSource(
        model=Ticket,
        name="舆情",
        visible=lambda actor: Ticket.objects.visible_to(actor),
        steps=(
            Step("monitor", {TicketState.COLLECTED}, "受理，开始监测", "等受理"),
            Step(
                "consult",
                {TicketState.MONITORING},
                "会商",
                "等会商",
                when=Q(level__in=MAJOR_LEVELS, consulted_at=None),
            ),
            Step("judge", {TicketState.MONITORING, TicketState.CONSULTING}, "研判", "等研判"),
            Step(
                "approve",
                {TicketState.JUDGED},
                "批准处置意见",
                "等批准",
                when=_TO_APPROVE & Q(level=Level.MAJOR),
                not_for=_judged,
            ),
            Step(
                "approve_for_city",
                {TicketState.JUDGED},
                "批准处置意见",
                "等市政府办批准",
                when=_TO_APPROVE & Q(level=Level.EXTREME),
                not_for=_judged,
            ),
            Step(
                "decline",
                {TicketState.JUDGED},
                "确定不予回应",
                "等确定不予回应",
                when=Q(will_respond=False),
                not_for=_judged,
            ),
            Step("respond", {TicketState.JUDGED}, "进入回应", "等进入回应"),
            Step("finish", {TicketState.RESPONDING}, "发布回应，公布结果，办结", "等回应和办结"),
            Step("evaluate", {TicketState.FINISHED}, "评估", "等评估"),
        ),
        headline=lambda ticket: f"{ticket.number}　{ticket.title}",
        situation=lambda ticket: (
            f"{ticket.organ.short_name}，{ticket.get_level_display()}，{clock.local(ticket.known_at):%m月%d日%H:%M}知悉。"
        ),
    )
)
