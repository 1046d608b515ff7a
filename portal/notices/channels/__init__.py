"""The ways out of the house, by name. ``register()`` adds one; the outbox knows nothing else about them."""

from datetime import datetime
from typing import Protocol

from portal.notices.models import Notice


class Undeliverable(Exception):
    """Trying again would not help: wrong address, no gateway, refused by the receiver for good.

    The message is stored with the notice and shown to administrators: no address and no content in it.
    """


class Channel(Protocol):
    """``send`` returns when the other side has taken the message and raises otherwise.

    ``immediate`` channels are delivered by being stored; they need no worker.
    """

    immediate: bool

    def send(self, notice: Notice, *, at: datetime) -> None: ...


_channels: dict[str, Channel] = {}


def register(name: str, channel: Channel) -> None:
    """Put a channel under ``name``, replacing the one before."""
    _channels[name] = channel


def channel(name: str) -> Channel:
    """Raises ``KeyError`` for a name nobody registered."""
    return _channels[name]
