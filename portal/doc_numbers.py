"""发文字号: parse, normalise, print, and recognise whole or in part in what people type.

GB/T 9704-2012 7.2.5: 机关代字, the year in full in hexagonal brackets 〔〕, a serial without 第 and without leading
zeros, then 号. Orders and proclamations may be numbered 第N号 without a year.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_FOLD = {ord(wide): ord(narrow) for wide, narrow in zip("０１２３４５６７８９", "0123456789", strict=True)}
_FOLD |= dict.fromkeys(map(ord, "[([{（［｛【﹝〖<＜〈"), ord("〔"))
_FOLD |= dict.fromkeys(map(ord, "]})）］｝】﹞〗>＞〉"), ord("〕"))

_HAN = "\u3007\u4e00-\u9fff"
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_SERIAL = r"(?:第\s*)?0*(?P<serial>[1-9]\d{0,4})"
_NUMERAL = "零〇一二三四五六七八九十百千"

# 国发〔2018〕44号; the serial and 号 may be missing while somebody is still typing.
_ANNUAL = re.compile(rf"(?P<code>[{_HAN}]{{0,30}})\s*〔\s*{_YEAR}\s*年?\s*〕\s*(?:{_SERIAL}\s*(?P<end>号)?)?")
# 国务院令第711号, 主席令第七十三号
_ORDER = re.compile(
    rf"(?P<code>[{_HAN}]{{0,30}}(?:令|公告|通告))\s*(?:第\s*)?(?:0*(?P<serial>[1-9]\d{{0,4}})|(?P<han>[{_NUMERAL}]+))\s*(?P<end>号)"
)
# 第711号令, 国务院711号令, 海关总署2021年第114号公告
_ORDER_TURNED = re.compile(
    rf"(?P<code>[{_HAN}]{{0,30}}?)(?:{_YEAR}年)?第?0*(?P<serial>[1-9]\d{{0,4}})号(?P<kind>令|公告|通告)"
)
# 国务院令711, while the 号 is still to come
_ORDER_OPEN = re.compile(rf"(?P<code>[{_HAN}]{{1,30}}(?:令|公告|通告))\s*{_SERIAL}")
# 海关总署公告2024年第53号, 临政办发2026 14: no brackets at all.
_LOOSE = re.compile(rf"(?P<code>[{_HAN}]{{0,30}})\s*{_YEAR}\s*(?:年|-|－|/)?\s*{_SERIAL}\s*(?P<end>号)?")
_KINDS = ("令", "公告", "通告")
_BARE = re.compile(r"第?0*(?P<serial>[1-9]\d{0,4})(?P<end>号)")
# A citation inside a running text, found by its brackets; the code stands before it.
_CITED = re.compile(
    r"[〔\[(（［【﹝]\s*(?P<year>(?:19|20)\d\d)\s*年?\s*[〕\])）］】﹞]\s*第?0*(?P<serial>[1-9]\d{0,4})\s*号"
)
_CODE_BEFORE = re.compile(rf"[{_HAN}]{{1,12}}\Z")
# What a 机关代字 ends with; without 号 and brackets nothing else tells it from an ordinary word before a year.
_CODE_ENDS = tuple("发函令告字文规释电通复办审备")


@dataclass(frozen=True, slots=True)
class DocNumber:
    """A whole 发文字号. ``year`` is ``None`` for orders numbered 第N号."""

    code: str
    year: int | None
    serial: int

    def __str__(self) -> str:
        if self.year is None:
            return f"{self.code}第{self.serial}号"
        return f"{self.code}〔{self.year}〕{self.serial}号"


@dataclass(frozen=True, slots=True)
class NumberQuery:
    """What is known of a number. ``open_ended`` means no 号 was typed, so more digits may follow."""

    code: str = ""
    year: int | None = None
    serial: int | None = None
    open_ended: bool = False

    def closeness(self, number: DocNumber) -> int:
        """How well a number fits: 0 not at all; a whole number typed in full gives the most."""
        serial = _serial_closeness(self, number.serial)
        code = _code_closeness(self.code, number.code)
        if not serial or not code or (self.year is not None and self.year != number.year):
            return 0
        # 第88号 without a year is more likely an order than the 88th of some year.
        return serial * 20 + code * 2 + (self.year == number.year)


def _serial_closeness(query: NumberQuery, serial: int) -> int:
    if query.serial is None:
        return 1
    if query.serial == serial:
        return 3
    return 2 if query.open_ended and str(serial).startswith(str(query.serial)) else 0


def _code_closeness(asked: str, code: str) -> int:
    if asked == code:
        return 5
    if not asked:
        return 1
    if code.endswith(asked):
        return 4
    if asked.endswith(code):
        return 3
    return 2 if asked in code else 0


@dataclass(frozen=True, slots=True)
class Mention:
    """A number found in a text, from ``start`` to ``end`` (character offsets)."""

    query: NumberQuery
    start: int
    end: int


def fold(text: str) -> str:
    """Any bracket becomes 〔〕 and full-width digits half-width; the length stays the same."""
    return text.translate(_FOLD)


def parse(text: str) -> DocNumber | None:
    """The number ``text`` spells, or ``None`` when it is not a whole one."""
    folded = "".join(fold(text).split())
    for pattern in (_ANNUAL, _ORDER, _ORDER_TURNED, _LOOSE, _ORDER_OPEN):
        match = pattern.fullmatch(folded)
        if match:
            query = _query(match)
            whole = query.serial and query.code and query.code not in _KINDS
            return DocNumber(query.code, query.year, query.serial or 0) if whole else None
    return None


def normalise(text: str) -> str:
    """The official spelling; a text that is no number comes back with folded brackets, digits and no blanks."""
    number = parse(text)
    return str(number) if number else "".join(fold(text).split())


def find(text: str) -> Mention | None:
    """The number, whole or in part, that somebody typed among other words."""
    folded = fold(text)
    for pattern in (_ANNUAL, _ORDER, _ORDER_TURNED):
        match = pattern.search(folded)
        if match and _sounds_like_number(match):
            return Mention(_query(match), match.start(), match.end())
    # Without brackets a number is only believed when it is all there is.
    stripped = folded.strip()
    for pattern in (_LOOSE, _ORDER_OPEN, _BARE):
        match = pattern.fullmatch(stripped)
        if match and (match.groupdict().get("end") or match["code"].endswith(_CODE_ENDS)):
            return Mention(_query(match), 0, len(text))
    return None


def cited(text: str) -> Iterator[DocNumber]:
    """Every whole number with a year that a text names. The code may carry words that stand before it."""
    for match in _CITED.finditer(text):
        code = _CODE_BEFORE.search(text[max(0, match.start() - 12) : match.start()].rstrip())
        if code:
            yield DocNumber(code[0], int(match["year"]), int(match["serial"]))


def _sounds_like_number(match: re.Match[str]) -> bool:
    """``修订（2018）`` in a title is a version, not a number: a code or a serial must stand beside the year."""
    if match.re is not _ANNUAL:
        return True
    groups = match.groupdict()
    return bool(groups["serial"]) or groups["code"].endswith(_CODE_ENDS)


def _query(match: re.Match[str]) -> NumberQuery:
    groups = match.groupdict()
    serial = groups.get("serial")
    numeral = groups.get("han")
    return NumberQuery(
        code=(groups.get("code") or "") + (groups.get("kind") or ""),
        year=int(groups["year"]) if groups.get("year") else None,
        serial=int(serial) if serial else (_from_numeral(numeral) if numeral else None),
        open_ended=not groups.get("end") and not groups.get("kind"),
    )


_DIGITS = {digit: value for value, digit in enumerate("零一二三四五六七八九")} | {"〇": 0}
_UNITS = {"十": 10, "百": 100, "千": 1000}


def _from_numeral(numeral: str) -> int:
    """七十三 → 73, 一百零五 → 105, 一〇五 → 105."""
    if not any(unit in numeral for unit in _UNITS):
        return int("".join(str(_DIGITS[digit]) for digit in numeral))
    total = digit = 0
    for char in numeral:
        if char in _UNITS:
            total += (digit or 1) * _UNITS[char]
            digit = 0
        else:
            digit = _DIGITS[char]
    return total + digit
