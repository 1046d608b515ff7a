"""Search: how fast it is built and answers, against a bare view, its own index and Tantivy, and how well it finds.

``python -m scripts.bench.search FOLDER`` (see ``scripts/bench/corpus.py``), or ``MINGZHENG_CORPUS=FOLDER``.
"""

import os
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from functools import partial
from pathlib import Path
from urllib.parse import urlencode

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")

_TARGETS = {"chars": 150_000, "megabytes": 500, "p50": 40.0, "p95": 150.0}


def build(folder: Path, index: Path) -> None:
    """Builds the index here; prints characters, seconds, seconds of processor time, and the peak of memory in MB."""
    django.setup()
    from portal import clock
    from portal.search.whoosh_engine import WhooshEngine
    from scripts.bench import corpus

    characters = sum(len(row["body"]) + len(row["title"]) for row in corpus.documents(folder))
    began = time.perf_counter()
    WhooshEngine(index).rebuild(corpus.entries(folder), at=clock.now(), catch_up=lambda: ([], []))
    seconds = time.perf_counter() - began
    used = resource.getrusage(resource.RUSAGE_SELF)
    print(characters, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main(folder: Path) -> int:
    """Prints three tables: build, quality, speed; 1 when a target is missed."""
    if not (folder / "documents.jsonl.xz").exists():
        sys.exit(f"{folder} 里没有 documents.jsonl.xz。用法：make bench CORPUS=语料目录")
    with tempfile.TemporaryDirectory(prefix="mingzheng-bench-") as scratch:
        var = Path(scratch)
        os.environ["MINGZHENG_VAR"] = scratch
        built = _print_build(folder, var / "direct")
        django.setup()
        found = _print_quality(folder, var / "direct")
        fast = _print_speed(folder, var)
    return int(not (built and found and fast))


def _print_build(folder: Path, index: Path) -> bool:
    """Whether it was quick and small enough."""
    from scripts.bench.timing import table

    code = (
        "import sys; from pathlib import Path; from scripts.bench.search import build; build(*map(Path, sys.argv[1:]))"
    )
    output = subprocess.run(  # own code, in a process of its own so that the peak of memory is its own
        [sys.executable, "-c", code, str(folder), str(index)], capture_output=True, text=True, check=True
    ).stdout
    characters, seconds, busy, megabytes = (float(value) for value in output.split()[-4:])
    size = sum(path.stat().st_size for path in index.rglob("*") if path.is_file()) / 1e6
    row = [
        f"{characters / 1e6:.1f} 百万字",
        f"{seconds:.1f}",
        f"{busy:.1f}",
        f"{characters / seconds:,.0f}",
        f"{characters / busy:,.0f}",
        f"{megabytes:.0f}",
        f"{size:.0f}",
    ]
    limits = ["要求", "", "", f"≥ {_TARGETS['chars']:,}", "", f"≤ {_TARGETS['megabytes']}", ""]
    head = ["语料", "秒", "处理器秒", "字/秒", "字/处理器秒", "内存峰值 MB", "磁盘 MB"]
    print(table(f"建索引（机器平均负载{os.getloadavg()[0]:.1f}）", head, [row, limits]))
    return characters / seconds >= _TARGETS["chars"] and megabytes <= _TARGETS["megabytes"]


def _print_quality(folder: Path, index: Path) -> bool:
    """Whether everything was found."""
    from portal.search.whoosh_engine import WhooshEngine
    from scripts.bench import corpus
    from scripts.bench.timing import table

    engine = WhooshEngine(index)
    found: dict[str, list[bool]] = defaultdict(list)
    for case in corpus.cases(folder):
        hits = [(hit.pk, hit.title) for hit in engine.search(case.query).hits]
        found[case.category].append(case.holds(hits))
    rows = [[name, f"{sum(held)}/{len(held)}", f"{sum(held) / len(held):.1%}"] for name, held in found.items()]
    print(table("找得到的比例", ["类别", "命中", "比例"], rows))
    return all(all(held) for held in found.values())


def _print_speed(folder: Path, var: Path) -> bool:
    """Whether page and interface answered in time."""
    from portal.search.whoosh_engine import WhooshEngine
    from scripts.bench import corpus, site
    from scripts.bench.timing import Timing, measure, table
    from scripts.bench.whoosh_plain import PlainWhoosh
    from scripts.bench.yardstick import Tantivy

    cases = corpus.cases(folder)
    engine, plain = WhooshEngine(var / "direct"), PlainWhoosh(var / "direct")
    tantivy = Tantivy(corpus.entries(folder))
    timings = [
        measure("Tantivy（只查前10件）", lambda case: tantivy.search(case.params["q"]), cases),
        measure("直接问引擎（含分面、摘要）", lambda case: engine.search(case.query), cases),
        measure("Whoosh 自带的查询（只查前10件）", lambda case: plain.search(case.params["q"]), cases),
    ]
    site.manage(var, "prepare")
    seconds = _load(folder, var)
    site.manage(var, "rebuild_index")
    with site.serving(var) as browser:

        def ask(path: str, case: corpus.Case) -> bytes:
            return browser.get(f"{path}?{urlencode(case.params)}")

        timings += [
            measure("HTTP 裸视图 /healthz", lambda _: browser.get("/healthz"), cases),
            measure("HTTP 检索页 /search/", partial(ask, "/search/"), cases),
            measure(
                "HTTP 接口 /api/v1/search/",
                partial(ask, "/api/v1/search/"),
                cases,
            ),
        ]
    yard, direct, _, bare, *_ = timings

    def ratio(timing: Timing, base: Timing) -> str:
        return f"{timing.p50 / base.p50:.1f}×"

    rows = [
        [each.name, f"{each.p50:.2f}", f"{each.p95:.2f}", ratio(each, bare), ratio(each, direct), ratio(each, yard)]
        for each in timings
    ]
    rows.append(["要求（HTTP）", f"≤ {_TARGETS['p50']:.0f}", f"≤ {_TARGETS['p95']:.0f}", "", "", ""])
    head = ["毫秒", "p50", "p95", "比裸视图", "比直接问引擎", "比 Tantivy"]
    title = f"速度（{len(cases)}次检索；写入数据库{seconds:.0f}秒；机器平均负载{os.getloadavg()[0]:.1f}）"
    print(table(title, head, rows))
    return all(each.p50 <= _TARGETS["p50"] and each.p95 <= _TARGETS["p95"] for each in timings[-2:])


def _load(folder: Path, var: Path) -> float:
    """The corpus as published documents of the scratch database; returns the seconds it took."""
    code = "import sys; from pathlib import Path; from scripts.bench.loading import load; load(Path(sys.argv[1]))"
    began = time.perf_counter()
    subprocess.run(  # own code
        [sys.executable, "-c", code, str(folder)], env=os.environ | {"MINGZHENG_VAR": str(var)}, check=True
    )
    return time.perf_counter() - began


if __name__ == "__main__":
    given = sys.argv[1] if len(sys.argv) > 1 else os.environ.get("MINGZHENG_CORPUS", "")
    sys.exit(main(Path(given)))
