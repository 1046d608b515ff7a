"""Reading the site as a visitor does. Standing pages, columns and organs every day; documents the newest every day
and the others in turn, so that each is read within a few weeks however many there are."""

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date

from django.conf import settings
from django.contrib.staticfiles import finders
from django.contrib.staticfiles.storage import staticfiles_storage
from django.db.models import F

from disclosure.catalogue.models import Column
from disclosure.catalogue.sitemap import PageSitemap
from disclosure.documents.models import Document
from disclosure.monitoring.looking.reading import Page
from portal.accounts.models import Organ
from portal.site.fetching import OK, Fetched, fetch

NEWEST = 100
IN_TURN = 300
TURN_DAYS = 28
FOLLOWED = 3000
OUTSIDE_SHOWN = 500
NOT_FOUND = 404
DOCUMENT, COLUMN, PLAIN = "document", "column", "plain"


@dataclass(frozen=True, slots=True)
class Source:
    """One page to be read; ``organ_id`` is ``None`` where the site as a whole answers."""

    path: str
    title: str
    kind: str
    organ_id: int | None = None
    pk: int | None = None


@dataclass
class Crawl:
    """``pages`` that could be read; ``broken`` maps what does not open to its status and the pages that lead there."""

    pages: list[tuple[Source, Page]] = field(default_factory=list)
    broken: dict[str, tuple[int, list[Source]]] = field(default_factory=dict)
    followed: int = 0

    @property
    def outside(self) -> list[dict[str, str]]:
        """Links that leave the site, each with one page it stands on."""
        first: dict[str, str] = {}
        for source, page in self.pages:
            for address in page.outside:
                first.setdefault(address, source.path)
        return [{"url": url, "page": first[url]} for url in sorted(first)[:OUTSIDE_SHOWN]]


def crawl(on: date) -> Crawl:
    """Read the pages, then try every place they lead to."""
    found = Crawl()
    own = frozenset({*settings.ALLOWED_HOSTS, settings.SITE["domain"]})
    leads: dict[str, list[Source]] = defaultdict(list)
    queries: dict[str, str] = {}
    known: set[str] = set()
    for source in sources(on):
        answer = fetch(source.path)
        known.add(source.path)
        if not answer.stands:
            found.broken[source.path] = (answer.status, [source])
        elif answer.status == OK:
            page = Page(answer.text, own_hosts=own)
            found.pages.append((source, page))
            for path, query in page.links.items():
                leads[path].append(source)
                queries.setdefault(path, query)
    targets = sorted(set(leads) - known)
    standing = _documents_with_a_page(targets)
    for path in [path for path in targets if path not in standing][:FOLLOWED]:
        answer = _asked(path, queries[path])
        if not answer.stands:
            found.broken[path] = (answer.status, leads[path])
    found.followed = len(known) + len(targets)
    return found


def _asked(path: str, query: str) -> Fetched:
    """The staff site is not the public's; static files are served from their folder, not by a view."""
    if path.startswith("/admin/"):
        return Fetched(path, OK)
    if path.startswith(settings.STATIC_URL):
        name = path.removeprefix(settings.STATIC_URL)
        return Fetched(path, OK if staticfiles_storage.exists(name) or finders.find(name) else NOT_FOUND)
    return fetch(path, query)


def sources(on: date) -> list[Source]:
    """The pages of today's turn. Five queries."""
    plain = [Source(path, path, PLAIN) for path in PageSitemap().items()]
    columns = [
        Source(f"/columns/{row.code}/", row.name, COLUMN, row.organ_id, row.pk)
        for row in Column.objects.filter(is_active=True).only("code", "name", "organ")
    ]
    organs = [
        Source(f"/organs/{row.code}/", row.name, COLUMN, row.pk)
        for row in Organ.objects.listed(on).only("code", "name")
    ]
    return [*plain, *columns, *organs, *_documents(on)]


def _documents(on: date) -> list[Source]:
    public = Document.objects.public().only("title", "organ")
    newest = list(public.order_by("-published_at")[:NEWEST])
    turn = public.annotate(turn=F("pk") % TURN_DAYS).filter(turn=on.toordinal() % TURN_DAYS).order_by("-pk")[:IN_TURN]
    rows = {row.pk: row for row in [*newest, *turn]}
    return [Source(row.get_absolute_url(), row.title, DOCUMENT, row.organ_id, row.pk) for row in rows.values()]


def _documents_with_a_page(paths: list[str]) -> set[str]:
    """Links to documents are looked up together instead of being rendered one by one."""
    numbers = {path: int(path.split("/")[2]) for path in paths if _is_document(path)}
    standing = set(Document.objects.with_page().filter(pk__in=numbers.values()).values_list("pk", flat=True))
    return {path for path, pk in numbers.items() if pk in standing}


def _is_document(path: str) -> bool:
    parts = path.split("/")
    return len(parts) == 4 and parts[1] == "documents" and parts[2].isdecimal() and not parts[3]
