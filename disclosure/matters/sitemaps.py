"""What crawlers may find of the list of matters."""

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue.sitemap import register
from disclosure.matters.models import Matter, MatterQuerySet


class MatterSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> MatterQuerySet:
        return Matter.objects.listed().only("pk").order_by("pk")


def register_sitemap() -> None:
    register("matters", MatterSitemap)
