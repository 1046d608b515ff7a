"""Running text of Word and PowerPoint: paragraphs put together from runs; what was deleted, added or hidden apart."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from portal.files.extraction.findings import Notebook
from portal.files.extraction.markup import Event, Step

DELETED = "修订中已删除的文字"
INSERTED = "修订中新增的文字"
HIDDEN = "隐藏的文字"
FIELD_CODES = "域代码"

_DELETING, _INSERTING = {"del", "moveFrom"}, {"ins", "moveTo"}
_BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_TEXTS = {"t", "delText"}
_CODES = {"instrText", "delInstrText"}
_GEOMETRY = {
    *("posOffset", "align", "pctWidth", "pctHeight", "pctPosHOffset", "pctPosVOffset"),
    *("col", "colOff", "row", "rowOff", "Row", "Column", "Anchor", "AutoFill", "MoveWithCells", "SizeWithCells"),
}
_OFF = {"0", "false", "off"}
# Words of people that stand in attributes: element → attribute → where.
_ATTRIBUTES: dict[tuple[str, str], str] = {
    ("docPr", "descr"): "图片的替代文字",
    ("docPr", "title"): "图片的替代文字",
    ("cNvPr", "descr"): "图片的替代文字",
    ("cNvPr", "title"): "图片的替代文字",
    ("shape", "alt"): "图片的替代文字",
    ("imagedata", "title"): "图片的替代文字",
    ("textpath", "string"): "水印和艺术字",
    ("hlinkClick", "tooltip"): "链接的提示",
    ("hyperlink", "tooltip"): "链接的提示",
    ("alias", "val"): "填写框的名称",
    ("default", "val"): "填写框的内容",
    ("listItem", "displayText"): "填写框的内容",
    ("docVar", "val"): "文档变量",
    ("cmAuthor", "name"): "批注的作者",
    ("author", "name"): "批注的作者",
}


@dataclass
class _Paragraph:
    """One paragraph as it is read, and as it read before the changes."""

    shown: list[str] = field(default_factory=list)
    before: list[str] = field(default_factory=list)
    inserted: list[str] = field(default_factory=list)
    hidden: list[str] = field(default_factory=list)
    codes: list[str] = field(default_factory=list)
    has_deletions: bool = False


class Story:
    """Reads one part. ``where`` names it; a story that is hidden as a whole says so itself."""

    def __init__(self, notebook: Notebook, where: str) -> None:
        self._notebook, self._where = notebook, where
        self._paragraphs = [_Paragraph()]
        self._deleting = self._inserting = 0
        self._is_hidden = False
        self._in_run = False
        self._hidden_shapes = 0

    def read(self, events: Iterable[Event]) -> None:
        reactions = {Step.OPEN: self._open, Step.CLOSE: self._close, Step.TEXT: self._text}
        for event in events:
            reactions[event.step](event)
        self._flush()

    def _open(self, event: Event) -> None:
        name = event.name
        self._attributes(event)
        if name == "p":
            self._paragraphs.append(_Paragraph())
        elif name in _DELETING:
            self._deleting += 1
        elif name in _INSERTING:
            self._inserting += 1
        elif name == "r":
            self._in_run, self._is_hidden = True, False
        elif name in {"vanish", "webHidden"} and self._in_run and event.attributes.get("val", "") not in _OFF:
            self._is_hidden = True
        elif name in _BREAKS and self._in_run:
            self._add(_BREAKS[name])

    def _close(self, event: Event) -> None:
        name = event.name
        if name == "p":
            self._flush()
        elif name in _DELETING:
            self._deleting -= 1
        elif name in _INSERTING:
            self._inserting -= 1
        elif name == "r":
            self._in_run = self._is_hidden = False
        elif name == "tc":
            self._paragraphs[-1].shown.append("\t")

    def _text(self, event: Event) -> None:
        if event.name in _TEXTS:
            self._add(event.text)
        elif event.name in _CODES:
            self._paragraphs[-1].codes.append(event.text)
        elif event.name == "author":
            self._author(event.text)
        elif event.text.strip() and event.name not in _GEOMETRY:
            self._notebook.note(self._where, event.text)

    def _add(self, text: str) -> None:
        paragraph = self._paragraphs[-1]
        if self._deleting:
            paragraph.has_deletions = True
            paragraph.before.append(text)
            return
        if self._inserting:
            paragraph.inserted.append(text)
        else:
            paragraph.before.append(text)
        (paragraph.hidden if self._is_hidden else paragraph.shown).append(text)

    def _flush(self) -> None:
        """A deleted text is kept with its paragraph: a number may be half deleted."""
        paragraph = self._paragraphs.pop()
        if not self._paragraphs:
            self._paragraphs.append(_Paragraph())
        note = self._notebook.note
        note(self._where, "".join(paragraph.shown))
        note(HIDDEN, "".join(paragraph.hidden))
        note(INSERTED, "".join(paragraph.inserted))
        note(FIELD_CODES, "".join(paragraph.codes))
        if paragraph.has_deletions:
            note(DELETED, "".join(paragraph.before))

    def _attributes(self, event: Event) -> None:
        if author := event.attributes.get("author"):
            self._author(author)
        for key, value in event.attributes.items():
            if where := _ATTRIBUTES.get((event.name, key)):
                self._notebook.note(where, value)

    def _author(self, name: str) -> None:
        where = "修订和批注的作者"
        if name not in self._notebook.texts.get(self._notebook.prefix + where, ()):
            self._notebook.note(where, name)
