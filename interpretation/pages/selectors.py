"""What the public reads about explanations. Every query starts from ``public()`` or ``with_page()``."""

import re
from dataclasses import dataclass
from typing import Any

from django.db.models import Q

from interpretation.materials.codes import Form, Theme, Way
from interpretation.materials.models import Material, MaterialQuerySet
from portal.accounts.models import Organ

LIST_FIELDS = (
    "title",
    "lead",
    "form",
    "way",
    "is_by_head",
    "theme",
    "stage",
    "state",
    "published_at",
    "document__title",
    "document__doc_number",
    "document__state",
    "document__attribute",
    "organ__code",
    "organ__name",
    "organ__short_name",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the library by; empty means everything."""

    organ: str = ""
    form: str = ""
    way: str = ""
    theme: str = ""
    name: str = ""
    year: str = ""


def lines(rows: MaterialQuerySet) -> MaterialQuerySet:
    """Rows for a list, the newest publication first. One query."""
    return rows.select_related("organ", "document").only(*LIST_FIELDS).order_by("-published_at", "-pk")


def library(asked: Asked) -> MaterialQuerySet:
    """A form, a way, a theme or a year that does not exist finds nothing."""
    rows = Material.objects.public()
    for name in ("form", "way", "theme"):
        if value := getattr(asked, name):
            rows = rows.filter(**{name: value})
    if asked.organ:
        rows = rows.filter(organ__code=asked.organ)
    if asked.name:
        rows = rows.filter(named(asked.name))
    if asked.year:
        is_year = asked.year.isascii() and asked.year.isdecimal() and len(asked.year) == 4 and asked.year != "0000"
        rows = rows.filter(published_at__year=int(asked.year)) if is_year else rows.none()
    return lines(rows)


def named(name: str) -> Q:
    """By its own title, or by the document where that is public: the name of what is still to come is not told."""
    of_document = Q(document__title__icontains=name) | Q(document__doc_number=name)
    return Q(title__icontains=name) | (of_document & Q(document__published_at__isnull=False))


@dataclass(frozen=True, slots=True)
class Choices:
    """What the library can be narrowed by."""

    organs: list[Organ]
    forms: list[tuple[str, str]]
    ways: list[tuple[str, str]]
    themes: list[tuple[str, str]]


def choices() -> Choices:
    """Only what leads to something. Two queries."""
    used = list(Material.objects.public().order_by().values_list("organ", "form", "way", "theme").distinct())
    organs, forms, ways, themes = ({row[place] for row in used} for place in range(4))
    return Choices(
        list(Organ.objects.filter(pk__in=organs).order_by("position", "pk")),
        [pair for pair in Form.choices if pair[0] in forms],
        [pair for pair in Way.choices if pair[0] in ways],
        [pair for pair in Theme.choices if pair[0] in themes],
    )


_OLD, _NEW = re.compile("^原来[：:]?"), re.compile("^现在[：:]?")
_BETWEEN = re.compile(r"\t+|\s*[|｜]\s*")


def comparison(material: Material) -> dict[str, list[Any]]:
    """新旧对照 as ``rows`` of old and new, and ``lines`` of what else is said about it."""
    rows, lines = [], []
    for line in material.elements.get("comparison", "").splitlines():
        old, *rest = _BETWEEN.split(line.strip(), maxsplit=1)
        if rest:
            rows.append((_OLD.sub("", old), _NEW.sub("", rest[0])))
        elif old:
            lines.append(old)
    return {"rows": rows, "lines": lines}
