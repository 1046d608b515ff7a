"""Letters, drafts and files of a case, for whoever may see the case. Nothing is kept by a cache."""

from collections.abc import Callable
from typing import Any

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404
from django.utils.cache import add_never_cache_headers
from django.utils.http import content_disposition_header

from portal.errors import DomainError
from portal.files import vault
from portal.letters.rendering import LetterFile
from portal.letters.services import draft_file, letter_file
from portal.staff import visitor
from requests_app.answering import services as answering
from requests_app.answering.selectors import drafts_of
from requests_app.citizens.letters import application_of
from requests_app.serving.services import service_slip

ENDINGS = frozenset({"docx", "pdf"})
CONFLICT = 409


def draft(admin: Any, request: HttpRequest, object_id: str, letter: str, ending: str) -> HttpResponse:
    """A letter as it would be issued now, marked as a draft."""
    subject, at = _subject(admin, request, object_id, ending), visitor.moment(request)
    found = next((row for row in drafts_of(subject, on=at.date()) if row.template.code == letter), None)
    if found is None:
        raise Http404
    return _answer(lambda: draft_file(found, ending))


def letter(admin: Any, request: HttpRequest, object_id: str, pk: int, ending: str) -> HttpResponse:
    """An issued letter."""
    subject = _subject(admin, request, object_id, ending)
    row = get_object_or_404(subject.services.select_related("letter"), letter=pk)
    return _answer(lambda: letter_file(row.letter, ending, at=visitor.moment(request)))


def slip(admin: Any, request: HttpRequest, object_id: str, pk: int, ending: str) -> HttpResponse:
    """送达回证."""
    subject = _subject(admin, request, object_id, ending)
    row = get_object_or_404(subject.services.select_related("letter", "request"), pk=pk)
    return _answer(lambda: service_slip(row, ending, at=visitor.moment(request)))


def sheet(admin: Any, request: HttpRequest, object_id: str, which: str, ending: str) -> HttpResponse:
    """申请表 or 登记表."""
    subject, at = _subject(admin, request, object_id, ending), visitor.moment(request)
    makers: dict[str, Callable[[], LetterFile]] = {
        "form": lambda: application_of(subject, ending),
        "register": lambda: answering.register_sheet(subject, ending, at=at),
    }
    maker = makers.get(which)
    if maker is None:
        raise Http404
    return _answer(maker)


def file(admin: Any, request: HttpRequest, object_id: str, pk: int) -> HttpResponseBase:
    """A file of the case as it was uploaded."""
    subject = admin.subject_or_404(request, object_id)
    row = get_object_or_404(subject.files.select_related("file").filter(file__isnull=False), pk=pk)
    response = FileResponse(vault.content(row.file.path), as_attachment=True, filename=row.file.name)
    response["X-Content-Type-Options"] = "nosniff"
    _make_private(response)
    return response


def _subject(admin: Any, request: HttpRequest, object_id: str, ending: str) -> Any:
    subject = admin.subject_or_404(request, object_id)
    if ending not in ENDINGS:
        raise Http404
    return subject


def _answer(make: Callable[[], LetterFile]) -> HttpResponse:
    """The file, or in words why it cannot be made here."""
    try:
        made = make()
    except DomainError as error:
        return HttpResponse(error.message, status=CONFLICT, content_type="text/plain; charset=utf-8")
    response = HttpResponse(made.content, content_type=made.content_type)
    response["Content-Disposition"] = content_disposition_header(True, made.name) or "attachment"  # noqa: FBT003 - Django's own
    _make_private(response)
    return response


def _make_private(response: HttpResponseBase) -> None:
    add_never_cache_headers(response)
    response["Referrer-Policy"] = "no-referrer"
