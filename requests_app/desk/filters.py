"""Ways to look at the list of requests: what waits for whom, and what is late."""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.contrib import admin
from django.db.models import Q, QuerySet
from django.http import HttpRequest

from portal.deadlines.models import Deadline
from portal.staff import visitor
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest
from requests_app.cases.states import UNSERVED, State
from requests_app.consulting.models import Consultation


def _clocks(**conditions: object) -> Q:
    rows = Deadline.objects.filter(subject_label=DisclosureRequest._meta.label_lower, **conditions)
    return Q(pk__in=rows.order_by().values("subject_id"))


def _late(at: datetime) -> Q:
    rows = Deadline.objects.overdue(at).filter(subject_label=DisclosureRequest._meta.label_lower)
    return Q(pk__in=rows.order_by().values("subject_id"))


def _asked(_at: datetime) -> Q:
    return Q(pk__in=Consultation.objects.waiting().order_by().values("request"))


VIEWS: dict[str, tuple[str, Callable[[datetime], Q]]] = {
    "open": ("在办", lambda _at: Q(state__in=sorted(UNSERVED | {State.SUBMITTED}))),
    "late": ("超期", _late),
    "unconfirmed": ("没有确认接收", lambda _at: Q(state=State.SUBMITTED)),
    "unopened": ("没有人打开过", lambda _at: Q(first_opened_at=None, state__in=(State.SUBMITTED, State.HANDLING))),
    "nobody": ("没有经办人", lambda _at: Q(handler=None, state__in=sorted(UNSERVED))),
    "applicant": ("等申请人", lambda _at: Q(state__in=(State.CORRECTING, State.PAYING))),
    "asked": ("等别人的意见", _asked),
    "extended": ("延过期", lambda _at: _clocks(rule=clocks.REPLY, extended_by__gt=0)),
    "reopened": ("重新处理", lambda _at: Q(round__gt=1)),
}


class StandingFilter(admin.SimpleListFilter):
    """One of the views of the ledger."""

    title = "情况"
    parameter_name = "view"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [(name, label) for name, (label, _) in VIEWS.items()]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        chosen = VIEWS.get(self.value() or "")
        return queryset.filter(chosen[1](visitor.moment(request))) if chosen else queryset
