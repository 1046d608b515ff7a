"""期限计算器: the page and the calendar entry. The whole question is in the address."""

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from portal import clock
from portal.audit.pages import kept_until_next_act
from portal.deadlines import calculator_page as page
from portal.deadlines.calendar_file import calendar_file
from portal.deadlines.forms import DEFAULT_RULE, CalculationForm


@require_safe
@kept_until_next_act
def calculator(request: HttpRequest) -> HttpResponse:
    """Without a question: a request received today."""
    today = clock.today()
    sent = request.GET if request.GET else QueryDict(f"rule={DEFAULT_RULE}&from={today.isoformat()}")
    form = CalculationForm(sent)
    context: dict[str, object] = {"today": today}
    if form.is_valid():
        query = page.canonical_query(form)
        context |= {
            "computation": form.answer,
            "answer": page.answer(form),
            "self_url": f"{reverse('deadlines:calculator')}?{query}",
            "file_url": f"{reverse('deadlines:calculator_file')}?{query}",
            "api_url": f"{reverse('deadlines:calculate')}?{query}",
        }
    context["question"] = page.question(form, on=today)
    return render(request, "calculator/calculator.html", context)


@require_safe
def calculator_file(request: HttpRequest) -> HttpResponse:
    """The due date as a calendar entry; a question that has no answer is shown again by the page."""
    form = CalculationForm(request.GET)
    if not form.is_valid():
        return calculator(request)
    found = page.answer(form)
    text = calendar_file(
        summary=f"{found.verb}：{form.answer.rule.title}",
        description="\n".join([*found.sentences, f"依据：{found.basis[0]}"]),
        url=request.build_absolute_uri(f"{reverse('deadlines:calculator')}?{page.canonical_query(form)}"),
        due=form.answer.due,
        due_at=form.answer.due_at,
        at=clock.now(),
    )
    response = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{form.answer.rule.code.lower()}-{form.answer.due}.ics"'
    return response
