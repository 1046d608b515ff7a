"""What a person can do about the things followed, and the digest that tells what is new."""

from portal.following.services.asking import LinkSpent, ask, ask_for_link, confirm
from portal.following.services.digesting import send_due
from portal.following.services.ending import change_frequency, pause, resume, stop, unfollow
from portal.following.services.routing import ask_for_code, confirm_code, drop

__all__ = [
    "LinkSpent",
    "ask",
    "ask_for_code",
    "ask_for_link",
    "change_frequency",
    "confirm",
    "confirm_code",
    "drop",
    "pause",
    "resume",
    "send_due",
    "stop",
    "unfollow",
]
