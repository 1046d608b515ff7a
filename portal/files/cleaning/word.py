"""Text documents: tracked changes accepted, comments, hidden text, properties and data of forms taken out."""

from collections.abc import Mapping

from portal.files.cleaning.cutting import CUT, KEEP, UNWRAP, Path, Verdict
from portal.files.cleaning.parts import PROPERTIES, Parts

_STORIES = r"word/(document|header|footer|footnotes|endnotes)\d*\.xml"
_LINKS = (
    *("comments", "commentsExtended", "commentsIds", "commentsExtensible", "people"),
    *("glossaryDocument", "attachedTemplate", "mailMergeSource", "keyMapCustomizations"),
)
_DELETED = {"del", "moveFrom"}
_INSERTED = {"ins", "moveTo"}
_MARKERS = {
    *("rPrChange", "pPrChange", "sectPrChange", "tblPrChange", "tblPrExChange", "tcPrChange", "trPrChange"),
    *("tblGridChange", "numberingChange", "cellIns", "cellMerge", "dataBinding"),
    *("commentRangeStart", "commentRangeEnd"),
    *("moveFromRangeStart", "moveFromRangeEnd", "moveToRangeStart", "moveToRangeEnd"),
    *(f"customXml{what}Range{end}" for what in ("Ins", "Del", "MoveFrom", "MoveTo") for end in ("Start", "End")),
}
_SETTINGS = {"docVars", "mailMerge", "attachedTemplate", "trackRevisions", "rsids"}
_OFF = {"0", "false", "off"}
_RUN = Verdict(around="r")
_ROW = Verdict(around="tr")
_CELL = Verdict(around="tc")


def clean(parts: Parts) -> None:
    parts.unlink_everywhere(*_LINKS, *PROPERTIES)
    for name in parts.named(_STORIES):
        parts.edit(name, _story)
    for name in parts.named(r"word/settings\d*\.xml"):
        parts.edit(name, lambda path, _row: CUT if path[-1] in _SETTINGS else KEEP)


def _story(path: Path, row: Mapping[str, str]) -> Verdict:
    name, above = path[-1], path[-2] if len(path) > 1 else ""
    if name in _DELETED | _INSERTED:
        return _change(name, above)
    if name in _MARKERS:
        return CUT
    if name == "cellDel":
        return _CELL
    if name in {"commentReference", "annotationRef"}:
        return _RUN
    if name == "vanish" and path[-3:-1] == ("r", "rPr") and row.get("val", "") not in _OFF:
        return _RUN
    return KEEP


def _change(name: str, above: str) -> Verdict:
    """Inside properties a change marks the paragraph or the row; elsewhere it holds what was changed."""
    if above == "trPr" and name in _DELETED:
        return _ROW
    if above in {"rPr", "trPr", "numPr"}:
        return CUT
    return CUT if name in _DELETED else UNWRAP
