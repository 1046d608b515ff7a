"""The base of every case in the staff site: a list, one page per case, one page per act. Nothing is edited by hand."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, ClassVar, cast

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse

from portal.actors import Actor
from portal.errors import DomainError, NotAllowed, StaleState
from portal.staff import acts, case, clocks, timeline, visitor
from portal.staff.acts import ActForm, ActPage
from portal.staff.permissions import AppointedAdmin
from portal.workflow import Governed

CONFLICT = 409
FORBIDDEN = 403


class GovernedAdmin(AppointedAdmin):
    """Base of the admin of a subject with a procedure.

    A subclass declares ``acts`` (every act the staff site offers), ``starts`` (how a new case begins here, the first as
    "add") and the templates. Rights come from the table of moves or the act itself, visibility from ``visible``.
    """

    acts: ClassVar[Mapping[str, ActPage]] = {}
    starts: ClassVar[Mapping[str, ActPage]] = {}
    case_template = "admin/staff/case.html"
    act_template = "admin/staff/act.html"

    # --- what a subclass fills in -------------------------------------------------------------------

    def may_create(self, actor: Actor) -> bool:
        """Whether the actor may begin a case."""
        return False

    def is_insider(self, subject: Any, actor: Actor) -> bool:
        """Whether the actor may read the inner record of the case, not only what is public anyway."""
        return True

    def tabs(self, subject: Any) -> list[case.Tab]:
        return [case.Tab("work", "办理")]

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        """What the subject's own panels need."""
        return {}

    def act_context(self, act: str, subject: Any) -> dict[str, Any]:
        """What the subject's own act template needs."""
        return {}

    def hints(self, act: str, subject: Any) -> Sequence[Any]:
        """Banners above the form of an act: tone, title, text."""
        return ()

    def initial(self, act: str, subject: Any) -> dict[str, Any]:
        """What the form of an act starts with."""
        return {}

    def brought(self, request: HttpRequest, act: str) -> dict[str, Any]:
        """What the form of a start begins with because the page before said so."""
        return {}

    # --- rights -------------------------------------------------------------------------------------

    def has_add_permission(self, request: HttpRequest) -> bool:
        return bool(self.starts) and self.may_create(visitor.actor(request))

    def subject_or_404(self, request: HttpRequest, object_id: str) -> Any:
        subject = self.get_object(request, object_id)
        if subject is None:
            raise Http404
        return subject

    # --- pages --------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        name = f"{self.opts.app_label}_{self.opts.model_name}"
        act, start = self.admin_site.admin_view(self.act_view), self.admin_site.admin_view(self.start_view)
        return [
            path("<path:object_id>/change/act/<slug:act>/", act, name=f"{name}_act"),
            path("start/<slug:act>/", start, name=f"{name}_start"),
            *super().get_urls(),
        ]

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The case page."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        subject = self.subject_or_404(request, object_id)
        actor, at = visitor.actor(request), visitor.moment(request)
        insider = self.is_insider(subject, actor)
        tabs = self.tabs(subject)
        tab = request.GET.get("tab", "")
        tab = tab if tab in {known.name for known in tabs} else tabs[0].name
        context = {
            **self._frame(request, subject),
            **case.moves_context(subject, self.acts if insider else {}, actor, at=at),
            "headline": str(subject),
            "is_insider": insider,
            "tabs": tabs if len(tabs) > 1 else [],
            "current_tab": tab,
            "title": str(subject),
        }
        if insider:
            context |= clocks.context(subject, at)
            context |= case.record_context(subject, self._labels(subject), everything=tab == "record")
        return TemplateResponse(
            request,
            self.case_template,
            {**context, **self.case_context(request, subject, tab), **(extra_context or {})},
        )

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        shown = [(act, page.label) for act, page in self.starts.items()] if self.has_add_permission(request) else []
        return super().changelist_view(request, {"starts": shown, **(extra_context or {})})

    def history_view(
        self, request: HttpRequest, object_id: str, extra_context: dict[str, Any] | None = None
    ) -> HttpResponseRedirect:
        """Django's own log knows nothing of what the services did: the record is on the case page."""
        subject = self.subject_or_404(request, object_id)
        return HttpResponseRedirect(f"{self.case_url(subject)}?tab=record")

    def add_view(
        self, request: HttpRequest, form_url: str = "", extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        """The first of the pages on which something new begins."""
        return self.start_view(request, next(iter(self.starts), ""))

    def start_view(self, request: HttpRequest, act: str) -> HttpResponse:
        """A page on which something new begins."""
        if not self.has_add_permission(request):
            raise PermissionDenied
        page = self.starts.get(act)
        if page is None:
            raise Http404
        form = self._form(page, request, None, act)
        if request.method == "POST" and form.is_valid():
            try:
                made = page.service(actor=visitor.actor(request), at=visitor.moment(request), **form.arguments())
            except NotAllowed as refused:
                return self._refused(request, refused, self.list_url())
            except DomainError as error:
                form.refuse(error)
            else:
                messages.success(request, f"“{page.label}”已办好。")
                return HttpResponseRedirect(self.case_url(made) if isinstance(made, self.model) else self.list_url())
        return self._act_page(request, page, form, None, act, page.label)

    def act_view(self, request: HttpRequest, object_id: str, act: str) -> HttpResponse:
        """The page of one act: show the form, call the service, say what came of it."""
        subject = self.subject_or_404(request, object_id)
        page = self.acts.get(act)
        actor = visitor.actor(request)
        if page is None or not self.is_insider(subject, actor):
            raise Http404
        why = acts.refusal(subject, act, page, actor)
        if why:
            return self._refused(request, NotAllowed(why), self.case_url(subject))
        if request.method != "POST" and not self._is_open(subject, act):
            messages.warning(request, f"{_state_words(subject)}，不能“{self._label(subject, act)}”了。")
            return HttpResponseRedirect(self.case_url(subject))
        form = self._form(page, request, subject, act)
        if request.method == "POST" and form.is_valid():
            return self._perform(request, page, form, subject, act)
        return self._act_page(request, page, form, subject, act, self._label(subject, act))

    def _perform(self, request: HttpRequest, page: ActPage, form: ActForm, subject: Any, act: str) -> HttpResponse:
        label = self._label(subject, act)
        try:
            if request.POST.get("version") != timeline.revision(subject):
                raise StaleState
            done = acts.perform(page, subject, form, actor=visitor.actor(request), at=visitor.moment(request))
        except NotAllowed as refused:
            return self._refused(request, refused, self.case_url(subject))
        except StaleState:
            return self._stale(request, page, form, subject, act)
        if done:
            messages.success(request, f"“{label}”已办好。{_state_words(subject)}")
            return HttpResponseRedirect(self.case_url(subject))
        return self._act_page(request, page, form, subject, act, label)

    def _stale(self, request: HttpRequest, page: ActPage, form: ActForm, subject: Any, act: str) -> HttpResponse:
        """Somebody was first: show what changed and keep what was typed."""
        subject.refresh_from_db()
        seen = request.POST.get("seen", "")
        after = int(seen) if seen.isdecimal() else timeline.last_seq(subject)
        changed = timeline.entries(subject, self._labels(subject), after=after)
        label = self._label(subject, act)
        return self._act_page(request, page, form, subject, act, label, status=CONFLICT, meanwhile=changed)

    # --- bulk ---------------------------------------------------------------------------------------

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """The acts that need no form, each through its own service, row by row."""
        return {
            act: (_in_bulk(act), act, f"{self._label(self.model(), act)}（所选各件）")
            for act, page in self.acts.items()
            if page.in_bulk
        }

    def perform_in_bulk(self, request: HttpRequest, act: str, subjects: Sequence[Any]) -> None:
        """One service call and one transaction per case; a refusal stops nothing and is reported with its case."""
        actor, at, page, done = visitor.actor(request), visitor.moment(request), self.acts[act], 0
        for subject in subjects:
            try:
                if why := acts.refusal(subject, act, page, actor):
                    raise NotAllowed(why)
                page.service(subject, actor=actor, at=at)
            except DomainError as refused:
                messages.warning(request, f"{subject}：没有办成，{refused.message}")
            else:
                done += 1
        if done:
            messages.success(request, f"“{self._label(self.model(), act)}”办好{done}件。")

    # --- pieces -------------------------------------------------------------------------------------

    def list_url(self) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_changelist")

    def case_url(self, subject: Any) -> str:
        return reverse(f"admin:{self.opts.app_label}_{self.opts.model_name}_change", args=[subject.pk])

    def _labels(self, subject: Any) -> dict[str, str]:
        return case.labels_of(subject, self.acts)

    def _label(self, subject: Any, act: str) -> str:
        row = acts.row_of(subject, act)
        return self.acts[act].label or (row.label if row else act)

    def _is_open(self, subject: Any, act: str) -> bool:
        """Whether the act belongs to the present state."""
        row = acts.row_of(subject, act)
        return row is None or (subject.state in row.sources and row.applies(subject))

    def _form(self, page: ActPage, request: HttpRequest, subject: Any, act: str) -> ActForm:
        who: dict[str, Any] = {"actor": visitor.actor(request), "at": visitor.moment(request), "subject": subject}
        if request.method == "POST":
            return page.form(request.POST, request.FILES, **who)
        brought = self.brought(request, act) if subject is None else {}
        return page.form(initial=self.initial(act, subject) | brought, **who)

    def _frame(self, request: HttpRequest, subject: Any) -> dict[str, Any]:
        return {
            **self.admin_site.each_context(request),
            "opts": self.opts,
            "subject": subject,
            "list_url": self.list_url(),
            "case_url": self.case_url(subject) if subject else "",
        }

    def _act_page(
        self,
        request: HttpRequest,
        page: ActPage,
        form: ActForm,
        subject: Any,
        act: str,
        label: str,
        *,
        status: int = 200,
        meanwhile: Sequence[timeline.Entry] | None = None,
    ) -> HttpResponse:
        row = acts.row_of(subject, act)
        context = {
            **self._frame(request, subject),
            "title": label,
            "button": page.button or label,
            "page": page,
            "form": form,
            "danger": bool(row and row.danger),
            "hints": self.hints(act, subject),
            "missing": acts.missing(subject, act, self.acts, visitor.actor(request), at=visitor.moment(request))
            if row and self._is_open(subject, act)
            else (),
            "seen": timeline.last_seq(subject) if subject else 0,
            "revision": timeline.revision(subject) if subject else "",
            "meanwhile": meanwhile,
            **self.act_context(act, subject),
        }
        return TemplateResponse(request, self.act_template, context, status=status)

    def _refused(self, request: HttpRequest, refused: DomainError, back: str) -> HttpResponse:
        context = {
            **self.admin_site.each_context(request),
            "title": "这件事您不能办",
            "reason": refused.message,
            "back": back,
        }
        return TemplateResponse(request, "admin/staff/refused.html", context, status=FORBIDDEN)


def _state_words(subject: Any) -> str:
    """Where a subject with a procedure stands."""
    if not isinstance(subject, Governed):
        return ""
    display: Callable[[], str] = getattr(subject, "get_state_display")  # noqa: B009  # made by Django in each subclass
    return f"现在的状态是“{display()}”"


def _in_bulk(act: str) -> Callable[[Any, HttpRequest, Any], None]:
    def run(model_admin: Any, request: HttpRequest, queryset: Any) -> None:
        cast(GovernedAdmin, model_admin).perform_in_bulk(request, act, list(queryset.order_by("pk")))

    return run
