"""What may be typed into a standard: its own fields, and three numbers by code: ``max_A1``, ``points_A1a``,
``most_A1a``."""

from collections.abc import Callable
from decimal import Decimal, InvalidOperation
from typing import Any

from assessment.standards.criteria import plain
from assessment.standards.models import Standard
from portal.field_table import Field, Refused, flag, line

HIGHEST = Decimal(100)
MOST_CASES = 999


def points(low: Decimal, high: Decimal = HIGHEST) -> Callable[[str, Any], Decimal]:
    def read(label: str, value: Any) -> Decimal:
        try:
            number = Decimal(str(value))
        except InvalidOperation:
            raise Refused(f"{label}请填数字") from None
        if not number.is_finite() or not low <= number <= high:
            raise Refused(f"{label}应当在{plain(low)}到{plain(high)}之间")
        if number != number.quantize(Decimal("0.1")):
            raise Refused(f"{label}最多一位小数")
        return number

    return read


def _cases(label: str, value: Any) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= MOST_CASES:
        raise Refused(f"{label}请填0到{MOST_CASES}的整数")
    return value


_NONE, _SOME = Decimal(0), Decimal("0.1")

OWN = {
    "basis": Field("依据", line(200, required=True)),
    "excellent": Field("优秀的最低分", points(_SOME)),
    "passing": Field("合格的最低分", points(_SOME)),
    "fraud_from": Field("弄虚作假最少扣", points(_NONE)),
    "fraud_to": Field("弄虚作假最多扣", points(_NONE)),
    "bonus": Field("示范创建加分", points(_NONE)),
    "may_exceed": Field("加分可以超过100分", flag),
    "weight": Field("占绩效考核的权重（%）", points(_NONE)),
}


RULE = {
    "title": Field("扣分的情形", line(200)),
    "points": Field("每次扣", points(_SOME)),
    "at_most": Field("最多计几次", _cases),
}
"""A rule that is new."""


def table_of(standard: Standard) -> dict[str, Field]:
    """All fields of this standard; read it with ``with_marks``."""
    table = dict(OWN)
    for criterion in standard.criteria.all():
        table[f"max_{criterion.code}"] = Field(f"{criterion.code}满分", points(_SOME))
        for rule in criterion.rules.all():
            table[f"points_{rule.code}"] = Field(f"{rule.code}每次扣", points(_SOME))
            table[f"most_{rule.code}"] = Field(f"{rule.code}最多计几次", _cases)
    return table


def values_of(standard: Standard) -> dict[str, Any]:
    """What the standard says now, under the same names."""
    values = {name: getattr(standard, name) for name in OWN}
    for criterion in standard.criteria.all():
        values[f"max_{criterion.code}"] = criterion.points
        for rule in criterion.rules.all():
            values[f"points_{rule.code}"], values[f"most_{rule.code}"] = rule.points, rule.at_most
    return values
