"""Templates of letters (文书) as data: what each says, which of its words a clerk may change, what must be in it.

Pure: no Django. Apps register their rows when they start; a new wording is a new row with a higher version, whose dates
follow the old one's, so that a letter can always be read beside the words of its day.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

Context = Mapping[str, Any]
"""What a template is filled with; see ``wording.say`` for the kinds of values."""

When = Callable[[Context], bool]

PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def always(_context: Context) -> bool:
    return True


class BlockKind(StrEnum):
    """How a block stands on the page (GB/T 9704-2012, 7.3)."""

    ADDRESSEE = "addressee"  # 主送: flush left, by itself
    PARAGRAPH = "paragraph"  # indented by two characters
    HEADING = "heading"  # 黑体
    ITEMS = "items"  # one indented paragraph for each entry of the context's sequence
    TABLE = "table"  # rows of cells, the first cell of a row being its heading
    ATTACHMENT = "attachment"  # 附件说明, one line each


@dataclass(frozen=True, slots=True)
class Series:
    """A row of numbers per 机关代字 and year: ``代字公开〔2026〕12号``, with a ``word`` ``…〔2026〕回执第12号``."""

    code: str
    field: str
    word: str = ""

    def number(self, organ_code: str, year: int, sequence: int) -> str:
        """GB/T 9704-2012 7.2.5: hexagonal brackets, four digits of the year, no leading zeros.

        The 发 that ends the code of a document (临教发) gives way to the field: 临教公开.
        """
        ordinal = f"{self.word}第{sequence}号" if self.word else f"{sequence}号"
        return f"{organ_code.removesuffix('发')}{self.field}〔{year}〕{ordinal}"


@dataclass(frozen=True, slots=True)
class Block:
    """One part of the body. ``{key}`` in ``text`` is filled from the context; locked unless ``editable``.

    ``label`` is what a clerk calls an editable block. ``continues`` sets it into the paragraph of the block before.
    """

    code: str
    text: str
    kind: BlockKind = BlockKind.PARAGRAPH
    label: str = ""
    editable: bool = False
    continues: bool = False
    when: When = always

    @property
    def keys(self) -> tuple[str, ...]:
        return tuple(PLACEHOLDER.findall(self.text))


@dataclass(frozen=True, slots=True)
class Element:
    """Something the letter must have, and the words a clerk reads when it has not.

    ``key``: this value of the context is not blank, and ``fits`` accepts it. ``block``: this block is in the letter and
    says something. ``verbatim``: every entry of the value stands word for word in the letter, edits included.
    """

    code: str
    message: str
    key: str = ""
    block: str = ""
    verbatim: bool = False
    fits: Callable[[Any, Context], bool] | None = None
    when: When = always


@dataclass(frozen=True, slots=True)
class LetterTemplate:
    """One version of one kind of letter. ``in_force_to`` is the last day.

    ``names`` gives every key of the context its Chinese name. ``issuers`` are the roles that may issue and void it,
    held in the organ; empty when the act that issues it has asked already. ``is_served`` says whether the letter with
    that key went out; without it a letter can never be voided. Raises ``ValueError`` for a row that cannot work.
    """

    code: str
    version: int
    title: str
    in_force_from: date
    blocks: tuple[Block, ...]
    names: Mapping[str, str]
    series: Series | None = None
    in_force_to: date | None = None
    elements: tuple[Element, ...] = ()
    issuers: tuple[str, ...] = ()
    is_served: Callable[[int], bool] | None = None
    signature: bool = True
    seal: bool = True
    duties: tuple[str, ...] = ()
    by_code: Mapping[str, Block] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "by_code", {block.code: block for block in self.blocks})
        if faults := self._faults():
            raise ValueError(f"{self.code} version {self.version}: {'; '.join(faults)}")

    def _faults(self) -> list[str]:
        keys = {key for block in self.blocks for key in block.keys} | {row.key for row in self.elements if row.key}
        faults = [f"{key} has no Chinese name" for key in sorted(keys - set(self.names))]
        if len(self.by_code) != len(self.blocks):
            faults.append("a block stands twice")
        if len({row.code for row in self.elements}) != len(self.elements):
            faults.append("an element stands twice")
        for row in self.elements:
            if not (row.key or row.block):
                faults.append(f"element {row.code} looks at nothing")
            if row.block and row.block not in self.by_code:
                faults.append(f"element {row.code} looks at no block")
        return faults + [fault for block in self.blocks if (fault := _block_fault(block))]


def _block_fault(block: Block) -> str:
    sequence = block.kind in {BlockKind.ITEMS, BlockKind.TABLE}
    if sequence and not PLACEHOLDER.fullmatch(block.text):
        return f"block {block.code} must be one key"
    if block.editable and not block.label:
        return f"editable block {block.code} has no name"
    if block.kind is BlockKind.TABLE and block.editable:
        return f"table {block.code} cannot be reworded"
    if block.continues and block.kind is not BlockKind.PARAGRAPH:
        return f"only a paragraph continues: {block.code}"
    return ""


_templates: dict[str, list[LetterTemplate]] = {}


def register(*rows: LetterTemplate) -> None:
    """Add rows to the catalogue. Raises ``ValueError`` for a version that is there or dates that overlap."""
    for row in rows:
        versions = _templates.setdefault(row.code, [])
        for other in versions:
            if other.version == row.version or _overlap(other, row):
                raise ValueError(f"{row.code} version {row.version} collides with version {other.version}")
        versions.append(row)


def template_for(code: str, *, on: date) -> LetterTemplate:
    """The version in force that day. Raises ``LookupError``."""
    for row in _templates.get(code, ()):
        if row.in_force_from <= on and (row.in_force_to is None or on <= row.in_force_to):
            return row
    raise LookupError(f"no template {code} on {on}")


def template_version(code: str, version: int) -> LetterTemplate:
    """A version in force or not. Raises ``LookupError``."""
    for row in _templates.get(code, ()):
        if row.version == version:
            return row
    raise LookupError(f"no template {code} version {version}")


def all_templates() -> tuple[LetterTemplate, ...]:
    """The catalogue, by code and version."""
    rows = [row for versions in _templates.values() for row in versions]
    return tuple(sorted(rows, key=lambda row: (row.code, row.version)))


def _overlap(one: LetterTemplate, other: LetterTemplate) -> bool:
    first, second = sorted((one, other), key=lambda row: row.in_force_from)
    return first.in_force_to is None or second.in_force_from <= first.in_force_to
