"""审计 in the staff site: the oversight office reads what was done; nobody changes anything."""

import json
from typing import Any

from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from portal.accounts.states import Role
from portal.audit import acts
from portal.audit.models import Event, Verification
from portal.staff.registers.base import RegisterAdmin, Table


class ActFilter(admin.SimpleListFilter):
    """Acts by their Chinese names."""

    title = "行为"
    parameter_name = "act"

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return acts.choices()

    def queryset(self, request: HttpRequest, queryset: models.QuerySet[Any]) -> models.QuerySet[Any]:
        return queryset.filter(act=self.value()) if self.value() else queryset


@admin.register(Event)
class EventAdmin(RegisterAdmin):
    """Rows carry what cases say: not for the system administrator."""

    nav_position = 850
    readers = (Role.OVERSIGHT,)
    list_display = ("at", "what", "subject_title", "actor_name", "organ_name", "reason")
    list_filter = (ActFilter,)
    search_fields = ("subject_title", "actor_name", "organ_name", "reason")
    search_help_text = "对象、经手人、机关、理由"
    facts = ("at", "subject_title", "actor_name", "organ_name", "reason", "seq", "act_id", "previous_hash", "hash")

    @admin.display(description="行为", ordering="act")
    def what(self, event: Event) -> str:
        return acts.label_of(event.subject_label, event.act)

    def more_facts(self, subject: Any, request: HttpRequest) -> list[tuple[str, str]]:
        return [("行为", self.what(subject))]

    def tables(self, subject: Any, request: HttpRequest) -> list[Table]:
        names = list(dict.fromkeys([*subject.before, *subject.after]))
        lines = [(name, _text(subject.before.get(name)), _text(subject.after.get(name))) for name in names]
        return [("改动", ("字段", "变更前", "变更后"), lines)]


@admin.register(Verification)
class VerificationAdmin(RegisterAdmin):
    nav_position = 860
    list_display = ("at", "events", "seals", "unsealed", "faults", "first_fault")
    facts = ("at", "events", "seals", "unsealed", "faults", "first_fault", "tip")


def _text(value: Any) -> str:
    return "" if value is None else value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
