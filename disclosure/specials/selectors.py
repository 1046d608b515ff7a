"""What the public sees of specials."""

from dataclasses import dataclass

from django.db.models import Count, Q

from disclosure.documents.models import Document
from disclosure.specials.models import Special, SpecialQuerySet


@dataclass(frozen=True, slots=True)
class Section:
    """Documents under one heading, newest first; an empty heading stands for those without one."""

    heading: str
    documents: list[Document]


def specials() -> SpecialQuerySet:
    """All of them with the number of public documents on each, those still added to first. One query."""
    public = Q(items__document__in=Document.objects.public())
    return Special.objects.annotate(count=Count("items", filter=public)).select_related("organ")


def sections(special: Special) -> list[Section]:
    """The public documents of the page by heading, in the order the headings were first used. Two queries."""
    headings = dict(special.items.values_list("document", "heading"))
    found: dict[str, list[Document]] = {heading: [] for heading in headings.values()}
    for document in Document.objects.public().filter(pk__in=headings).order_by("-published_at", "-pk").defer("body"):
        found[headings[document.pk]].append(document)
    return [Section(heading, rows) for heading, rows in found.items() if rows]
