"""PDF files of the demonstration city: text in a font every reader brings, and pages that are only a picture."""

from collections.abc import Sequence
from datetime import datetime
from io import BytesIO

from PIL import Image, ImageDraw

_A4 = (595, 842)
_MARGIN, _LEADING, _SIZE, _PER_LINE = 72, 24, 12, 36
_LINES = (_A4[1] - 2 * _MARGIN) // _LEADING
_FONT = (
    b"<</Type/Font/Subtype/Type0/BaseFont/STSong-Light/Encoding/UniGB-UCS2-H/DescendantFonts[4 0 R]>>",
    b"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light/CIDSystemInfo"
    b"<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>/DW 1000/FontDescriptor 5 0 R>>",
    b"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6/FontBBox[-25 -254 1000 880]/ItalicAngle 0"
    b"/Ascent 880/Descent -120/CapHeight 880/StemV 93>>",
)
_DOTS = 150
_PAPER, _INK, _RED = "#fbfaf6", "#5a5a5a", "#b5443c"


def text_pages(title: str, paragraphs: Sequence[str]) -> bytes:
    """A document of text."""
    lines = [title, "", *(piece for paragraph in paragraphs for piece in _wrapped(paragraph))]
    pages = [lines[start : start + _LINES] for start in range(0, len(lines), _LINES)]
    kids = " ".join(f"{6 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Kids[{kids}]/Count {len(pages)}>>".encode(), *_FONT]
    for number, page in enumerate(pages):
        box = f"/MediaBox[0 0 {_A4[0]} {_A4[1]}]/Resources<</Font<</F1 3 0 R>>>>/Contents {7 + 2 * number} 0 R"
        objects.append(f"<</Type/Page/Parent 2 0 R{box}>>".encode())
        drawn = "".join(f"<{line.encode('utf-16-be').hex()}> Tj T*\n" for line in page)
        body = f"BT /F1 {_SIZE} Tf {_LEADING} TL {_MARGIN} {_A4[1] - _MARGIN} Td\n{drawn}ET".encode()
        objects.append(b"<</Length %d>>stream\n" % len(body) + body + b"\nendstream")
    return _assembled(objects)


def _wrapped(paragraph: str) -> list[str]:
    text = f"　　{paragraph}"
    return [text[start : start + _PER_LINE] for start in range(0, len(text), _PER_LINE)]


def _assembled(objects: Sequence[bytes]) -> bytes:
    out, places = b"%PDF-1.7\n", []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n" % number + body + b"\nendobj\n"
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    end = b"trailer<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(out))
    return out + b"xref\n0 %d\n0000000000 65535 f \n" % (len(objects) + 1) + table + end


def scanned_page(*, at: datetime) -> bytes:
    """A page as a scanner makes it: a plan with a seal, and not one letter a program could read."""
    wide, high = (side * _DOTS // 72 for side in _A4)
    page = Image.new("RGB", (wide, high), _PAPER)
    pen = ImageDraw.Draw(page)
    left, top, right, bottom = wide // 8, high // 7, wide * 7 // 8, high * 5 // 8
    pen.rectangle((left, top, right, bottom), outline=_INK, width=5)
    for share in (3, 5, 6):
        across = left + (right - left) * share // 8
        pen.line((across, top, across, bottom), fill=_INK, width=3)
        pen.line(
            (left, top + (bottom - top) * share // 8, across, top + (bottom - top) * share // 8), fill=_INK, width=3
        )
    pen.ellipse((wide * 5 // 8, high * 3 // 4, wide * 5 // 8 + 240, high * 3 // 4 + 240), outline=_RED, width=9)
    buffer = BytesIO()
    stamp = at.timetuple()
    page.save(buffer, "PDF", resolution=_DOTS, creationDate=stamp, modDate=stamp)
    return buffer.getvalue()
