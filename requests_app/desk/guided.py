"""The guided decision: 补不补 → 是不是 → 谁负责 → 有没有 → 给不给 → 怎么给 → 怎么答, one page, no script needed.

The questions are links that carry the answers so far; the last step is a form with what the chosen way must say.
"""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse

from portal.errors import DomainError, NotAllowed, StaleState
from portal.staff import timeline, visitor
from portal.staff.acts import ActForm
from requests_app.answering import rules, selectors
from requests_app.answering import services as answering
from requests_app.answering.selectors import ways_offered
from requests_app.answering.states import QUESTIONS
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.desk.forms.deciding import DecideForm, PagesForm, WordingForm
from requests_app.outcomes import BY_CODE


def decide_view(admin: Any, request: HttpRequest, object_id: str, position: int) -> HttpResponse:
    """One item of one case: first the way, then the outcome, then what it must say."""
    subject, item = _item(admin, request, object_id, position)
    if refused := _refused(admin, request, subject):
        return refused
    typed: Mapping[str, Any] = request.POST if request.method == "POST" else request.GET
    steps: dict[str, str] = {
        question.code: str(typed[question.code]) for question in QUESTIONS if typed.get(question.code)
    }
    before = subject.decisions.filter(item=item, round=subject.round).first()
    if not typed.get("outcome") and before is not None and not steps and "anew" not in typed:
        typed = {"outcome": before.outcome, "way": before.way}
        steps = before.steps
    walk = rules.walk(steps)
    outcome, way = str(typed.get("outcome", "")), str(typed.get("way", ""))
    context: dict[str, Any] = {
        "item": item,
        "walk": walk,
        "questions": _asked(steps),
        "offered": [(BY_CODE[code], ways_offered(subject, code)) for code in walk.outcomes],
        "chosen": BY_CODE.get(outcome),
        "trail": {**steps},
    }
    if outcome and BY_CODE.get(outcome) and BY_CODE[outcome].way(way):
        who: dict[str, Any] = {"subject": subject, "actor": visitor.actor(request), "at": visitor.moment(request)}
        who |= {"outcome": outcome, "way": way, "steps": steps}
        if request.method == "POST":
            form = DecideForm(request.POST, **who)
            if form.is_valid() and _done(request, subject, form, partial(answering.decide, item=item)):
                messages.success(request, f"第{item.position}项的结果已保存。")
                return HttpResponseRedirect(admin.case_url(subject))
        else:
            form = DecideForm(initial=_initial(before, outcome), **who)
        context["form"] = form
    return _page(admin, request, subject, "decide", f"第{item.position}项怎么答复", context)


def _asked(steps: dict[str, str]) -> list[tuple[Any, str]]:
    """Each question with the label of its answer; empty when it was not answered."""
    return [
        (question, next((label for code, label, _ in question.answers if code == steps.get(question.code)), ""))
        for question in QUESTIONS
    ]


def _initial(before: Any, outcome: str) -> dict[str, Any]:
    if before is None or before.outcome != outcome:
        return {}
    return {field.name: getattr(before, field.name) for field in before._meta.concrete_fields} | {
        "articles": "\n".join(before.articles)
    }


def _done(request: HttpRequest, subject: DisclosureRequest, form: ActForm, act: Callable[..., object]) -> bool:
    """Save on the version the page was filled in for. A refusal goes to the form; nothing is written then."""
    try:
        if request.POST.get("version") != timeline.revision(subject):
            raise StaleState
        act(subject, actor=visitor.actor(request), at=visitor.moment(request), **form.arguments())
    except DomainError as error:
        form.refuse(error)
        subject.refresh_from_db()
        return False
    return True


def pages_view(admin: Any, request: HttpRequest, object_id: str, position: int) -> HttpResponse:
    """Which pages of which files go out for one item."""
    subject, item = _item(admin, request, object_id, position)
    if refused := _refused(admin, request, subject):
        return refused
    decision = subject.decisions.filter(item=item, round=subject.round).first()
    if decision is None:
        messages.warning(request, "先定这一项的结果，再选提供哪些页。")
        return HttpResponseRedirect(admin.case_url(subject))
    who: dict[str, Any] = {
        "subject": subject,
        "actor": visitor.actor(request),
        "at": visitor.moment(request),
        "decision": decision,
    }
    form = PagesForm(request.POST, **who) if request.method == "POST" else PagesForm(**who)
    save = partial(answering.set_pages, decision=decision)
    if request.method == "POST" and form.is_valid() and _done(request, subject, form, save):
        messages.success(request, f"第{item.position}项提供的页码已保存。")
        return HttpResponseRedirect(admin.case_url(subject))
    context = {"item": item, "form": form, "decision": decision}
    return _page(admin, request, subject, "pages", f"第{item.position}项提供哪些页", context)


def wording_view(admin: Any, request: HttpRequest, object_id: str, letter: str) -> HttpResponse:
    """The editable words of one letter beside the locked ones."""
    subject = admin.subject_or_404(request, object_id)
    if refused := _refused(admin, request, subject):
        return refused
    at = visitor.moment(request)
    drafts = {draft.template.code: draft for draft in selectors.drafts_of(subject, on=at.date())}
    draft = drafts.get(letter)
    if draft is None:
        raise Http404
    who: dict[str, Any] = {"subject": subject, "actor": visitor.actor(request), "at": at, "draft": draft}
    form = WordingForm(request.POST, **who) if request.method == "POST" else WordingForm(**who)
    save = partial(answering.set_wording, letter=letter)
    if request.method == "POST" and form.is_valid() and _done(request, subject, form, save):
        messages.success(request, f"《{draft.template.title}》的措辞已保存。")
        return HttpResponseRedirect(admin.case_url(subject))
    return _page(admin, request, subject, "wording", draft.template.title, {"form": form, "draft": draft})


def _item(admin: Any, request: HttpRequest, object_id: str, position: int) -> tuple[DisclosureRequest, RequestItem]:
    subject = admin.subject_or_404(request, object_id)
    item = subject.items.filter(position=position).first()
    if item is None:
        raise Http404
    return subject, item


def _refused(admin: Any, request: HttpRequest, subject: DisclosureRequest) -> HttpResponse | None:
    why = admin.acts["attach"].why_not(subject, visitor.actor(request))
    if not why:
        return None
    answer: HttpResponse = admin._refused(request, NotAllowed(why), admin.case_url(subject))
    return answer


def _page(
    admin: Any, request: HttpRequest, subject: DisclosureRequest, name: str, title: str, context: dict[str, Any]
) -> HttpResponse:
    frame = {
        **admin._frame(request, subject),
        "title": title,
        "revision": timeline.revision(subject),
        "seen": timeline.last_seq(subject),
    }
    template = f"admin/requests_app/disclosurerequest/{name}.html"
    return TemplateResponse(request, template, {**frame, **context})
