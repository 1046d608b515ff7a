"""What the index knows of the gazette: each issue by its contents, each piece by its text."""

from django.db.models import QuerySet

from disclosure.documents.typesetting import plain_text
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register

ISSUE = "disclosure.gazetteissue"
ENTRY = "disclosure.gazetteentry"
KIND = Choice("政府公报", "政府公报")


def _issues() -> "QuerySet[GazetteIssue]":
    return GazetteIssue.objects.public().select_related("organ")


def _issue(issue: GazetteIssue) -> Entry:
    entries = GazetteEntry.objects.public().filter(issue=issue).order_by("position")
    return Entry(
        label=ISSUE,
        pk=issue.pk,
        title=str(issue),
        body="\n".join(entries.values_list("title", flat=True)),
        url=issue.get_absolute_url(),
        dated=issue.dated,
        kind=KIND,
        organ=Choice(issue.organ.name, issue.organ.name),
    )


def _entries() -> "QuerySet[GazetteEntry]":
    return GazetteEntry.objects.public().select_related("issue__organ", "document")


def _entry(entry: GazetteEntry) -> Entry:
    organ = entry.issue.organ.name
    return Entry(
        label=ENTRY,
        pk=entry.pk,
        title=f"{entry.title}（{entry.issue}）",
        body=plain_text(entry.text),
        url=entry.get_absolute_url(),
        doc_number=entry.doc_number,
        dated=entry.issue.dated,
        kind=KIND,
        organ=Choice(organ, organ),
    )


def register_search() -> None:
    register(SearchSource(label=ISSUE, public=_issues, to_entry=_issue))
    register(SearchSource(label=ENTRY, public=_entries, to_entry=_entry))
