"""归纳: many opinions at once under one theme; all of them as a table; what was attached."""

from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.utils.http import content_disposition_header

from disclosure.consultations import selectors, services, tables
from disclosure.consultations.codes import Stance
from disclosure.consultations.models import Consultation, OpinionFile, OpinionQuerySet, Theme
from disclosure.consultations.services.answering import not_to_answer, ticked
from portal import spreadsheets
from portal.actors import Actor
from portal.audit.services import record
from portal.errors import DomainError, NotAllowed
from portal.files import serving
from portal.staff import visitor

PER_PAGE = 50
EVERYTHING = "everything"
_ASKED = ("theme", "passage", "stance", "words")
_LONGEST = 60


def grouping(admin: Any, request: HttpRequest, object_id: str) -> HttpResponseBase:
    """A page of opinions with their ticks; a POST puts the ticked ones, or everything the filter finds, under a theme.
    Read by place: the page costs the same among a hundred and among a hundred thousand."""
    subject = admin.subject_or_404(request, object_id)
    actor = visitor.actor(request)
    why = not_to_answer(subject, actor)
    if why and request.method == "POST":
        refused: HttpResponse = admin._refused(request, NotAllowed(why), admin.case_url(subject))
        return refused
    asked = {name: request.GET.get(name, "")[:_LONGEST].replace("\0", "") for name in _ASKED}
    asked["theme"] = asked["theme"] if "theme" in request.GET else "none"
    rows = selectors.opinions_to_group(subject, **asked)
    if request.method == "POST":
        return _group(request, subject, rows, actor)
    after = request.GET.get("after", "")
    if after.isascii() and after.isdecimal() and len(after) < 18:
        rows = rows.filter(pk__gt=int(after))
    found = list(rows[: PER_PAGE + 1])
    context = {
        **admin._frame(request, subject),
        "title": "归纳意见",
        "why_not": why,
        "opinions": found[:PER_PAGE],
        "next": urlencode(asked | {"after": found[PER_PAGE - 1].pk}) if len(found) > PER_PAGE else "",
        "themes": selectors.themes_of(subject),
        "stances": Stance.choices,
        "passages": subject.passages.all(),
        "asked": asked,
        "everything": EVERYTHING,
    }
    return TemplateResponse(request, "admin/disclosure/consultation/grouping.html", context)


def _group(request: HttpRequest, subject: Consultation, rows: OpinionQuerySet, actor: Actor) -> HttpResponse:
    at = visitor.moment(request)
    chosen = rows
    if request.POST.get("which") != EVERYTHING:
        chosen = ticked(subject, [int(each) for each in request.POST.getlist("opinion") if each.isdecimal()])
    try:
        theme = _theme(request, subject, actor)
        many = services.group(subject, opinions=chosen, theme=theme, actor=actor, at=at)
    except DomainError as refused:
        messages.warning(request, refused.message)
    else:
        messages.success(request, f"{many}条意见归到“{theme}”。" if theme else f"{many}条意见已经取出来，等归纳。")
    return HttpResponseRedirect(request.get_full_path())


def _theme(request: HttpRequest, subject: Consultation, actor: Actor) -> Theme | None:
    """A new one by its title, or one there is; none takes opinions out again."""
    title = request.POST.get("new_theme", "").strip()
    if title:
        known = subject.themes.filter(title=title).first()
        if known is None:
            given: dict[str, Any] = {"title": title, "summary": "", "actor": actor, "at": visitor.moment(request)}
            known = services.name_theme(subject, **given)
        return known
    number = request.POST.get("theme", "")
    if number == "none":
        return None
    if not number.isdecimal():
        raise DomainError("请选一个主题，或者写一个新的。")
    return get_object_or_404(subject.themes, pk=number)


def export(admin: Any, request: HttpRequest, object_id: str, ending: str) -> HttpResponseBase:
    """``opinions.csv`` is sent line by line, ``opinions.xlsx`` whole; nothing in it says who wrote; who took it is on
    record."""
    subject = admin.subject_or_404(request, object_id)
    if ending not in ("csv", "xlsx"):
        raise Http404
    rows: Iterator[list[str]] = tables.cells(subject)
    response: HttpResponseBase
    if ending == "csv":
        lines = spreadsheets.csv_lines(tables.HEADINGS, rows)
        response = StreamingHttpResponse(lines, content_type=spreadsheets.CSV)
    else:
        sheet = spreadsheets.Sheet("意见", tables.HEADINGS, rows, tables.WIDTHS)
        response = HttpResponse(spreadsheets.workbook(sheet), content_type=spreadsheets.XLSX)
    record(
        act="export_opinions",
        subject=subject,
        actor=visitor.actor(request),
        at=visitor.moment(request),
        after={"format": ending},
    )
    name = f"{subject.title}意见.{ending}"
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name) or "attachment"
    response["Cache-Control"] = "no-store, private"
    return response


def file(admin: Any, request: HttpRequest, object_id: str, pk: int) -> HttpResponseBase:
    """What came with an opinion, for those who see the consultation."""
    subject = admin.subject_or_404(request, object_id)
    rows = OpinionFile.objects.select_related("file").filter(opinion__consultation=subject)
    row = get_object_or_404(rows, pk=pk)
    if row.file is None:
        raise Http404
    response = serving.send(request, row.file)
    response["Cache-Control"] = "no-store, private"
    return response
