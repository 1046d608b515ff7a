"""A version goes through secrecy review and a second person to the public, and back where it must (S3-5.3c)."""

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import Any

from django.db import transaction

from disclosure.datasets.comparing import Difference, compare
from disclosure.datasets.models import Dataset, DatasetVersion
from disclosure.datasets.periods import next_due
from disclosure.datasets.states import EDITORS, DatasetState, VersionState
from disclosure.datasets.values import Value
from portal.actors import Actor
from portal.clock import local
from portal.errors import StaleState
from portal.notices.selectors import recipients_of
from portal.notices.services import tell
from portal.search.services import queue
from portal.subjects import ref
from portal.workflow import move, require_move, touch

_CHUNK = 2000


@transaction.atomic
def submit(version: DatasetVersion, *, actor: Actor, at: datetime) -> DatasetVersion:
    """Hand it to review. Raises ``Blocked`` while something is missing."""
    move(version, "submit", actor=actor, at=at)
    return version


@transaction.atomic
def clear(version: DatasetVersion, *, actor: Actor, at: datetime) -> DatasetVersion:
    """Secrecy review before publication (S3-2.6f). Raises ``Blocked``."""
    move(version, "clear", actor=actor, at=at, derived={"clearer_id": actor.id})
    return version


@transaction.atomic
def send_back(version: DatasetVersion, *, reason: str, actor: Actor, at: datetime) -> DatasetVersion:
    move(version, "send_back", actor=actor, at=at, reason=reason, derived={"clearer_id": None})
    tell(
        recipients_of(version.dataset.organ.heir(), *EDITORS, at=at),
        subject_line=f"数据集“{version.dataset.title}”被退回，要改好再送审",
        body=f"退回原因：{reason.strip()}\n请在工作台办理：/admin/disclosure/datasetversion/{version.pk}/change/",
        kind="dataset",
        dedupe_key=f"dataset|{version.pk}|{version.version}",
        at=at,
        about=ref(version),
    )
    return version


@transaction.atomic
def publish(version: DatasetVersion, *, actor: Actor, at: datetime) -> DatasetVersion:
    """The public reads this version from now on; what it changed is counted against the one before, and the day for
    the next follows from the update rule. Raises ``Blocked``."""
    require_move(version, "publish", actor=actor)
    dataset = Dataset.objects.select_for_update().get(pk=version.dataset_id)
    if dataset.state != DatasetState.LISTED:
        raise StaleState("数据集已经撤下，不能再发布新的版本。")
    move(version, "publish", actor=actor, at=at, fields={"published_at": at}, derived=_changes(dataset, version))
    values = {
        "current_id": version.pk,
        "published_at": dataset.published_at or at,
        "updated_at": at,
        "next_due": next_due(dataset.period, local(at).date()),
    }
    touch(dataset, values)
    version.dataset = dataset
    queue(dataset)
    return version


def _changes(dataset: Dataset, version: DatasetVersion) -> dict[str, Any]:
    """What was uploaded goes where it holds more than is open: nobody needs the rest any more."""
    let_go = {} if all(column.is_open for column in version.all_columns) else {"file": None}
    before = dataset.current
    if before is None:
        return let_go
    found: Difference = compare(
        (before.open_columns, _values(before)), (version.open_columns, _values(version)), key=version.key
    )
    told = {"added": found.added, "removed": found.removed, "changed": found.changed, "new_columns": found.columns}
    return let_go | told


def _values(version: DatasetVersion) -> Iterator[Sequence[Value]]:
    yield from version.rows.order_by("position").values_list("values", flat=True).iterator(chunk_size=_CHUNK)


@transaction.atomic
def discard(version: DatasetVersion, *, reason: str, actor: Actor, at: datetime) -> DatasetVersion:
    """Nothing of it was public or will be: rows and file go."""
    nothing: dict[str, Any] = {"file": None, "suspects": [], "found": [], "suspect_count": 0, "faults": []}
    move(version, "discard", actor=actor, at=at, reason=reason, derived=nothing)
    version.rows.all().delete()
    return version


@transaction.atomic
def withdraw(version: DatasetVersion, *, reason: str, actor: Actor, at: datetime) -> DatasetVersion:
    """One version goes; the public reads the newest of those that stay. Raises ``Blocked`` for the only one."""
    fields = {"withdrawn_at": at, "withdrawn_reason": reason.strip()}
    move(version, "withdraw", actor=actor, at=at, reason=reason, fields=fields)
    dataset = Dataset.objects.select_for_update().get(pk=version.dataset_id)
    newest = dataset.versions.filter(state=VersionState.PUBLISHED).order_by("-number").first()
    if newest is not None and dataset.current_id == version.pk:
        touch(dataset, {"current_id": newest.pk, "updated_at": at})
    version.dataset = dataset
    queue(dataset)
    return version
