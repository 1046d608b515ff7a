"""The figures, counted from the cases; every cell can be opened to its cases."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from statistics import median
from typing import Any

from django.db.models import Case, CharField, Count, F, Q, QuerySet, Value, When

from portal.accounts.models import Organ
from portal.deadlines.models import Deadline
from portal.deadlines.states import Outcome
from requests_app.cases import clocks
from requests_app.cases.models import DisclosureRequest, RequestItem
from requests_app.figures.tables import (
    ALL,
    CLOSING,
    NEW,
    OPENING,
    OUTCOME_CODES,
    TOTAL,
    Report,
    Table3,
    Table4,
)
from requests_app.outcomes import GROUP_TITLES, OUTCOMES, Group
from requests_app.remedies.models import Remedy
from requests_app.remedies.states import COUNTED

SMALL = 5
"""Public figures below this are not shown: they could point to a person."""


def year_of(year: int) -> tuple[date, date]:
    """First and last day."""
    return date(year, 1, 1), date(year, 12, 31)


def condition(row: str, year: int) -> Q:
    """Which items stand in a row of table 3. The unit is the item (件)."""
    first, last = year_of(year)
    match row:
        case "1":
            return Q(request__received_on__range=(first, last))
        case "2":
            return Q(request__received_on__lt=first) & (Q(counted_on=None) | Q(counted_on__gte=first))
        case "4":
            return Q(request__received_on__lte=last) & (Q(counted_on=None) | Q(counted_on__gt=last))
        case "3.7":
            return Q(counted_on__range=(first, last), counted_outcome__in=OUTCOME_CODES)
        case _:
            return Q(counted_on__range=(first, last), counted_outcome=row)


def items_of(organ_ids: Collection[int], year: int, row: str, column: str = ALL) -> "QuerySet[RequestItem]":
    """The cases behind one cell of table 3."""
    items = _items(organ_ids).filter(condition(row, year))
    return items if column == ALL else items.filter(request__applicant_kind=column)


def _items(organ_ids: Collection[int]) -> "QuerySet[RequestItem]":
    received = RequestItem.objects.filter(request__received_on__isnull=False, request__merged_into=None)
    return received.filter(request__organ__in=organ_ids)


def table3(organ_ids: Collection[int], year: int) -> Table3:
    """25 × 7. Four queries, however many cases."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    kind = "request__applicant_kind"
    for row in (NEW, OPENING, CLOSING):
        found = items_of(organ_ids, year, row).order_by().values_list(kind).annotate(n=Count("pk"))
        counts[row] = dict(found)
    decided = items_of(organ_ids, year, TOTAL).order_by()
    for outcome, column, count in decided.values_list("counted_outcome", kind).annotate(n=Count("pk")):
        counts[outcome][column] = count
    return Table3.of(counts)


def remedies_of(organ_ids: Collection[int], year: int) -> "QuerySet[Any]":
    """Accepted in the year, with the result as it stood at its end (``standing``)."""
    first, last = year_of(year)
    settled = When(decided_on__lte=last, then=F("result"))
    standing = Case(settled, default=Value("open"), output_field=CharField())
    accepted = Remedy.objects.filter(request__organ__in=organ_ids, accepted_on__range=(first, last), kind__in=COUNTED)
    rows: QuerySet[Any] = accepted.annotate(standing=standing)
    return rows


def table4(organ_ids: Collection[int], year: int) -> Table4:
    """3 × 5. One query."""
    counts: dict[str, dict[str, int]] = defaultdict(dict)
    found = remedies_of(organ_ids, year).order_by().values_list("kind", "standing").annotate(n=Count("pk"))
    for kind, standing, count in found:
        counts[kind][standing] = count
    return Table4.of(counts)


def report(organ_ids: Collection[int], year: int, *, each: bool = False) -> Report:
    """Both tables; ``each`` adds table 3 of every organ, to hold the sum against."""
    parts = [table3([organ], year) for organ in organ_ids] if each else []
    return Report(year, table3(organ_ids, year), table4(organ_ids, year), parts)


# --- the public page ----------------------------------------------------------------------------------


Counts = tuple[tuple[str, int | None], ...]
"""Each heading with its number; 0 is shown, ``None`` is hidden."""


