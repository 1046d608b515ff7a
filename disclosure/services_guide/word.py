"""The book as a Word file: the reader's machine brings the fonts, and counts the pages of the contents."""

from io import BytesIO

import docx
from docx.document import Document
from docx.enum.text import WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from disclosure.services_guide.book import Book, Part, Section

_FACE = "宋体"


def docx_bytes(book: Book) -> bytes:
    document = docx.Document()
    _set_up(document)
    document.add_paragraph(book.title, style="Title")
    document.add_paragraph(book.subtitle)
    document.add_paragraph(f"{book.publisher}　{book.day}")
    _turn_page(document)
    document.add_paragraph("目录", style="Subtitle")
    _contents(document, [part.title for part in book.parts])
    for part in book.parts:
        _write(document, part)
    document.core_properties.title, document.core_properties.author = book.title, book.publisher
    document.core_properties.language = "zh-CN"
    made = BytesIO()
    document.save(made)
    return made.getvalue()


def _turn_page(document: Document) -> None:
    document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)


def _set_up(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    for name in ("Normal", "Title", "Subtitle", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = _FACE
        style.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), _FACE)
    document.styles["Normal"].font.size = Pt(11)


def _contents(document: Document, titles: list[str]) -> None:
    """A field the program counts anew when the file is opened; until then it lists the titles."""
    field = document.add_paragraph().add_run()._element
    for kind, text in (("begin", ""), ("", 'TOC \\o "1-1" \\h'), ("separate", "")):
        field.append(_mark(kind, text))
    for title in titles:
        document.add_paragraph(title)
    document.add_paragraph().add_run()._element.append(_mark("end", ""))


def _mark(kind: str, text: str) -> object:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        if kind == "begin":
            mark.set(qn("w:dirty"), "true")
        return mark
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = text
    return instruction


def _write(document: Document, part: Part) -> None:
    _turn_page(document)
    document.add_heading(part.title, level=1)
    if part.lead:
        document.add_paragraph(part.lead)
    for section in part.sections:
        document.add_heading(section.title, level=2)
        _section(document, section)


def _section(document: Document, section: Section) -> None:
    if section.kind == "steps":
        for row in section.rows:
            document.add_paragraph(row[0], style="List Number")
    elif section.kind == "questions":
        for question, answer in section.rows:
            document.add_paragraph().add_run(question).bold = True
            document.add_paragraph(answer)
    else:
        rows = [section.headings, *section.rows] if section.headings else list(section.rows)
        table = document.add_table(rows=0, cols=len(rows[0]), style="Table Grid")
        for row in rows:
            for cell, text in zip(table.add_row().cells, row, strict=True):
                cell.text = text
