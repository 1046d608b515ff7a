"""sitemap.xml: what crawlers may find."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.contrib.sitemaps import Sitemap
from django.db.models import Max

from disclosure.catalogue.models import Column
from disclosure.credit.codes import PartyType
from disclosure.credit.models import CreditRecord, CreditRecordQuerySet
from disclosure.documents.models import Document, DocumentQuerySet
from portal import clock
from portal.accounts.models import Organ


class DocumentSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    limit = 5000
    changefreq = "monthly"

    def items(self) -> DocumentQuerySet:
        return Document.objects.public().only("pk", "published_at").order_by("pk")

    def lastmod(self, item: Document) -> datetime | None:
        return item.published_at

    def get_latest_lastmod(self) -> datetime | None:
        """Asked of the database: otherwise every document there is would be read for it."""
        newest: datetime | None = Document.objects.public().aggregate(newest=Max("published_at"))["newest"]
        return newest


class ColumnSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    changefreq = "daily"

    def items(self) -> Sequence[Column]:
        return list(Column.objects.filter(is_active=True).only("code"))

    def location(self, item: Column) -> str:
        return f"/columns/{item.code}/"


class OrganSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    changefreq = "weekly"

    def items(self) -> Sequence[Organ]:
        return list(Organ.objects.listed(clock.today()))

    def location(self, item: Organ) -> str:
        return f"/organs/{item.code}/"


class PageSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    """The pages that stand alone."""

    def items(self) -> Sequence[str]:
        return (
            "/",
            "/statutory/",
            "/organs/",
            "/enterprises/",
            "/guide/",
            "/regulations/",
            "/catalogue/",
            "/annual-reports/",
            "/website-reports/",
            "/requests/",
            "/requests/answers/",
            "/requests/statistics/",
            "/topics/",
            "/specials/",
            "/interpretations/",
            "/facilities/",
            "/consultations/",
            "/decisions/",
            "/gazette/",
            "/registers/",
            "/services/",
            "/credit/",
            "/lists/",
            "/matters/",
            "/matters/changes/",
            "/matters/coverage/",
            "/matters/five-elements/",
            "/concerns/",
            "/mailbox/",
            "/mailbox/statistics/",
            "/clarifications/",
            "/meetings/",
            "/sessions/",
            "/normative/",
            "/calculator/",
            "/accessibility/",
            "/sitemap/",
            "/feeds/",
            "/following/",
            "/data/",
            "/data/requests/",
            "/open-data/",
        )

    def location(self, item: str) -> str:
        return item


class CreditSitemap(Sitemap):  # type: ignore[type-arg]  # not generic at run time
    """Without natural persons, whom no search engine should list."""

    limit = 5000
    changefreq = "monthly"

    def items(self) -> CreditRecordQuerySet:
        rows = CreditRecord.objects.public().exclude(party_type=PartyType.PERSON)
        return rows.only("pk", "published_at").order_by("pk")

    def lastmod(self, item: CreditRecord) -> datetime | None:
        return item.published_at


SITEMAPS: dict[str, type[Any]] = {
    "pages": PageSitemap,
    "organs": OrganSitemap,
    "columns": ColumnSitemap,
    "documents": DocumentSitemap,
    "credit": CreditSitemap,
}


def register(section: str, sitemap: type[Any]) -> None:
    """Add a section of an app that stands above this one; to be called when it starts."""
    SITEMAPS[section] = sitemap
