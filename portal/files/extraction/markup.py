"""XML from strangers as a stream of events. A document type declaration, and with it every entity, is refused."""

import codecs
import re
from collections.abc import Iterator, Mapping
from enum import Enum
from typing import NamedTuple, Protocol
from xml.parsers import expat

DEPTH_AT_MOST = 400
_CHUNK = 64 * 1024
_CHINESE_ENCODING = re.compile(rb"""^[^>]{0,80}encoding=["'](gb[\w-]*)["']""", re.IGNORECASE)


class MarkupError(Exception):
    """Damaged, or built to do harm."""


class Source(Protocol):
    def read(self, size: int = ..., /) -> bytes: ...


class Step(Enum):
    OPEN = "open"
    CLOSE = "close"
    TEXT = "text"


class Event(NamedTuple):
    """``name`` stands without its namespace, ``attributes`` with and without; ``name`` of a text is its element's."""

    step: Step
    name: str
    attributes: Mapping[str, str]
    text: str


_NOTHING: Mapping[str, str] = {}


def events(source: Source) -> Iterator[Event]:
    """Every element and every text, in order, in little memory. Raises ``MarkupError``."""
    reader = _Reader()
    decode = None
    chunk = source.read(_CHUNK)
    if _CHINESE_ENCODING.match(chunk):
        decode = codecs.getincrementaldecoder("gb18030")()
        reader.force_utf8()
    while chunk:
        yield from reader.feed(decode.decode(chunk).encode() if decode else chunk)
        chunk = source.read(_CHUNK)
    yield from reader.feed(b"", is_last=True)


def all_text(source: Source, *, attributes: bool = False) -> Iterator[str]:
    """Every text, and with ``attributes`` every value of an attribute too."""
    for event in events(source):
        if event.step is Step.TEXT and event.text.strip():
            yield event.text
        elif attributes and event.step is Step.OPEN:
            yield from {value for key, value in event.attributes.items() if not key.startswith("xmlns") and value}


class _Reader:
    def __init__(self) -> None:
        self._names: list[str] = []
        self._queue: list[Event] = []
        self._begin(None)

    def force_utf8(self) -> None:
        self._begin("utf-8")

    def _begin(self, encoding: str | None) -> None:
        parser = expat.ParserCreate(encoding)
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _forbid
        parser.EntityDeclHandler = _forbid
        parser.StartElementHandler = self._open
        parser.EndElementHandler = self._close
        parser.CharacterDataHandler = self._text
        self._parser = parser

    def feed(self, data: bytes, *, is_last: bool = False) -> list[Event]:
        self._queue = []
        try:
            self._parser.Parse(data, is_last)
        except (expat.ExpatError, UnicodeError, LookupError) as error:
            raise MarkupError(str(error)) from error
        return self._queue

    def _open(self, name: str, attributes: dict[str, str]) -> None:
        local = _local(name)
        self._names.append(local)
        if len(self._names) > DEPTH_AT_MOST:
            raise MarkupError("too deep")
        self._queue.append(Event(Step.OPEN, local, _with_local_names(attributes), ""))

    def _close(self, name: str) -> None:
        self._names.pop()
        self._queue.append(Event(Step.CLOSE, _local(name), _NOTHING, ""))

    def _text(self, text: str) -> None:
        self._queue.append(Event(Step.TEXT, self._names[-1] if self._names else "", _NOTHING, text))


def _with_local_names(attributes: dict[str, str]) -> Mapping[str, str]:
    """Both ``r:id`` and ``id``, unless an attribute of that very name stands there too."""
    if not any(":" in key for key in attributes):
        return attributes
    return {_local(key): value for key, value in attributes.items()} | attributes


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _forbid(*_args: object) -> None:
    raise MarkupError("a document type declaration")
