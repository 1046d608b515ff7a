"""Small files with something hidden in them, made by hand so that nothing but the tested place holds the word."""

from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx import Document
from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.workbook.defined_name import DefinedName
from PIL import Image

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
P = (
    'xmlns:p="http://schemas.openxmlformats.org/presentationml/2006/main" '
    'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
RELS = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"'
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


def zipped(parts, method=ZIP_DEFLATED):
    buffer = BytesIO()
    with ZipFile(buffer, "w", method) as archive:
        for name, content in parts.items():
            # A fixed date: workers that run in parallel have to make the same bytes.
            archive.writestr(ZipInfo(name, date_time=(2026, 5, 21, 9, 30, 0)), content, compress_type=method)
    return buffer.getvalue()


def with_parts(content, parts):
    """The archive with parts added or replaced."""
    with ZipFile(BytesIO(content)) as archive:
        old = {name: archive.read(name) for name in archive.namelist()}
    return zipped(old | parts)


def without_parts(content, *names):
    with ZipFile(BytesIO(content)) as archive:
        return zipped({name: archive.read(name) for name in archive.namelist() if name not in names})


def linked(content, target):
    """The text document with a relation to an embedded file."""
    with ZipFile(BytesIO(content)) as archive:
        rels = archive.read("word/_rels/document.xml.rels").decode()
    row = f'<Relationship Id="rEmbedded" Type="{OFFICE}/package" Target="{target.removeprefix("word/")}"/>'
    rels = rels.replace("</Relationships>", f"{row}</Relationships>")
    return with_parts(content, {"word/_rels/document.xml.rels": rels})


def docx(text="正文一段", author=""):
    document = Document()
    document.core_properties.author = author
    document.core_properties.title = document.core_properties.comments = ""
    document.add_paragraph(text)
    buffer = BytesIO()
    document.save(buffer)
    return without_parts(buffer.getvalue(), "docProps/thumbnail.jpeg")


def docx_body(inner, **parts):
    """A text document whose body is the given markup."""
    body = f"<w:document {W}><w:body>{inner}</w:body></w:document>"
    return with_parts(docx(), {"word/document.xml": body} | parts)


def xlsx():
    """One visible sheet with hidden rows and columns, one hidden sheet, a comment, a name."""
    book = Workbook()
    book.properties.creator = "制表人甲"
    sheet = book.worksheets[0]
    sheet.title = "名单"
    for row in (("姓名", "单位", "备注"), ("看得见的人", "某局", "隐藏列的话"), ("隐藏行的人", "某局", "")):
        sheet.append(row)
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = True
    sheet["A1"].comment = Comment("单元格批注", "批注人乙")
    secret = book.create_sheet("工资")
    secret.append(["隐藏表里的数", 622202123456789])
    secret.sheet_state = "hidden"
    book.defined_names["内部名称"] = DefinedName("内部名称", attr_text="工资!$A$1")
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def slide(text, extra=""):
    return f"<p:sld {P} {extra}><p:cSld><p:spTree><p:sp><p:txBody><a:p><a:r><a:t>{text}</a:t></a:r></a:p></p:txBody></p:sp></p:spTree></p:cSld></p:sld>"  # noqa: E501  # one element per line would not read better


def pptx():
    relation = '<Relationship Id="{}" Type="' + OFFICE + '/{}" Target="{}"/>'
    slides = "".join(relation.format(f"rId{n}", "slide", f"slides/slide{n}.xml") for n in (1, 2))
    return zipped(
        {
            "[Content_Types].xml": "<Types/>",
            "ppt/presentation.xml": f'<p:presentation {P}><p:sldIdLst><p:sldId id="256" r:id="rId2"/>'
            '<p:sldId id="257" r:id="rId1"/></p:sldIdLst></p:presentation>',
            "ppt/_rels/presentation.xml.rels": f"<Relationships {RELS}>{slides}</Relationships>",
            "ppt/slides/slide1.xml": slide("隐藏页的话", 'show="0"'),
            "ppt/slides/slide2.xml": slide("第一页的话"),
            "ppt/slides/_rels/slide2.xml.rels": f"<Relationships {RELS}>"
            + relation.format("rId1", "notesSlide", "../notesSlides/notesSlide1.xml")
            + "</Relationships>",
            "ppt/notesSlides/notesSlide1.xml": slide("演讲者备注"),
            "ppt/comments/comment1.xml": f"<p:cmLst {P}><p:cm><p:text>页上的批注</p:text></p:cm></p:cmLst>",
        }
    )


def ofd():
    text = '<ofd:TextObject Boundary="{} {} 60 5"><ofd:TextCode>{}</ofd:TextCode></ofd:TextObject>'
    line = "".join(text.format(x, 20, word) for x, word in ((10, "1101011990"), (40, "03070011"), (80, "8X")))
    other = text.format(10, 40, "第二行")
    return zipped(
        {
            "OFD.xml": '<ofd:OFD xmlns:ofd="http://www.ofdspec.org/2016"><ofd:DocBody><ofd:DocInfo>'
            "<ofd:Author>拟稿人丙</ofd:Author></ofd:DocInfo></ofd:DocBody></ofd:OFD>",
            "Doc_0/Document.xml": '<ofd:Document xmlns:ofd="http://www.ofdspec.org/2016"/>',
            "Doc_0/Pages/Page_0/Content.xml": f'<ofd:Page xmlns:ofd="http://www.ofdspec.org/2016">{line}{other}</ofd:Page>',
            "Doc_0/Annots/Page_0/Annotation.xml": '<ofd:PageAnnot xmlns:ofd="http://www.ofdspec.org/2016">'
            '<ofd:Annot Creator="批注人丁"><ofd:Remark>版式批注</ofd:Remark></ofd:Annot></ofd:PageAnnot>',
        }
    )


def pdf(*pages, trailer="", objects=()):
    """Pages of one line each; an empty line draws nothing. ``objects`` follow from number 100 on."""
    bodies = {1: b"<</Type/Catalog/Pages 2 0 R" + trailer.encode() + b">>"}
    kids = " ".join(f"{10 + 2 * n} 0 R" for n in range(len(pages)))
    bodies[2] = f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode()
    bodies[3] = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>"
    for n, line in enumerate(pages):
        content = line if isinstance(line, bytes) else f"BT /F1 12 Tf 72 700 Td ({line}) Tj ET".encode()
        bodies[10 + 2 * n] = (
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents {11 + 2 * n} 0 R"
            "/Resources<</Font<</F1 3 0 R>>>>/Annots[101 0 R]>>"
        ).encode()
        bodies[11 + 2 * n] = b"<</Length %d>>stream\n" % len(content) + content + b"\nendstream"
    bodies |= {100 + n: body for n, body in enumerate(objects)}
    out = b"%PDF-1.7\n"
    places = {}
    for number, body in bodies.items():
        places[number] = len(out)
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    start = len(out)
    out += b"xref\n0 1\n0000000000 65535 f \n"
    for number, place in places.items():
        out += b"%d 1\n%010d 00000 n \n" % (number, place)
    return out + b"trailer<</Size 200/Root 1 0 R/Info 100 0 R>>\nstartxref\n%d\n%%%%EOF\n" % start


def jpeg(*, size=(64, 64), gps=True, artist="拍摄人戊"):
    exif = Image.Exif()
    if artist:
        exif[0x013B] = artist.encode()
    if gps:
        exif[0x8825] = {1: "N", 2: (31.0, 13.0, 48.0), 3: "E", 4: (121.0, 28.0, 12.0)}
    buffer = BytesIO()
    Image.new("RGB", size, "white").save(buffer, "jpeg", exif=exif)
    return buffer.getvalue()


def png(*, size=(64, 64)):
    buffer = BytesIO()
    Image.new("RGB", size, "white").save(buffer, "png")
    return buffer.getvalue()
