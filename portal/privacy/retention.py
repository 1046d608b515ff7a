"""How long personal data is kept: one row per kind of data, registered by the app that stores it.

Kept only as long as the purpose needs (《个人信息保护法》第十九条、第四十七条). The months are the house's and can be
set by ``RETENTION_MONTHS``; ``at_least`` is a minimum of law nobody can undercut.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.apps import apps
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import models
from django.db.models import Q

from portal import clock
from portal.privacy.months import months_before

DELETE: Mapping[str, Any] = {}
"""In place of new values: the row itself goes."""


@dataclass(frozen=True, slots=True)
class RetentionRule:
    """``erase`` maps fields to what stands there afterwards, ``stamp`` names a field that keeps when it was done.
    ``anchor`` is the field with the day the period begins, or the path to it; ``only`` leaves out rows whose matter is
    not settled."""

    code: str
    model: str
    what: str
    event: str
    anchor: str
    months: int
    basis: str
    erase: Mapping[str, Any]
    only: Q = field(default_factory=Q)
    stamp: str = ""
    at_least: int = 0

    @property
    def model_class(self) -> type[models.Model]:
        return apps.get_model(self.model)

    @property
    def kept_months(self) -> int:
        """Months in force here. Raises ``ImproperlyConfigured`` for a setting below the minimum of law."""
        given = settings.RETENTION_MONTHS.get(self.code, "")
        if not given:
            return self.months
        if not str(given).isdecimal() or int(given) < max(self.at_least, 1):
            raise ImproperlyConfigured(f"RETENTION_MONTHS 里“{self.code}”要填整数，不少于{max(self.at_least, 1)}")
        return int(given)

    def due(self, at: datetime) -> "models.QuerySet[Any]":
        """Rows whose period is over and that still hold what is to be erased, the oldest first."""
        before = months_before(clock.local(at), self.kept_months)
        limit = before if isinstance(self._anchor_field(), models.DateTimeField) else before.date()
        rows = self.model_class._default_manager.filter(self.only, **{f"{self.anchor}__lt": limit})
        if self.stamp:
            rows = rows.filter(**{self.stamp: None})
        elif self.erase:
            rows = rows.exclude(**self.erase)
        return rows.order_by("pk")

    def values(self, at: datetime) -> dict[str, Any]:
        """What an erased row holds in the fields concerned."""
        return dict(self.erase) | ({self.stamp: at} if self.stamp else {})

    def _anchor_field(self) -> Any:
        *path, name = self.anchor.split("__")
        model = self.model_class
        for step in path:
            related = model._meta.get_field(step).related_model
            if not isinstance(related, type):
                raise ImproperlyConfigured(f"{self.code}: {self.anchor} leads nowhere")
            model = related
        return model._meta.get_field(name)


_rules: dict[str, RetentionRule] = {}


def register(rule: RetentionRule) -> None:
    """Add a row to the table. Raises ``ValueError`` for a code that stands for another rule."""
    if _rules.setdefault(rule.code, rule) is not rule:
        raise ValueError(f"{rule.code} is already registered")


def rules() -> tuple[RetentionRule, ...]:
    """The table, in the order of registration."""
    return tuple(_rules.values())


def rule(code: str) -> RetentionRule:
    """Raises ``KeyError``."""
    return _rules[code]
