"""Pictures: what the camera wrote into them. Letters on a picture are read by nobody but a person."""

from collections.abc import Iterable
from typing import IO, Any, cast

from PIL import ExifTags, Image, IptcImagePlugin, UnidentifiedImageError
from PIL.ImageFile import ImageFile

from portal.files.extraction.findings import Notebook

LETTERS_FROM = 120
"""Pixels on the shorter side: smaller pictures are icons and lines."""
_GPS, _CAMERA = 0x8825, 0x8769
_SPEAKING = {
    "Artist": "作者",
    "Copyright": "版权",
    "ImageDescription": "说明",
    "UserComment": "说明",
    "XPTitle": "标题",
    "XPComment": "说明",
    "XPAuthor": "作者",
    "XPKeywords": "关键词",
    "XPSubject": "主题",
    "Make": "设备",
    "Model": "设备",
    "HostComputer": "设备",
    "CameraOwnerName": "设备所有人",
    "BodySerialNumber": "设备编号",
    "DateTimeOriginal": "拍摄时间",
    "DocumentName": "文件名",
}


def read_picture(file: IO[bytes], notebook: Notebook, *, where: str = "图片") -> None:
    """Its notes, its place, its comments. Pixels are not decoded."""
    try:
        with Image.open(file) as picture:
            _read(picture, notebook, where)
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, Image.DecompressionBombError):
        notebook.fault(f"{where}已经损坏或者太大，读不出来")


def _read(picture: Image.Image, notebook: Notebook, where: str) -> None:
    if min(picture.size) >= LETTERS_FROM:
        notebook.picture()
    exif = picture.getexif()
    _notes(notebook, f"{where}的拍摄信息", [*exif.items(), *exif.get_ifd(_CAMERA).items()])
    if place := exif.get_ifd(_GPS):
        notebook.note(f"{where}的拍摄位置", _place(place))
    for key, value in picture.info.items():
        if key in {"exif", "icc_profile"}:
            continue
        if isinstance(value, str | bytes) and (text := _text(value)):
            notebook.note(f"{where}里的说明", text if key in {"comment", "xmp"} else f"{key}：{text}")
    for value in (IptcImagePlugin.getiptcinfo(cast(ImageFile, picture)) or {}).values():
        for one in value if isinstance(value, list) else [value]:
            notebook.note(f"{where}里的说明", _text(one))


def _notes(notebook: Notebook, where: str, items: Iterable[tuple[int, Any]]) -> None:
    for tag, value in items:
        name = ExifTags.TAGS.get(tag, "")
        if name in _SPEAKING and (text := _text(value, wide=name.startswith("XP"))):
            notebook.note(where, f"{_SPEAKING[name]}：{text}")


def _place(place: dict[int, Any]) -> str:
    """Degrees with decimals, as a map takes them; what cannot be computed is still named."""
    try:
        north, east = (_degrees(place[key], place.get(key - 1, "")) for key in (2, 4))
    except (KeyError, TypeError, ValueError, ZeroDivisionError, IndexError):
        return "有位置信息"
    return f"{north:.6f}，{east:.6f}"


def _degrees(parts: Any, direction: str) -> float:
    degrees, minutes, seconds = (float(part) for part in parts)
    value = degrees + minutes / 60 + seconds / 3600
    return -value if direction in {"S", "W"} else value


def _text(value: Any, *, wide: bool = False) -> str:
    """A value as words. The library shows bytes whose encoding nobody names as Latin-1."""
    if isinstance(value, str):
        try:
            data = value.encode("latin-1")
        except UnicodeEncodeError:
            return _bare(value)
    elif isinstance(value, bytes) or (wide and isinstance(value, tuple)):
        data = bytes(value)
    else:
        return str(value)
    if wide:
        return _bare(data.decode("utf-16-le", "ignore"))
    if data.startswith(_UNICODE):
        body = data[len(_UNICODE) :]
        return _bare(body.decode("utf-16-be" if body[:1] == b"\x00" else "utf-16-le", "ignore"))
    return _decoded(data[8:] if data[:8] in _CODES else data)


_UNICODE = b"UNICODE\x00"
_CODES = {b"ASCII\x00\x00\x00", b"\x00" * 8}
"""How a comment of a camera says in which code it is written."""


def _decoded(data: bytes) -> str:
    for encoding in ("utf-8", "gb18030"):
        try:
            return _bare(data.decode(encoding))
        except UnicodeDecodeError:
            continue
    return ""


def _bare(text: str) -> str:
    return text.strip("\x00 ")
