"""The Word file of a letter. The reader's machine brings the fonts: names of GB/T 9704 with others to fall back on."""

from datetime import UTC, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import docx
from docx.document import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.section import _Footer
from docx.shared import Mm, Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from portal.letters.freezing import FrozenLetter
from portal.letters.rendering import layout
from portal.letters.rendering.layout import Part, Sheet
from portal.letters.templates import BlockKind

_TITLE, _BODY, _HEADING, _PLAIN, _LATIN = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体", "Times New Roman"
_FALLBACKS = {_TITLE: "宋体", _BODY: "仿宋", _HEADING: "SimHei", _PLAIN: "SimSun"}
_GREY = RGBColor(0x46, 0x46, 0x46)
_EPOCH = (1980, 1, 1, 0, 0, 0)
_LINE_MM = 156
"""The width of the type area."""


def docx_bytes(letter: FrozenLetter, *, is_draft: bool) -> bytes:
    """The same letter makes the same bytes."""
    sheet = layout.sheet(letter, is_draft=is_draft)
    document = docx.Document()
    _set_page(document)
    _set_styles(document)
    _write_head(document, sheet)
    for part in sheet.parts:
        _write_part(document, part)
    _write_signature(document, sheet)
    _write_margins(document, sheet)
    _set_properties(document, letter, sheet)
    return _packed(document)


# --- page and styles ----------------------------------------------------------------------------------


def _set_page(document: Document) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(layout.TOP_MM), Mm(layout.BOTTOM_MM)
    section.left_margin, section.right_margin = Mm(layout.LEFT_MM), Mm(layout.RIGHT_MM)
    section.header_distance, section.footer_distance = Mm(15), Mm(20)
    document.settings.odd_and_even_pages_header_footer = True


def _set_styles(document: Document) -> None:
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = _LATIN, Pt(layout.BODY_SIZE)
    fonts = normal.element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), _BODY)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "zh-CN")
    language.set(qn("w:eastAsia"), "zh-CN")
    normal.element.get_or_add_rPr().append(language)
    shape = normal.paragraph_format
    shape.line_spacing_rule, shape.line_spacing = WD_LINE_SPACING.EXACTLY, Pt(layout.LINE_PITCH)
    shape.space_before = shape.space_after = Pt(0)
    _name_fallbacks(document)


def _name_fallbacks(document: Document) -> None:
    """The font table of the file says what stands in for a typeface the reader does not have."""
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{other}"/><w:charset w:val="86"/></w:font>'
        for name, other in _FALLBACKS.items()
    )
    table = document.part.part_related_by(RELATIONSHIP_TYPE.FONT_TABLE)
    table._blob = f'<?xml version="1.0" encoding="UTF-8"?><w:fonts {nsdecls("w")}>{fonts}</w:fonts>'.encode()


def _typeface(run: Run, name: str, size: int) -> Run:
    run.font.size = Pt(size)
    run.font.name = _LATIN
    run._element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), name)
    return run


# --- the body -----------------------------------------------------------------------------------------


def _write_head(document: Document, sheet: Sheet) -> None:
    heading = document.add_paragraph(style="Title")
    _plain_title(document, heading)
    for place, line in enumerate(sheet.head):
        run = _typeface(heading.add_run(), _TITLE, layout.TITLE_SIZE)
        if place:
            run.add_break()
        run.add_text(line)
    if sheet.number:
        number = document.add_paragraph()
        number.alignment = WD_ALIGN_PARAGRAPH.CENTER
        number.paragraph_format.space_after = Pt(layout.LINE_PITCH / 2)
        _say(number, sheet.number)


def _plain_title(document: Document, heading: Paragraph) -> None:
    """The style says to readers that this is the title; its blue line and colour are not of this standard."""
    style = document.styles["Title"]
    style.font.color.rgb = RGBColor(0, 0, 0)
    style.font.bold = False
    for border in style.element.findall(f".//{qn('w:pBdr')}"):
        border.getparent().remove(border)
    heading.alignment = WD_ALIGN_PARAGRAPH.CENTER
    heading.paragraph_format.line_spacing = Pt(34)
    heading.paragraph_format.space_after = Pt(layout.LINE_PITCH)


def _write_part(document: Document, part: Part) -> None:
    if part.kind is BlockKind.TABLE:
        _write_table(document, part)
        return
    paragraph = document.add_paragraph()
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    if part.kind is not BlockKind.ADDRESSEE:
        _indent(paragraph, characters=2)
    _say(paragraph, part.text, _HEADING if part.kind is BlockKind.HEADING else _BODY)


def _indent(paragraph: Paragraph, *, characters: int) -> None:
    """By characters, as Chinese text is indented: it stays right when the size changes."""
    paragraph.paragraph_format.first_line_indent = Pt(layout.BODY_SIZE * characters)
    paragraph._element.get_or_add_pPr().get_or_add_ind().set(qn("w:firstLineChars"), str(characters * 100))


def _say(paragraph: Paragraph, text: str, typeface: str = _BODY, size: int = layout.BODY_SIZE) -> Run:
    return _typeface(paragraph.add_run(text), typeface, size)


