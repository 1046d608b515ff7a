"""What a room does when a letter of its own reached the applicant by itself: opened on the tracking page, or announced
by mail. A person who registers the service uses the act of the room directly."""

from collections.abc import Callable
from datetime import date, datetime

from portal.actors import Actor
from requests_app.serving.models import Service
from requests_app.serving.states import Purpose

Act = Callable[[Service, date, str, Actor, datetime], object]
"""Takes the service, the legal day, the proof, who (the applicant or the system) and the moment. It registers the
service itself and moves what follows from it."""

_acts: dict[Purpose, Act] = {}


def register(purpose: Purpose, act: Act) -> None:
    """Raises ``ValueError`` when another act is there already."""
    if _acts.setdefault(purpose, act) is not act:
        raise ValueError(f"{purpose} has an act already")


def act_of(purpose: str) -> Act | None:
    return _acts.get(Purpose(purpose))
