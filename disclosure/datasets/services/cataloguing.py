"""The catalogue: a data set is entered, described anew, taken down (S3-5.3a)."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from disclosure.datasets.fields import DATASET
from disclosure.datasets.models import Dataset
from disclosure.datasets.periods import next_due
from disclosure.datasets.states import EDITORS, DatasetState
from portal.accounts import rules
from portal.accounts.models import Organ
from portal.accounts.rules import require
from portal.actors import Actor
from portal.audit.services import record
from portal.clock import local
from portal.errors import InvalidInput, NotAllowed, StaleState
from portal.field_table import checked
from portal.screening.locating import Part
from portal.screening.services import refuse_marks
from portal.search.services import queue
from portal.workflow import edit as write
from portal.workflow import move

_EMPTY = dict.fromkeys(DATASET, "")
_TEXTS = ("title", "description", "keywords", "contact")
_KNOWN = {"title": "本单位已经有同名的数据集"}


def create(*, organ: Organ, values: Mapping[str, Any], actor: Actor, at: datetime) -> Dataset:
    """Enter a data set; nothing is public before its first version is. Raises ``NotAllowed`` or ``InvalidInput``."""
    require(actor, EDITORS, organ, doing="登记数据集")
    clean = checked(DATASET, _EMPTY | dict(values))
    _refuse_marks(clean, actor=actor, at=at)
    try:
        with transaction.atomic():
            dataset = Dataset(organ=organ, created_at=at, **clean)
            dataset.next_due = next_due(dataset.period, local(at).date())
            dataset.save(force_insert=True)
            record(act="create", subject=dataset, actor=actor, at=at, after=clean)
    except IntegrityError:
        raise InvalidInput(_KNOWN) from None
    return dataset


def no_pen(dataset: Dataset, actor: Actor) -> str:
    """Why this actor may not describe it anew, in Chinese; empty when it is allowed."""
    if dataset.state != DatasetState.LISTED:
        return "数据集已经撤下。"
    return "" if rules.holds(actor, EDITORS, dataset.acting_organ_id) else "要由本单位经办人或者信息员办理。"


def change(dataset: Dataset, *, values: Mapping[str, Any], actor: Actor, at: datetime) -> Dataset:
    """Describe it anew; another period moves the next day due. Raises ``NotAllowed``, ``InvalidInput``,
    ``StaleState``."""
    if why := no_pen(dataset, actor):
        raise NotAllowed(why)
    clean = checked(DATASET, values)
    _refuse_marks(clean, actor=actor, at=at)
    since = local(dataset.updated_at or dataset.created_at).date()
    derived = {"next_due": next_due(clean.get("period", dataset.period), since)}
    try:
        with transaction.atomic():
            write(dataset, clean, act="change", actor=actor, at=at, derived=derived)
            queue(dataset)
    except IntegrityError:
        raise InvalidInput(_KNOWN) from None
    return dataset


@transaction.atomic
def withdraw(dataset: Dataset, *, reason: str, actor: Actor, at: datetime) -> Dataset:
    """Off the catalogue with all its versions; the page stays and says why."""
    if dataset.state != DatasetState.LISTED:
        raise StaleState
    fields = {"withdrawn_at": at, "withdrawn_reason": reason.strip()}
    move(dataset, "withdraw", actor=actor, at=at, reason=reason, fields=fields)
    queue(dataset)
    return dataset


def _refuse_marks(clean: Mapping[str, Any], *, actor: Actor, at: datetime) -> None:
    parts = [Part(name, DATASET[name].label, clean[name]) for name in _TEXTS if name in clean]
    refuse_marks(parts, doing="登记数据集", actor=actor, at=at)
