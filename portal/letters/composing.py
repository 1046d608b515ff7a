"""A template, a context and the clerk's words become the text of a letter, or the list of what is missing. Pure."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from portal import typed_text
from portal.errors import InvalidInput
from portal.letters.templates import Block, BlockKind, Context, Element, LetterTemplate
from portal.letters.wording import fill, is_sequence, say

BLOCK_LENGTH = 20_000
LETTER_LENGTH = 100_000
"""Characters; some sixty pages."""


@dataclass(frozen=True, slots=True)
class RenderedBlock:
    """A block with its words. ``lines`` are paragraphs, ``rows`` the cells of a table; ``default`` is what an editable
    block says when nobody touches it."""

    code: str
    kind: BlockKind
    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    continues: bool = False
    label: str = ""
    editable: bool = False
    default: str = ""

    @property
    def text(self) -> str:
        """Its words, one line a paragraph or a row."""
        return "\n".join([*self.lines, *("\t".join(row) for row in self.rows)])


@dataclass(frozen=True, slots=True)
class Draft:
    """A letter that has no number yet. ``missing`` are the reasons, in Chinese, why it cannot be issued."""

    template: LetterTemplate
    organ_name: str
    on: date
    context: Context
    blocks: tuple[RenderedBlock, ...]
    missing: tuple[str, ...]

    @property
    def text(self) -> str:
        """All words of the body."""
        return "\n".join(block.text for block in self.blocks)


def compose(
    template: LetterTemplate, *, organ_name: str, context: Context, edits: Mapping[str, str], on: date
) -> Draft:
    """Raises ``InvalidInput`` keyed by block for words that cannot stand in a letter."""
    words = _checked_edits(template, context, edits)
    shown = [block for block in template.blocks if block.when(context)]
    blocks = tuple(_rendered(block, context, words) for block in shown)
    faults = {block.code: fault for block in blocks if (fault := _fault(block))}
    text = "\n".join(block.text for block in blocks)
    if not faults and len(text) > LETTER_LENGTH:
        faults[""] = f"文书最多{LETTER_LENGTH}个字，现在是{len(text)}个字，请缩短"
    if faults:
        raise InvalidInput(faults)
    missing = (*_holes(template, shown, context, words), *_missing_elements(template, blocks, context, text))
    return Draft(template, organ_name, on, context, blocks, tuple(dict.fromkeys(missing)))


def _checked_edits(template: LetterTemplate, context: Context, edits: Mapping[str, str]) -> dict[str, str]:
    """The clerk's words, tidied; a block that says what it would say anyway is not edited."""
    faults, words = {}, {}
    for code, typed in edits.items():
        block = template.by_code.get(code)
        if block is None:
            faults[code] = "这份文书里没有这一段"
        elif not block.editable:
            faults[code] = "这一段是固定文字，不能改"
        else:
            clean = typed_text.paragraphs(typed)
            if clean != _default(block, context):
                words[code] = clean
    if faults:
        raise InvalidInput(faults)
    return words


def _default(block: Block, context: Context) -> str:
    if block.kind is BlockKind.ITEMS:
        return "\n".join(_entries(context.get(block.keys[0])))
    return typed_text.paragraphs(fill(block.text, context)[0])


def _rendered(block: Block, context: Context, words: Mapping[str, str]) -> RenderedBlock:
    default = "" if block.kind is BlockKind.TABLE else _default(block, context)
    said = words.get(block.code, default)
    return RenderedBlock(
        code=block.code,
        kind=block.kind,
        lines=tuple(line.strip() for line in said.split("\n") if line.strip()),
        rows=_cells(context.get(block.keys[0])) if block.kind is BlockKind.TABLE else (),
        continues=block.continues,
        label=block.label,
        editable=block.editable,
        default=default if block.editable else "",
    )


def _entries(value: object) -> tuple[str, ...]:
    entries = value if is_sequence(value) else (value,)
    return tuple(typed_text.line(say(entry)) for entry in entries if say(entry).strip())


def _cells(value: object) -> tuple[tuple[str, ...], ...]:
    rows = value if is_sequence(value) else ()
    return tuple(tuple(typed_text.paragraphs(say(cell)) for cell in row) for row in rows)


def _fault(block: RenderedBlock) -> str:
    return typed_text.fault(block.text, label=block.label or "这一段", at_most=BLOCK_LENGTH)


# --- what is missing ----------------------------------------------------------------------------------


def _holes(template: LetterTemplate, shown: list[Block], context: Context, words: Mapping[str, str]) -> list[str]:
    """Keys a shown block needs and the context leaves blank, but where an element says it better."""
    told = {row.key for row in template.elements if row.key and row.when(context)}
    blank = [key for block in shown if block.code not in words for key in fill(block.text, context)[1]]
    return [f"还没有填：{template.names[key]}" for key in dict.fromkeys(blank) if key not in told]


def _missing_elements(
    template: LetterTemplate, blocks: tuple[RenderedBlock, ...], context: Context, text: str
) -> list[str]:
    by_code = {block.code: block for block in blocks}
    return [
        row.message for row in template.elements if row.when(context) and not _is_there(row, by_code, context, text)
    ]


def _is_there(row: Element, blocks: Mapping[str, RenderedBlock], context: Context, text: str) -> bool:
    if row.block and not (row.block in blocks and _says_something(blocks[row.block].text)):
        return False
    if not row.key:
        return True
    value = context.get(row.key)
    if not _says_something(say(value)) or (row.fits is not None and not row.fits(value, context)):
        return False
    return not row.verbatim or all(line in text for entry in _entries_of(value) for line in entry.split("\n"))


def _entries_of(value: object) -> tuple[str, ...]:
    entries = value if is_sequence(value) else (value,)
    return tuple(typed_text.paragraphs(say(entry)) for entry in entries)


def _says_something(text: str) -> bool:
    """Dots and dashes are what a hurried clerk puts where a reason should be."""
    return any(unicodedata.category(character)[0] in "LN" for character in text)
