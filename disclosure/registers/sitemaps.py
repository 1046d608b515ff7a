"""sitemap.xml: the public registers, and what stands in them."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from disclosure.registers import kinds
from disclosure.registers.models import RegisterEntry, RegisterEntryQuerySet
from portal import clock


class EntrySitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> RegisterEntryQuerySet:
        rows = RegisterEntry.objects.public(clock.today()).filter(kind__in=kinds.public_codes())
        return rows.only("pk", "kind", "published_at").order_by("pk")

    def lastmod(self, item: RegisterEntry) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    sitemap.register("registers", EntrySitemap)
