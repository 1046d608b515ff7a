"""What stands before a standard is put in force."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from assessment.standards.criteria import FULL_MARKS, LEAST_WEIGHT, plain
from portal.actors import Actor


def adds_up(standard: Any, _at: datetime) -> Sequence[str]:
    total = sum(row.points for row in standard.criteria.all())
    faults = [f"各项满分合计{plain(total)}分，应当是{plain(FULL_MARKS)}分"] if total != FULL_MARKS else []
    if standard.weight < LEAST_WEIGHT:
        faults.append(f"政务公开占绩效考核的权重是{plain(standard.weight)}%，不得低于{plain(LEAST_WEIGHT)}%")
    return faults


def each_source_once(standard: Any, _at: datetime) -> Sequence[str]:
    """A problem that fell under two rules would be deducted twice (S2-11.N2)."""
    used = Counter(source for rule in standard.rules() for source in rule.sources)
    return [f"自动来源“{source}”写在{count}条扣分规则里，只能写在一条里" for source, count in used.items() if count > 1]


def one_measure_for_all(standard: Any, _at: datetime) -> Sequence[str]:
    """Whoever was judged by one edition is not ranked beside whoever is judged by another."""
    if standard.edition == 1 or not type(standard)._default_manager.filter(year=standard.year).judged().exists():
        return []
    return [f"{standard.year}年已经有单位的成绩审定，标准不能再换版"]


def is_replaced(standard: Any) -> bool:
    """A newer edition of the year is in force."""
    newer = type(standard)._default_manager.filter(year=standard.year, edition__gt=standard.edition)
    return bool(newer.filter(state=standard.state).exists())


def is_not_the_writer(standard: Any, actor: Actor) -> str:
    return "起草标准的人不批准自己起草的标准。" if standard.writer_id == actor.id else ""
