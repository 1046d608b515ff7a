"""What tables there are, room by room."""

from sentiment.responses.models import Concurrence, Response
from sentiment.tickets.models import DomainDuty, Escalation, Ticket, TicketFile

__all__ = ["Concurrence", "DomainDuty", "Escalation", "Response", "Ticket", "TicketFile"]
