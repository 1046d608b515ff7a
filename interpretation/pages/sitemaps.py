"""Explanations for crawlers."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue.sitemap import register
from interpretation.materials.models import Material, MaterialQuerySet


class InterpretationSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> MaterialQuerySet:
        return Material.objects.public().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Material) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    register("interpretations", InterpretationSitemap)
