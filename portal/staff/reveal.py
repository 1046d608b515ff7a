"""查看个人信息: the page on which one person, for one reason, reads one datum. It is shown once and kept nowhere."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path

from portal.errors import DomainError, NotAllowed
from portal.privacy.fields import personal_fields
from portal.privacy.services import reveal, why_not
from portal.privacy.services.revealing import REASON_LENGTH
from portal.staff import visitor
from portal.staff.acts import ActForm
from portal.staff.controls import Text
from portal.staff.governed import GovernedAdmin


class RevealForm(ActForm):
    reason = Text(label="查看理由", help_text=f"为办哪件事要看。会长期记录，最多{REASON_LENGTH}个字，不要写号码。")


class RevealsPersonalData(GovernedAdmin):
    """Base of the admin of a subject with sealed fields.

    The case page lists them masked (``personal_facts``), each with a link to its own page; a POST with a reason shows
    the text in the answer itself, which no cache keeps and no address leads back to.
    """

    reveal_template = "admin/staff/reveal.html"

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}_reveal"
        view = self.admin_site.admin_view(self.reveal_view)
        return [path("<path:object_id>/change/reveal/<slug:field>/", view, name=name), *super().get_urls()]

    def personal_facts(self, request: HttpRequest, subject: Any) -> list[dict[str, Any]]:
        """Label, mask, and where to go to read it; the address is empty for who may not."""
        actor = visitor.actor(request)
        return [
            {
                "label": field.verbose_name,
                "mask": str(getattr(subject, field.attname) or ""),
                "url": f"reveal/{field.name}/" if not why_not(subject, field.name, actor) else "",
            }
            for field in personal_fields(self.model)
            if getattr(subject, field.attname)
        ]

    def reveal_view(self, request: HttpRequest, object_id: str, field: str) -> HttpResponse:
        subject = self.subject_or_404(request, object_id)
        actor = visitor.actor(request)
        datum = next((each for each in personal_fields(self.model) if each.name == field), None)
        if datum is None or not getattr(subject, datum.attname) or not self.is_insider(subject, actor):
            raise Http404
        if why := why_not(subject, field, actor):
            return self._refused(request, NotAllowed(why), self.case_url(subject))
        form = self._reveal_form(request, subject)
        text = self._revealed(request, subject, field, form) if request.method == "POST" and form.is_valid() else ""
        return self._reveal_page(request, subject, datum, form, text)

    def _reveal_form(self, request: HttpRequest, subject: Any) -> RevealForm:
        who = {"actor": visitor.actor(request), "at": visitor.moment(request), "subject": subject}
        return RevealForm(request.POST, **who) if request.method == "POST" else RevealForm(**who)

    def _revealed(self, request: HttpRequest, subject: Any, field: str, form: RevealForm) -> str:
        reason = form.cleaned_data["reason"]
        try:
            return reveal(subject, field, actor=visitor.actor(request), reason=reason, at=visitor.moment(request))
        except DomainError as error:
            form.refuse(error)
            return ""

    def _reveal_page(self, request: HttpRequest, subject: Any, datum: Any, form: RevealForm, text: str) -> HttpResponse:
        context = {
            **self._frame(request, subject),
            "title": f"查看{datum.verbose_name}",
            "datum": datum,
            "mask": str(getattr(subject, datum.attname)),
            "text": text,
            "form": form,
        }
        response = TemplateResponse(request, self.reveal_template, context)
        response["Cache-Control"] = "no-store, private, max-age=0"
        response["Pragma"] = "no-cache"
        response["Referrer-Policy"] = "no-referrer"
        return response
