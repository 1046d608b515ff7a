"""What the index knows of a data set that is open."""

from django.db.models import QuerySet

from disclosure.datasets.models import Dataset
from portal.clock import local
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

LABEL = "disclosure.dataset"
_KIND = Choice("数据集", "数据集")


def _public() -> "QuerySet[Dataset]":
    return Dataset.objects.public().select_related("organ", "current")


def _entry(dataset: Dataset) -> Entry:
    columns = dataset.current.open_columns if dataset.current else ()
    lines = [dataset.description, f"领域：{dataset.get_domain_display()}", f"关键词：{dataset.keywords}"]
    lines += [f"{column.title}　{column.words}" for column in columns]
    return Entry(
        label=LABEL,
        pk=dataset.pk,
        title=dataset.title,
        body="\n".join(lines),
        url=dataset.get_absolute_url(),
        dated=local(dataset.updated_at).date() if dataset.updated_at else None,
        kind=_KIND,
        organ=Choice(dataset.organ.name, dataset.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
