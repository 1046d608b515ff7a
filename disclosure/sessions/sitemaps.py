"""sitemap.xml: government meetings."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from disclosure.sessions.models import Session, SessionQuerySet


class SessionSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> SessionQuerySet:
        return Session.objects.public().only("pk", "published_at", "announced_at").order_by("pk")

    def lastmod(self, item: Session) -> datetime | None:
        return item.published_at or item.announced_at


def register_sitemap() -> None:
    sitemap.register("sessions", SessionSitemap)
