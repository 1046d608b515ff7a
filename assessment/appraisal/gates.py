"""What stands before each step of an appraisal."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.appraisal.states import Dimension
from portal import clock


def covers_every_organ(row: Any, at: datetime) -> Sequence[str]:
    missing = row.organs_left_out(clock.local(at).date())
    names = "、".join(organ.short_name for organ in missing[:5])
    return [f"评议对象缺{len(missing)}个单位：{names}。"] if missing else []


def asks_in_every_dimension(row: Any, _at: datetime) -> Sequence[str]:
    asked = set(row.items.values_list("dimension", flat=True))
    return [f"测评表里没有“{each.label}”的题目。" for each in Dimension if each not in asked]


def has_invited_somebody(row: Any, _at: datetime) -> Sequence[str]:
    return [] if row.invitations.exists() else ["还没有邀请参评人员。"]


def is_over(row: Any, at: datetime) -> Sequence[str]:
    if row.ends_on is None or clock.local(at).date() <= row.ends_on:
        return [f"测评到{row.ends_on:%Y年%-m月%-d日}24时截止，还没有结束。"]
    return []


def has_ballots(row: Any, _at: datetime) -> Sequence[str]:
    return [] if row.ballots.exists() else ["还没有收到测评表。"]
