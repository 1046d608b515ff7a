"""A walk over the pages of who leads: every number is followed to its list, every list to its cases."""

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any
from urllib.parse import urljoin

from django.test import Client

_LINK = re.compile(r'<a\b[^>]*?href="([^"#]+)[^"]*"')


@dataclass
class Walk:
    """``broken`` are addresses that did not answer 200, with who led there; ``seen`` is what was asked already."""

    client: Client
    seen: set[str] = field(default_factory=set)
    broken: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    counts: int = 0

    def open(self, address: str, origin: str = "") -> Any:
        """The answer, its body read."""
        self.seen.add(address)
        response = self.client.get(address)
        if response.streaming:  # a file: read and let go
            b"".join(response)
        if response.status_code != 200:
            self.broken.append(f"{response.status_code} {address} ← {origin}")
        return response

    def follow(self, response: Any, address: str, *only: str) -> list[str]:
        """Ask for every link in the body of the page whose address begins with one of ``only``, each once."""
        found = []
        for href in links(response, address):
            if href.startswith(only):
                found.append(href)
                if href not in self.seen:
                    self.open(href, address)
        return found

    def counted(self, address: str, number: int, origin: str) -> Any:
        """The list behind a number is as long as the number says, and its cases open."""
        page = self.open(address, origin)
        self.counts += 1
        if page.status_code == 200:
            length = page.context["page"].paginator.count
            if length != number:
                self.wrong.append(f"{address}: {length} ≠ {number} ← {origin}")
            self.follow(page, address, "/admin/")
        return page


def links(response: Any, address: str) -> list[str]:
    """Addresses on this site in the body of the page, in their order, each once."""
    body = response.content.decode().partition("<main")[2].partition("</main>")[0]
    found = [urljoin(address, unescape(href)) for href in _LINK.findall(body)]
    return [href for href in dict.fromkeys(found) if href.startswith("/")]


def walk_scores(walk: Walk, year: int) -> None:
    """The board, and each number on it: what was lost is made of so many problems."""
    address = f"/admin/assessment/assessment/board/{year}/"
    board = walk.open(address)
    rows = board.context["rows"]
    led = set(links(board, address))
    for row in rows:
        for line in row.score.lines:
            href = f"{address}{row.organ.code}/?of={line.criterion.code}"
            if bool(line.lost) != (href in led):
                walk.wrong.append(f"{href}: {line.lost} without its link")
            if line.lost:
                _behind(walk, href, line.deductions, address)


def walk_score_pages(walk: Walk, rows: Any) -> None:
    """The page of each assessment: its numbers, and the sum they make."""
    for row in rows:
        address = f"/admin/assessment/assessment/{row.pk}/change/"
        page = walk.open(address)
        led = set(links(page, address))
        for line in page.context["lines"]:
            for each in line["deductions"]:
                if each["href"] not in led:
                    walk.wrong.append(f"{each['href']} is not on {address}")
                _behind(walk, each["href"], [each["each"]], address)
        if row.total is not None and page.context["score"].total != row.total:
            walk.wrong.append(f"{address}: {page.context['score'].total} ≠ {row.total}")


def _behind(walk: Walk, address: str, deductions: Any, origin: str) -> None:
    page = walk.open(address, origin)
    walk.counts += 1
    if page.status_code != 200:
        return
    length = page.context["page"].paginator.count + len(page.context["units"])
    number = sum(each.found for each in deductions)
    if length != number:
        walk.wrong.append(f"{address}: {length} ≠ {number} ← {origin}")
    walk.follow(page, address, "/admin/")


def walk_problems(walk: Walk, rows: Any) -> None:
    """Each problem and the case it was found in."""
    for row in rows:
        address = f"/admin/assessment/problem/{row.pk}/change/"
        page = walk.open(address)
        walk.follow(page, address, "/admin/")


def walk_reports(walk: Walk, rows: Any) -> None:
    """Each counted cell of each report, and its cases."""
    for row in rows:
        address = f"/admin/assessment/annualreport/{row.pk}/change/"
        page = walk.open(address)
        for href in links(page, address):
            if "/cell/?code=" in href:
                code = href.partition("code=")[2]
                table, line, column = code.split("/")
                if code == "2/charges/fees":  # a sum of money, not the length of its list
                    walk.open(href, address)
                else:
                    walk.counted(href, row.values[table][line][column], address)


def walk_dashboard(walk: Walk) -> None:
    """The counts, the heat map, the months, the answers; then every panel."""
    address = "/dashboard/"
    page = walk.open(f"{address}?all=1")
    board, listed = page.context["board"], "/dashboard/cases/"
    led = links(page, address)
    for code, number in board.counts.items():
        walk.counted(f"{listed}?measure={code}", number, address)
    for measure, number in (("due", board.total.due), ("late", board.total.late)):
        walk.counted(f"{listed}?measure={measure}", number, address)
    for row in board.rows:
        for cell in row.cells:
            _cell(walk, cell, f"&organ={row.organ.code}&duty={cell.duty.code}", address)
    for cell in board.duties:
        _cell(walk, cell, f"&duty={cell.duty.code}", address)
    due = next(series for series in board.chart.series if series.name == "到期")
    for href, number in zip(board.chart.urls, due.values, strict=True):
        walk.counted(href, number, address)
    for line in page.context["answers"]:
        walk.counted(f"/dashboard/requests/?row={line.row}", line.count, address)
    for href in led:
        if href not in walk.seen:
            walk.open(href, address)
    said = walk.open("/dashboard/on-time.json").json()["counts"]
    if {code: said[code] for code in board.counts} != board.counts:
        walk.wrong.append(f"{said} ≠ {board.counts}")


def _cell(walk: Walk, cell: Any, where: str, origin: str) -> None:
    for measure, number in (("due", cell.kept.due), ("late", cell.kept.late)):
        if number:
            walk.counted(f"/dashboard/cases/?measure={measure}{where}", number, origin)


def walk_panels(walk: Walk, panels: Any) -> None:
    for panel in panels:
        address = f"/dashboard/panels/{panel.code}/"
        page = walk.open(address)
        for line in page.context["lines"]:
            for cell in line.cells:
                if cell.key and cell.count is not None:
                    walk.counted(f"{address}cases/?key={cell.key}", cell.count, address)
        walk.follow(page, address, "/dashboard/", "/admin/")
