"""What a look gives back, and what all looks of one round share."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property
from random import Random
from typing import TYPE_CHECKING, Any

from portal import clock
from portal.accounts.models import Organ
from portal.accounts.selectors import site_organ

if TYPE_CHECKING:
    from disclosure.monitoring.looking.crawling import Crawl


@dataclass(frozen=True, slots=True)
class Seen:
    """One fault. ``key`` names the thing within the kind; the same key tomorrow is the same finding."""

    key: str
    title: str
    organ_id: int
    url: str = ""
    evidence: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Look:
    """``looked`` things were looked at, ``seen`` are the faults."""

    looked: int
    seen: list[Seen]


@dataclass
class Round:
    """One check of the whole site at one moment. ``seed`` makes its random choices repeatable."""

    at: datetime
    seed: int

    @property
    def on(self) -> date:
        return clock.local(self.at).date()

    @cached_property
    def random(self) -> Random:
        return Random(self.seed)  # noqa: S311  # a sample, not a secret

    @cached_property
    def site_organ(self) -> Organ:
        """Who answers for the site as a whole: where the oversight office sits, else the city government."""
        found = site_organ(self.on)
        if found is None:
            raise LookupError("nobody answers for the site")
        return found

    @cached_property
    def crawl(self) -> "Crawl":
        """The pages of the site, read once for all looks that need them."""
        from disclosure.monitoring.looking.crawling import crawl

        return crawl(self.on)


Eye = Callable[[Round], Look]
