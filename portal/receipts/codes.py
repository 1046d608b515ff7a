"""Number and query code of a case. The code is shown once and stored as a keyed digest. Pure."""

import hashlib
import hmac
import secrets

from django.conf import settings

from portal.accounts.models import Organ
from portal.letters import verification_codes

HASH_LENGTH = 64
TOKEN_LENGTH = 43
_CODE_LENGTH, _GROUP = 20, 4
_NOBODY = "0" * HASH_LENGTH


def number_prefix(organ: Organ) -> str:
    """The organ's 代字 without its last 发, as numbers of its cases begin."""
    return organ.number_code.removesuffix("发") or organ.short_name


def new_query_code() -> str:
    """98 random bits in characters nobody confuses."""
    return verification_codes.new_code()


def new_token() -> str:
    """The secret a form carries, so that sending it twice files it once."""
    return secrets.token_urlsafe(32)


def token_digest(token: str) -> str:
    """What is stored of the secret."""
    return hashlib.sha256(token.encode()).hexdigest()


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
    return keyed_digest(f"{number}|{verification_codes.normalised(code)}")


def keyed_digest(text: str) -> str:
    """A digest nobody makes without the key of this installation."""
    return hmac.new(settings.SECRET_KEY.encode(), text.encode(errors="surrogatepass"), hashlib.sha256).hexdigest()


def fits(code_hash: str, number: str, code: str) -> bool:
    """Whether the code opens the case; the same work for a number that does not exist (an empty ``code_hash``)."""
    return hmac.compare_digest(code_hash or _NOBODY, code_digest(number, code))
