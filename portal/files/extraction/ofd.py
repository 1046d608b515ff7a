"""OFD (GB/T 33190): a zip with XML pages. Letters of one line may stand in several objects."""

import re
from zipfile import BadZipFile

from portal.files import archives
from portal.files.extraction import markup
from portal.files.extraction.markup import Step
from portal.files.extraction.package import Package

_PAGE = re.compile(r".*/Pages?/[^/]+/[^/]*\.xml|.*/Content\.xml", re.IGNORECASE)
_PAGE_NUMBER = re.compile(r"Page_?(\d+)", re.IGNORECASE)
_IMAGE = re.compile(r".*\.(png|jpe?g|bmp|tiff?|gif)", re.IGNORECASE)
_SILENT = re.compile(r".*\.(ttf|otf|ttc|cff|esl|sig|dat)|.*/(PublicRes|DocumentRes|Signatures?|Signature)\.xml")
_PROPERTIES = {
    "Title": "标题",
    "Author": "作者",
    "Subject": "主题",
    "Abstract": "摘要",
    "Keyword": "关键词",
    "CustomData": "自定义属性",
}


def read(package: Package) -> None:
    """Properties, pages, templates, annotations, attachments."""
    pages = sum(1 for name in package.entries if _is_page(name))
    package.notebook.pages = pages
    for name, entry in package.entries.items():
        if entry.is_dir():
            continue
        try:
            _part(package, name)
        except (markup.MarkupError, BadZipFile, NotImplementedError, EOFError, KeyError, ValueError):
            package.notebook.fault(f"“{name}”这一部分已经损坏，读不出来")


def _is_page(name: str) -> bool:
    return bool(_PAGE.fullmatch(name)) and "/Pages/" in name and "Annot" not in name


def _part(package: Package, name: str) -> None:
    if name.rpartition("/")[2] == "OFD.xml":
        _properties(package, name)
    elif "/attach" in name.lower() and not name.lower().endswith("attachments.xml"):
        _attachment(package, name)
    elif _is_page(name):
        number = _PAGE_NUMBER.search(name)
        _page(package, name, f"第{int(number[1]) + 1}页" if number else "正文")
    elif _IMAGE.fullmatch(name):
        _image(package, name)
    elif _SILENT.fullmatch(name):
        return
    elif name.lower().endswith(".xml"):
        _page(package, name, _where(name))
    else:
        package.notebook.fault(f"有一个不认识的部分“{name}”，没有查")


def _where(name: str) -> str:
    low = name.lower()
    if "annot" in low:
        return "批注"
    return "页面模板" if "tpl" in low or "temp" in low else f"“{name}”这一部分"


def _properties(package: Package, name: str) -> None:
    for event in package.events(name):
        if event.step is Step.TEXT and event.name in _PROPERTIES and event.text.strip():
            package.notebook.note("文档属性", f"{_PROPERTIES[event.name]}：{event.text}")


def _page(package: Package, name: str, where: str) -> None:
    """Text codes at one height are one line; other words of the part come as they stand."""
    line: list[str] = []
    height = ""
    hidden = False

    def flush() -> None:
        package.notebook.note("隐藏的文字" if hidden else where, "".join(line))
        line.clear()

    for event in package.events(name):
        if event.step is Step.OPEN and event.name == "TextObject":
            box = event.attributes.get("Boundary", "").split()
            now, unseen = (box[1] if len(box) > 1 else ""), event.attributes.get("Visible") == "false"
            if now != height or unseen != hidden:
                flush()
            height, hidden = now, unseen
        elif event.step is Step.OPEN and event.name in {"Annot", "Parameter", "Attachment", "Bookmark", "OutlineElem"}:
            for key in ("Creator", "Remark", "Title", "Name"):
                package.notebook.note(where, event.attributes.get(key, ""))
        elif event.step is Step.TEXT and event.name == "TextCode":
            line.append(event.text.strip("\r\n"))
        elif event.step is Step.TEXT and event.name in {"Remark", "Parameter", "Title"}:
            package.notebook.note(where, event.text)
    flush()


def _attachment(package: Package, name: str) -> None:
    from portal.files.extraction.reading import read_inner  # a file inside is a file again

    last = name.rpartition("/")[2]
    with archives.unpacked(package.archive, package.entries[name], package.notebook.budget) as file:
        read_inner(file, last, package.notebook.inside(f"嵌在里面的“{last}”"))


def _image(package: Package, name: str) -> None:
    from portal.files.extraction.images import read_picture  # the imaging library only when needed

    with archives.unpacked(package.archive, package.entries[name], package.notebook.budget) as file:
        read_picture(file, package.notebook, where="里面的图片")
