"""PDF: pages, properties, notes, forms, files inside, layers, and what earlier versions of the file still hold."""

import re
from collections.abc import Iterator
from io import BytesIO
from typing import IO, Any

from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject, StreamObject

from portal.files.extraction import markup
from portal.files.extraction.findings import Notebook

ERRORS = (
    PyPdfError,
    ValueError,
    TypeError,
    KeyError,
    AttributeError,
    IndexError,
    OverflowError,
    OSError,
    AssertionError,
)
"""What a damaged file makes the library raise."""
_PROPERTIES = {"/Title": "标题", "/Author": "作者", "/Subject": "主题", "/Keywords": "关键词", "/Company": "单位"}
_PROGRAMS = {"/Producer", "/Creator", "/CreationDate", "/ModDate", "/Trapped"}
_ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm", "/Rendition", "/RichMediaExecute"}
_END = re.compile(rb"%%EOF[\r\n]{0,2}")
_VERSIONS_AT_MOST = 4
_BLANK_PAGE = 64
"""Bytes of a page that draws nothing."""
_UNREADABLE = re.compile("[\ufffd\ue000-\uf8ff\x00-\x08]")
_UNREADABLE_SHARE = 0.1
_PAGES_LISTED = 12


def read(file: IO[bytes], notebook: Notebook) -> None:
    data = file.read()
    reader = PdfReader(BytesIO(data))
    if reader.is_encrypted and not reader.decrypt(""):
        notebook.fault("文件设了打开密码，读不出来")
        return
    notebook.pages = len(reader.pages)
    for what in (_pages, _properties, _catalogue, _forms, _embedded):
        try:
            what(reader, notebook)
        except ERRORS:
            notebook.fault(f"{_NAMES[what.__name__]}读不出来")
    _earlier_versions(data, reader, notebook)


_NAMES = {
    "_pages": "有的页面",
    "_properties": "文档属性",
    "_catalogue": "书签、图层和脚本",
    "_forms": "表单",
    "_embedded": "嵌在里面的文件",
}


def _pages(reader: PdfReader, notebook: Notebook) -> None:
    blind: list[int] = []
    garbled: list[int] = []
    for number, page in enumerate(reader.pages, 1):
        text = page.extract_text()
        notebook.note(f"第{number}页", text)
        if not text.strip() and _draws(page):
            blind.append(number)
        elif len(_UNREADABLE.findall(text)) > _UNREADABLE_SHARE * max(len(text.strip()), 1):
            garbled.append(number)
        _annotations(page, number, notebook)
    if blind:
        notebook.fault(f"{_listed(blind)}只有图像，没有文字可查")
    if garbled:
        notebook.fault(f"{_listed(garbled)}的文字不能识读")


def _listed(numbers: list[int]) -> str:
    shown = "、".join(str(number) for number in numbers[:_PAGES_LISTED])
    return f"第{shown}页" if len(numbers) <= _PAGES_LISTED else f"第{shown}页等{len(numbers)}页"


def _draws(page: Any) -> bool:
    contents = page.get_contents()
    return (contents is not None and len(contents.get_data().strip()) > _BLANK_PAGE) or bool(_images(page))


def _images(page: Any) -> list[Any]:
    resources = _dictionary(page.get("/Resources"))
    objects = _dictionary(resources.get("/XObject"))
    return [one for one in objects.values() if _dictionary(one).get("/Subtype") == "/Image"]


def _annotations(page: Any, number: int, notebook: Notebook) -> None:
    for row in _list(page.get("/Annots")):
        note = _dictionary(row)
        where = f"第{number}页的批注"
        for key in ("/Contents", "/Subj", "/RC"):
            notebook.note(where, _string(note.get(key)))
        notebook.note("批注的作者", _string(note.get("/T")) if note.get("/Subtype") != "/Widget" else "")
        action = _dictionary(note.get("/A"))
        notebook.note("链接的地址", _string(action.get("/URI")))
        _refuse_active(action, notebook)
        if note.get("/AA") is not None:
            _refuse_actions(_dictionary(note.get("/AA")), notebook)
        if note.get("/Subtype") in {"/RichMedia", "/Screen", "/3D", "/Movie", "/Sound"}:
            notebook.fault("有声音、视频或者动画，内容查不出来，要人看一遍")
        if note.get("/Subtype") == "/FileAttachment":
            _file(_dictionary(note.get("/FS")), notebook)


def _properties(reader: PdfReader, notebook: Notebook) -> None:
    for key, value in _dictionary(reader.trailer.get("/Info")).items():
        if key not in _PROGRAMS:
            notebook.note("文档属性", f"{_PROPERTIES.get(key, key[1:])}：{_string(value)}")
    metadata = _resolved(reader.root_object.get("/Metadata"))
    if isinstance(metadata, StreamObject):
        try:
            words = list(markup.all_text(BytesIO(metadata.get_data())))
        except markup.MarkupError:
            notebook.fault("文档属性读不出来")
            return
        notebook.note("文档属性（XMP）", "\n".join(word for word in words if not _is_measure(word)))


_MEASURE = re.compile(r"\d{4}-\d\d-\d\dT[\d:+.Z-]*|(uuid|xmp[.]\w+):[\w:-]*|\w+/\w+|[\d.]{1,4}|[A-Z]")


