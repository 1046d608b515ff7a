"""``python -m scripts.bench [FOLDER] [--quick]``: everything that is measured; 1 when a target is missed.

FOLDER holds the documents for the search parts. ``--quick`` measures the same in a few minutes, at smaller sizes.
"""

import argparse
import os
import subprocess
import sys
from collections.abc import Iterator

from scripts.bench.site import ROOT

_SMALLER = {
    "datasets": ["--rows", "1000,20000"],
    "scale": ["--postgres", "1000,5000", "--whoosh", "1000"],
    "dashboard": ["--deadlines", "20000,100000"],
    "deadlines": ["--open", "1000,20000", "--due", "200", "--moved", "5000"],
    "consultations": ["--opinions", "2000,10000"],
    "requests": ["--cases", "2000", "--reported", "10000", "--filings", "20"],
}


def _parts(folder: str, *, quick: bool) -> Iterator[list[str]]:
    yield ["pages"]
    yield ["screening", folder] if folder else ["screening"]
    yield ["deadlines", *(_SMALLER["deadlines"] if quick else [])]
    yield ["requests", *(_SMALLER["requests"] if quick else [])]
    yield ["opinions"]
    yield ["consultations", *(_SMALLER["consultations"] if quick else [])]
    yield ["letters"]
    yield ["dashboard", *(_SMALLER["dashboard"] if quick else [])]
    yield ["datasets", *(_SMALLER["datasets"] if quick else [])]
    if folder:
        yield ["search", folder]
        yield ["scale", folder, *(_SMALLER["scale"] if quick else [])]


def main(folder: str, *, quick: bool) -> int:
    if not folder:
        print("没有给语料，不量检索。量检索：make bench CORPUS=语料目录")
    missed = []
    for name, *arguments in _parts(folder, quick=quick):
        # Each part in a process of its own: each has its own database.
        command = [sys.executable, "-m", f"scripts.bench.{name}", *arguments]
        if subprocess.run(command, cwd=ROOT, check=False).returncode:
            missed.append(name)
    print(f"\n没有达到要求或者没有量成的部分：{'、'.join(missed)}" if missed else "\n全部达到要求")
    return int(bool(missed))


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", nargs="?", default=os.environ.get("MINGZHENG_CORPUS", ""))
    parser.add_argument("--quick", action="store_true")
    given = parser.parse_args()
    sys.exit(main(given.folder, quick=given.quick))
