"""站内消息: what the house told this person."""

from django.contrib import admin
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import NoReverseMatch, reverse
from django.views.decorators.http import require_POST

from portal.notices import selectors, services
from portal.notices.models import Notice
from portal.staff import visitor

PER_PAGE = 20


def inbox_view(request: HttpRequest) -> HttpResponse:
    page = Paginator(selectors.inbox(visitor.person(request)), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        **admin.site.each_context(request),
        "title": "站内消息",
        "nav_here": "inbox",
        "page": page,
        "messages_shown": [(notice, case_url(notice)) for notice in page],
    }
    return TemplateResponse(request, "admin/staff/inbox.html", context)


@require_POST
def read_view(request: HttpRequest) -> HttpResponse:
    """Mark one message or all as read, then go to the case the message is about, or back."""
    chosen = request.POST.get("notice", "")
    notice_id = int(chosen) if chosen.isdecimal() else None
    services.mark_read(user=visitor.person(request), at=visitor.moment(request), notice_id=notice_id)
    notice = selectors.inbox(visitor.person(request)).filter(pk=notice_id).first() if notice_id is not None else None
    return HttpResponseRedirect((case_url(notice) if notice else "") or reverse("admin:inbox"))


def case_url(notice: Notice) -> str:
    """The staff page of the case, empty when there is none."""
    about = notice.about
    if about is None:
        return ""
    try:
        return reverse(f"admin:{about.label.replace('.', '_')}_change", args=[about.pk])
    except NoReverseMatch:
        return ""
