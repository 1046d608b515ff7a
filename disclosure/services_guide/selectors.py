"""What pages, books and interfaces read about guides. Every public query starts from ``public()``."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from django.db.models import Count, Prefetch

from disclosure.documents.models import Document
from disclosure.services_guide.codes import Audience, Online, Theme
from disclosure.services_guide.combining import Combined, combine
from disclosure.services_guide.models import (
    BundleQuerySet,
    BundleStep,
    GuideMaterial,
    MaterialFile,
    ServiceBundle,
    ServiceGuide,
    ServiceGuideQuerySet,
)
from disclosure.services_guide.parts import SCREENED
from disclosure.services_guide.plain_language import Advice, check

BOOK_AT_MOST = 40
"""Guides of one printed book."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the list by; empty means everything."""

    organ: str = ""
    audience: str = ""
    theme: str = ""
    online: str = ""
    name: str = ""


def whole(rows: ServiceGuideQuerySet) -> ServiceGuideQuerySet:
    """With everything a page or a book shows: five queries, however many."""
    files = Prefetch("files", MaterialFile.objects.select_related("file").prefetch_related("file__copies"))
    materials = Prefetch("materials", GuideMaterial.objects.prefetch_related(files).order_by("position", "pk"))
    return rows.select_related("organ").prefetch_related(materials, "facilities", "bases__document")


def public_list(asked: Asked) -> ServiceGuideQuerySet:
    """By name; a choice that does not exist finds nothing."""
    rows = ServiceGuide.objects.public().select_related("organ")
    if asked.organ:
        rows = rows.filter(organ__code=asked.organ)
    if asked.audience:
        rows = rows.filter(audiences__contains=f",{asked.audience},")
    if asked.theme:
        rows = rows.filter(theme=asked.theme)
    if asked.online:
        rows = rows.filter(online=asked.online)
    if asked.name:
        rows = rows.filter(name__icontains=asked.name)
    return rows.order_by("name", "pk")


@dataclass(frozen=True, slots=True)
class Way:
    """One link of the entrance: ``query`` of the list and how many guides are there."""

    label: str
    query: str
    count: int


@dataclass(frozen=True, slots=True)
class Entrance:
    """The three ways in (S3-2.4f); ``total`` guides, of which ``online`` are done online in part or whole."""

    themes: Sequence[Way]
    audiences: Sequence[Way]
    organs: Sequence[Way]
    total: int
    online: int


def entrance() -> Entrance:
    """One query: a city has some thousand guides, each a short row."""
    rows = list(
        ServiceGuide.objects.public()
        .order_by("organ__position", "organ_id")
        .values_list("theme", "audiences", "organ__code", "organ__short_name", "online")
    )
    themes = [(label, f"theme={code}", sum(row[0] == code for row in rows)) for code, label in Theme.choices]
    people = [
        (label, f"audience={code}", sum(f",{code}," in row[1] for row in rows)) for code, label in Audience.choices
    ]
    organs = [
        (name, f"organ={code}", sum(row[2] == code for row in rows))
        for code, name in dict.fromkeys((row[2], row[3]) for row in rows)
    ]
    online = sum(row[4] != Online.NOT for row in rows)
    return Entrance(_ways(themes), _ways(people), _ways(organs), len(rows), online)


def _ways(rows: Sequence[tuple[str, str, int]]) -> list[Way]:
    return [Way(str(label), query, count) for label, query, count in rows if count]


def citing(document: Document) -> ServiceGuideQuerySet:
    """Guides that rest on the document."""
    rows = ServiceGuide.objects.public().filter(bases__document=document)
    return rows.select_related("organ").order_by("name", "pk")


def newest() -> ServiceGuideQuerySet:
    return ServiceGuide.objects.public().select_related("organ").order_by("-published_at", "-pk")


def editions(guide: ServiceGuide) -> list[ServiceGuide]:
    """Every edition of the errand that was ever out, the newest first."""
    return list(ServiceGuide.objects.with_page().filter(code=guide.code).order_by("-edition"))


def plainness(guide: ServiceGuide) -> list[Advice]:
    """What of the guide people will not understand."""
    return check((label, str(getattr(guide, name))) for name, label in SCREENED.items() if name != "basis")


# --- 一件事 and the book ----------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Step:
    """One errand of a bundle with its present guide."""

    wave: int
    note: str
    guide: ServiceGuide


@dataclass(frozen=True, slots=True)
class Thing:
    bundle: ServiceBundle
    steps: Sequence[Step]
    combined: Combined


def public_bundles() -> BundleQuerySet:
    return ServiceBundle.objects.public().select_related("organ").annotate(count=Count("steps")).order_by("name", "pk")


def thing(bundle: ServiceBundle) -> Thing:
    """The bundle with the guides as they are today; an errand whose guide is not out is left out. Seven queries."""
    rows = list(BundleStep.objects.filter(bundle=bundle).order_by("position"))
    found = {
        guide.code: guide for guide in whole(ServiceGuide.objects.public().filter(code__in=[row.code for row in rows]))
    }
    steps = [Step(row.wave, row.note, found[row.code]) for row in rows if row.code in found]
    return Thing(bundle, steps, combine(steps))


def for_book(codes: Collection[str]) -> list[ServiceGuide]:
    """The guides a reader chose, by organ and name; at most ``BOOK_AT_MOST``."""
    rows = whole(ServiceGuide.objects.public().filter(code__in=list(codes)))
    return list(rows.order_by("organ__position", "organ_id", "name")[:BOOK_AT_MOST])
