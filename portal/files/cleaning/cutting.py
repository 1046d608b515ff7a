"""XML with pieces cut out of it: every byte that stays is the byte that was there, prefixes and order included."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from xml.parsers import expat

from portal.files.cleaning import CannotCleanError

_TAG = re.compile(rb"<[^\s>/]+(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_FOREIGN = re.compile(rb"""^[^>]{0,80}encoding=["'](?!utf-8|us-ascii)""", re.IGNORECASE)
DAMAGED = "文件里有一部分已经损坏，不能清理"


@dataclass(frozen=True, slots=True)
class Verdict:
    """What becomes of an element. ``around`` names the nearest element above that goes with it."""

    cuts: bool = False
    unwraps: bool = False
    around: str = ""


KEEP = Verdict()
CUT = Verdict(cuts=True)
UNWRAP = Verdict(unwraps=True)
"""Its tags go, what is in it stays."""

Path = tuple[str, ...]
Rule = Callable[[Path, Mapping[str, str]], Verdict]
"""Decides by the local names from the root down to the element, and its attributes with and without prefix."""


@dataclass(slots=True)
class _Frame:
    name: str
    start: int
    tag_end: int
    verdict: Verdict
    goes: bool = False


@dataclass
class _Cutter:
    data: bytes
    rule: Rule
    frames: list[_Frame] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)

    def run(self) -> bytes:
        parser = expat.ParserCreate()
        parser.StartDoctypeDeclHandler = _forbid
        parser.EntityDeclHandler = _forbid
        parser.StartElementHandler = lambda name, attributes: self._open(name, attributes, parser.CurrentByteIndex)
        parser.EndElementHandler = lambda _name: self._close(parser.CurrentByteIndex)
        try:
            parser.Parse(self.data, True)  # noqa: FBT003  # expat takes no names
        except expat.ExpatError as error:
            raise CannotCleanError(DAMAGED) from error
        return self._left()

    def _open(self, name: str, attributes: dict[str, str], place: int) -> None:
        tag = _TAG.match(self.data, place)
        if tag is None:
            raise CannotCleanError(DAMAGED)
        local = name.rpartition(":")[2]
        path = (*(frame.name for frame in self.frames), local)
        frame = _Frame(local, place, tag.end(), self.rule(path, _both(attributes)))
        self.frames.append(frame)
        if frame.verdict.around:
            around = next((above for above in reversed(self.frames) if above.name == frame.verdict.around), frame)
            around.goes = True

    def _close(self, place: int) -> None:
        frame = self.frames.pop()
        is_empty = self.data[frame.tag_end - 2 : frame.tag_end] == b"/>"
        end = frame.tag_end if is_empty else self.data.index(b">", place) + 1
        if frame.verdict.cuts or frame.goes:
            self.spans.append((frame.start, end))
        elif frame.verdict.unwraps:
            self.spans.append((frame.start, frame.tag_end))
            if not is_empty:
                self.spans.append((place, end))

    def _left(self) -> bytes:
        pieces, kept = [], 0
        for start, end in sorted(self.spans):
            if start >= kept:
                pieces.append(self.data[kept:start])
            kept = max(kept, end)
        return b"".join([*pieces, self.data[kept:]])


def cut(data: bytes, rule: Rule) -> bytes:
    """``data`` without what the rule cuts. Raises ``CannotCleanError`` for what is damaged or not in UTF-8."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")) or _FOREIGN.match(data):
        raise CannotCleanError("文件里有一部分的编码不常见，不能清理")
    return _Cutter(data, rule).run()


def _both(attributes: dict[str, str]) -> Mapping[str, str]:
    return {name.rpartition(":")[2]: value for name, value in attributes.items()} | attributes


def _forbid(*_arguments: object) -> None:
    raise CannotCleanError("文件里有一部分不正常，不能清理")
