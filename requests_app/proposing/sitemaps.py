"""sitemap.xml: released answers."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from requests_app.proposing.models import AnswerQuerySet, PublishedAnswer


class AnswerSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> AnswerQuerySet:
        return PublishedAnswer.objects.public().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: PublishedAnswer) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    sitemap.register("answers", AnswerSitemap)
