"""The offices of the mailbox's tests hold interviews too."""

from tests.sentiment.mailbox.conftest import at, desk, police, post

__all__ = ["at", "desk", "police", "post"]
