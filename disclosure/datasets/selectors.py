"""What pages, downloads and interface read about data sets. Every public query starts from ``public()``."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet

from disclosure.datasets.codes import PRIORITY, Domain
from disclosure.datasets.columns import Column
from disclosure.datasets.models import Dataset, DatasetQuerySet, DatasetRow, DatasetVersion
from disclosure.datasets.states import VersionState
from disclosure.datasets.values import NotOfType, Value, key, read

PREVIEWED = 10
_CHUNK = 2000
FROM, TO = "__from", "__to"


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the catalogue by; empty means everything."""

    domain: str = ""
    organ: str = ""
    words: str = ""


def catalogue(asked: Asked) -> DatasetQuerySet:
    """The newest first. One query."""
    rows = Dataset.objects.public()
    if asked.domain:
        rows = rows.filter(domain=asked.domain)
    if asked.organ:
        rows = rows.filter(organ__code=asked.organ)
    if asked.words:
        found = Q(title__icontains=asked.words) | Q(keywords__icontains=asked.words)
        rows = rows.filter(found | Q(description__icontains=asked.words))
    return rows.select_related("organ", "current").order_by("-published_at", "-pk")


def by_domain() -> list[tuple[Domain, int, bool]]:
    """Domains that have something, and the three to be opened first in any case (S3-5.3b). One query."""
    found = dict(Dataset.objects.public().order_by().values_list("domain").annotate(count=Count("pk")))
    return [(each, found.get(each, 0), each in PRIORITY) for each in Domain if found.get(each) or each in PRIORITY]


def organs_with_datasets() -> list[tuple[str, str]]:
    rows = Dataset.objects.public().order_by("organ__position", "organ__pk")
    return list(rows.values_list("organ__code", "organ__short_name").distinct())


def published_versions(dataset: Dataset) -> "QuerySet[DatasetVersion]":
    """The newest first, those taken back among them: what changed stays told."""
    states = (VersionState.PUBLISHED, VersionState.WITHDRAWN)
    return dataset.versions.filter(state__in=states).defer("faults", "suspects", "chart").order_by("-number")


def version_of(dataset: Dataset, number: str) -> DatasetVersion | None:
    """The current one for no number; ``None`` for a number that is not public."""
    if not number:
        return dataset.current
    if not (number.isascii() and number.isdecimal() and len(number) < 6):
        return None
    return dataset.versions.filter(number=int(number), state=VersionState.PUBLISHED).first()


def preview(version: DatasetVersion, *, at_most: int = PREVIEWED) -> list[list[Value]]:
    """The first rows. One query."""
    return list(version.rows.order_by("position").values_list("values", flat=True)[:at_most])


def values(version: DatasetVersion) -> Iterator[Sequence[Value]]:
    """All rows in the order of the file, a piece at a time: memory does not grow with the data set."""
    last = -1
    while batch := list(
        version.rows.filter(position__gt=last).order_by("position").values_list("position", "values")[:_CHUNK]
    ):
        last = batch[-1][0]
        yield from (row for _, row in batch)


@dataclass(frozen=True, slots=True)
class Narrowed:
    """Rows that were asked for; ``order`` names the field they come in the order of. ``faults`` are by parameter."""

    rows: "QuerySet[DatasetRow]"
    order: str
    faults: Mapping[str, str]


def narrowed(version: DatasetVersion, asked: Mapping[str, str]) -> Narrowed:
    """``asked`` has titles of columns, or with ``__from`` and ``__to`` the ends of a span, both included.

    Equal values come in the order of the file, a span alone in its own order: so an index gives both page by page. Of
    two columns the one with equal values leads, which usually leaves the fewest rows to look at.
    """
    rows, spans, faults = version.rows.all(), [], {}
    has_equal = False
    columns = {column.title: column for column in version.open_columns}
    for name, text in asked.items():
        title, side = _split(name)
        column = columns.get(title)
        if fault := _refusal(title, column, side):
            faults[name] = fault
            continue
        assert column is not None  # noqa: S101 - for the type checker: a refusal says when it is
        try:
            wanted = key(column.type, read(column.type, text))
        except NotOfType as wrong:
            faults[name] = f"“{title}”{wrong}"
            continue
        if wanted is None:
            faults[name] = f"请填写“{title}”的值"
            continue
        rows = rows.filter(**{f"{column.key_name}{_SIDES[side]}": wanted})
        has_equal |= not side
        if side:
            spans.append(column.key_name)
    order = "position" if has_equal or not spans else spans[0]
    return Narrowed(rows, order, faults)


_SIDES = {"": "", FROM: "__gte", TO: "__lte"}


def _split(name: str) -> tuple[str, str]:
    for side in (FROM, TO):
        if name.endswith(side):
            return name.removesuffix(side), side
    return name, ""


def _refusal(title: str, column: Column | None, side: str) -> str:
    if column is None:
        return f"没有“{title[:60]}”这一列"
    if not column.slot:
        return f"“{title}”不能筛选，能筛选的列见数据集的说明"
    if side and not column.is_ranged:
        return f"“{title}”不是数字也不是日期，不能按范围筛选"
    return ""
