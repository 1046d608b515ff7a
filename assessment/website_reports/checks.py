"""What must hold between the rows of the form. Pure."""

from collections.abc import Mapping
from typing import Any

from assessment.website_reports.codes import BY_CODE, ROWS, Row

Values = Mapping[str, Any]
"""Row → value; a row nobody filled in is not there."""

_SUMS = {
    "cases": ("cases_natural", "cases_legal"),
    "explained": ("explained_texts", "explained_products", "explained_articles"),
}
"""A total is the sum of its parts."""
_PARTS = {"published": ("overview", "news", "catalogue")}
"""A total is not less than its parts: there is more than these."""
_AT_MOST = {
    "flaws_mended": "flaws",
    "letters_closed": "letters",
    "items_online": "items",
    "specials_new": "specials",
    "visitors": "visits",
}
_ACCOUNTS = {"weibo": ("weibo_posts", "weibo_followers"), "wechat": ("wechat_posts", "wechat_subscribers")}
_MEDIA = ("weibo", "wechat", "other_media")


def missing(values: Values) -> list[Row]:
    """Rows that have to be filled in and are not, in the order of the form."""
    asked = {count for name, counts in _ACCOUNTS.items() if values.get(name) for count in counts}
    return [row for row in ROWS if row.code not in values and (not row.optional or row.code in asked)]


def faults(values: Values) -> list[str]:
    """Each names the rows that do not fit. Rows still empty are not judged."""
    return [*_totals(values), *_limits(values), *_media(values)]


def _totals(values: Values) -> list[str]:
    found = []
    for total, parts in (_SUMS | _PARTS).items():
        if not {total, *parts} <= set(values):
            continue
        added = sum(values[part] for part in parts)
        named = "加".join(f"{BY_CODE[part].title}{values[part]}" for part in parts)
        if total in _SUMS and values[total] != added:
            found.append(f"{BY_CODE[total].full_name}填{values[total]}，{named}是{added}")
        if total in _PARTS and values[total] < added:
            found.append(f"{BY_CODE[total].full_name}填{values[total]}，少于{named}，合计{added}")
    return found


def _limits(values: Values) -> list[str]:
    return [
        f"{BY_CODE[less].full_name}填{values[less]}，多于“{BY_CODE[more].title}”{values[more]}"
        for less, more in _AT_MOST.items()
        if {less, more} <= set(values) and values[less] > values[more]
    ]


def _media(values: Values) -> list[str]:
    named = [BY_CODE[code] for code in _MEDIA if values.get(code)]
    if values.get("has_media") is True and not named:
        return [f"{BY_CODE['has_media'].full_name}填是，微博、微信、其他都空着"]
    if values.get("has_media") is False and named:
        return [f"{BY_CODE['has_media'].full_name}填否，又填了“{named[0].name}”"]
    return []
