"""sitemap.xml: concerns that were answered."""

from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import QuerySet

from disclosure.catalogue import sitemap
from sentiment.responses.selectors import public_list


class ConcernSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> "QuerySet[Any]":
        return public_list()

    def location(self, item: Any) -> str:
        return f"/concerns/{item.pk}/"

    def lastmod(self, item: Any) -> datetime | None:
        found: datetime | None = item.published_at
        return found


def register_sitemap() -> None:
    sitemap.register("concerns", ConcernSitemap)
