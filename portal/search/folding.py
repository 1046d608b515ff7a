"""One spelling for comparing: half-width, lower case, simplified Chinese. Every fold keeps the length.

Because positions do not move, an offset found in the folded text marks the same characters of the original.
"""

import re
from functools import cache, lru_cache

import opencc

HAN = "\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_RUN = re.compile(f"[{HAN}a-z0-9]+")
_IS_HAN = re.compile(f"[{HAN}]")


@cache
def _table() -> dict[int, str]:
    """Full-width letters, digits and blanks; capitals; traditional characters one by one.

    Character by character rather than by phrase: a query cut anywhere folds exactly as the text it was cut from.
    """
    table = {code: chr(code - 0xFEE0).lower() for code in range(0xFF10, 0xFF5B) if chr(code - 0xFEE0).isalnum()}
    table |= {code: chr(code).lower() for code in range(ord("A"), ord("Z") + 1)}
    table |= {0x3000: " ", 0xA0: " "}
    chars = [chr(code) for code in (*range(0x3400, 0xA000), *range(0xF900, 0xFB00))]
    simplified = opencc.OpenCC("t2s").convert("\n".join(chars)).split("\n")
    table |= {ord(old): new for old, new in zip(chars, simplified, strict=True) if old != new and len(new) == 1}
    return table


def fold(text: str) -> str:
    """``text`` for comparing; as long as ``text``."""
    return text.translate(_table())


def runs(folded: str) -> list[str]:
    """The stretches of Chinese characters, letters and digits between blanks and punctuation."""
    return _RUN.findall(folded)


def squeeze(folded: str) -> str:
    """Without blanks and punctuation."""
    return "".join(runs(folded))


@lru_cache(maxsize=1 << 16)
def is_han(char: str) -> bool:
    return bool(_IS_HAN.match(char))
