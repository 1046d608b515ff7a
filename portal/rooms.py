"""What a room tells the platform when the project starts.

A room (``disclosure.documents``, ``sentiment.mailbox`` …) says so in modules of fixed names, each with one function
of a fixed name and no argument. A room has only those it needs.
"""

from collections.abc import Iterable
from importlib import import_module
from importlib.util import find_spec
from sys import modules

from django.apps import apps

PARTS = {
    "acts": "register_acts",
    "letters": "register_letters",
    "mails": "register_mails",
    "arrivals": "register_arrivals",
    "following": "register_kinds",
    "companion": "register_companion",
    "search": "register_search",
    "sitemaps": "register_sitemap",
    "reform": "register_mover",
    "retention": "register_retention",
    "taking_over": "register_receiver",
    "front_page": "register_posters",
}
"""Module of a room → its function: names of acts, letters and mails, what follows a letter that got there, what can
be followed, what goes with a document, what can be searched, what a reform moves, what is erased, what comes over from
another room, what the first page has to show for a time."""


def register_rooms(app: str, rooms: Iterable[str]) -> None:
    """In the order given, which is the order in which pages name them. Registering twice changes nothing."""
    for room in rooms:
        for part, function in PARTS.items():
            name = f"{app}.{room}.{part}"
            if find_spec(name) is not None:
                getattr(import_module(name), function)()


def room_packages() -> list[str]:
    """All rooms of all apps, such as ``disclosure.documents``: where the worker looks for tasks."""
    configs = apps.get_app_configs()
    return [
        f"{config.name}.{room}" for config in configs for room in getattr(modules[type(config).__module__], "ROOMS", ())
    ]
