"""The code printed on a letter: long enough that nobody guesses one, made of characters nobody confuses. Pure."""

import hashlib
import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"
"""Thirty characters: no 0 and O, no 1, I and L, no U beside V."""
_LENGTH, _GROUP = 20, 4


def new_code() -> str:
    """Twenty characters in five groups: 98 bits."""
    drawn = "".join(secrets.choice(ALPHABET) for _ in range(_LENGTH))
    return "-".join(drawn[start : start + _GROUP] for start in range(0, _LENGTH, _GROUP))


def normalised(typed: str) -> str:
    """The characters of the code as typed from paper: any case, any width, any blanks and dashes between."""
    half = "".join(chr(ord(each) - 0xFEE0) if "！" <= each <= "～" else each for each in typed)
    return "".join(each for each in half.upper() if each.isascii() and each.isalnum())


def is_complete(typed: str) -> bool:
    """Whether the typed characters can be a code at all."""
    code = normalised(typed)
    return len(code) == _LENGTH and set(code) <= set(ALPHABET)


def digest(typed: str) -> str:
    """What is stored to find the letter by. 98 random bits need neither salt nor stretching."""
    return hashlib.sha256(f"letter:{normalised(typed)}".encode()).hexdigest()
