"""Rows under the headings of their list: on pages, in downloads and in the interface."""

from collections.abc import Iterable

from disclosure.listings.elements import Element, ListTemplate, Type
from disclosure.listings.models import ListRow
from portal.spreadsheets import Sheet

ORGAN, PUBLISHED = "公开单位", "公开时间"
_WIDE, _NARROW = 48, 18


def headings(template: ListTemplate) -> tuple[str, ...]:
    return (*(row.heading for row in template.elements), template.day, ORGAN, PUBLISHED)


def cells(row: ListRow) -> list[str]:
    """One row of the download, in the order of the headings; amounts without their unit, which the heading says."""
    values = [row.values.get(each.name, "") for each in row.shape.elements]
    return [*values, row.formed_on.isoformat(), row.organ.name, f"{row.published_at:%Y-%m-%d}"]


def written(element: Element, values: dict[str, str]) -> str:
    """As a reader sees it: numbers in groups of three, with their unit."""
    value = values.get(element.name, "")
    if value and element.type is Type.NUMBER:
        whole, _, rest = value.partition(".")
        grouped = f"{int(whole):,}" if whole.lstrip("-") else whole
        sign = "-" if value.startswith("-") and not grouped.startswith("-") else ""
        return f"{sign}{grouped}{'.' if rest else ''}{rest}{element.unit}"
    return value


def facts(row: ListRow) -> list[tuple[str, str]]:
    """Name and words of what is filled in."""
    found = [(each.label, written(each, row.values)) for each in row.shape.elements if each.type is not Type.LINK]
    return [fact for fact in found if fact[1]] + [(row.shape.day, row.formed_on.isoformat())]


def links(row: ListRow) -> list[tuple[str, str]]:
    """Name and address of the pages the row points at."""
    return [
        (each.label, row.values[each.name])
        for each in row.shape.elements
        if each.type is Type.LINK and row.values.get(each.name)
    ]


def main_cells(row: ListRow) -> list[tuple[str, str]]:
    """Heading and words of the columns the list page has room for, without the name of the row."""
    name = row.shape.elements[0].name
    return [(each.label, written(each, row.values)) for each in row.shape.main if each.name != name]


def sheet(template: ListTemplate, rows: Iterable[ListRow]) -> Sheet:
    widths = [_WIDE if each.type is Type.TEXT else _NARROW for each in template.elements]
    return Sheet(template.title[:31], headings(template), (cells(row) for row in rows), [*widths, 14, 24, 14])