def _is_measure(word: str) -> bool:
    """Times, identifiers and media types say nothing about a person."""
    return bool(
        re.fullmatch(r"\s*(\d{4}-\d\d-\d\dT[\d:+.Z-]*|(uuid|xmp[.]\w+):[\w:-]*|\w+/\w+|[\d.]{1,4}|[A-Z])\s*", word)
    )


def _catalogue(reader: PdfReader, notebook: Notebook) -> None:
    root = reader.root_object
    for title in _outline(reader.outline):
        notebook.note("书签", title)
    if _dictionary(root.get("/Names")).get("/JavaScript") is not None:
        notebook.refuse("文件里有脚本，不能上传。请重新打印成PDF")
    _refuse_active(_dictionary(root.get("/OpenAction")), notebook)
    _refuse_actions(_dictionary(root.get("/AA")), notebook)
    layers = _dictionary(_dictionary(root.get("/OCProperties")).get("/D"))
    if _list(layers.get("/OFF")):
        notebook.fault("有关闭的图层，图层上可能有看不见的内容")
    if _dictionary(root.get("/AcroForm")).get("/XFA") is not None:
        notebook.fault("有XFA表单，里面的内容查不出来")


def _refuse_active(action: DictionaryObject, notebook: Notebook) -> None:
    if action.get("/S") in _ACTIVE or action.get("/JS") is not None:
        notebook.refuse("文件里有脚本或者会运行程序的动作，不能上传。请重新打印成PDF")


def _refuse_actions(actions: DictionaryObject, notebook: Notebook) -> None:
    for action in actions.values():
        _refuse_active(_dictionary(action), notebook)


def _outline(rows: Any) -> Iterator[str]:
    for row in rows:
        if isinstance(row, list):
            yield from _outline(row)
        else:
            yield str(row.title or "")


def _forms(reader: PdfReader, notebook: Notebook) -> None:
    for name, one in (reader.get_fields() or {}).items():
        for value in _list(one.get("/V")) or [one.get("/V"), one.get("/DV"), one.get("/TU")]:
            if text := _string(value).removeprefix("/"):
                notebook.note("表单里填的内容", f"{name}：{text}")


def _embedded(reader: PdfReader, notebook: Notebook) -> None:
    names = _dictionary(_dictionary(reader.root_object.get("/Names")).get("/EmbeddedFiles"))
    for one in _name_tree(names, 0):
        _file(_dictionary(one), notebook)


def _name_tree(node: DictionaryObject, depth: int) -> Iterator[Any]:
    yield from _list(node.get("/Names"))[1::2]
    for kid in _list(node.get("/Kids")) if depth < 16 else []:
        yield from _name_tree(_dictionary(kid), depth + 1)


def _file(specification: DictionaryObject, notebook: Notebook) -> None:
    from portal.files.extraction.reading import read_inner  # a file inside is a file again

    name = _string(specification.get("/UF")) or _string(specification.get("/F")) or "没有名字的文件"
    streams = _dictionary(specification.get("/EF"))
    content = _resolved(streams.get("/UF") or streams.get("/F"))
    notebook.note("嵌在里面的文件名", name)
    if not isinstance(content, StreamObject):
        notebook.fault(f"嵌在里面的“{name}”读不出来")
        return
    data = content.get_data()
    notebook.budget.spend_bytes(len(data))
    read_inner(BytesIO(data), name, notebook.inside(f"嵌在里面的“{name}”"))


def _earlier_versions(data: bytes, reader: PdfReader, notebook: Notebook) -> None:
    """A PDF saved over and over keeps every earlier state in the file; lines that are not on the pages any more."""
    ends = [match.end() for match in _END.finditer(data)][:-1]
    if b"/Linearized" in data[:2048]:
        ends = ends[1:]
    if len(ends) > _VERSIONS_AT_MOST:
        notebook.fault(f"文件里留着{len(ends)}个以前的版本，只查了{_VERSIONS_AT_MOST}个")
    try:
        now = {line.strip() for page in reader.pages for line in page.extract_text().splitlines()} if ends else set()
    except ERRORS:
        now = set()
    for end in ends[-_VERSIONS_AT_MOST:]:
        try:
            earlier = PdfReader(BytesIO(data[:end]))
            lines = [line for page in earlier.pages for line in page.extract_text().splitlines()]
        except ERRORS:
            notebook.fault("文件里留着以前的版本，读不出来")
            continue
        notebook.note("以前保存过的版本", "\n".join(line for line in lines if line.strip() not in now))


# --- pieces -----------------------------------------------------------------------------------------


def _resolved(value: Any) -> Any:
    return value.get_object() if isinstance(value, IndirectObject) else value


def _dictionary(value: Any) -> DictionaryObject:
    found = _resolved(value)
    return found if isinstance(found, DictionaryObject) else DictionaryObject()


def _list(value: Any) -> list[Any]:
    found = _resolved(value)
    return list(found) if isinstance(found, ArrayObject) else []


def _string(value: Any) -> str:
    found = _resolved(value)
    return "" if found is None or isinstance(found, DictionaryObject | ArrayObject) else str(found)
