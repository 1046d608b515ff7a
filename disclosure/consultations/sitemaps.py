"""sitemap.xml: consultations that were opened."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from disclosure.consultations.models import Consultation, ConsultationQuerySet


class ConsultationSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "weekly"

    def items(self) -> ConsultationQuerySet:
        return Consultation.objects.public().only("pk", "published_at", "result_at").order_by("pk")

    def lastmod(self, item: Consultation) -> datetime | None:
        return item.result_at or item.published_at


def register_sitemap() -> None:
    sitemap.register("consultations", ConsultationSitemap)
