"""What crawlers may find of lists."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue.sitemap import register
from disclosure.listings.models import ListRow, ListRowQuerySet


class ListSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> ListRowQuerySet:
        return ListRow.objects.public().only("pk", "template", "published_at").order_by("pk")

    def lastmod(self, item: ListRow) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    register("lists", ListSitemap)
