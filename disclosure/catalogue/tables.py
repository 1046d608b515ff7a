"""The generated catalogue as a table to take away."""

from collections.abc import Iterable, Iterator

from disclosure.documents.models import Document
from portal import spreadsheets
from portal.spreadsheets import Sheet

HEADINGS = ("索引号", "名称", "内容概述", "生成日期", "发文字号", "发文机关", "网址")
_WIDTHS = (30, 60, 60, 12, 22, 26, 40)


def rows(documents: Iterable[Document], *, root: str) -> Iterator[tuple[str, ...]]:
    """One row a document; ``root`` goes before its address."""
    for document in documents:
        yield (
            document.index_number or "",
            document.title,
            document.summary,
            document.formed_on.isoformat() if document.formed_on else "",
            document.doc_number,
            document.issuer,
            root + document.get_absolute_url(),
        )


def csv_lines(documents: Iterable[Document], *, root: str) -> Iterator[str]:
    return spreadsheets.csv_lines(HEADINGS, rows(documents, root=root))


def workbook(documents: Iterable[Document], *, root: str) -> bytes:
    return spreadsheets.workbook(Sheet("公开目录", HEADINGS, rows(documents, root=root), _WIDTHS))
