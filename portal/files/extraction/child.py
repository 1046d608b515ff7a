"""The process that reads one file from a stranger and then ends."""

import json
import logging
import sys
from pathlib import Path

from portal.files import confined
from portal.files.extraction.findings import Extraction, Notebook
from portal.files.extraction.reading import read_file


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
    """Arguments: limits, file. The findings go to standard output."""
    [path] = confined.confine()
    logging.disable(logging.CRITICAL)
    notebook = Notebook()
    with Path(path).open("rb") as file:
        read_file(file, notebook)
    sys.stdout.write(as_json(notebook.closed()))
