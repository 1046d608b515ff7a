"""The keys personal data is sealed with: several, by name, the first of them for everything new.

From ``PRIVACY_KEYS``, else from a file under the data directory that is made once with owner-only rights. A key that
is needed and not there is an error with its name, never an empty value and never plain text.
"""

import base64
import binascii
import os
import re
import secrets
import tempfile
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from portal.errors import DomainError

KEY_BYTES = 32
FILE_NAME = "privacy_keys"
_ID = re.compile(r"[A-Za-z0-9_-]{1,24}")


class KeyMissing(DomainError):
    """Something was sealed with a key this installation does not have."""

    def __init__(self, key_id: str) -> None:
        super().__init__(f"缺少密钥“{key_id}”，这项个人信息暂时看不了。请联系系统管理员。")


@dataclass(frozen=True, slots=True)
class Key:
    """One master key and what is derived from it."""

    id: str
    sealing: bytes
    index: bytes

    def __repr__(self) -> str:
        return f"Key({self.id})"


@dataclass(frozen=True, slots=True)
class KeyRing:
    """``keys`` in the order of the configuration; the first is the current one."""

    keys: tuple[Key, ...]

    @property
    def current(self) -> Key:
        return self.keys[0]

    def get(self, key_id: str) -> Key:
        """Raises ``KeyMissing``."""
        for key in self.keys:
            if key.id == key_id:
                return key
        raise KeyMissing(key_id)


def ring() -> KeyRing:
    """The keys as they are now. Raises ``ImproperlyConfigured`` for a configuration that cannot be read."""
    if settings.PRIVACY_KEYS:
        return _parsed(tuple(settings.PRIVACY_KEYS))
    path = key_file()
    if not path.exists():
        _make(path)
    return _of_file(path, path.stat().st_mtime_ns)


def key_file() -> Path:
    return Path(settings.VAR_DIR) / FILE_NAME


def add_key() -> str:
    """Put a new key before the others in the key file; returns its id. Raises ``DomainError`` when the environment
    holds the keys: there it is the operator's act."""
    if settings.PRIVACY_KEYS:
        raise DomainError("密钥在环境变量 PRIVACY_KEYS 里：请在最前面加一把新密钥，重启以后再运行。")
    path = key_file()
    if not path.exists():
        _make(path)
    line = _new_line()
    _write(path, f"{line}\n{path.read_text(encoding='ascii')}", replace=True)
    return line.partition(":")[0]


def _new_line() -> str:
    return f"k{secrets.token_hex(4)}:{base64.urlsafe_b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def _make(path: Path) -> None:
    _write(path, f"{_new_line()}\n", replace=False)


def _write(path: Path, text: str, *, replace: bool) -> None:
    """Whole or not at all; of two processes that make the file at once, one wins and both read the same keys."""
    handle, made = tempfile.mkstemp(dir=path.parent, prefix=f".{FILE_NAME}-")  # mkstemp: mode 0600
    scratch = Path(made)
    try:
        with os.fdopen(handle, "w", encoding="ascii") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        if replace:
            scratch.replace(path)
        else:
            path.hardlink_to(scratch)
    except FileExistsError:
        pass
    finally:
        scratch.unlink(missing_ok=True)


@lru_cache(maxsize=4)
def _of_file(path: Path, _changed_at: int) -> KeyRing:
    return _parsed(tuple(line for line in path.read_text(encoding="ascii").split() if line))


@lru_cache(maxsize=4)
def _parsed(entries: tuple[str, ...]) -> KeyRing:
    keys = tuple(_key(entry, place) for place, entry in enumerate(entries, 1))
    if not keys or len({key.id for key in keys}) != len(keys):
        raise ImproperlyConfigured("个人信息密钥：一把也没有，或者名称重复")
    return KeyRing(keys)


def _key(entry: str, place: int) -> Key:
    """The message names the place only: an entry is a secret even when it is wrong."""
    key_id, _, encoded = entry.strip().partition(":")
    try:
        master = base64.b64decode(encoded, altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        master = b""
    if not _ID.fullmatch(key_id) or len(master) != KEY_BYTES:
        raise ImproperlyConfigured(f"个人信息密钥第{place}项不对：要写成“名称:32字节密钥的base64”")
    return Key(key_id, _derived(master, b"mingzheng sealing"), _derived(master, b"mingzheng index"))


def _derived(master: bytes, purpose: bytes) -> bytes:
    return HKDF(algorithm=hashes.SHA256(), length=KEY_BYTES, salt=None, info=purpose).derive(master)
