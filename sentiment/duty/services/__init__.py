"""What is done on duty: the ladder is climbed, what was watched is entered."""

from sentiment.duty.services.climbing import escalate
from sentiment.duty.services.watching import record_watch

__all__ = ["escalate", "record_watch"]
