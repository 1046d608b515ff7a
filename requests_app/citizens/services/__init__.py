"""What a citizen does on the public pages; the acts themselves are those of the case's rooms."""

from requests_app.citizens.services.correcting import correct
from requests_app.citizens.services.explaining import explain
from requests_app.citizens.services.filing import CITIZEN, AlreadyFiled, File, Sent, submit
from requests_app.citizens.services.mailing import ask_for_code, ask_to_prove, use_link
from requests_app.citizens.services.rating import rate
from requests_app.citizens.services.solving import note_solved

__all__ = [
    "CITIZEN",
    "AlreadyFiled",
    "File",
    "Sent",
    "ask_for_code",
    "ask_to_prove",
    "correct",
    "explain",
    "note_solved",
    "rate",
    "submit",
    "use_link",
]
