"""Who may open a staff page: appointments decide, never Django permissions and never ``is_superuser``."""

from typing import TYPE_CHECKING, Any

from django.contrib import admin
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseRedirect

from portal.accounts import rules
from portal.accounts.states import CASE_ROLES
from portal.actors import Actor
from portal.staff import visitor

if TYPE_CHECKING:
    ModelAdmin = admin.ModelAdmin[Any]
else:
    ModelAdmin = admin.ModelAdmin  # takes no parameter when it runs


def sees_cases(actor: Actor) -> bool:
    """Whether the actor holds any role that may see the content of cases."""
    return any(role in CASE_ROLES for _, role in actor.roles)


def of_own_organs(rows: models.QuerySet[Any], actor: Actor, *, organ: str = "organ") -> models.QuerySet[Any]:
    """Rows of the organs whose cases the actor may read; all of them for city-wide roles."""
    if rules.sees_every_organ(actor):
        return rows
    return rows.filter(**{f"{organ}__in": rules.case_organ_ids(actor)})


class AppointedAdmin(ModelAdmin):
    """A register only appointed people may read. Nobody adds, changes or deletes unless a subclass says so."""

    nav_position = 500
    nav_name = ""
    actions: Any = ()
    list_per_page = 50
    show_full_result_count = False

    def may_enter(self, actor: Actor) -> bool:
        """Whether the actor may open the list at all."""
        return sees_cases(actor)

    def has_module_permission(self, request: HttpRequest) -> bool:
        return self.may_enter(visitor.actor(request))

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return self.may_enter(visitor.actor(request))

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def changelist_view(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """The list, under its own name."""
        title = self.nav_name or self.opts.verbose_name_plural
        return super().changelist_view(request, {"title": title, **(extra_context or {})})

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[Any]:
        """Only what the actor may see; what is not in here answers 404 everywhere."""
        return self.visible(super().get_queryset(request), visitor.actor(request))

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """The part of ``rows`` the actor may see: here, what belongs to the actor's organs."""
        return of_own_organs(rows, actor)

    def _get_obj_does_not_exist_redirect(
        self, request: HttpRequest, opts: Any, object_id: str | None
    ) -> HttpResponseRedirect:
        """Unseen and gone look alike: 404 instead of Django's redirect with a message."""
        raise Http404
