"""The gazette for crawlers: every issue."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue.sitemap import register
from disclosure.gazette.models import GazetteIssue, IssueQuerySet


class GazetteSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> IssueQuerySet:
        return GazetteIssue.objects.public().order_by("pk")

    def lastmod(self, item: GazetteIssue) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    register("gazette", GazetteSitemap)