def _write_table(document: Document, part: layout.Part) -> None:
    if not part.rows:
        return
    table = document.add_table(rows=0, cols=len(part.shares), style="Table Grid")
    widths = [Mm(_LINE_MM * share / sum(part.shares)) for share in part.shares]
    for row in part.rows:
        cells = table.add_row().cells
        for cell, width in zip(cells, widths, strict=True):
            cell.width = width
        for cell, text in zip(cells, row, strict=False):
            for place, line in enumerate(text.split("\n")):
                paragraph = cell.add_paragraph() if place else cell.paragraphs[0]
                paragraph.paragraph_format.line_spacing = Pt(22)
                _say(paragraph, line, size=layout.PAGE_SIZE)


def _write_signature(document: Document, sheet: Sheet) -> None:
    """署名 and 成文日期 at the right, four characters from the edge, centred over one another (7.3.5)."""
    if not sheet.signatory:
        return
    shorter, longer = sorted((len(sheet.signatory), len(sheet.date)))
    for place, line in enumerate((sheet.signatory, sheet.date)):
        paragraph = document.add_paragraph()
        paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        paragraph.paragraph_format.keep_with_next = place == 0 or sheet.seal
        paragraph.paragraph_format.space_before = Pt(layout.LINE_PITCH * 2) if place == 0 else Pt(0)
        inset = (longer - shorter) / 2 if len(line) == shorter else 0
        paragraph.paragraph_format.right_indent = Pt(layout.BODY_SIZE * (4 + inset))
        _say(paragraph, line)
    if sheet.seal:
        place_ = document.add_paragraph()
        place_.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        place_.paragraph_format.right_indent = Pt(layout.BODY_SIZE * (4 + longer / 2) - 12 * 2)
        _say(place_, layout.SEAL_PLACE, size=12).font.color.rgb = _GREY


# --- page number, verification, draft mark --------------------------------------------------------------


def _write_margins(document: Document, sheet: Sheet) -> None:
    section = document.sections[0]
    _write_footer(section.footer, sheet, WD_ALIGN_PARAGRAPH.RIGHT)
    _write_footer(section.even_page_footer, sheet, WD_ALIGN_PARAGRAPH.LEFT)
    if sheet.is_draft:
        for header in (section.header, section.even_page_header):
            paragraph = header.paragraphs[0]
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
            _say(paragraph, layout.DRAFT_NOTE, size=11).font.color.rgb = _GREY
            paragraph.add_run()._element.append(parse_xml(_WATERMARK))


def _write_footer(footer: _Footer, sheet: Sheet, side: WD_ALIGN_PARAGRAPH) -> None:
    """单页码居右空一字, 双页码居左空一字 (7.5)."""
    number = footer.paragraphs[0]
    number.alignment = side
    number.paragraph_format.left_indent = number.paragraph_format.right_indent = Pt(layout.PAGE_SIZE)
    _say(number, "— ", _PLAIN, layout.PAGE_SIZE)
    field = _say(number, "", _PLAIN, layout.PAGE_SIZE)._element
    for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
        field.append(_field_part(kind, text))
    _say(number, " —", _PLAIN, layout.PAGE_SIZE)
    if sheet.footer:
        line = footer.add_paragraph()
        line.paragraph_format.line_spacing = Pt(14)
        _say(line, sheet.footer, _PLAIN, layout.SMALL_SIZE).font.color.rgb = _GREY


def _field_part(kind: str, text: str) -> object:
    if kind:
        mark = OxmlElement("w:fldChar")
        mark.set(qn("w:fldCharType"), kind)
        return mark
    instruction = OxmlElement("w:instrText")
    instruction.text = text
    return instruction


_WATERMARK = (
    f'<w:pict {nsdecls("w")} xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">'
    '<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800" '
    'path="m@7,l@8,m@5,21600l@6,21600e"><v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>'
    '</v:shapetype><v:shape type="#_x0000_t136" style="position:absolute;width:400pt;height:170pt;rotation:315;'
    "z-index:-1;mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    'mso-position-vertical:center;mso-position-vertical-relative:margin" fillcolor="#e1e1e1" stroked="f">'
    f'<v:textpath style="font-family:&quot;宋体&quot;;font-size:1pt" string="{layout.DRAFT}"/></v:shape></w:pict>'
)


# --- the file -----------------------------------------------------------------------------------------


def _set_properties(document: Document, letter: FrozenLetter, sheet: Sheet) -> None:
    """No time of making: the letter has its date, and the bytes shall be the same tomorrow."""
    dated = datetime(letter.dated.year, letter.dated.month, letter.dated.day, tzinfo=UTC)
    properties = document.core_properties
    properties.title, properties.author, properties.language = sheet.document_title, letter.organ_name, "zh-CN"
    properties.last_modified_by, properties.comments, properties.revision = letter.organ_name, "", 1
    properties.created = properties.modified = dated


def _packed(document: Document) -> bytes:
    """The package with the time stamps of its entries taken out."""
    made, packed = BytesIO(), BytesIO()
    document.save(made)
    with ZipFile(made) as source, ZipFile(packed, "w", ZIP_DEFLATED) as target:
        for name in source.namelist():
            target.writestr(ZipInfo(name, _EPOCH), source.read(name), ZIP_DEFLATED)
    return packed.getvalue()
