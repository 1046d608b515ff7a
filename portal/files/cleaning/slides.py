"""Presentations: hidden slides, speaker notes, comments, tags and properties taken out."""

from collections.abc import Mapping

from portal.files.cleaning import CannotCleanError
from portal.files.cleaning.cutting import CUT, KEEP, Path, Verdict
from portal.files.cleaning.parts import PROPERTIES, Parts
from portal.files.extraction.markup import Step

_ROOT = "ppt/presentation.xml"
_LINKS = ("notesSlide", "comments", "commentAuthors", "authors", "tags", "revisionInfo", "changesInfo")
_OF_SHOW = {"extLst", "custShowLst", "custDataLst", "modifyVerifier"}
_OFF = {"0", "false"}


def clean(parts: Parts) -> None:
    hidden = _hidden_slides(parts)
    parts.unlink_everywhere(*_LINKS, *PROPERTIES)
    parts.unlink(_ROOT, ids=hidden)
    parts.edit(_ROOT, lambda path, row: CUT if path[-1] in _OF_SHOW or _leads_to(path, row, hidden) else KEEP)
    for name in parts.named(r"ppt/slides/[^/]*\.xml"):
        parts.edit(name, _slide)


def _hidden_slides(parts: Parts) -> frozenset[str]:
    """Relations of the show to its hidden slides. Raises ``CannotCleanError`` when no slide would be left."""
    slides = {link: part for link, (kind, part) in parts.relations(_ROOT).items() if kind == "slide"}
    hidden = frozenset(link for link, part in slides.items() if _is_hidden(parts, part))
    if len(hidden) == len(slides):
        raise CannotCleanError("幻灯片都是隐藏的，清理以后就没有内容了")
    return hidden


def _is_hidden(parts: Parts, name: str) -> bool:
    root = next(event for event in parts.events(name) if event.step is Step.OPEN)
    return root.attributes.get("show") in _OFF


def _leads_to(path: Path, row: Mapping[str, str], links: frozenset[str]) -> bool:
    return path[-1] == "sldId" and any(key.endswith(":id") and value in links for key, value in row.items())


def _slide(path: Path, _row: Mapping[str, str]) -> Verdict:
    return CUT if path[-1] == "custDataLst" else KEEP
