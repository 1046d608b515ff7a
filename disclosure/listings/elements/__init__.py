"""Every list there is. A new list is one more row: forms, checks, pages, downloads, search and interface follow."""

from collections.abc import Mapping

from disclosure.listings.elements import money, power, projects, results
from disclosure.listings.elements.shapes import Element, Group, ListTemplate, Type

TEMPLATES: Mapping[str, ListTemplate] = {
    row.code: row for row in (*money.ROWS, *projects.ROWS, *power.ROWS, *results.ROWS)
}

__all__ = ["TEMPLATES", "Element", "Group", "ListTemplate", "Type"]
