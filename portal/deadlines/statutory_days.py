"""Public holidays that the law itself names, for years whose State Council notice is not known.

Source: 全国年节及纪念日放假办法, art. 2 (13 days since 2025-01-01, 11 before) and art. 6 (a holiday on a Saturday or
Sunday is made up on a working day). Nothing here knows the exchanged working weekends (调休) of a year: a date computed
with these days is provisional. Pure Python.
"""

from collections.abc import Mapping
from datetime import date, timedelta
from functools import lru_cache

_DAY = timedelta(days=1)
_SATURDAY = 5
_THIRTEEN_DAYS_SINCE = 2025

# Lunar new year, dragon-boat day (五月初五), mid-autumn day (八月十五) as month and day of the civil calendar.
# GB/T 33661-2017 computes them from astronomy; after the last row only the solar holidays are known.
_LUNAR_DAYS = """
2019 0205 0607 0913  2020 0125 0625 1001  2021 0212 0614 0921  2022 0201 0603 0910  2023 0122 0622 0929
2024 0210 0610 0917  2025 0129 0531 1006  2026 0217 0619 0925  2027 0206 0609 0915  2028 0126 0528 1003
2029 0213 0616 0922  2030 0203 0605 0912  2031 0123 0624 1001  2032 0211 0612 0919  2033 0131 0601 0908
2034 0219 0620 0927  2035 0208 0610 0916  2036 0128 0530 1004  2037 0215 0618 0924  2038 0204 0607 0913
2039 0124 0527 1002  2040 0212 0614 0920  2041 0201 0603 0910  2042 0122 0622 0928  2043 0210 0611 0917
2044 0130 0531 1005  2045 0217 0619 0925  2046 0206 0608 0915  2047 0126 0529 1004  2048 0214 0615 0922
2049 0202 0604 0911  2050 0123 0623 0930  2051 0211 0613 0919  2052 0201 0601 0907  2053 0219 0620 0926
2054 0208 0610 0916  2055 0128 0530 1005  2056 0215 0617 0924  2057 0204 0606 0913  2058 0124 0625 1002
2059 0212 0614 0921  2060 0202 0603 0909
"""


@lru_cache(maxsize=256)
def statutory_holidays(year: int) -> Mapping[date, str]:
    """Days off in ``year`` by the law alone, with their names, make-up days for weekends included."""
    days = dict(_named_days(year))
    for day in sorted(days):
        if day.weekday() >= _SATURDAY:
            days[_next_free_weekday(day, days)] = f"{days[day]}补假"
    return days


def _named_days(year: int) -> list[tuple[date, str]]:
    eve_counts = year >= _THIRTEEN_DAYS_SINCE
    named = [(date(year, 1, 1), "元旦"), (_qingming(year), "清明节"), (date(year, 5, 1), "劳动节")]
    if eve_counts:
        named.append((date(year, 5, 2), "劳动节"))
    named += [(date(year, 10, day), "国庆节") for day in (1, 2, 3)]
    if lunar := _lunar_days().get(year):
        spring, dragon_boat, mid_autumn = lunar
        named += [(spring + _DAY * offset, "春节") for offset in range(-1 if eve_counts else 0, 3)]
        # A day that is already off (中秋 in the national week) keeps one name and is made up like a weekend.
        named += [(dragon_boat, "端午节"), (_free_day(mid_autumn, named), "中秋节")]
    return named


def _free_day(day: date, named: list[tuple[date, str]]) -> date:
    taken = {taken_day for taken_day, _ in named}
    while day in taken:
        day += _DAY
    return day


def _next_free_weekday(day: date, taken: Mapping[date, str]) -> date:
    while day.weekday() >= _SATURDAY or day in taken:
        day += _DAY
    return day


def _qingming(year: int) -> date:
    """The solar term 清明, exact for 2001–2099."""
    short = year % 100
    return date(year, 4, int(short * 0.2422 + 4.81) - short // 4)


@lru_cache(maxsize=1)
def _lunar_days() -> Mapping[int, tuple[date, date, date]]:
    words = _LUNAR_DAYS.split()
    return {
        int(words[i]): (_day(words[i], words[i + 1]), _day(words[i], words[i + 2]), _day(words[i], words[i + 3]))
        for i in range(0, len(words), 4)
    }


def _day(year: str, month_day: str) -> date:
    return date(int(year), int(month_day[:2]), int(month_day[2:]))
