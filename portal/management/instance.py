"""One running installation per data directory."""

import fcntl
import sys
from collections.abc import Iterator
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def single_instance() -> Iterator[None]:
    """Hold the lock of the data directory; exit with one line when another process holds it.

    Children inherit the open file, so the lock stays taken for as long as any part of an installation runs.
    """
    with (settings.VAR_DIR / "running.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            sys.exit(f"✗ 明政已在运行，请先停止它 / already running on {settings.VAR_DIR}")
        fcntl.fcntl(lock, fcntl.F_SETFD, 0)  # clears close-on-exec
        yield
