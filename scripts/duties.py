"""Prints which duty stands where: the rows of the code that carry it and the tests that prove it. Ends with 1 when a
duty has neither and docs/duties_without.csv does not say why.

Nothing is typed: the rows are the ``duties=(…)`` of limits, moves, gates and templates in the sources, the tests are
the ``duty`` marks that pytest collects.
"""

import ast
import csv
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("portal", "disclosure", "requests_app", "interpretation", "sentiment", "assessment")


class Duty(NamedTuple):
    """One line of docs/duties.csv. ``check``: A by the system, S with evidence, M by hand."""

    id: str
    text: str
    threshold: str
    check: str
    module: str


def known_duties() -> dict[str, Duty]:
    with (ROOT / "docs" / "duties.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: Duty(**row) for row in csv.DictReader(file)}


class Without(NamedTuple):
    """One line of docs/duties_without.csv: a duty software does not carry, and why."""

    id: str
    kind: str
    reason: str


def known_without() -> dict[str, Without]:
    with (ROOT / "docs" / "duties_without.csv").open(encoding="utf-8", newline="") as file:
        return {row["id"]: Without(**row) for row in csv.DictReader(file)}


def carriers() -> dict[str, list[str]]:
    """Duty id → the rows that carry it, as ``Move submit (disclosure/documents/moves.py:42)``."""
    found: dict[str, list[str]] = defaultdict(list)
    for package in PACKAGES:
        for path in sorted((ROOT / package).rglob("*.py")):
            for ids, row in _rows(path):
                for id_ in ids:
                    found[id_].append(row)
    return found


def _rows(path: Path) -> Iterator[tuple[list[str], str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not isinstance(node, ast.Call):
            continue
        for keyword in node.keywords:
            if keyword.arg == "duties" and isinstance(keyword.value, ast.Tuple | ast.List):
                yield _texts(ast.walk(keyword.value)), f"{_row_name(node)} ({path.relative_to(ROOT)}:{node.lineno})"


def _row_name(call: ast.Call) -> str:
    """The kind of row and what it is called: its first text, or its first argument."""
    kind = ast.unparse(call.func).rpartition(".")[2]
    values = [*call.args, *(keyword.value for keyword in call.keywords if keyword.arg != "duties")]
    texts = _texts(values)
    name = texts[0] if texts else ast.unparse(values[0]) if values else ""
    return f"{kind} {name}".strip()


def _texts(nodes: Iterable[ast.AST]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


class DutyMarks:
    """A pytest plugin that notes the duty marks of every collected test."""

    def __init__(self) -> None:
        self.tests: dict[str, list[str]] = defaultdict(list)

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        for item in items:
            name = item.nodeid.partition("[")[0]
            for mark in item.iter_markers("duty"):
                for id_ in mark.args:
                    if name not in self.tests[id_]:
                        self.tests[id_].append(name)


def proofs() -> dict[str, list[str]]:
    """Duty id → the tests that prove it. Exits when a test file cannot be collected."""
    marks, said = DutyMarks(), StringIO()
    with redirect_stdout(said):
        code = pytest.main(["--collect-only", "-qq", "tests"], plugins=[marks])
    if code != pytest.ExitCode.OK:
        sys.exit(f"{said.getvalue()}\n✗ 测试不能全部收集，对照表不完整。")
    return marks.tests


def main() -> int:
    duties, rows, tests = known_duties(), carriers(), proofs()
    named = [*duties, *sorted((rows.keys() | tests.keys()) - duties.keys())]
    without, told = [], known_without()
    for id_ in named:
        if not rows.get(id_) and not tests.get(id_):
            if id_ not in told:
                without.append(id_)
            continue
        duty = duties.get(id_)
        print(f"{id_}  {duty.text if duty else '（法条）'}")
        for row in rows.get(id_, []):
            print(f"    行   {row}")
        for test in tests.get(id_, []):
            print(f"    测试 {test}")
    print(f"\n软件不承担的义务（{len(told)}）：")
    for left in told.values():
        print(f"  {left.id:<14}{left.kind}　{duties[left.id].text}：{left.reason}")
    print(f"\n没有对应的义务（{len(without)}）：")
    for id_ in without:
        print(f"  {id_:<14}{duties[id_].check:<2}{duties[id_].module:<8}{duties[id_].text}")
    carried = sum(1 for id_ in duties if rows.get(id_))
    proven = sum(1 for id_ in duties if tests.get(id_))
    sums = [f"有承担行 {carried} 条", f"有测试 {proven} 条", f"不承担 {len(told)} 条", f"都没有 {len(without)} 条"]
    print(f"\n义务 {len(duties)} 条：{'，'.join(sums)}。")
    return 1 if without else 0


if __name__ == "__main__":
    sys.exit(main())
