"""What stands on the page, the same for every engine (GB/T 9704-2012). Pure.

Sizes in points: 二号 22, 三号 16, 四号 14. The type area is 156 mm by 225 mm: 28 characters of 三号 a line, 22 lines a
page, a line every 29 points.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.conf import settings

from portal.letters.composing import RenderedBlock
from portal.letters.freezing import FrozenLetter
from portal.letters.templates import BlockKind
from portal.letters.wording import official_date

TITLE_SIZE, BODY_SIZE, PAGE_SIZE, SMALL_SIZE = 22, 16, 14, 9
LINE_PITCH = 29
TOP_MM, BOTTOM_MM, LEFT_MM, RIGHT_MM = 37, 35, 28, 26
SEAL_PLACE = "（印章）"
_HEADED = (3, 7)
_NARROWEST, _WIDEST = 5, 20
"""Characters: what a column gets at least, and what makes it no wider."""
DRAFT = "草稿"
DRAFT_NOTE = "草稿，没有编号，不作为答复"


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the body: a paragraph of some kind, or a table whose columns have these ``shares`` of the line."""

    kind: BlockKind
    text: str = ""
    rows: tuple[tuple[str, ...], ...] = ()
    shares: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A letter ready to be set. ``footer`` tells how to verify it; empty for a draft."""

    head: tuple[str, ...]
    number: str
    parts: tuple[Part, ...]
    signatory: str
    date: str
    seal: bool
    footer: str
    is_draft: bool

    @property
    def document_title(self) -> str:
        return "".join(self.head)


def sheet(letter: FrozenLetter, *, is_draft: bool) -> Sheet:
    return Sheet(
        head=(letter.organ_name, letter.title) if letter.signature else (letter.title,),
        number=letter.number,
        parts=parts(letter.blocks),
        signatory=letter.organ_name if letter.signature else "",
        date=official_date(letter.dated) if letter.signature else "",
        seal=letter.signature and letter.seal,
        footer=f"核验网址 {verification_address()}　验证码 {letter.code}" if letter.code else "",
        is_draft=is_draft,
    )


def verification_address() -> str:
    """Where a letter is verified. The code is typed there: an address with the code in it would end up in logs."""
    return f"{settings.SITE['domain']}/letters/verify/"


def parts(blocks: Iterable[RenderedBlock]) -> tuple[Part, ...]:
    """Blocks as paragraphs; one that continues goes on in the last paragraph."""
    found: list[Part] = []
    for block in blocks:
        if block.kind is BlockKind.TABLE:
            found.append(Part(block.kind, rows=block.rows, shares=shares(block.rows)))
            continue
        lines = list(block.lines)
        if block.continues and lines and found and found[-1].kind is BlockKind.PARAGRAPH:
            found[-1] = Part(BlockKind.PARAGRAPH, found[-1].text + lines.pop(0))
        kind = BlockKind.PARAGRAPH if block.kind is BlockKind.ITEMS else block.kind
        found += [Part(kind, line) for line in lines]
    return tuple(found)


def shares(rows: tuple[tuple[str, ...], ...]) -> tuple[int, ...]:
    """Columns are as wide as their longest line wants, within reason; of two the first is a heading."""
    columns = max(map(len, rows), default=0)
    if columns == len(_HEADED):
        return _HEADED
    longest = [max(len(line) for row in rows for line in row[place : place + 1] or [""]) for place in range(columns)]
    return tuple(min(max(length, _NARROWEST), _WIDEST) for length in longest)
