"""One issue as a file: what stands where, set by Typst."""

from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from disclosure.documents.typesetting import plain_text
from disclosure.gazette.codes import Section
from disclosure.gazette.models import GazetteEntry, GazetteIssue
from portal.accounts.models import Organ
from portal.accounts.states import OrganKind
from portal.clock import local
from portal.letters.rendering.press import pdf_of, values_of

_PAGE = Path(__file__).with_name("issue.typ")
GONE = "这份文件已经从网站撤下，不再刊登文本。"


def name_of(issue: GazetteIssue) -> str:
    """The gazette is the government's, whoever edits it. One query."""
    city = Organ.objects.filter(kind=OrganKind.GOVERNMENT).order_by("pk").values_list("name", flat=True).first()
    return f"{city or issue.organ.name}公报"


def pdf_bytes(issue: GazetteIssue) -> bytes:
    """The whole issue. Raises ``FontMissing``."""
    return pdf_of(_PAGE, _sheet(issue))


def page_numbers(issue: GazetteIssue) -> list[tuple[int, int]]:
    """First and last page of each piece, in order. Raises ``FontMissing``."""
    sheet = _sheet(issue)
    return list(zip(values_of(_PAGE, sheet, "start"), values_of(_PAGE, sheet, "end"), strict=True))


def _sheet(issue: GazetteIssue) -> dict[str, Any]:
    name = name_of(issue)
    entries = issue.entries.select_related("document").order_by("position")
    return {
        "title": f"{name}{issue.label}",
        "name": name,
        "label": issue.label,
        "total": f"总第{issue.total_number}期" if issue.total_number else "",
        "publisher": issue.organ.name,
        "dated": f"{issue.dated.year}年{issue.dated.month}月{issue.dated.day}日",
        "corrections": [f"{_day(row.at)}　{row.title}：{row.note}" for row in issue.corrections.all()],
        "sections": [
            {"name": Section(section).label, "pieces": [_piece(entry) for entry in pieces]}
            for section, pieces in groupby(entries, lambda entry: entry.section)
        ],
    }


def _day(moment: Any) -> str:
    day = local(moment)
    return f"{day.year}年{day.month}月{day.day}日"


def _piece(entry: GazetteEntry) -> dict[str, Any]:
    """What was taken down says so and nothing more."""
    shown = entry.is_shown
    text = plain_text(entry.text) if shown else GONE
    return {
        "title": entry.public_title or "已撤下的文件",
        "number": entry.doc_number if shown else "",
        "standard": entry.is_standard and shown,
        "blocks": list(_blocks(text.splitlines() or ["（正文见影印件）"])),
    }


def _blocks(lines: Sequence[str]) -> Iterable[dict[str, Any]]:
    """Paragraphs, and tables where lines with tabs follow one another."""
    for is_table, rows in groupby((line for line in lines if line.strip()), lambda line: "\t" in line):
        if is_table:
            yield {"text": "", "rows": [row.split("\t") for row in rows]}
        else:
            yield from ({"text": row.strip(), "rows": []} for row in rows)
