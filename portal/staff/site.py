"""明政工作台: the Django admin of this product."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest
from django.template.response import TemplateResponse
from django.urls import URLPattern, URLResolver, path

from portal.accounts.rules import leads, may_enter_staff
from portal.accounts.states import Role
from portal.actors import Actor
from portal.notices.selectors import unread_count
from portal.staff import inbox, queue_page, visitor
from portal.staff.permissions import AppointedAdmin

DEFAULT_POSITION = 500


class StaffSite(AdminSite):
    site_title = "明政工作台"
    site_header = "明政工作台"
    index_title = "我的待办"
    enable_nav_sidebar = True

    def register(self, model_or_iterable: Any, admin_class: Any = None, **options: Any) -> None:
        """Only pages that ask for an appointment: those of libraries ask for Django's permissions, which nobody has."""
        if admin_class is not None and issubclass(admin_class, AppointedAdmin):
            super().register(model_or_iterable, admin_class, **options)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        return [
            path("inbox/", self.admin_view(inbox.inbox_view), name="inbox"),
            path("inbox/read/", self.admin_view(inbox.read_view), name="inbox_read"),
            path("all/", self.admin_view(self.everything), name="everything"),
            *super().get_urls(),
        ]

    def has_permission(self, request: HttpRequest) -> bool:
        """Nobody enters without an appointment in force and, where obligatory, the second factor."""
        return may_enter_staff(visitor.person(request), visitor.actor(request))

    def index(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> TemplateResponse:
        """我的待办: what falls due first, over all subjects."""
        return queue_page.render(self, request, extra_context or {})

    def app_index(
        self, request: HttpRequest, app_label: str, extra_context: dict[str, Any] | None = None
    ) -> TemplateResponse:
        """The house has one page for all lists, whichever app they come from."""
        return self.everything(request)

    def everything(self, request: HttpRequest) -> TemplateResponse:
        """Every list this person may open."""
        context = {**self.each_context(request), "title": "全部功能", "nav_here": "everything"}
        return TemplateResponse(request, "admin/staff/everything.html", context)

    def each_context(self, request: HttpRequest) -> dict[str, Any]:
        """What every staff page shows: who one is, unread messages, where one can go."""
        context = super().each_context(request)
        if context["has_permission"]:
            actor = visitor.actor(request)
            context |= {
                "standing": _standing(actor),
                "leads": leads(actor),
                "unread": unread_count(visitor.person(request)),
                "nav_groups": self._navigation(request.path, context["available_apps"]),
            }
        return context

    def _navigation(self, here: str, apps: list[Any]) -> list[dict[str, Any]]:
        """Lists the person may open, by subject; an admin may say its place (``nav_position``) and name there.

        Inside a subject the others are folded; on the queue all are open, because from there one goes anywhere.
        """
        groups = []
        for app in apps:
            models = sorted(app["models"], key=lambda model: self._place(model["model"]))
            items = [
                {
                    "name": getattr(self._registry[model["model"]], "nav_name", "") or model["name"],
                    "url": model["admin_url"],
                    "here": here.startswith(model["admin_url"]),
                }
                for model in models
                if model["admin_url"]
            ]
            place, is_here = min(map(self._place_of, models)), any(item["here"] for item in items)
            groups.append({"name": app["name"], "items": items, "place": place, "here": is_here})
        anywhere = any(group["here"] for group in groups)
        shown = [group | {"open": group["here"] or not anywhere} for group in groups if group["items"]]
        return sorted(shown, key=lambda group: group["place"])

    def _place(self, model: Any) -> int:
        return int(getattr(self._registry[model], "nav_position", DEFAULT_POSITION))

    def _place_of(self, entry: Any) -> int:
        return self._place(entry["model"])


def _standing(actor: Actor) -> str:
    """The organ and the roles held there, as the header says it."""
    names = "、".join(role.label for role in Role if actor.holds(role, actor.organ_id))
    return "　".join(part for part in (actor.organ_name, names or actor.name) if part)
