"""The process that reads one file from a stranger and then ends. It has little memory, little time and no Django."""

import json
import logging
import resource
import sys
from pathlib import Path

from portal.files.archives import MEGABYTE
from portal.files.extraction.findings import Extraction, Notebook
from portal.files.extraction.reading import read_file


def confine(*, seconds: int, memory: int, output: int) -> None:
    """Limits on this very process, before it touches the file. ``memory`` and ``output`` in bytes."""
    limits = {
        resource.RLIMIT_CPU: seconds,
        resource.RLIMIT_AS: memory,
        resource.RLIMIT_FSIZE: output,
        resource.RLIMIT_NOFILE: 64,
        resource.RLIMIT_CORE: 0,
    }
    for name, value in limits.items():
        hard = resource.getrlimit(name)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(name, (value, value))


def as_json(found: Extraction) -> str:
    return json.dumps(
        {
            "parts": [[part.where, part.text] for part in found.parts],
            "faults": found.faults,
            "refusals": found.refusals,
            "pages": found.pages,
        },
    )


def main() -> None:
    """Arguments: file, seconds, megabytes of memory, megabytes of output. The findings go to standard output."""
    path, seconds, memory, output = sys.argv[1], *(int(value) for value in sys.argv[2:5])
    confine(seconds=seconds, memory=memory * MEGABYTE, output=output * MEGABYTE)
    logging.disable(logging.CRITICAL)
    notebook = Notebook()
    with Path(path).open("rb") as file:
        read_file(file, notebook)
    sys.stdout.write(as_json(notebook.closed()))
