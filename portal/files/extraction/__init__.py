"""All text of an uploaded file, read in a process of its own: ``extract(path) -> Extraction``.

Whatever goes wrong there (damage, a bomb, no memory, no time) is a fault in words here: nobody takes a file for clean
that was not read to its end.
"""

import json
from pathlib import Path
from tempfile import TemporaryFile
from typing import IO

from portal.files import confined
from portal.files.extraction.findings import Extraction, Part

__all__ = ["Extraction", "Part", "extract"]


def extract(
    path: str | Path, *, seconds: int = confined.SECONDS, memory_megabytes: int = confined.MEMORY_MEGABYTES
) -> Extraction:
    """Everything a person or a program could read in the file, part by part, with what could not be read."""
    with TemporaryFile() as output:
        child = "portal.files.extraction.child"
        if confined.run(child, [str(path)], output, seconds=seconds, memory=memory_megabytes) != 0:
            return Extraction(faults=(confined.STOPPED,))
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
        return Extraction(faults=(confined.STOPPED,))
