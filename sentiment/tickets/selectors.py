"""What pages and acts read about tickets."""

import re
from datetime import datetime, timedelta

from disclosure.documents.models import Document
from portal import doc_numbers
from portal.accounts.models import Appointment, Organ
from portal.accounts.states import OrganKind, Role
from portal.actors import Actor
from portal.clock import local
from sentiment.tickets.models import DomainDuty, Ticket

_LOOK_BACK = timedelta(days=30)
_COMPARED = 300
_ALIKE = 0.6
_NUMBER = re.compile(r"舆(\d{4})-(\d{4,12})")
_PAGE = re.compile(r"/documents/(\d{1,18})(?:/|$)")


def city() -> Organ | None:
    """The city government itself."""
    return Organ.objects.filter(kind=OrganKind.GOVERNMENT, active_to=None).order_by("position", "pk").first()


def domain_organ(domain: str) -> Organ | None:
    duty = DomainDuty.objects.filter(domain=domain).select_related("organ__successor").first() if domain else None
    return duty.organ.heir() if duty else None


def responder_of(organ: Organ, roles: tuple[Role, ...], *, at: datetime) -> str:
    """Office and name of the first responder: 市教育局主要负责人　某某. One query."""
    held = Appointment.objects.in_force(local(at).date()).filter(organ=organ, role__in=roles).select_related("user")
    by_role = {appointment.role: appointment.user.name for appointment in held.order_by("-pk")}
    office = organ.short_name + "或者".join(role.label for role in roles)
    names = "、".join(dict.fromkeys(by_role[role] for role in roles if role in by_role))
    if names == office:  # who is entered by the office alone
        return office
    return f"{office}　{names}" if names else f"{office}（还没有任命）"


def likely_duplicates(ticket: Ticket) -> list[Ticket]:
    """Other running tickets of the last weeks with a link in common or a title much alike. One query."""
    since = ticket.known_at - _LOOK_BACK
    rows = Ticket.objects.running().exclude(pk=ticket.pk).filter(known_at__gte=since)
    links, pairs = set(ticket.links.split()), _pairs(ticket.title)
    newest = rows.select_related("organ").order_by("-known_at")[:_COMPARED]
    return [row for row in newest if links & set(row.links.split()) or _share(pairs, _pairs(row.title)) >= _ALIKE]


def _pairs(text: str) -> frozenset[str]:
    bare = "".join(character for character in text if character.isalnum())
    return frozenset(bare[place : place + 2] for place in range(len(bare) - 1))


def _share(left: frozenset[str], right: frozenset[str]) -> float:
    return len(left & right) / len(left | right) if left and right else 0.0


def by_number(number: str, actor: Actor) -> Ticket | None:
    """The ticket with that number, when the actor may see it. One query."""
    match = _NUMBER.fullmatch("".join(number.split()))
    rows = Ticket.objects.visible_to(actor).select_related("organ")
    found = rows.filter(pk=int(match[2])).first() if match else None
    return found if found and match and found.number == match[0] else None


def policy(typed: str) -> Document | None:
    """The public document with that address or number. One query."""
    rows = Document.objects.public().select_related("organ", "drafting_organ")
    if match := _PAGE.search(typed):
        return rows.filter(pk=int(match[1])).first()
    return rows.filter(doc_number=doc_numbers.normalise(typed)).order_by("-published_at").first()
