"""Pictures without what the camera and the editor wrote into them; the pixels stay bit for bit."""

import struct
from io import BytesIO
from typing import IO

from PIL import Image, UnidentifiedImageError

from portal.files.cleaning import CannotCleanError

_PNG, _JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8"
_DAMAGED = "图片已经损坏，不能清理"
# Chunks that say how the picture looks: colours, transparency, resolution, animation.
_PNG_KEPT = {
    *(
        b"IHDR",
        b"PLTE",
        b"IDAT",
        b"IEND",
        b"tRNS",
        b"gAMA",
        b"cHRM",
        b"sRGB",
        b"iCCP",
        b"cICP",
        b"pHYs",
        b"sBIT",
        b"bKGD",
    ),
    *(b"acTL", b"fcTL", b"fdAT"),
}
_SOS, _EOI, _COMMENT = 0xDA, 0xD9, 0xFE
_APPS = range(0xE0, 0xF0)
_WITHOUT_LENGTH = {0x01, *range(0xD0, 0xD8)}
_ORIENTATION = 0x0112


def clean_jpeg(source: IO[bytes], target: IO[bytes]) -> None:
    target.write(_jpeg(source.read()))


def clean_png(source: IO[bytes], target: IO[bytes]) -> None:
    target.write(_png(source.read()))


def cleaned(data: bytes) -> bytes:
    """A picture inside a document, by its first bytes; what is neither JPEG nor PNG comes back as it is."""
    if data.startswith(_JPEG):
        return _jpeg(data)
    return _png(data) if data.startswith(_PNG) else data


def _png(data: bytes) -> bytes:
    kept, place = [_PNG], len(_PNG)
    while place + 12 <= len(data):
        length = int.from_bytes(data[place : place + 4])
        kind, end = data[place + 4 : place + 8], place + 12 + length
        if end > len(data):
            break
        if kind in _PNG_KEPT:
            kept.append(data[place:end])
        if kind == b"IEND":
            return b"".join(kept)
        place = end
    raise CannotCleanError(_DAMAGED)


def _jpeg(data: bytes) -> bytes:
    kept, place = [_JPEG, _upright(data)], len(_JPEG)
    while place + 2 <= len(data):
        if data[place] != 0xFF:
            break
        marker = data[place + 1]
        if marker == 0xFF:
            place += 1
            continue
        if marker == _EOI:
            return b"".join([*kept, data[place : place + 2]])
        end = place + 2 if marker in _WITHOUT_LENGTH else place + 2 + int.from_bytes(data[place + 2 : place + 4])
        if marker == _SOS:
            end = _scan_end(data, end)
        if _shows(marker, data[place + 4 : end]):
            kept.append(data[place:end])
        place = end
    raise CannotCleanError(_DAMAGED)


def _shows(marker: int, body: bytes) -> bool:
    """Segments the picture needs: all but comments and what programs note, colour profiles excepted."""
    if marker == _COMMENT:
        return False
    return marker not in _APPS or body.startswith((b"JFIF\0", b"ICC_PROFILE\0", b"Adobe"))


def _scan_end(data: bytes, place: int) -> int:
    """Where the compressed pixels end: at the next marker that is neither a filling nor a restart."""
    while (place := data.find(b"\xff", place)) >= 0 and place + 1 < len(data):
        if data[place + 1] == 0 or data[place + 1] in _WITHOUT_LENGTH:
            place += 2
            continue
        return place
    raise CannotCleanError(_DAMAGED)


def _upright(data: bytes) -> bytes:
    """The one note that turns the picture the right way up, if it had one."""
    try:
        with Image.open(BytesIO(data)) as picture:
            turned = picture.getexif().get(_ORIENTATION, 1)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise CannotCleanError(_DAMAGED) from error
    if turned not in range(2, 9):
        return b""
    directory = struct.pack("<HHHIHHI", 1, _ORIENTATION, 3, 1, turned, 0, 0)
    body = b"Exif\0\0II*\0\x08\0\0\0" + directory
    return b"\xff\xe1" + struct.pack(">H", len(body) + 2) + body
