"""sitemap.xml: clarifications."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from sentiment.clarification.models import Clarification, ClarificationQuerySet


class ClarificationSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> ClarificationQuerySet:
        return Clarification.objects.public().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Clarification) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    sitemap.register("clarifications", ClarificationSitemap)
