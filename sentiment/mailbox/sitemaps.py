"""sitemap.xml: letters that are public."""

from datetime import datetime

from django.contrib.sitemaps import Sitemap

from disclosure.catalogue import sitemap
from sentiment.mailbox.models import Message, MessageQuerySet


class MessageSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "yearly"

    def items(self) -> MessageQuerySet:
        return Message.objects.public().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Message) -> datetime | None:
        return item.published_at


def register_sitemap() -> None:
    sitemap.register("mailbox", MessageSitemap)
