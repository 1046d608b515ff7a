"""What the public sees of 公共查阅点."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from disclosure.facilities.models import Facility
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind


@dataclass(frozen=True, slots=True)
class District:
    """One 镇 or 街道 with the places in it."""

    organ: Organ
    facilities: Sequence[Facility]


@dataclass(frozen=True, slots=True)
class Places:
    """``kinds`` are those of the organs that keep a place in use, each a choice of the page."""

    districts: Sequence[District]
    kinds: Sequence[OrganKind]
    count: int


def places(on: date, *, kind: str = "") -> Places:
    """The places in use by district; with ``kind`` only those that organs of this kind keep. One query."""
    rows = list(
        Facility.objects.in_use(on).select_related("organ", "district").order_by("district__position", "position", "pk")
    )
    known = {row.organ.kind for row in rows}
    shown = [row for row in rows if row.organ.kind == kind] if kind in known else rows
    by_district: dict[Organ, list[Facility]] = {}
    for row in shown:
        by_district.setdefault(row.district, []).append(row)
    districts = [District(organ, found) for organ, found in by_district.items()]
    return Places(districts, [each for each in OrganKind if each in known], len(shown))
