"""All text of an uploaded file, read in a process of its own: ``extract(path) -> Extraction``.

Whatever goes wrong there (damage, a bomb, no memory, no time) is a fault in words here: nobody takes a file for clean
that was not read to its end.
"""

import json
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from portal.files.extraction.findings import Extraction, Part

__all__ = ["Extraction", "Part", "extract"]

CPU_SECONDS = 40
SECONDS = 50
"""Less than a web process may take for an answer."""
MEMORY_MEGABYTES = 1024
OUTPUT_MEGABYTES = 256

_ROOT = Path(__file__).resolve().parents[3]
# Importing ``portal`` as usual would load the worker's whole library first, for each file anew.
_START = """
import sys, types
package = types.ModuleType("portal")
package.__path__ = [sys.argv.pop(1)]
sys.modules["portal"] = package
from portal.files.extraction.child import main
main()
"""
_STOPPED = "检查没有做完：文件太大、太复杂，或者已经损坏"


def extract(path: str | Path, *, seconds: int = SECONDS, memory_megabytes: int = MEMORY_MEGABYTES) -> Extraction:
    """Everything a person or a program could read in the file, part by part, with what could not be read."""
    arguments = [str(path), str(min(CPU_SECONDS, seconds)), str(memory_megabytes), str(OUTPUT_MEGABYTES)]
    command = [sys.executable, "-I", "-c", _START, str(_ROOT / "portal"), *arguments]
    with TemporaryFile() as output:
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
            return Extraction(faults=(_STOPPED,))
        if done.returncode != 0:
            return Extraction(faults=(_STOPPED,))
        return _understood(output)


def _understood(output: IO[bytes]) -> Extraction:
    output.seek(0)
    try:
        found = json.loads(output.read())
        return Extraction(
            parts=tuple(Part(str(where), str(text)) for where, text in found["parts"]),
            faults=tuple(str(words) for words in found["faults"]),
            refusals=tuple(str(words) for words in found["refusals"]),
            pages=found["pages"],
        )
    except (ValueError, KeyError, TypeError):
        return Extraction(faults=(_STOPPED,))
