"""The counting stands alone: no framework, no database, no clock of its own."""

import ast
from pathlib import Path

import pytest

import portal.deadlines

PACKAGE = Path(portal.deadlines.__file__).parent
PURE = [
    *("statutory_days", "workdays", "course", "explanation", "arithmetic", "attention", "holiday_notice"),
    *("wording", "calendar_table", "calendar_file", "representation"),
    *(f"legal_rules/{path.stem}" for path in sorted((PACKAGE / "legal_rules").glob("*.py"))),
]
ALLOWED = {"portal.errors", "portal.clock"} | {
    f"portal.deadlines.{name.replace('/', '.').removesuffix('.__init__')}" for name in PURE
}


def imports(path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module)
    return found


@pytest.mark.parametrize("name", PURE)
def test_counting_needs_no_framework_and_nothing_above_it(name) -> None:
    imported = imports(PACKAGE / f"{name}.py")
    assert {module for module in imported if module.startswith(("django", "rest_framework", "celery"))} == set()
    assert {module for module in imported if module.startswith("portal")} <= ALLOWED


def test_no_number_of_law_stands_outside_the_table() -> None:
    """A statutory period written anywhere else would be a second truth."""
    periods = {5, 7, 15, 20, 24, 30, 48}
    for path in sorted((PACKAGE / "services").glob("*.py")):
        numbers = {
            node.value
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
            if isinstance(node, ast.Constant) and type(node.value) is int
        }
        assert numbers & periods == set(), path.name
