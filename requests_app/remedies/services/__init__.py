"""The acts of 救济: registered, answered, referred to whoever can determine it, closed, decided anew."""

from requests_app.remedies.services.referring import answer_referral, refer
from requests_app.remedies.services.registering import admit_error, answer, close, register, reopen

__all__ = ["admit_error", "answer", "answer_referral", "close", "refer", "register", "reopen"]
