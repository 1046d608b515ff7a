"""AES-256-GCM with the name of the key beside the ciphertext, and keyed digests for look-up by the exact value.

A sealed value reads ``mz1.<key id>.<nonce and ciphertext, base64url>``. ``context`` says where the value stands (model,
field, row); it is authenticated with it, so that a value copied to another row or column does not open there.
"""

import base64
import binascii
import hmac
import secrets
import unicodedata
from hashlib import sha256

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.errors import DomainError
from portal.privacy import keys

_VERSION = "mz1"
_NONCE_BYTES = 12
_DIGEST_CHARACTERS = 32


class BrokenSeal(DomainError):
    """The stored value was changed, moved to another row, sealed with another key of the same name, or never sealed."""

    def __init__(self) -> None:
        super().__init__("这项个人信息的密文不对，打不开。请联系系统管理员。")


def seal(text: str, context: str) -> str:
    """``text`` sealed with the current key."""
    key = keys.ring().current
    nonce = secrets.token_bytes(_NONCE_BYTES)
    sealed = nonce + AESGCM(key.sealing).encrypt(nonce, text.encode(), context.encode())
    return f"{_VERSION}.{key.id}.{base64.urlsafe_b64encode(sealed).decode().rstrip('=')}"


def unseal(token: str, context: str) -> str:
    """The text. Raises ``KeyMissing`` or ``BrokenSeal``."""
    key_id, sealed = _parts(token)
    try:
        plain = AESGCM(keys.ring().get(key_id).sealing).decrypt(
            sealed[:_NONCE_BYTES], sealed[_NONCE_BYTES:], context.encode()
        )
    except InvalidTag:
        raise BrokenSeal from None
    return plain.decode()


def key_id_of(token: str) -> str:
    """Which key opens the value. Raises ``BrokenSeal`` for what is no sealed value."""
    return _parts(token)[0]


def prefix_of(key_id: str) -> str:
    """How every value sealed with that key begins."""
    return f"{_VERSION}.{key_id}."


def _parts(token: str) -> tuple[str, bytes]:
    version, _, rest = token.partition(".")
    key_id, _, encoded = rest.partition(".")
    try:
        sealed = base64.b64decode(encoded + "=" * (-len(encoded) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        sealed = b""
    if version != _VERSION or len(sealed) <= _NONCE_BYTES:
        raise BrokenSeal
    return key_id, sealed


def digest(text: str, context: str, *, exact: bool = False) -> str:
    """The look-up value of ``text`` under the current key. Blanks, hyphens and case do not count unless ``exact``."""
    return _digest(keys.ring().current, text, context, exact=exact)


def digests(text: str, context: str, *, exact: bool = False) -> list[str]:
    """The look-up values under every key: rows not yet rotated are found too."""
    return [_digest(key, text, context, exact=exact) for key in keys.ring().keys]


def _digest(key: keys.Key, text: str, context: str, *, exact: bool) -> str:
    plain = text if exact else "".join(unicodedata.normalize("NFKC", text).split()).replace("-", "").upper()
    found = hmac.new(key.index, f"{context}\x00{plain}".encode(), sha256).hexdigest()[:_DIGEST_CHARACTERS]
    return f"{key.id}.{found}"
