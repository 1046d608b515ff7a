"""What Word, Excel and PowerPoint files have in common: parts, relationships, properties, pictures, objects."""

import posixpath
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple
from zipfile import BadZipFile, ZipFile, ZipInfo

from portal.files import archives
from portal.files.extraction import markup
from portal.files.extraction.findings import Notebook
from portal.files.extraction.markup import Step


class Relation(NamedTuple):
    """A link from one part to another, or (``is_external``) out of the file."""

    id: str
    type: str
    target: str
    is_external: bool


@dataclass
class Package:
    """An open office document. ``read`` holds the parts that were looked at; what remains is looked at last."""

    archive: ZipFile
    notebook: Notebook
    read: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.entries: dict[str, ZipInfo] = {entry.filename: entry for entry in self.archive.infolist()}

    def stream(self, name: str) -> archives.Metered:
        self.read.add(name)
        return archives.stream(self.archive, self.entries[name], self.notebook.budget)

    def events(self, name: str) -> Iterator[markup.Event]:
        return markup.events(self.stream(name))

    def relations(self, name: str) -> list[Relation]:
        """Links of a part, targets as names of parts. Empty when it has none."""
        folder, _, last = name.rpartition("/")
        rels = f"{folder}/_rels/{last}.rels" if folder else f"_rels/{last}.rels"
        if rels not in self.entries:
            return []
        opened = [event.attributes for event in self.events(rels) if event.step is Step.OPEN]
        return [_relation(folder, row) for row in opened if "Target" in row]

    def related(self, name: str, kind: str) -> list[str]:
        """Parts that ``name`` links to by relations whose type ends in ``kind``."""
        rows = self.relations(name)
        return [row.target for row in rows if row.type.endswith(f"/{kind}") and row.target in self.entries]


def _relation(folder: str, row: Mapping[str, str]) -> Relation:
    target, is_external = row["Target"], row.get("TargetMode") == "External"
    if not is_external:
        target = posixpath.normpath(posixpath.join("/", folder, target)).lstrip("/")
    return Relation(row.get("Id", ""), row.get("Type", ""), target, is_external)


Handler = Callable[[Package, str], None]
Table = tuple[tuple[str, Handler], ...]
"""Pattern of a part's whole name, and who reads it. The first that fits is taken."""


def read_parts(package: Package, table: Table) -> None:
    """Each part by the first row that fits. One that is damaged is a fault, and the others are still read."""
    rows = [(re.compile(pattern, re.IGNORECASE), handler) for pattern, handler in (*table, *_ANY_PACKAGE)]
    for name, entry in package.entries.items():
        if entry.is_dir() or name in package.read:
            continue
        handler = next(handler for pattern, handler in rows if pattern.fullmatch(name))
        try:
            handler(package, name)
        except (markup.MarkupError, BadZipFile, NotImplementedError, EOFError, KeyError, ValueError) as error:
            if isinstance(error, RecursionError):
                raise
            package.notebook.fault(f"“{name}”这一部分已经损坏，读不出来")


def plain(where: str, *, attributes: bool = False) -> Handler:
    """All text of the part under one heading."""

    def read(package: Package, name: str) -> None:
        text = "\n".join(markup.all_text(package.stream(name), attributes=attributes))
        package.notebook.note(where, text)

    return read


def silent(package: Package, name: str) -> None:
    """Layout and bookkeeping: no words of a person."""


def _other(package: Package, name: str) -> None:
    plain(f"“{name}”这一部分", attributes=True)(package, name)


_PROPERTIES = {
    "creator": "作者",
    "lastModifiedBy": "最后修改的人",
    "title": "标题",
    "subject": "主题",
    "description": "备注",
    "keywords": "关键词",
    "category": "类别",
    "contentStatus": "状态",
    "Company": "单位",
    "Manager": "主管",
    "HyperlinkBase": "链接基础",
}
_MEASURES = {"created", "modified", "lastPrinted", "revision", "version", "language", "identifier"}


def _core_properties(package: Package, name: str) -> None:
    for event in package.events(name):
        if event.step is Step.TEXT and event.text.strip() and event.name not in _MEASURES:
            package.notebook.note("文档属性", f"{_PROPERTIES.get(event.name, event.name)}：{event.text}")


