"""What pages and figures read about the gazette. Every public query starts from ``public()``."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db.models import Q, QuerySet

from disclosure.documents.codes import Validity
from disclosure.documents.models import Document
from disclosure.documents.typesetting import plain_text
from disclosure.gazette.codes import RULE_KINDS, Section
from disclosure.gazette.models import GazetteDelivery, GazetteEntry, GazetteIssue, IssueQuerySet
from disclosure.gazette.states import IssueState
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local

FOUND_AT_MOST = 50
_AROUND = 40
_OVER = (Validity.REPEALED, Validity.EXPIRED)


def gazette_office() -> Organ | None:
    """The organ that keeps the gazette: whoever made the newest issue. One query, more after a reform."""
    newest = GazetteIssue.objects.living().select_related("organ").order_by("-pk").first()
    return newest.organ.heir() if newest else None


# --- 应登尽登 ---------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Owed:
    """A document that must be printed and is not yet; ``days`` since it was published; ``planned`` the issue under way
    that has it."""

    document: Document
    days: int
    delivery: GazetteDelivery | None
    planned: str


def due_documents() -> "QuerySet[Document]":
    """规章 and 行政规范性文件 of this city that hold: all of them are printed (S3-5.5a)."""
    rows = Document.objects.public().filter(Q(is_normative=True) | Q(kind__in=RULE_KINDS))
    return rows.exclude(validity__in=_OVER).exclude(organ__kind=OrganKind.OUTSIDE)


def is_due(document: Document) -> bool:
    return due_documents().filter(pk=document.pk).exists()


def unprinted() -> "QuerySet[Document]":
    printed = GazetteEntry.objects.filter(issue__state=IssueState.PUBLISHED, document__isnull=False)
    return due_documents().exclude(pk__in=printed.values("document"))


def owed(*, at: datetime, at_most: int = 500) -> list[Owed]:
    """What is not printed yet, the longest waiting first. Two queries."""
    rows = unprinted().select_related("organ__successor__successor", "gazette_delivery").defer("body", "body_html")
    documents = list(rows.order_by("published_at", "pk")[:at_most])
    under_way = GazetteEntry.objects.filter(document__in=[row.pk for row in documents])
    lines = under_way.filter(issue__state__in=[IssueState.DRAFT, IssueState.CHECKING]).select_related("issue")
    planned = {entry.document_id: entry.issue.label for entry in lines.defer("text")}
    today = local(at).date()
    return [
        Owed(
            row,
            (today - local(row.published_at).date()).days if row.published_at else 0,
            getattr(row, "gazette_delivery", None),
            planned.get(row.pk, ""),
        )
        for row in documents
    ]


@dataclass(frozen=True, slots=True)
class Figures:
    due: int
    printed: int

    @property
    def rate(self) -> str:
        """Share of what has to be printed that is, in percent; a dash where there is nothing."""
        return f"{100 * self.printed / self.due:.1f}%" if self.due else "—"


def figures() -> Figures:
    due = due_documents().count()
    return Figures(due, due - unprinted().count())


# --- the public pages -------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Year:
    """One year with issues, or a run of years down to ``since`` without any; ``missing`` are numbers below the last one
    of the year that are not online."""

    year: int
    issues: Sequence[GazetteIssue]
    missing: Sequence[int]
    since: int

    @property
    def label(self) -> str:
        return f"{self.year}年" if self.since == self.year else f"{self.since}—{self.year}年"


def years() -> list[Year]:
    """Every year from the first issue to the last, the newest first (S3-5.5c). One query."""
    rows = list(GazetteIssue.objects.public().order_by("-year", "-number"))
    if not rows:
        return []
    found = {year: list(issues) for year, issues in groupby(rows, lambda issue: issue.year)}
    told: list[Year] = []
    for year, issues in found.items():
        if told and told[-1].since - year > 1:
            told.append(Year(told[-1].since - 1, (), (), year + 1))
        told.append(Year(year, issues, _missing(issues), year))
    return told


def _missing(issues: Sequence[GazetteIssue]) -> list[int]:
    have = {issue.number for issue in issues}
    return [number for number in range(1, max(have, default=0)) if number not in have]


def newest() -> IssueQuerySet:
    return GazetteIssue.objects.public().select_related("organ").order_by("-dated", "-pk")


@dataclass(frozen=True, slots=True)
class Group:
    section: str
    entries: Sequence[GazetteEntry]


def contents(issue: GazetteIssue) -> list[Group]:
    """Sections with their pieces. One query."""
    rows = issue.entries.select_related("document", "issue").defer("text", "document__body", "document__body_html")
    entries = rows.order_by("position")
    return [Group(str(Section(code).label), list(some)) for code, some in groupby(entries, lambda row: row.section)]


@dataclass(frozen=True, slots=True)
class Hit:
    """``before``, ``found`` and ``after`` are the first place in the text; ``found`` is empty when the title has it."""

    entry: GazetteEntry
    before: str = ""
    found: str = ""
    after: str = ""


def search_inside(issue: GazetteIssue, words: str) -> list[Hit]:
    """Pieces of one issue that say ``words``, in their order. One query."""
    says = Q(title__icontains=words) | Q(text__icontains=words) | Q(doc_number__icontains=words)
    rows = GazetteEntry.objects.public().filter(says, issue=issue).select_related("issue").order_by("position")
    return [_hit(entry, words) for entry in rows[:FOUND_AT_MOST]]


def _hit(entry: GazetteEntry, words: str) -> Hit:
    text = " ".join(plain_text(entry.text).split())
    place = text.lower().find(words.lower())
    if place < 0:
        return Hit(entry)
    end = place + len(words)
    return Hit(entry, text[max(0, place - _AROUND) : place], text[place:end], text[end : end + _AROUND])


@dataclass(frozen=True, slots=True)
class Neighbours:
    previous: GazetteEntry | None
    next: GazetteEntry | None


def neighbours(entry: GazetteEntry) -> Neighbours:
    """The pieces before and after, past those that were taken down. Two queries."""
    rows = GazetteEntry.objects.public().filter(issue=entry.issue_id).select_related("issue").defer("text")
    return Neighbours(
        rows.filter(position__lt=entry.position).order_by("-position").first(),
        rows.filter(position__gt=entry.position).order_by("position").first(),
    )


def printed_in(document: Document) -> "QuerySet[GazetteEntry]":
    """Where the public finds the document printed."""
    return GazetteEntry.objects.public().filter(document=document).select_related("issue").defer("text").order_by("pk")
