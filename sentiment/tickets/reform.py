"""What a reform of organs moves: tickets that run, and the fields a department answers for."""

from portal.accounts import succession
from portal.accounts.succession import Succession
from portal.subjects import SubjectRef, ref
from portal.workflow import touch
from sentiment.tickets.models import DomainDuty, Ticket
from sentiment.tickets.states import RUNNING, TicketState


def move_tickets(estate: Succession) -> list[SubjectRef]:
    """The heir answers; the rule that found the predecessor stays in the record."""
    moved = []
    rows = Ticket.objects.filter(organ=estate.source, state__in=[*RUNNING, TicketState.FINISHED])
    for ticket in rows.select_for_update().order_by("pk"):
        heir = estate.heir_of(ticket)
        if heir.pk != estate.source.pk:
            touch(ticket, {"organ": heir})
            moved.append(ref(ticket))
    return moved


def move_domains(estate: Succession) -> list[SubjectRef]:
    moved = []
    for duty in DomainDuty.objects.filter(organ=estate.source).select_for_update().order_by("pk"):
        heir = estate.heir_of(duty)
        if heir.pk != estate.source.pk:
            duty.organ = heir
            duty.save(update_fields=["organ"])
            moved.append(ref(duty))
    return moved


def register_mover() -> None:
    succession.register("sentiment.tickets", move_tickets)
    succession.register("sentiment.domains", move_domains)