def _app_properties(package: Package, name: str) -> None:
    for event in package.events(name):
        if event.step is not Step.TEXT or not event.text.strip():
            continue
        if event.name in _PROPERTIES:
            package.notebook.note("文档属性", f"{_PROPERTIES[event.name]}：{event.text}")
        elif event.name == "Pages" and event.text.isdecimal() and package.notebook.pages is None:
            package.notebook.pages = int(event.text)


def _custom_properties(package: Package, name: str) -> None:
    label = ""
    for event in package.events(name):
        if event.step is Step.OPEN and event.name == "property":
            label = event.attributes.get("name", "")
        elif event.step is Step.TEXT and event.text.strip():
            package.notebook.note("文档的自定义属性", f"{label}：{event.text}")


_FETCHED = {"attachedTemplate", "oleObject", "frame", "subDocument"}
"""Links that an office program follows by itself when it opens the file."""


def _relationships(package: Package, name: str) -> None:
    for event in package.events(name):
        row = event.attributes
        if event.step is not Step.OPEN or row.get("TargetMode") != "External":
            continue
        target, kind = row.get("Target", ""), row.get("Type", "").rpartition("/")[2]
        package.notebook.note("链接的地址", target)
        if kind in {"attachedTemplate", "oleObject", "frame", "subDocument"} and target.startswith(
            ("http", "\\\\", "//")
        ):
            package.notebook.refuse("文件打开时会从网上取内容，不能上传。请断开链接以后另存")


def _embedded(package: Package, name: str) -> None:
    from portal.files.extraction.reading import read_inner  # a file inside is a file again

    file = archives.unpacked(package.archive, package.entries[name], package.notebook.budget)
    with file:
        read_inner(file, name.rpartition("/")[2], package.notebook.inside(f"嵌在里面的“{name.rpartition('/')[2]}”"))


def _picture(package: Package, name: str) -> None:
    from portal.files.extraction.images import read_picture  # the imaging library only when needed

    with archives.unpacked(package.archive, package.entries[name], package.notebook.budget) as file:
        read_picture(file, package.notebook, where="里面的图片")


def _thumbnail(package: Package, name: str) -> None:
    package.notebook.fault("有首页的缩略图，可能是修改以前的样子，要人看一遍")


def _drawing_file(package: Package, name: str) -> None:
    package.notebook.fault("有EMF、WMF一类的图形，图形里的文字查不出来，要人看一遍")


def _sound(package: Package, name: str) -> None:
    package.notebook.fault("有声音或者视频，内容查不出来，要人听、看一遍")


def _object(package: Package, name: str) -> None:
    package.notebook.fault("有旧格式的嵌入对象，里面的内容查不出来")


def _unknown(package: Package, name: str) -> None:
    package.notebook.fault(f"有一个不认识的部分“{name}”，没有查")


_ANY_PACKAGE: Table = (
    (
        r"\[Content_Types\]\.xml|.*/theme/[^/]*\.xml|.*/(fontTable|webSettings|styles[^/]*|viewProps|presProps)\.xml",
        silent,
    ),
    (r".*/(tableStyles|calcChain|fontTableExt)\.xml|.*\.(odttf|fntdata)|.*/printerSettings[^/]*\.bin", silent),
    (r"docProps/core[^/]*\.xml|package/services/metadata/core-properties/.*", _core_properties),
    (r"docProps/app\d*\.xml", _app_properties),
    (r"docProps/custom\d*\.xml", _custom_properties),
    (r".*\.rels", _relationships),
    (r".*customXml/itemProps\d*\.xml", silent),
    (r".*customXml/.*\.xml", plain("自定义的数据", attributes=True)),
    (r".*/charts/(style|colors)\d*\.xml", silent),
    (r".*/charts/.*\.xml", plain("图表里的数据")),
    (r".*/diagrams/(data|drawing)[^/]*\.xml", plain("图示里的文字")),
    (r".*/diagrams/.*\.xml", silent),
    (r"(docProps/)?thumbnail\.[^/]*", _thumbnail),
    (r".*\.(png|jpe?g|gif|bmp|tiff?|webp)", _picture),
    (r".*\.(emf|wmf|emz|wmz|svg|wdp|eps|pict?)", _drawing_file),
    (r".*\.(mp[34]|m4[av]|wav|wma|wmv|avi|mov|mpe?g|mid)", _sound),
    (r".*/embeddings/.*\.bin|.*\.ole", _object),
    (r".*/embeddings/.*", _embedded),
    (r".*\.(xml|vml)", _other),
    (r".*", _unknown),
)
