"""A register: rows with their facts, one page per act, the record beside; and who keeps and reads it."""

from typing import Any, ClassVar

from django.db import models
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.cache import add_never_cache_headers

from portal.accounts.states import Role
from portal.actors import Actor
from portal.staff.acts import ActForm, ActPage
from portal.staff.governed import GovernedAdmin
from portal.staff.timeline import in_full

_SECRET = "_secret_to_show"  # noqa: S105  # the name of an attribute


def only_the_keeper(_row: Any, actor: Actor) -> str:
    """Why the actor may not change the register."""
    return "" if actor.holds_anywhere(Role.SYSTEM_ADMIN) else "机关和人员由系统管理员登记。"


class RegisterAdmin(GovernedAdmin):
    """Kept by the system administrator, read by the oversight office too. ``facts`` are the fields the page shows."""

    case_template = "admin/staff/register.html"
    readers: ClassVar[tuple[Role, ...]] = (Role.SYSTEM_ADMIN, Role.OVERSIGHT)
    facts: ClassVar[tuple[str, ...]] = ()
    only_when_set: ClassVar[tuple[str, ...]] = ()

    def may_enter(self, actor: Actor) -> bool:
        return any(actor.holds_anywhere(role) for role in self.readers)

    def may_create(self, actor: Actor) -> bool:
        return not only_the_keeper(None, actor)

    def visible(self, rows: models.QuerySet[Any], actor: Actor) -> models.QuerySet[Any]:
        """Whoever may read the register reads all of it."""
        return rows

    def case_context(self, request: HttpRequest, subject: Any, tab: str) -> dict[str, Any]:
        fields = [(subject._meta.get_field(name), getattr(subject, name)) for name in self.facts]
        shown = [
            (field.verbose_name, in_full(field, value))
            for field, value in fields
            if value is not None or field.name not in self.only_when_set
        ]
        return {
            "row_facts": [*shown, *self.more_facts(subject, request)],
            "tables": self.tables(subject, request),
        }

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        """Facts that are no fields of the row."""
        return []

    def tables(self, subject: Any, request: HttpRequest) -> list["Table"]:
        """What belongs to the row, as tables below its facts."""
        return []


class ShowsSecretOnce(GovernedAdmin):
    """For registers whose acts make a secret: it is shown on one page and is nowhere else in clear text.

    A form of such an act has ``tell``; the act's service hands the row and the secret to it.
    """

    once_title = ""
    once_template = ""

    def act_view(self, request: HttpRequest, object_id: str, act: str) -> HttpResponse:
        return self._show_secret(request, super().act_view(request, object_id, act))

    def start_view(self, request: HttpRequest, act: str) -> HttpResponse:
        return self._show_secret(request, super().start_view(request, act))

    def _form(self, page: ActPage, request: HttpRequest, subject: Any, act: str) -> ActForm:
        form = super()._form(page, request, subject, act)
        if hasattr(form, "tell"):
            form.tell = lambda row, secret: setattr(request, _SECRET, (row, secret))
        return form

    def _show_secret(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """In place of the way back: the secret itself, which neither a message nor an address may carry."""
        told = getattr(request, _SECRET, None)
        if told is None:
            return response
        row, secret = told
        context = {**self._frame(request, row), "title": self.once_title, "secret": secret}
        page = TemplateResponse(request, self.once_template, context)
        add_never_cache_headers(page)
        return page


Table = tuple[str, tuple[str, ...], list[tuple[Any, ...]]]
"""Title, heads of the columns, lines."""
