"""随机抽取: whoever has the seed, the day and the pool draws the same again. Pure."""

import hashlib
from collections.abc import Iterable, Sequence
from datetime import date


def drawn(pool: Sequence[str], amount: int, *, seed: str, day: date) -> list[str]:
    """``amount`` of the keys, in the order in which they were drawn: by the SHA-256 of ``seed|day|key``. The order of
    the pool plays no part."""
    return sorted(pool, key=lambda key: (_lot(seed, day, key), key))[:amount]


def digest_of(*pools: Iterable[str]) -> str:
    """SHA-256 over the keys of the pools, each sorted: says later whether they are still the same."""
    text = "\n\n".join("\n".join(sorted(pool)) for pool in pools)
    return hashlib.sha256(text.encode()).hexdigest()


def _lot(seed: str, day: date, key: str) -> str:
    return hashlib.sha256(f"{seed}|{day.isoformat()}|{key}".encode()).hexdigest()
