"""Who must approve a clarification before it leaves (S2-8.6): one row per rule. All that apply count. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sentiment.clarification.codes import NameOf


class Level(StrEnum):
    CONSENT = "consent"
    HEAD = "head"
    CITY = "city"


@dataclass(frozen=True, slots=True)
class Rule:
    """``applies`` takes the clarification; ``words`` are what a clerk reads."""

    level: Level
    words: str
    applies: Callable[[Any], bool]
    duties: tuple[str, ...]


RULES: tuple[Rule, ...] = (
    Rule(
        Level.CITY,
        "以市人民政府名义澄清的，须经市人民政府批准",
        applies=lambda row: row.name_of == NameOf.CITY,
        duties=("S2-8.6.1",),
    ),
    Rule(
        Level.HEAD,
        "以本机关名义澄清的，须经主要负责人审批",
        applies=lambda row: row.name_of == NameOf.ORGAN,
        duties=("S2-8.6.2a",),
    ),
    Rule(
        Level.CONSENT,
        "涉及其他部门职责或者工作内容的，须事先征得相关部门同意",
        applies=lambda row: bool(row.name_of) and row.concerns_others,
        duties=("S2-8.6.2b",),
    ),
    Rule(
        Level.CITY,
        "涉及重要事项或者敏感问题的，须经市人民政府批准",
        applies=lambda row: bool(row.name_of) and row.is_sensitive,
        duties=("S2-8.6.2c",),
    ),
)


def rules_for(clarification: Any) -> list[Rule]:
    """The rules that apply, in the order of the table."""
    return [rule for rule in RULES if rule.applies(clarification)]


def needs(clarification: Any, level: Level) -> bool:
    return any(rule.level is level for rule in rules_for(clarification))
