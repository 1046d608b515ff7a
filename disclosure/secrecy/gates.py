"""What must be true before a term of secrecy changes. Gates ask the row and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.clock import local


def has_not_ended(term: Any, at: datetime) -> Sequence[str]:
    """《保守国家秘密法》第二十四条: a term is prolonged before it ends, or not at all (law.md C10)."""
    if local(at).date() <= term.ends_on:
        return []
    return [f"保密期限到{term.ends_on}已满，已经自行解密，不能再延长"]


def has_ended(term: Any, at: datetime) -> Sequence[str]:
    return [] if local(at).date() > term.ends_on else ["保密期限还没有满"]
