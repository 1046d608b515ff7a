"""Contents nobody may read without a trace: AES-256-GCM, each content under a key of its own.

Whoever stores such a content keeps its key in an ``EncryptedTextField``: then the key is sealed with the keys of the
installation, changed with them, opened only by ``privacy.services.reveal``, and erased in time; a content whose key is
gone is gone.
"""

import base64
import binascii
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from portal.privacy.sealing import BrokenSeal

_KEY_BYTES = 32
_NONCE_BYTES = 12


def new_key() -> str:
    return base64.urlsafe_b64encode(secrets.token_bytes(_KEY_BYTES)).decode()


def cover(content: bytes, key: str) -> bytes:
    nonce = secrets.token_bytes(_NONCE_BYTES)
    return nonce + AESGCM(base64.urlsafe_b64decode(key)).encrypt(nonce, content, None)


def uncover(covered: bytes, key: str) -> bytes:
    """Raises ``BrokenSeal`` for another key or a changed content."""
    try:
        return AESGCM(base64.urlsafe_b64decode(key)).decrypt(covered[:_NONCE_BYTES], covered[_NONCE_BYTES:], None)
    except (InvalidTag, ValueError, binascii.Error):
        raise BrokenSeal from None
