"""Keeps the table of environment variables in docs/deploy.md true to the settings: name, type, default."""

import ast
from typing import NamedTuple

from scripts.duties import ROOT

SETTINGS = ROOT / "portal" / "settings.py"
DOCUMENT = ROOT / "docs" / "deploy.md"
HEADER = "| 变量 | 类型 | 默认 | 含义 |"


class Variable(NamedTuple):
    """One ``env.type("NAME", default=…)`` of the settings."""

    name: str
    type: str
    default: str


def variables() -> list[Variable]:
    """In the order of the settings file."""
    calls = [
        node
        for node in ast.walk(ast.parse(SETTINGS.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func).startswith("env.") and node.args
    ]
    return [
        Variable(_plain(call.args[0]), ast.unparse(call.func).removeprefix("env."), _default(call))
        for call in sorted(calls, key=lambda call: call.lineno)
    ]


def _default(call: ast.Call) -> str:
    return next((_plain(keyword.value) for keyword in call.keywords if keyword.arg == "default"), "")


def _plain(node: ast.expr) -> str:
    """The value of a literal, or the expression as it stands in the source."""
    try:
        value = ast.literal_eval(node)
    except ValueError:
        # Not ast.unparse: versions of Python write f-strings back differently.
        return " ".join((ast.get_source_segment(SETTINGS.read_text(encoding="utf-8"), node) or "").split())
    return ",".join(value) if isinstance(value, list) else str(value)


def rows(meanings: dict[str, str]) -> list[str]:
    """Lines of the Markdown table; a variable without a meaning keeps an empty cell."""
    return [
        f"| `{one.name}` | {one.type} | {one.default and f'`{one.default}`'} | {meanings.get(one.name, '')} |"
        for one in variables()
    ]


def main() -> None:
    """Write the table of docs/deploy.md anew; the last column, typed by people, is kept."""
    lines = DOCUMENT.read_text(encoding="utf-8").splitlines()
    first = lines.index(HEADER) + 2
    rest = next((number for number in range(first, len(lines)) if not lines[number].startswith("|")), len(lines))
    meanings = {cells[1].strip(" `"): cells[4].strip() for line in lines[first:rest] if (cells := line.split("|"))}
    DOCUMENT.write_text("\n".join([*lines[:first], *rows(meanings), *lines[rest:]]) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
