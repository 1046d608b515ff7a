"""What tables there are, room by room."""

from sentiment.clarification.models import Clarification, ClarificationRelease, Consent, PoliceTransfer
from sentiment.duty.models import Watch
from sentiment.mailbox.models import HotlineOrder, Message, MessageFile, MessageLink
from sentiment.meetings.models import Meeting, MeetingFile, MeetingQuestion
from sentiment.reproofs.models import Reproof
from sentiment.responses.models import Concurrence, Response
from sentiment.sightings.models import Delivery, Sighting
from sentiment.tickets.models import DomainDuty, Escalation, Lapse, Ticket, TicketFile

__all__ = [
    "Clarification",
    "ClarificationRelease",
    "Concurrence",
    "Consent",
    "Delivery",
    "DomainDuty",
    "Escalation",
    "HotlineOrder",
    "Lapse",
    "Meeting",
    "MeetingFile",
    "MeetingQuestion",
    "Message",
    "MessageFile",
    "MessageLink",
    "PoliceTransfer",
    "Reproof",
    "Response",
    "Sighting",
    "Ticket",
    "TicketFile",
    "Watch",
]