@dataclass(frozen=True, slots=True)
class OrganFigures:
    """What the public reads about one organ and one year. Small numbers are ``None``."""

    organ: Organ
    received: int | None
    answered: int | None
    on_time: int | None
    median_days: int | None
    outcomes: Counts
    refusals: Counts


def public_figures(organs: Collection[Organ], year: int) -> list[OrganFigures]:
    """One line per organ that received or answered anything. A fixed number of queries."""
    first, last = year_of(year)
    ids = [organ.pk for organ in organs]
    received = _by_organ(_items(ids).filter(condition(NEW, year)))
    answered = _by_organ(_items(ids).filter(condition(TOTAL, year)))
    outcomes: dict[int, dict[str, int]] = defaultdict(dict)
    finished = _items(ids).filter(condition(TOTAL, year)).order_by()
    for organ, outcome, count in finished.values_list("request__organ", "counted_outcome").annotate(n=Count("pk")):
        outcomes[organ][outcome] = count
    days: dict[int, list[int]] = defaultdict(list)
    closed = DisclosureRequest.objects.received().filter(organ__in=ids, closed_on__range=(first, last))
    for organ, begun, ended in closed.order_by().values_list("organ", "received_on", "closed_on"):
        days[organ].append((ended - begun).days if begun and ended else 0)
    kept = _kept(ids, first, last)
    groups = {organ.pk: _by_group(outcomes[organ.pk]) for organ in organs}
    refused = list(Group).index(Group.REFUSED)
    return [
        OrganFigures(
            organ=organ,
            received=_shown(received.get(organ.pk, 0)),
            answered=_shown(answered.get(organ.pk, 0)),
            on_time=_share(kept.get(organ.pk, (0, 0))),
            median_days=round(median(days[organ.pk])) if len(days[organ.pk]) >= SMALL else None,
            outcomes=groups[organ.pk],
            refusals=_by_reason(outcomes[organ.pk], total=groups[organ.pk][refused][1]),
        )
        for organ in organs
        if received.get(organ.pk) or answered.get(organ.pk)
    ]


def _by_organ(items: "QuerySet[RequestItem]") -> dict[int, int]:
    return dict(items.order_by().values_list("request__organ").annotate(n=Count("pk")))


def _kept(ids: Collection[int], first: date, last: date) -> dict[int, tuple[int, int]]:
    """Answers given and those of them in time, from the ledger. One query."""
    answers = Deadline.objects.filter(
        rule__in=clocks.OF_THE_ANSWER,
        subject_label=DisclosureRequest._meta.label_lower,
        organ__in=ids,
        closed_on__range=(first, last),
        outcome=Outcome.DONE,
    )
    found = (
        answers.order_by()
        .values_list("organ")
        .annotate(all=Count("pk"), kept=Count("pk", filter=Q(closed_on__lte=F("due_on"))))
    )
    return {organ: (everything, kept) for organ, everything, kept in found}


def _shown(count: int) -> int | None:
    return count if count == 0 or count >= SMALL else None


def guarded(counts: Sequence[int]) -> list[int | None]:
    """Small numbers hidden, and as many of the next smallest as it takes that no total gives them away: at least two
    are hidden, and together they are no small number."""
    shown = [_shown(count) for count in counts]
    for place in sorted(range(len(counts)), key=lambda place: counts[place]):
        hidden = [count for count, figure in zip(counts, shown, strict=True) if figure is None]
        if hidden and shown[place] and (len(hidden) == 1 or sum(hidden) < SMALL):
            shown[place] = None
    return shown


def _by_group(outcomes: Mapping[str, int]) -> Counts:
    counts = [sum(n for code, n in outcomes.items() if code.startswith(group.value)) for group in Group]
    return tuple(zip(GROUP_TITLES.values(), guarded(counts), strict=True))


def _by_reason(outcomes: Mapping[str, int], *, total: int | None) -> Counts:
    """``total`` as it is shown: what is hidden there cannot be added up here."""
    reasons = [outcome for outcome in OUTCOMES if outcome.group is Group.REFUSED]
    counts = [outcomes.get(outcome.code, 0) for outcome in reasons]
    shown = guarded(counts) if total is not None else [count and None for count in counts]
    return tuple(zip((outcome.title for outcome in reasons), shown, strict=True))


def _share(kept: tuple[int, int]) -> int | None:
    """Percent in time; ``None`` for too few."""
    everything, in_time = kept
    return in_time * 100 // everything if everything >= SMALL else None
