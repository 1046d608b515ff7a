"""sitemap.xml: interviews and press conferences."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from sentiment.meetings.models import Meeting, MeetingQuerySet


class MeetingSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> MeetingQuerySet:
        return Meeting.objects.public().only("pk", "announced_at", "recorded_at").order_by("pk")

    def lastmod(self, item: Meeting) -> datetime | None:
        return item.recorded_at or item.announced_at


def register_sitemap() -> None:
    sitemap.register("meetings", MeetingSitemap)
