"""Sets of documents as whole numbers: bit ``n`` is document ``n``. And, or, not and counting are nearly free."""

from collections.abc import Iterable
from itertools import compress

_ONE = ord("1")
_FLAGS = bytes(value == _ONE for value in range(256))


def bits_of(docs: Iterable[int], size: int) -> int:
    """The set of these documents, all below ``size``."""
    flags = bytearray(b"0") * (size + 1)
    for doc in docs:
        flags[size - doc] = _ONE
    return int(flags, 2)


def docs_of(bits: int) -> list[int]:
    """The documents of a set, ascending."""
    flags = bin(bits)[:1:-1].encode().translate(_FLAGS)
    return list(compress(range(len(flags)), flags))
