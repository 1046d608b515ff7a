"""The eyes of the daily check: each function looks at one matter and says how much it looked at and what is wrong."""

from disclosure.monitoring.looking.seeing import Look, Round, Seen

__all__ = ["Look", "Round", "Seen"]
