"""The special check of reposting the demonstration city has behind it."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any

from disclosure.demo.stage import Stage
from disclosure.repost_checks import services
from portal.accounts.states import Role


def make_check(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    """``starts`` and ``ends`` count calendar days from the day of loading."""
    services.make_check(
        starts_on=stage.today + timedelta(days=row["starts"]),
        ends_on=stage.today + timedelta(days=row["ends"]),
        threshold=row["threshold"],
        note=row["note"],
        actor=stage.actor(stage.organ("zhengfuban"), Role.OVERSIGHT, at),
        at=at,
    )
