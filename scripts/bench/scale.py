"""Search at scale: how fast each engine builds and answers over HTTP as documents grow.

    python -m scripts.bench.scale FOLDER [--postgres 10000,100000] [--whoosh 3561,10000]

FOLDER as in ``scripts/bench/corpus.py``; its documents are repeated with variation. PostgreSQL is the one of the tests.
"""

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

from scripts.bench import corpus, site
from scripts.bench.timing import Timing, measure, table
from tests.servers import postgres

_TARGETS = {"p50": 40.0, "p95": 200.0, "build": 300.0, "growth": 3.0}
_HEAD = ["引擎，件数", "建索引 秒", "件/秒", "索引 MB", "检索页 p50", "p95", "接口 p50", "p95", "裸视图 p50"]
_INDEX_SIZE = (
    "from django.db import connection; c = connection.cursor();"
    " c.execute('SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname ~ %s AND relkind = %s',"
    " ['^search_g', 'r']);"
    " print(c.fetchone()[0])"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table."""

    engine: str
    documents: int
    build_seconds: float
    megabytes: float
    page: Timing
    interface: Timing
    bare: Timing

    def cells(self) -> list[str]:
        timings = [f"{value:.1f}" for each in (self.page, self.interface) for value in (each.p50, each.p95)]
        rate = self.documents / self.build_seconds
        built = [f"{self.build_seconds:.0f}", f"{rate:.0f}", f"{self.megabytes:.0f}"]
        return [f"{self.engine} {self.documents:,}", *built, *timings, f"{self.bare.p50:.1f}"]


def main(folder: Path, sizes: dict[str, list[int]]) -> None:
    """Prints one table, a line after each measurement."""
    lines: list[Measured] = []
    for engine, counts in sizes.items():
        with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch, _database(engine):
            os.environ["SEARCH_ENGINE"] = engine
            var = Path(scratch)
            site.manage(var, "prepare")
            loaded = 0
            for count in sorted(counts):
                _load(folder, var, loaded, count)
                loaded = count
                lines.append(_measure(folder, var, engine, count))
                print(" | ".join(lines[-1].cells()), flush=True)
    _print(lines)


@contextmanager
def _database(engine: str) -> Iterator[None]:
    if engine != "postgres":
        os.environ.pop("DATABASE_URL", None)
        yield
        return
    with postgres() as address:
        os.environ["DATABASE_URL"] = address
        yield


def _load(folder: Path, var: Path, first: int, last: int) -> None:
    code = (
        "import sys; from pathlib import Path; from scripts.bench.loading import load_varied;"
        " load_varied(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))"
    )
    _python(var, code, str(folder), str(first), str(last))


def _python(var: Path, code: str, *arguments: str) -> str:
    """Own code in a process of its own; returns what it printed."""
    environment = os.environ | {"MINGZHENG_VAR": str(var), "DJANGO_SETTINGS_MODULE": "portal.settings"}
    command = [sys.executable, "-c", f"import django; django.setup(); {code}", *arguments]
    return subprocess.run(command, env=environment, cwd=site.ROOT, check=True, capture_output=True, text=True).stdout


def _measure(folder: Path, var: Path, engine: str, count: int) -> Measured:
    began = time.perf_counter()
    site.manage(var, "rebuild_index")
    seconds = time.perf_counter() - began
    cases = corpus.cases(folder)
    with site.serving(var) as browser:

        def ask(path: str, case: corpus.Case) -> bytes:
            return browser.get(f"{path}?{urlencode(case.params)}")

        return Measured(
            engine,
            count,
            seconds,
            _megabytes(var, engine),
            measure("检索页", partial(ask, "/search/"), cases),
            measure("接口", partial(ask, "/api/v1/search/"), cases),
            measure("裸视图", lambda _: browser.get("/healthz"), cases),
        )


def _megabytes(var: Path, engine: str) -> float:
    if engine == "postgres":
        return float(_python(var, _INDEX_SIZE)) / 1e6
    return sum(path.stat().st_size for path in (var / "index").rglob("*") if path.is_file()) / 1e6


def _print(lines: list[Measured]) -> None:
    answers = [f"≤ {_TARGETS['p50']:.0f}", f"≤ {_TARGETS['p95']:.0f}"]
    limits = ["要求（postgres）", "", f"≥ {_TARGETS['build']:.0f}", "", *answers, *answers, ""]
    title = f"检索的规模（毫秒；机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, _HEAD, [*(line.cells() for line in lines), limits]))
    for engine in dict.fromkeys(line.engine for line in lines):
        first, *_, last = [line for line in lines if line.engine == engine] * 2
        print(
            f"{engine}：件数从{first.documents:,}到{last.documents:,}，检索页 p50 变为 "
            f"{last.page.p50 / first.page.p50:.1f} 倍（postgres 要求小于 {_TARGETS['growth']:.0f} 倍）"
        )


def _sizes(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgres", type=_sizes, default=[10_000, 100_000])
    parser.add_argument("--whoosh", type=_sizes, default=[3_561, 10_000])
    given = parser.parse_args()
    main(given.folder, {name: sizes for name in ("postgres", "whoosh") if (sizes := getattr(given, name))})
