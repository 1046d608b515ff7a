"""What pages read of the list of matters. Every public query starts from versions that were published."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q, QuerySet

from disclosure.catalogue.models import Column
from disclosure.listings.elements import TEMPLATES
from disclosure.listings.models import ListRow
from disclosure.matters import content
from disclosure.matters.codes import FOCUSES, Change, Tier
from disclosure.matters.content import Difference
from disclosure.matters.models import Matter, MatterLink, MatterVersion, MatterVersionQuerySet
from disclosure.matters.states import MatterState
from portal.accounts.models import Organ
from portal.accounts.states import STATUTORY_KINDS

DOWNLOADED = 5000
_PUBLIC = Q(documents__state="published", documents__attribute="active")


@dataclass(frozen=True, slots=True)
class Asked:
    """What a reader narrows the list by; empty means everything. ``on`` is a day, as ISO."""

    domain: str = ""
    focus: str = ""
    tier: str = ""
    organ: str = ""
    topic: str = ""
    audience: str = ""
    way: str = ""
    words: str = ""
    on: str = ""


def day_of(asked: Asked, today: date) -> date:
    """The day asked for, if it is one, and not one ahead."""
    try:
        return min(date.fromisoformat(asked.on), today)
    except ValueError:
        return today


def listed(asked: Asked, *, on: date) -> MatterVersionQuerySet:
    """The list as of that day, narrowed; by organ and in the order of the fields."""
    rows = MatterVersion.objects.as_of(on)
    for name, value in (
        ("domain", asked.domain),
        ("village_topic", asked.topic),
        ("audience", asked.audience),
        ("way", asked.way),
        ("matter__tier", asked.tier),
        ("matter__organ__code", asked.organ),
    ):
        if value:
            rows = rows.filter(**{name: value})
    if asked.focus:
        rows = rows.filter(domain__in=FOCUSES[asked.focus].domains if asked.focus in FOCUSES else ())
    for word in asked.words.split():
        rows = rows.filter(Q(first__icontains=word) | Q(second__icontains=word) | Q(elements__icontains=word))
    order = ("matter__organ__position", "matter__organ", "matter__village", "domain", "first", "matter")
    return rows.select_related("matter__organ").order_by(*order)


@dataclass(frozen=True, slots=True)
class Step:
    """One published change with what it changed."""

    version: MatterVersion
    differences: Sequence[Difference]


def history(versions: Iterable[MatterVersion]) -> list[Step]:
    """Each with what it says otherwise than the one before of the same matter. One query."""
    rows = list(versions)
    before = MatterVersion.objects.filter(matter__in={row.matter_id for row in rows})
    known = {(row.matter_id, row.number): row for row in before}
    return [Step(row, content.differences(known.get((row.matter_id, row.number - 1)), row)) for row in rows]


def changes(organ: str, since: date | None, until: date | None) -> "QuerySet[MatterVersion]":
    """Published changes, the newest first."""
    rows = MatterVersion.objects.select_related("matter__organ").order_by("-published_at", "-pk")
    if organ:
        rows = rows.filter(matter__organ__code=organ)
    if since:
        rows = rows.filter(in_force_from__gte=since)
    return rows.filter(in_force_from__lte=until) if until else rows


@dataclass(frozen=True, slots=True)
class Pair:
    """The same item in two lists, the lower first, with what they say differently (S1-6.1a)."""

    lower: Matter
    upper: Matter
    differences: Sequence[Difference]


_ABOVE = {Tier.VILLAGE: (Tier.TOWN, Tier.COUNTY), Tier.TOWN: (Tier.COUNTY,), Tier.COUNTY: ()}


def pairs() -> list[Pair]:
    """Every item that stands in a list above as well: by its connection, else by the same words. One query."""
    rows = list(Matter.objects.listed().select_related("organ", "current").order_by("tier", "organ", "village", "pk"))
    by_name: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for row in rows:
        by_name[row.tier, row.name].append(row)
    by_key = {row.pk: row for row in rows}
    found = ((row, _upper(row, by_key, by_name)) for row in rows)
    return [_pair(row, upper) for row, upper in found if upper is not None]


def _upper(row: Matter, by_key: dict[int, Matter], by_name: dict[tuple[str, str], list[Matter]]) -> Matter | None:
    if row.upper_id:
        return by_key.get(row.upper_id)
    for tier in _ABOVE[Tier(row.tier)]:
        # A village's item is its own township's before anybody else's.
        alike = sorted(by_name[tier, row.name], key=lambda other: (other.organ_id != row.organ_id, other.pk))
        if alike:
            return alike[0]
    return None


def _pair(lower: Matter, upper: Matter) -> Pair:
    return Pair(lower, upper, content.differences(upper.current, lower.current, content.COMPARED))


def pair_of(matter: Matter) -> Pair | None:
    """The same for one matter, which may have none above it. Two queries."""
    above = Matter.objects.listed().filter(
        Q(pk=matter.upper_id) | Q(name=matter.name, tier__in=_ABOVE[Tier(matter.tier)])
    )
    rows = list(above.exclude(pk=matter.pk).select_related("organ", "current").order_by("pk"))
    by_name: dict[tuple[str, str], list[Matter]] = defaultdict(list)
    for row in rows:
        by_name[row.tier, row.name].append(row)
    upper = _upper(matter, {row.pk: row for row in rows}, by_name)
    return _pair(matter, upper) if upper else None


@dataclass(frozen=True, slots=True)
class Place:
    """Where something of a matter is found, and how much of it is there."""

    name: str
    address: str
    amount: int


def places(matters: Iterable[int]) -> dict[int, list[Place]]:
    """Matter → where what it promises is found; what is not public does not count. Three queries."""
    links = list(
        MatterLink.objects.filter(matter__in=list(matters)).select_related("column", "document").order_by("pk")
    )
    held = Column.objects.filter(pk__in={row.column_id for row in links if row.column_id})
    in_columns = dict(held.annotate(public=Count("documents", filter=_PUBLIC)).values_list("pk", "public"))
    shown = ListRow.objects.public().order_by().values_list("template")
    in_lists = dict(shown.annotate(rows=Count("pk")))
    found: dict[int, list[Place]] = defaultdict(list)
    for row in links:
        if row.column:
            place = Place(row.column.name, f"/columns/{row.column.code}/", in_columns.get(row.column.pk, 0))
        elif row.document:
            is_public = row.document.is_public
            place = Place(
                row.document.title if is_public else "已经不公开的文件", row.document.get_absolute_url(), int(is_public)
            )
        elif row.list_code in TEMPLATES:
            place = Place(TEMPLATES[row.list_code].title, f"/lists/{row.list_code}/", in_lists.get(row.list_code, 0))
        else:
            continue
        found[row.matter_id].append(place)
    return found


@dataclass(frozen=True, slots=True)
class OrganCoverage:
    """How much of one list is really there. ``empty`` are the matters nothing is found for (S0-11.3)."""

    keeper: str
    organ: Organ
    matters: int
    empty: Sequence[MatterVersion]

    @property
    def filled(self) -> int:
        return self.matters - len(self.empty)

    @property
    def rate(self) -> str:
        return f"{100 * self.filled / self.matters:.0f}%" if self.matters else "—"


@dataclass(frozen=True, slots=True)
class Coverage:
    """``without`` are organs that have no list at all (S3-2.6b, S3-2.6c)."""

    lists: Sequence[OrganCoverage]
    without: Sequence[Organ]
    organs: int

    @property
    def done(self) -> str:
        return f"{100 * (self.organs - len(self.without)) / self.organs:.0f}%" if self.organs else "—"


def coverage(*, on: date) -> Coverage:
    """Every list of today with what is found for its matters. The number of queries does not grow with them."""
    rows = list(listed(Asked(), on=on))
    where = places(row.matter_id for row in rows)
    by_keeper: dict[str, list[MatterVersion]] = defaultdict(list)
    for row in rows:
        by_keeper[row.matter.keeper].append(row)
    lists = [
        OrganCoverage(
            keeper, own[0].matter.organ, len(own), [row for row in own if not _is_filled(where[row.matter_id])]
        )
        for keeper, own in by_keeper.items()
    ]
    bound = list(Organ.objects.listed(on).filter(kind__in=STATUTORY_KINDS))
    having = {row.matter.organ_id for row in rows}
    return Coverage(lists, [organ for organ in bound if organ.pk not in having], len(bound))


def _is_filled(found: Sequence[Place]) -> bool:
    return any(place.amount for place in found)


def is_gone(matter: Matter) -> bool:
    return matter.state == MatterState.DROPPED


def dropped_version(matter: Matter) -> MatterVersion | None:
    return matter.versions.filter(change=Change.DROPPED).first()
