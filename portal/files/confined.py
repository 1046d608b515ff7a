"""A process of its own for reading or rewriting one file from a stranger: little memory, little time, no Django."""

import resource
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import IO

from portal.files.archives import MEGABYTE

CPU_SECONDS = 40
SECONDS = 50
"""Less than a web process may take for an answer."""
MEMORY_MEGABYTES = 1024
OUTPUT_MEGABYTES = 256
STOPPED = "检查没有做完：文件太大、太复杂，或者已经损坏"

_ROOT = Path(__file__).resolve().parents[2]
# Importing ``portal`` as usual would load the worker's whole library first, for each file anew.
_START = """
import sys, types
from importlib import import_module
package = types.ModuleType("portal")
package.__path__ = [sys.argv.pop(1)]
sys.modules["portal"] = package
import_module(sys.argv.pop(1)).main()
"""


def run(
    module: str, arguments: Sequence[str], output: IO[bytes], *, seconds: int = SECONDS, memory: int = MEMORY_MEGABYTES
) -> int | None:
    """Call ``main()`` of a module there, what it writes going to ``output``; its exit code, ``None`` for out of time.

    ``memory`` in megabytes.
    """
    limits = [str(min(CPU_SECONDS, seconds)), str(memory), str(OUTPUT_MEGABYTES)]
    command = [sys.executable, "-I", "-c", _START, str(_ROOT / "portal"), module, *limits, *arguments]
    try:
        done = subprocess.run(  # noqa: S603  # this very interpreter, no shell
            command,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.DEVNULL,
            timeout=seconds,
            check=False,
            env={"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8"},
            cwd="/",
        )
    except subprocess.TimeoutExpired:
        return None
    return done.returncode


def confine() -> list[str]:
    """Put the limits on this very process, before it touches the file; returns the other arguments."""
    seconds, memory, output = (int(value) for value in sys.argv[1:4])
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory * MEGABYTE,
        resource.RLIMIT_FSIZE: output * MEGABYTE,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in limits.items():
        hard = resource.getrlimit(name)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (value, value))
    return sys.argv[4:]
