"""查看申请人的信息: one datum, for one reason on record, shown once (RevealsPersonalData for a row beside the case)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from portal.errors import DomainError, NotAllowed
from portal.privacy.fields import personal_fields
from portal.privacy.services import reveal, why_not
from portal.staff import visitor
from portal.staff.reveal import RevealForm
from requests_app.cases.models import Applicant


def view(admin: Any, request: HttpRequest, object_id: str, field: str) -> HttpResponse:
    """A page that asks why, and answers with the text; no cache keeps it and no address leads back to it."""
    subject = admin.subject_or_404(request, object_id)
    applicant, actor, at = subject.applicant, visitor.actor(request), visitor.moment(request)
    datum = next((each for each in personal_fields(Applicant) if each.name == field), None)
    if datum is None or not getattr(applicant, datum.attname):
        raise Http404
    if why := why_not(applicant, field, actor):
        refused: HttpResponse = admin._refused(request, NotAllowed(why), admin.case_url(subject))
        return refused
    who: dict[str, Any] = {"actor": actor, "at": at, "subject": subject}
    form = RevealForm(request.POST, **who) if request.method == "POST" else RevealForm(**who)
    text = ""
    if request.method == "POST" and form.is_valid():
        try:
            text = reveal(applicant, field, actor=actor, reason=form.cleaned_data["reason"], at=at)
        except DomainError as error:
            form.refuse(error)
    context = {
        **admin._frame(request, subject),
        "title": f"查看{datum.verbose_name}",
        "datum": datum,
        "mask": str(getattr(applicant, datum.attname)),
        "text": text,
        "form": form,
    }
    response = TemplateResponse(request, "admin/staff/reveal.html", context)
    response["Cache-Control"] = "no-store, private, max-age=0"
    response["Pragma"] = "no-cache"
    response["Referrer-Policy"] = "no-referrer"
    return response
