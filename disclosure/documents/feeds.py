"""Atom feeds: all of the site, one column, one organ."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import HttpRequest
from django.shortcuts import get_object_or_404
from django.utils.feedgenerator import Atom1Feed

from disclosure.catalogue.models import Column
from disclosure.catalogue.selectors import documents_in
from disclosure.documents import selectors
from disclosure.documents.models import Document
from portal.accounts.models import Organ

ENTRIES = 50


@dataclass(frozen=True, slots=True)
class Scope:
    """What one feed is about."""

    title: str
    link: str
    documents: Sequence[Document]


class NewestFeed(Feed):  # type: ignore[type-arg]  # not generic at run time
    """The newest public documents; a reader of the feed sees a withdrawn one disappear."""

    feed_type = Atom1Feed

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Scope:
        return Scope("最新公开", "/", selectors.newest(limit=ENTRIES))

    def title(self, scope: Scope) -> str:
        return f"{scope.title} - {settings.SITE['name']}"

    def link(self, scope: Scope) -> str:
        return scope.link

    def items(self, scope: Scope) -> Sequence[Document]:
        return scope.documents

    def item_title(self, item: Document) -> str:
        return item.title

    def item_description(self, item: Document) -> str:
        return item.summary

    def item_pubdate(self, item: Document) -> datetime | None:
        return item.published_at

    def item_updateddate(self, item: Document) -> datetime | None:
        return item.published_at

    def item_author_name(self, item: Document) -> str:
        return item.issuer


class ColumnFeed(NewestFeed):
    """One column with those below it, as its page lists them."""

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Scope:
        column = get_object_or_404(Column, code=kwargs["code"], is_active=True)
        return Scope(column.name, f"/columns/{column.code}/", list(documents_in(column)[:ENTRIES]))


class OrganFeed(NewestFeed):
    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Scope:
        organ = get_object_or_404(Organ.objects.domestic(), code=kwargs["code"])
        rows = selectors.cards(Document.objects.public().filter(organ=organ))
        return Scope(organ.name, f"/organs/{organ.code}/", list(rows[:ENTRIES]))
