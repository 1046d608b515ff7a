"""统一社会信用代码 (GB 32100-2015): 18 characters, the last one a check character."""

_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)


def check_character(body: str) -> str:
    """The 18th character for the first 17. Raises ``ValueError`` for a character outside the alphabet."""
    if len(body) != len(_WEIGHTS):
        raise ValueError("17 characters expected")
    total = sum(_ALPHABET.index(character) * weight for character, weight in zip(body, _WEIGHTS, strict=True))
    return _ALPHABET[(31 - total % 31) % 31]


def fault(code: str) -> str:
    """What is wrong with ``code``, in Chinese; an empty string when nothing is."""
    if len(code) != 18:
        return f"统一社会信用代码是18位，现在是{len(code)}位。"
    wrong = next((character for character in code if character not in _ALPHABET), "")
    if wrong:
        return f"统一社会信用代码里不会有“{wrong}”：只用数字和大写字母，不用I、O、S、V、Z。"
    if check_character(code[:17]) != code[17]:
        return "统一社会信用代码的校验码对不上，请对照证书逐位核对。"
    return ""


def is_valid(code: str) -> bool:
    """Whether ``code`` is a well-formed code with the right check character."""
    return not fault(code)
