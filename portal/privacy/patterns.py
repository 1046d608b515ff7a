"""What personal data looks like inside running text. For logs and typed reasons: masks rather too much than too little.

The detectors that judge a document before it is published are another matter: they must be exact.
"""

import re
import unicodedata

MASK = "***"

_DIGITS = re.compile(r"(?<![\d.])\d(?:[ \t-]?\d){10,22}[Xx]?(?![\dA-Za-z])")
_EMAIL = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")
_NAMED_SECRET = re.compile(
    r"(?i)((?:\b(?:code|token|key|secret|password|passwd|pwd|otp|session(?:id)?|csrf\w*|signature)|"
    r"查询码|验证码|口令|密码|密钥)[\"']?\s*(?:[=:：]|为|是)\s*[\"']?)([^\s\"'&,;，；。）)]+)"
)
_PHONE = re.compile(r"(?:86)?1[3-9]\d{9}")
_ID_OLD = re.compile(r"\d{6}\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}")
_ID = re.compile(r"\d{6}(?:18|19|20)\d{2}(?:0[1-9]|1[0-2])(?:0[1-9]|[12]\d|3[01])\d{3}[\dXx]")


def masked(text: str) -> str:
    """The text with identity, telephone and bank card numbers, mail addresses and secrets behind a name taken out."""
    text = _NAMED_SECRET.sub(rf"\1{MASK}", text)
    text = _EMAIL.sub(MASK, text)
    return _DIGITS.sub(_number_masked, text)


def has_personal_data(text: str) -> bool:
    """Whether ``masked`` would take out a number or an address."""
    without_names = _EMAIL.sub(MASK, text)
    return without_names != text or _DIGITS.sub(_number_masked, text) != text


def _number_masked(found: re.Match[str]) -> str:
    digits = re.sub(r"[ \t-]", "", unicodedata.normalize("NFKC", found.group()))
    return MASK if _is_personal(digits) else found.group()


def _is_personal(digits: str) -> bool:
    if _PHONE.fullmatch(digits) or _ID.fullmatch(digits) or _ID_OLD.fullmatch(digits):
        return True
    return 13 <= len(digits) <= 19 and digits.isdecimal() and _passes_luhn(digits)


def _passes_luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (1 + place % 2)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
