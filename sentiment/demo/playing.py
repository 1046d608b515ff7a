"""Plays letters, clarifications and interviews of the demonstration in order of time, each act by its office-holder."""

import tomllib
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from django.db import transaction

from portal.clock import local
from portal.deadlines.selectors import calendar
from sentiment.demo import letters, meetings, rumours
from sentiment.demo.stage import Stage, Steps
from sentiment.mailbox.models import Message

Codes = dict[str, str]
"""Number of a letter → its query code, so that a visitor can follow it."""

FILES: tuple[tuple[str, Callable[[Mapping[str, Any], Stage, Codes], Steps]], ...] = (
    ("letters", letters.steps),
    ("rumours", rumours.steps),
    ("meetings", meetings.steps),
)
"""Name of the data file and who knows how to play a row of it."""


def is_loaded() -> bool:
    return Message.objects.exists()


@transaction.atomic
def load(*, at: datetime) -> Codes:
    """Load everything. Raises ``DomainError`` as the acts do."""
    stage, codes = Stage(local(at).date(), calendar()), Codes()
    steps = [step for name, play in FILES for row in _rows(name) for step in play(row, stage, codes)]
    for moment, act in sorted((step for step in steps if step[0] <= at), key=lambda step: step[0]):
        act(moment)
    return codes


def _rows(name: str) -> list[dict[str, Any]]:
    text = (Path(__file__).parent / f"{name}.toml").read_text(encoding="utf-8")
    found: list[dict[str, Any]] = tomllib.loads(text)["row"]
    return found
