"""sitemap.xml: data sets that are open."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from disclosure.datasets.models import Dataset, DatasetQuerySet


class DatasetSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "weekly"

    def items(self) -> DatasetQuerySet:
        return Dataset.objects.public().only("pk", "updated_at").order_by("pk")

    def lastmod(self, item: Dataset) -> datetime | None:
        return item.updated_at


def register_sitemap() -> None:
    sitemap.register("datasets", DatasetSitemap)
