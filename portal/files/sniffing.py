"""The kind of a file by what is in it, whatever its name says: its head, and an archive's directory. Parses nothing."""

import codecs
import re
from typing import IO
from zipfile import BadZipFile

import filetype

from portal.files import archives
from portal.files.kinds import EVERY, KINDS, Kind

HEAD = 64 * 1024


class RefusedError(Exception):
    """Not a file that may be attached; the message is for a person."""


_HEADS = {b"%PDF-": "pdf", b"\x89PNG\r\n\x1a\n": "png", b"\xff\xd8\xff": "jpeg"}
_MP3 = (b"ID3", b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2")
_WEBM = b"\x1a\x45\xdf\xa3"
_SOUND, _FILM = (
    (b"M4A ", b"M4B "),
    (b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"),
)
_ZIP, _EMPTY_ZIP, _OLE = b"PK\x03\x04", b"PK\x05\x06", bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_OFFICE = "EncryptedPackage".encode("utf-16-le")
_CONTENT_TYPES = "[Content_Types].xml"
_OFFICE_FOLDERS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
_MACROS = re.compile(r"vbaProject[^/]*\.bin$|vbaData\.xml$|/macrosheets/|/dialogsheets/|/activeX/", re.IGNORECASE)
_OTHER_CONTAINERS = re.compile(r"(mimetype|META-INF/MANIFEST\.MF|AndroidManifest\.xml)$")
_WEB_PAGE = re.compile(rb"\s*<(!doctype|html|head|body|script|svg|\?xml|\?php|iframe)", re.IGNORECASE)
_WRITTEN = frozenset({"text", "csv", "vtt"})
_BOMS = {codecs.BOM_UTF8: "utf-8-sig", codecs.BOM_UTF16_LE: "utf-16", codecs.BOM_UTF16_BE: "utf-16"}

MACROS = "文件里有宏或者控件，不能上传。请另存为不带宏的格式"
UNKNOWN = "看不出是什么文件，或者不是可以上传的格式"
DAMAGED = "文件已经损坏，打不开"


def sniff(file: IO[bytes]) -> Kind:
    """The kind by content; text that could be a table is ``text``. Raises ``RefusedError``."""
    file.seek(0)
    head = file.read(HEAD)
    for begin, code in _HEADS.items():
        if head.startswith(begin):
            return KINDS[code]
    if head.startswith((_ZIP, _EMPTY_ZIP)):
        return KINDS[_container(file)]
    if head.startswith(_OLE):
        raise RefusedError(_about_compound_file(file, head))
    if code := _recording(head):
        return EVERY[code]
    if is_text(head) and filetype.guess(head) is None:
        return KINDS["text"]
    raise RefusedError(UNKNOWN)


def agree(found: Kind, declared: Kind) -> bool:
    """Whether the content is what the file name claims. Tables and captions cannot be told from text."""
    return found == declared or (found.code == "text" and declared.code in _WRITTEN)


def is_text(head: bytes) -> bool:
    """Readable text that no browser takes for a page."""
    return encoding_of(head) is not None and not _WEB_PAGE.match(head.removeprefix(codecs.BOM_UTF8))


def encoding_of(head: bytes) -> str | None:
    """UTF-16 by its mark, UTF-8, or GB18030 with everything it includes; ``None`` for anything else."""
    for bom, name in _BOMS.items():
        if head.startswith(bom):
            return name
    if b"\x00" in head:
        return None
    for name in ("utf-8", "gb18030"):
        decoder = codecs.getincrementaldecoder(name)()
        try:
            decoder.decode(head, len(head) < HEAD)
        except UnicodeDecodeError:
            continue
        return name
    return None


def _recording(head: bytes) -> str:
    """Sound or film by its head; of the many that begin with ``ftyp`` only those a browser plays."""
    if head.startswith(_MP3):
        return "mp3"
    if head.startswith(_WEBM) and b"webm" in head[:64]:
        return "webm"
    if head[4:8] != b"ftyp":
        return ""
    brand = head[8:12]
    return "m4a" if brand in _SOUND else "mp4" if brand in _FILM else ""


def _container(file: IO[bytes]) -> str:
    """Office document, OFD or plain archive, by the names inside."""
    try:
        with archives.opened(file) as archive:
            names = archive.namelist()
    except archives.LimitExceededError as error:
        raise RefusedError(f"压缩的内容不正常：{error}") from error
    except (BadZipFile, ValueError, OSError, NotImplementedError) as error:
        raise RefusedError(DAMAGED) from error
    if _CONTENT_TYPES in names:
        if any(_MACROS.search(name) for name in names):
            raise RefusedError(MACROS)
        known = [code for folder, code in _OFFICE_FOLDERS.items() if any(name.startswith(folder) for name in names)]
        if len(known) != 1:
            raise RefusedError(UNKNOWN)
        return known[0]
    if "OFD.xml" in names:
        return "ofd"
    if any(_OTHER_CONTAINERS.match(name) for name in names):
        raise RefusedError(UNKNOWN)
    return "zip"


def _about_compound_file(file: IO[bytes], head: bytes) -> str:
    """Old office formats cannot be looked through, and a new one behind a password looks like them."""
    file.seek(0)
    rest = head
    while rest:
        if _ENCRYPTED_OFFICE in rest:
            return "文件设了打开密码，请取消密码以后再上传"
        rest = file.read(archives.MEGABYTE)
    return "这是旧格式的文件，里面有没有隐藏内容查不出来。请用原来的软件另存为docx、xlsx、pptx或者PDF"
