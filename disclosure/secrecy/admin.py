"""保密期限登记 in the staff site: kept by the secrecy reviewer, read by nobody else but the office of the city."""

from datetime import datetime, timedelta
from typing import Any

from django.contrib import admin
from django.db.models import Case, Q, QuerySet, When
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from disclosure.secrecy import forms, services
from disclosure.secrecy.fields import REDETERMINED
from disclosure.secrecy.models import SecrecyTerm
from disclosure.secrecy.states import KEEPERS, TermState
from portal.accounts.states import Role
from portal.actors import Actor
from portal.clock import local
from portal.staff import visitor
from portal.staff.acts import ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.queue import QueueSource, Step, register
from portal.staff.timeline import in_full

_FACTS = ("designation", "level", "determined_on", "ends_on", "determined_by", "basis")


def readable(rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
    """Need to know: the keepers of the organ, its disclosure head, and 政务公开办."""
    if actor.holds_anywhere(Role.OVERSIGHT):
        return rows
    own = {organ for role in (*KEEPERS, Role.DISCLOSURE_HEAD) for organ in actor.organ_ids(role)}
    return rows.filter(organ__in=own)


def _ending(at: datetime) -> Q:
    soon = local(at).date() + timedelta(days=max(services.REMIND_DAYS))
    return Q(state=TermState.IN_FORCE, ends_on__lte=soon)


def near_end(terms: QuerySet[Any], at: datetime) -> QuerySet[Any]:
    """``is_near``: the keeper has been reminded that the term ends."""
    marked: QuerySet[Any] = terms.annotate(is_near=Case(When(_ending(at), then=True), default=False))
    return marked


@admin.register(SecrecyTerm)
class SecrecyTermAdmin(GovernedAdmin):
    nav_position = 24
    case_template = "admin/disclosure/catalogue/case.html"
    acts = {
        "redetermine": ActPage(
            services.redetermine,
            forms.Redetermine,
            note="期满以前才能重新确定。从今天算起，不能超过法定年限。",
        ),
        "declassify": ActPage(
            services.declassify, forms.Reason, warning="解密以后不能恢复。要公开的，另外拟稿，仍要经过保密审查。"
        ),
    }
    starts = {
        "register_term": ActPage(
            services.register_term,
            forms.RegisterTerm,
            label="登记保密期限",
            note="只登记编号和期限，不录入涉密内容。",
        )
    }
    list_display = ("number", "designation", "level", "ends", "state_tag", "organ_name")
    list_filter = ("state", "level", ("organ", admin.RelatedOnlyFieldListFilter))
    list_select_related = ("organ",)
    search_fields = ("number", "designation")
    search_help_text = "登记号、代称"

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        return near_end(super().get_queryset(request), visitor.moment(request))

    @admin.display(description="保密期限到", ordering="ends_on")
    def ends(self, term: Any) -> SafeString | str:
        day = term.ends_on.isoformat()
        return format_html('{} <span class="tag tag-warn">快到期</span>', day) if term.is_near else day

    @admin.display(description="状态", ordering="state")
    def state_tag(self, term: SecrecyTerm) -> SafeString:
        tone = "wait" if term.state == TermState.IN_FORCE else "plain"
        return format_html('<span class="tag tag-{}">{}</span>', tone, term.get_state_display())

    @admin.display(description="定密机关", ordering="organ")
    def organ_name(self, term: SecrecyTerm) -> str:
        return term.organ.short_name

    def may_enter(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in (*KEEPERS, Role.DISCLOSURE_HEAD, Role.OVERSIGHT))

    def may_create(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in KEEPERS)

    def visible(self, rows: QuerySet[Any], actor: Actor) -> QuerySet[Any]:
        return readable(rows, actor)

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        return {name: getattr(subject, name) for name in REDETERMINED} if act == "redetermine" else {}

    def case_context(self, request: HttpRequest, subject: SecrecyTerm, tab: str) -> dict[str, Any]:
        fields = [(subject._meta.get_field(name), getattr(subject, name)) for name in _FACTS]
        return {
            "head_line": [subject.number, subject.organ.short_name],
            "row_facts": [(str(getattr(field, "verbose_name", "")), in_full(field, value)) for field, value in fields],
        }


register(
    QueueSource(
        model=SecrecyTerm,
        name="保密期限",
        visible=lambda actor: readable(SecrecyTerm.objects.all(), actor),
        steps=(Step("redetermine", {TermState.IN_FORCE}, "期满以前决定是否延长", "等决定是否延长", when=_ending),),
        headline=lambda term: term.designation,
        situation=lambda term: f"{term.number}，保密期限到{term.ends_on}，期满自行解密。",
    )
)
