"""申请编号 and 查询码. The code is shown once and stored as a keyed digest. Pure."""

import hashlib
import hmac

from django.conf import settings

from portal.accounts.models import Organ
from portal.letters import verification_codes

_CODE_LENGTH, _GROUP = 20, 4


def request_number(organ: Organ, year: int, sequence: int) -> str:
    """``临住建2026-0047``: the organ's 代字 without its last 发, the year, a running number."""
    return f"{number_prefix(organ)}{year}-{sequence:04d}"


def number_prefix(organ: Organ) -> str:
    return organ.number_code.removesuffix("发") or organ.short_name


def new_query_code() -> str:
    """98 random bits in characters nobody confuses."""
    return verification_codes.new_code()


def code_from(token: str) -> str:
    """The query code that belongs to a secret ``token``: whoever sends the same form twice gets the same code, though
    only its digest is stored."""
    drawn = int.from_bytes(hmac.new(settings.SECRET_KEY.encode(), f"code|{token}".encode(), hashlib.sha256).digest())
    letters = ""
    while len(letters) < _CODE_LENGTH:
        drawn, place = divmod(drawn, len(verification_codes.ALPHABET))
        letters += verification_codes.ALPHABET[place]
    return "-".join(letters[start : start + _GROUP] for start in range(0, _CODE_LENGTH, _GROUP))


def code_digest(number: str, code: str) -> str:
    """What is stored and compared; bound to the number, so that one code opens one case."""
    typed = f"{number}|{verification_codes.normalised(code)}"
    return hmac.new(settings.SECRET_KEY.encode(), typed.encode(), hashlib.sha256).hexdigest()
