"""Search and public lists at scale: how fast each engine builds and answers over HTTP as documents grow.

    python -m scripts.bench.scale FOLDER [--postgres 10000,100000] [--whoosh 3561,10000]

FOLDER as in ``scripts/bench/corpus.py``; its documents are repeated with variation. PostgreSQL is the one of the tests.
"""

import argparse
import json
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

from scripts.bench import corpus, lists, site
from scripts.bench.lists import Listed
from scripts.bench.timing import Timing, measure, table
from tests.servers import postgres

_P50, _P95 = 40.0, 200.0
_BUILT_PER_SECOND = 300.0
# Times as long, for ten times as many documents.
_GROWTH = 3.0
_HEAD = ["引擎，件数", "建索引 秒", "件/秒", "索引 MB", "检索页 p50", "p95", "接口 p50", "p95", "裸视图 p50", "负载"]
_INDEX_SIZE = (
    "from django.db import connection; c = connection.cursor();"
    " c.execute('SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relname ~ %s AND relkind = %s',"
    " ['^search_g', 'r']);"
    " print(c.fetchone()[0])"
)


@dataclass(frozen=True, slots=True)
class Measured:
    """One line of the table, and the public lists over the same documents."""

    engine: str
    documents: int
    build_seconds: float
    megabytes: float
    page: Timing
    interface: Timing
    bare: Timing
    load: float
    lists: list[Listed]

    @property
    def rate(self) -> float:
        return self.documents / self.build_seconds

    def cells(self) -> list[str]:
        timings = [f"{value:.1f}" for each in (self.page, self.interface) for value in (each.p50, each.p95)]
        built = [f"{self.build_seconds:.0f}", f"{self.rate:.0f}", f"{self.megabytes:.0f}"]
        return [
            f"{self.engine} {self.documents:,}",
            *built,
            *timings,
            f"{self.bare.p50:.1f}",
            f"{self.load:.1f}",
        ]


def main(folder: Path, sizes: dict[str, list[int]]) -> int:
    """Prints a line after each measurement, then the tables; 1 when PostgreSQL misses a target."""
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
    missed = _missed([line for line in lines if line.engine == "postgres"])
    print("\n".join(f"✗ {words}" for words in missed))
    return int(bool(missed))


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
            os.getloadavg()[0],
            _lists(var, browser) if engine == "postgres" else [],
        )


def _lists(var: Path, browser: site.Browser) -> list[Listed]:
    code = "from scripts.bench.lists import print_largest_column; print_largest_column()"
    asked = lists.places(browser, _python(var, code).strip())
    code = "import sys; from scripts.bench.lists import print_costs; print_costs(sys.argv[1:])"
    costs = json.loads(_python(var, code, *(place.path for place in asked)))
    return lists.timed(browser, asked, costs)


def _megabytes(var: Path, engine: str) -> float:
    if engine == "postgres":
        return float(_python(var, _INDEX_SIZE)) / 1e6
    return sum(path.stat().st_size for path in (var / "index").rglob("*") if path.is_file()) / 1e6


def _print(lines: list[Measured]) -> None:
    answers = [f"≤ {_P50:.0f}", f"≤ {_P95:.0f}"]
    limits = ["要求（postgres）", "", f"≥ {_BUILT_PER_SECOND:.0f}", "", *answers, *answers, "", ""]
    print(table("检索的规模（毫秒）", _HEAD, [*(line.cells() for line in lines), limits]))
    for engine in dict.fromkeys(line.engine for line in lines):
        first, *_, last = [line for line in lines if line.engine == engine] * 2
        print(
            f"{engine}：件数从{first.documents:,}到{last.documents:,}，检索页 p50 变为 "
            f"{last.page.p50 / first.page.p50:.1f} 倍（postgres 要求小于 {_GROWTH:.0f} 倍）"
        )
    rows = [
        [f"{line.documents:,}件 {each.place.name}", f"{each.timing.p50:.1f}", f"{each.timing.p95:.1f}", *_cost(each)]
        for line in lines
        for each in line.lists
    ]
    if rows:
        print(table(f"公开列表（负载 {os.getloadavg()[0]:.1f}）", ["毫秒", "p50", "p95", "查询", ""], rows))


def _cost(listed: Listed) -> list[str]:
    return [str(listed.queries), "✗ 跳过前面的行" if listed.skips else ""]


def _missed(lines: list[Measured]) -> list[str]:
    """What the largest library misses, and what grows too fast, in words."""
    if not lines:
        return []
    first, *_, last = lines * 2
    wrong = [
        (last.page.p50 > _P50 or last.interface.p50 > _P50, f"检索 p50 超过 {_P50:.0f} 毫秒"),
        (last.page.p95 > _P95 or last.interface.p95 > _P95, f"检索 p95 超过 {_P95:.0f} 毫秒"),
        (last.rate < _BUILT_PER_SECOND, f"建索引每秒不到 {_BUILT_PER_SECOND:.0f} 件"),
        (last.page.p50 >= _GROWTH * first.page.p50, f"检索 p50 增长到 {_GROWTH:.0f} 倍以上"),
    ]
    before = {each.place.name: each for each in first.lists}
    for now in last.lists:
        then = before.get(now.place.name, now)
        wrong += [
            (now.queries != then.queries, f"{now.place.name}：查询从{then.queries}次变成{now.queries}次"),
            (now.skips, f"{now.place.name}：跳过前面的行"),
            (now.timing.p50 >= _GROWTH * then.timing.p50, f"{now.place.name}：p50 增长到 {_GROWTH:.0f} 倍以上"),
        ]
    return [words for is_wrong, words in wrong if is_wrong]


def _sizes(text: str) -> list[int]:
    return [int(number) for number in text.split(",") if number]


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("folder", type=Path)
    parser.add_argument("--postgres", type=_sizes, default=[10_000, 100_000])
    parser.add_argument("--whoosh", type=_sizes, default=[3_561, 10_000])
    given = parser.parse_args()
    sys.exit(main(given.folder, {name: sizes for name in ("postgres", "whoosh") if (sizes := getattr(given, name))}))
