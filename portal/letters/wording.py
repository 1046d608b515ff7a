"""Values as an official text writes them. Pure."""

import re
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeGuard

from portal.clock import local
from portal.letters.templates import PLACEHOLDER, Context

# 第十五条, 第三十六条第三项, 第二十三条第一款第四项; the clause and the item in this order, with or without brackets.
_NUMERAL = "[零〇一二三四五六七八九十百千]+"
_CITATION = re.compile(
    rf"《[^《》]+》第{_NUMERAL}条(?:之{_NUMERAL})?(?:第{_NUMERAL}款)?(?:第[（(]?{_NUMERAL}[）)]?项)?(?:第{_NUMERAL}目)?"
)


def official_date(day: date) -> str:
    """``2026年5月21日``: Arabic digits, no leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"


def say(value: Any) -> str:
    """Text, whole number, ``Decimal``, day, moment, yes or no, or a sequence of these joined by 、; empty for nothing.

    Raises ``TypeError`` for anything else: what has no one way of being said is not put into a letter.
    """
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, datetime):
        moment = local(value)
        minutes = f"{moment.minute:02d}分" if moment.minute else ""
        return f"{official_date(moment.date())}{moment.hour}时{minutes}"
    if isinstance(value, date):
        return official_date(value)
    if is_sequence(value):
        return "、".join(filter(None, map(say, value)))
    if isinstance(value, str | int | Decimal):
        return str(value)
    raise TypeError(f"a letter cannot say {type(value).__name__}")


def is_sequence(value: object) -> TypeGuard[Sequence[Any]]:
    return isinstance(value, Sequence) and not isinstance(value, str | bytes)


def fill(text: str, context: Context) -> tuple[str, tuple[str, ...]]:
    """``text`` with its ``{key}`` filled once, and the keys that had nothing to say."""
    blank = tuple(dict.fromkeys(key for key in PLACEHOLDER.findall(text) if not say(context.get(key)).strip()))
    return PLACEHOLDER.sub(lambda found: say(context.get(found[1])), text), blank


def is_citation(text: str) -> bool:
    """Whether the words name a law and its article, with clause and item where given: ``《…》第三十六条第三项``."""
    return _CITATION.fullmatch(text) is not None
