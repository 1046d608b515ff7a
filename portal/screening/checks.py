"""What makes a row of digits an identity card, a bank card or neither. Pure arithmetic over digits."""

import re
from datetime import date
from functools import cache

_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_CHECK_CHARACTERS = "10x98765432"
# GB/T 2260: the first two digits name the province.
_PLACES = {1: "12345", 2: "123", 3: "1234567", 4: "123456", 5: "01234", 6: "12345", 7: "1", 8: "123", 9: "1"}
_PROVINCES = frozenset(f"{region}{place}" for region, places in _PLACES.items() for place in places)
_EARLIEST_BIRTH, _LATEST_BIRTH = 1880, 2100
# 62 is UnionPay; 4 and 51–55 are foreign networks; 9558, 60, 68 and 69 were given out before UnionPay.
_ISSUER = re.compile(
    r"62[0-9]{14,17}|9558[0-9]{12,15}|60[0-9]{14}|68[0-9]{14,17}|69[0-9]{14,17}|4[0-9]{15}|5[1-5][0-9]{14}"
)


def id_check_character(body: str) -> str:
    """GB 11643-1999, MOD 11-2: the 18th character for the first 17 digits; ``x`` in lower case."""
    return _CHECK_CHARACTERS[sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True)) % 11]


def is_id_card(number: str) -> bool:
    """18 characters, lower case: province, birthday and check character all hold."""
    return (
        number[:2] in _PROVINCES
        and number[:17].isdigit()
        and _is_day(number[6:14])
        and id_check_character(number[:17]) == number[17]
    )


def is_old_id_card(number: str) -> bool:
    """15 digits as given out until 1999; they carry no check digit, so province and birthday must do."""
    return number[:2] in _PROVINCES and number[2:6] != "0000" and number[12:] != "000" and _is_day("19" + number[6:12])


def is_luhn(number: str) -> bool:
    """ISO/IEC 7812-1."""
    doubled = (sum(divmod(int(digit) * 2, 10)) for digit in number[-2::-2])
    return (sum(map(int, number[-1::-2])) + sum(doubled)) % 10 == 0


def has_issuer(number: str) -> bool:
    """Whether it begins and is as long as the cards of a known network."""
    return _ISSUER.fullmatch(number) is not None


@cache
def _is_day(digits: str) -> bool:
    year, month, day = int(digits[:4]), int(digits[4:6]), int(digits[6:])
    if not _EARLIEST_BIRTH <= year <= _LATEST_BIRTH:
        return False
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True
