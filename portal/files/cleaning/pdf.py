"""PDF: properties, comments, files inside and earlier states taken out; the pages stay as they are drawn."""

from typing import IO, Any

from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, NameObject

from portal.files.cleaning import CannotCleanError
from portal.files.extraction.pdf import ERRORS

_COMMENTS = {
    *("/Text", "/FreeText", "/Popup", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret", "/Ink"),
    *("/Line", "/Square", "/Circle", "/Polygon", "/PolyLine", "/FileAttachment", "/Redact"),
}
"""Links, form fields and stamps belong to the page and stay."""
_OF_DOCUMENT = ("/Metadata", "/PieceInfo", "/Collection", "/AF")
_OF_PAGE = ("/Metadata", "/PieceInfo", "/Thumb", "/AF")


def clean(source: IO[bytes], target: IO[bytes]) -> None:
    """Raises ``CannotCleanError``: also for a signed document, whose signature would not survive."""
    try:
        reader = PdfReader(source)
        if reader.is_encrypted and not reader.decrypt(""):
            raise CannotCleanError("文件设了打开密码，不能清理")
        _require_unsigned(reader)
        writer = PdfWriter(clone_from=reader)
        _strip(writer)
        writer.write(target)
    except (PyPdfError, *ERRORS) as error:
        raise CannotCleanError("PDF已经损坏，不能清理") from error


def _require_unsigned(reader: PdfReader) -> None:
    form = _dictionary(reader.root_object.get("/AcroForm"))
    if form.get("/SigFlags"):
        raise CannotCleanError("文件有电子签章，改动以后签章就失效了：请由签章的单位重新出一份")


def _strip(writer: PdfWriter) -> None:
    root = writer.root_object
    for key in _OF_DOCUMENT:
        _drop(root, key)
    _drop(_dictionary(root.get("/Names")), "/EmbeddedFiles")
    for page in writer.pages:
        for key in _OF_PAGE:
            _drop(page, key)
        notes = page.get("/Annots")
        if notes is not None:
            left = [row for row in _list(notes) if _dictionary(row).get("/Subtype") not in _COMMENTS]
            page[NameObject("/Annots")] = ArrayObject(left)
    writer.metadata = None
    writer.compress_identical_objects(remove_duplicates=False, remove_unreferenced=True)


def _drop(holder: DictionaryObject, key: str) -> None:
    if key in holder:
        del holder[key]


def _dictionary(value: Any) -> DictionaryObject:
    found = value.get_object() if value is not None else None
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(value: Any) -> list[Any]:
    found = value.get_object()
    return list(found) if isinstance(found, ArrayObject) else []
