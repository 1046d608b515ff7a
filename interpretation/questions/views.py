"""政策咨询: the page on which a reader asks about one document."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from disclosure.documents.models import Document
from interpretation.questions.forms import QuestionForm
from interpretation.questions.selectors import answered
from interpretation.questions.services import REPLY
from interpretation.questions.services import ask as put
from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.deadlines.legal_rules.terms import LegalRule
from portal.deadlines.selectors import rule
from portal.errors import DomainError
from portal.site.throttling import SlowDown

_questions = SlowDown("policy-question", limit=10, seconds=3600)


@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing typed is lost on an error; what was answered already stands beside."""
    document = get_object_or_404(Document.objects.public().defer("body", "body_html"), pk=pk)
    form = QuestionForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            _accept(request, form, document)
            return redirect("questions:asked")
        except DomainError as error:
            for field, messages in error.by_field().items():
                for message in messages:
                    form.add_error(field or None, message)
    context = {"form": form, "document": document, "answered": answered(document), "reply": _reply()}
    return render(request, "interpretation/ask.html", context)


@require_safe
@kept_until_next_act
def asked(request: HttpRequest) -> HttpResponse:
    return render(request, "interpretation/asked.html", {"reply": _reply()})


def _reply() -> LegalRule:
    return rule(REPLY, on=clock.today())


def _accept(request: HttpRequest, form: QuestionForm, document: Document) -> None:
    """A machine that filled the trap is thanked and forgotten."""
    if form.cleaned_data["website"]:
        return
    _questions.count(request)
    put(document, question=form.cleaned_data["question"], contact=form.cleaned_data["contact"], at=clock.now())
