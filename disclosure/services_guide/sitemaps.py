"""Guides for crawlers."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue.sitemap import register
from disclosure.services_guide.models import ServiceGuide, ServiceGuideQuerySet


class ServiceSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> ServiceGuideQuerySet:
        return ServiceGuide.objects.public().only("pk", "code", "published_at").order_by("pk")

    def lastmod(self, item: ServiceGuide) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    register("services", ServiceSitemap)
