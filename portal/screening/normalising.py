"""One spelling for looking: half-width, lower case, one kind of blank, dash and star. Every character stays in place.

Because positions do not move, an offset found in the normalised text marks the same characters of the original.
"""

from functools import cache

import opencc

WEIGHTLESS = "\u200b"
_BLANKS = "\t\r\u00a0\u1680\u202f\u205f\u3000" + "".join(map(chr, range(0x2000, 0x200B)))
_WITHOUT_WIDTH = "\u00ad\u200c\u200d\u2060\ufeff"
_BREAKS = "\x0b\x0c\x85\u2028\u2029"
_DASHES = "‐‑‒–—―−﹣﹘"
_DOTS = "•‧・∙⋅"
_STARS = "☆✩✪✫✬✭✮✯✰⭐🌟"
_FULL_WIDTH = range(0xFF01, 0xFF5F)
_MATHEMATICAL_DIGITS = range(0x1D7CE, 0x1D800)


@cache
def _table() -> dict[int, str]:
    chars = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))]
    simplified = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table = {ord(old): new for old, new in zip(chars, simplified, strict=True) if old != new and len(new) == 1}
    table |= {code: chr(code - 0xFEE0).lower() for code in _FULL_WIDTH}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table |= {code: str((code - _MATHEMATICAL_DIGITS.start) % 10) for code in _MATHEMATICAL_DIGITS}
    spellings = (
        (_BLANKS, " "),
        (_WITHOUT_WIDTH, WEIGHTLESS),
        (_BREAKS, "\n"),
        (_DASHES, "-"),
        (_DOTS, "·"),
        (_STARS, "★"),
    )
    for characters, plain in spellings:
        table |= {ord(character): plain for character in characters}
    return table


def normalise(text: str) -> str:
    """``text`` for looking; exactly as long as ``text``."""
    return text.translate(_table())
