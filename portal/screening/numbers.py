"""Rows of digits: identity cards, mobile phones, bank cards. Written whole, in groups, or across a line break.

Every row of digits is cut into tokens at blanks, hyphens and line breaks; neighbouring tokens are then tried together.
A table says which number may have which length; its test looks at the digits and at the words around them.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from portal.accounts import uscc
from portal.screening import checks
from portal.screening.kinds import Kind
from portal.screening.normalising import WEIGHTLESS

_ROW = re.compile(rf"[0-9](?:[ \n{WEIGHTLESS}-]{{0,3}}[0-9]){{10,}}(?:[ \n{WEIGHTLESS}-]{{0,2}}x(?![a-z0-9]))?")
_TOKEN = re.compile(r"[0-9]+x?|x")
_CALLING_CODE = re.compile(r"(?:00)?86(?=1[3-9][0-9]{9}$)")
_BEFORE = 24

_LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz_")
_MOBILE = re.compile(r"1[3-9][0-9]{9}")
_SAYS_MOBILE = re.compile(r"电话|手机|联系|号码|tel|mobile|phone|微信|致电|拨打|热线")
_SAYS_CARD = re.compile(r"卡号|银行|开户|账号|帐号|账户|帐户|存折|存单|一卡通|一折通|储蓄|汇入|转入|收款")
_SAYS_PASSBOOK = re.compile(r"存折|存单|一折通|一卡通|储蓄|个人账号|个人账户|银行账号|银行卡号|卡号")
_SAYS_ID = re.compile(r"身份证(?:件)?(?:号码?|编号)?|公民身份号码|社会保障号码?|身份号码|证件号码")
_SAYS_ORGAN_CODE = re.compile(r"信用代码|机构代码|组织代码|纳税人识别号|税号|注册号|登记号|执照号|营业执照")
# What stands right before the number and says that it is none of a person.
_SAYS_OTHER = re.compile(
    r"(?:订单|快递|物流|运单|单号|流水|批次|批号|条码|条形码|序列号|编号|编码|文号|备案号|受理号|许可证|注册号|登记号|索引号"
    r"|项目代码|交易号|凭证号|发票号?码?|执照号?|金额|人民币|[¥￥$]|第)(?:号|码|为|是)?[:\s]{0,2}\Z"
)
_UNIT = re.compile(r" ?(?:元|万|亿|吨|平方|立方|米|公里|公顷|亩|美元|股|千克|公斤|千瓦|人次|度|㎡|%|,[0-9]{3})")
_WEB_ADDRESS = re.compile(r"[a-z0-9_.~:/?&=%#-]*[a-z_][a-z0-9_.~:/?&=%#-]*[/=_.]\Z")


@dataclass(frozen=True, slots=True)
class Number:
    """Neighbouring tokens read as one number. ``sizes`` are the lengths of the tokens, ``gaps`` what parts them."""

    digits: str
    start: int
    end: int
    sizes: tuple[int, ...]
    gaps: tuple[str, ...]
    fills_row: bool
    text: str

    def before(self) -> str:
        return self.text[max(0, self.start - _BEFORE) : self.start]

    def is_part_of_more(self) -> bool:
        """A decimal, a code with letters, a web address."""
        text, start, end = self.text, self.start, self.end
        left, right = text[start - 1 : start], text[end : end + 1]
        if right in _LETTERS or (right == "." and text[end + 1 : end + 2].isdigit()):
            return True
        if left in _LETTERS and not _SAYS_MOBILE.search(self.before()[-8:]):
            return True
        if self.follows_a_point():
            return True
        return left in {"/", "=", "_", "."} and _WEB_ADDRESS.search(text[max(0, start - 100) : start]) is not None

    def follows_a_point(self) -> bool:
        return self.text[self.start - 1 : self.start] == "." and self.text[self.start - 2 : self.start - 1].isdigit()

    def is_a_quantity(self) -> bool:
        return _SAYS_OTHER.search(self.before()) is not None or _UNIT.match(self.text, self.end) is not None

    def is_written_as_one(self, groups: frozenset[tuple[int, ...]], context: re.Pattern[str]) -> bool:
        """Whole; in groups as people write it; or broken by the end of a line, when the words before it say so."""
        if not any(gap.strip(WEIGHTLESS) for gap in self.gaps):
            return True
        named = context.search(self.before()) is not None
        if any("\n" in gap for gap in self.gaps):
            return named and len(self.gaps) == 1
        usual = self.sizes in groups and len(set(self.gaps)) == 1 and len(self.gaps[0]) == 1
        return usual and (self.fills_row or named)


# One by one is how some programs give back the text of a page.
_MOBILE_GROUPS = frozenset({(3, 4, 4), (3, 8), (7, 4), (4, 3, 4), (3, 3, 5), (1,) * 11})
_CARD_GROUPS = frozenset({(4, 4, 4, 4), (6, 10), (6, 13), (8, 8)}) | frozenset(
    {*((4, 4, 4, 4, last) for last in (1, 2, 3)), *((1,) * length for length in (16, 17, 18, 19))}
)


def _is_id_card(number: Number) -> bool:
    if checks.is_id_card(number.digits):
        organ_code = uscc.is_valid(number.digits.upper()) and _SAYS_ORGAN_CODE.search(number.before())
        return not organ_code and not number.text[max(0, number.start - 2) : number.start].rstrip(
            "0123456789"
        ).endswith(".")
    # A number that is called one is one, mistyped or not.
    named = _SAYS_ID.search(number.before()) is not None and not number.gaps
    return named and number.digits[:17].isdigit() and not uscc.is_valid(number.digits.upper())


def _is_old_id_card(number: Number) -> bool:
    if not checks.is_old_id_card(number.digits) or number.is_part_of_more() or number.is_a_quantity():
        return False
    named = _SAYS_ID.search(number.before()) is not None
    return named or (not number.gaps and not _SAYS_ORGAN_CODE.search(number.before()))


def _is_mobile(number: Number) -> bool:
    return (
        _MOBILE.fullmatch(number.digits) is not None
        and number.is_written_as_one(_MOBILE_GROUPS, _SAYS_MOBILE)
        and not number.is_part_of_more()
        and not number.is_a_quantity()
    )


def _is_bank_card(number: Number) -> bool:
    if "x" in number.digits or not number.is_written_as_one(_CARD_GROUPS, _SAYS_CARD):
        return False
    if number.is_part_of_more() or number.is_a_quantity():
        return False
    if checks.is_luhn(number.digits):
        return checks.has_issuer(number.digits) or _SAYS_CARD.search(number.before()) is not None
    return _SAYS_PASSBOOK.search(number.before()) is not None


@dataclass(frozen=True, slots=True)
class NumberDetector:
    """``lengths`` in digits; ``holds`` decides by digits and surroundings."""

    kind: Kind
    lengths: frozenset[int]
    holds: Callable[[Number], bool]


NUMBER_DETECTORS = (
    NumberDetector(Kind.ID_CARD, frozenset({18}), _is_id_card),
    NumberDetector(Kind.ID_CARD, frozenset({15}), _is_old_id_card),
    NumberDetector(Kind.MOBILE, frozenset({11}), _is_mobile),
    NumberDetector(Kind.BANK_CARD, frozenset(range(12, 20)), _is_bank_card),
)
_BY_LENGTH = {
    length: tuple(row for row in NUMBER_DETECTORS if length in row.lengths)
    for length in sorted({length for row in NUMBER_DETECTORS for length in row.lengths})
}
# Of numbers in groups only the usual lengths are tried: tables of figures are full of the others.
_IN_GROUPS = frozenset({11, 15, 16, 17, 18, 19})
_MOST_TOKENS = 6
_LONGEST = max(_BY_LENGTH)


def find_numbers(text: str) -> Iterator[tuple[Kind, int, int]]:
    """Kind, start and end of every number of a person in the normalised ``text``; may overlap."""
    for row in _ROW.finditer(text):
        for number in _numbers(text, row.start(), row.end()):
            for detector in _BY_LENGTH[len(number.digits)]:
                if detector.holds(number):
                    yield detector.kind, number.start, number.end
                    break


def _numbers(text: str, start: int, end: int) -> Iterator[Number]:
    """Every stretch of neighbouring tokens in ``text[start:end]`` that has a length somebody asks for."""
    tokens = [_without_calling_code(text, *token.span()) for token in _TOKEN.finditer(text, start, end)]
    if text[slice(*tokens[0])] in {"86", "0086"}:
        tokens = tokens[1:]
    sizes = [end - start for start, end in tokens]
    for first in range(len(tokens)):
        length = 0
        # Digits one by one are a number only when nothing else stands in the row.
        whole = first == 0 and len(tokens) <= _LONGEST
        for last in range(first, len(tokens) if whole else min(first + _MOST_TOKENS, len(tokens))):
            length += sizes[last]
            if length > _LONGEST:
                break
            if length in (_BY_LENGTH if first == last else _IN_GROUPS):
                yield _joined(text, tokens[first : last + 1], fills_row=last - first + 1 == len(tokens))


def _joined(text: str, tokens: list[tuple[int, int]], *, fills_row: bool) -> Number:
    return Number(
        digits="".join(text[start:end] for start, end in tokens),
        start=tokens[0][0],
        end=tokens[-1][1],
        sizes=tuple(end - start for start, end in tokens),
        gaps=tuple(text[left[1] : right[0]] for left, right in pairwise(tokens)),
        fills_row=fills_row,
        text=text,
    )


def _without_calling_code(text: str, start: int, end: int) -> tuple[int, int]:
    code = _CALLING_CODE.match(text, start, end)
    return (code.end() if code else start), end
