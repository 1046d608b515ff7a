"""What a person can do about the things followed, and the digest that tells what is new."""

from portal.following.services.asking import LinkSpent, ask, ask_for_link, confirm
from portal.following.services.digesting import send_due
from portal.following.services.ending import change_frequency, stop, unfollow

__all__ = ["LinkSpent", "ask", "ask_for_link", "change_frequency", "confirm", "send_due", "stop", "unfollow"]
