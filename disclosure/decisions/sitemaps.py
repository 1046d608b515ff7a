"""sitemap.xml: decisions and hearings everybody may read of."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from disclosure.decisions.models import Decision, DecisionQuerySet, Hearing, HearingQuerySet


class DecisionSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "weekly"

    def items(self) -> DecisionQuerySet:
        return Decision.objects.public().only("pk", "published_at", "announced_at").order_by("pk")

    def lastmod(self, item: Decision) -> datetime | None:
        return item.announced_at or item.published_at


class HearingSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "weekly"

    def items(self) -> HearingQuerySet:
        return Hearing.objects.public().only("pk", "announced_at").order_by("pk")

    def lastmod(self, item: Hearing) -> datetime | None:
        return item.announced_at


def register_sitemap() -> None:
    sitemap.register("decisions", DecisionSitemap)
    sitemap.register("hearings", HearingSitemap)
