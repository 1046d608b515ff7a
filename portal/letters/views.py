"""核验文书: whoever holds a letter can see that it is real.

The page tells what the register tells, never what the letter says.
"""

import hashlib
from dataclasses import dataclass

from django.core.files.base import File
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from portal.errors import DomainError
from portal.letters.forms import VerificationForm
from portal.letters.models import Letter
from portal.letters.selectors import letter_by_code, was_handed_out
from portal.site.throttling import SlowDown

TOO_MANY = 429

_attempts = SlowDown("letter-verification", limit=30, seconds=600)


@dataclass(frozen=True, slots=True)
class Answer:
    """``letter`` is ``None`` when no letter carries the code; ``same_file`` when none was sent to compare."""

    letter: Letter | None
    same_file: bool | None


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def verify(request: HttpRequest) -> HttpResponse:
    """The code comes in the body only: an address with the code in it would stay in logs and histories."""
    if request.method != "POST":
        return render(request, "letters/verify.html", {"form": VerificationForm()})
    form = VerificationForm(request.POST, request.FILES)
    try:
        _attempts.count(request)
    except DomainError as refused:
        form.is_valid()
        form.add_error(None, refused.message)
        return render(request, "letters/verify.html", {"form": form}, status=TOO_MANY)
    answer = _answer(form) if form.is_valid() else None
    return render(request, "letters/verify.html", {"form": form, "answer": answer})


def _answer(form: VerificationForm) -> Answer:
    file: File[bytes] | None = form.cleaned_data["file"]
    digest = _digest(file) if file else ""
    letter = letter_by_code(form.cleaned_data["code"])
    same = was_handed_out(letter, digest) if letter and digest else None
    return Answer(letter, same)


def _digest(file: "File[bytes]") -> str:
    digest = hashlib.sha256()
    for chunk in file.chunks():
        digest.update(chunk)
    return digest.hexdigest()
