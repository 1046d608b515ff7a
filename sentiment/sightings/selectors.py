"""What is read about findings."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from portal.actors import Actor
from portal.interface.models import ApiClient
from sentiment.sightings.models import Delivery, Sighting
from sentiment.tickets.models import Ticket

_LOOK_BACK = timedelta(days=30)
_COMPARED = 500


def delivered(client: ApiClient, key: str) -> Delivery | None:
    return Delivery.objects.filter(client=client, key=key).first()


def known(client: ApiClient, external_ids: Iterable[str]) -> dict[str, Sighting]:
    """Those taken in before, by the number the system gave them. One query."""
    rows = Sighting.objects.filter(client=client, external_id__in=set(external_ids)).select_related("ticket")
    return {row.external_id: row for row in rows}


@dataclass(frozen=True, slots=True)
class Running:
    """A running ticket with every address it was seen at."""

    ticket: Ticket
    links: set[str]
    title: str


def as_running(ticket: Ticket, *more_links: str) -> Running:
    return Running(ticket, {link for text in (ticket.links, *more_links) for link in text.split()}, _bare(ticket.title))


def comparable(actor: Actor, *, at: datetime) -> list[Running]:
    """Running tickets of the last weeks the actor may see, the newest first. Two queries."""
    rows = Ticket.objects.visible_to(actor).running().filter(known_at__gte=at - _LOOK_BACK)
    newest = rows.select_related("organ__successor").prefetch_related("sightings").order_by("-known_at", "-pk")
    return [as_running(row, *(seen.links for seen in row.sightings.all())) for row in newest[:_COMPARED]]


def same(rows: Iterable[Running], values: dict[str, Any]) -> Running | None:
    """What is surely the same: an address in common or the same title. A person joins what is only alike."""
    links, title = set(values.get("links", "").split()), _bare(values["title"])
    return next((row for row in rows if links & row.links or title == row.title), None)


def _bare(text: str) -> str:
    return "".join(character for character in text if character.isalnum())
