"""What stands before a notice goes out, and who may not judge what came back."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor


def names_problems(row: Any, _at: datetime) -> Sequence[str]:
    return [] if row.items.exists() else ["通知书里没有要整改的问题。"]


def is_not_the_issuer(row: Any, actor: Actor) -> str:
    return "下发通知书的人不复核，由另一个人复核。" if row.issuer_id == actor.id else ""
