"""Office systems of the demonstration city that may hand in documents. Their tokens are shown to nobody."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from disclosure.demo.stage import Stage
from portal.accounts.states import Role
from portal.interface.services import create_client


def register_system(row: Mapping[str, Any], stage: Stage, at: datetime) -> None:
    organ = stage.organ(row["organ"])
    create_client(
        organ=organ,
        name=row["name"],
        scopes=row["scopes"],
        valid_days=row["valid_days"],
        networks=row.get("networks", ""),
        contact=row["contact"],
        actor=stage.actor(stage.organ("zhengfuban"), Role.SYSTEM_ADMIN, at),
        at=at,
    )
