"""A questionnaire as one text that is quickly typed: a question a block, its options below it. Pure."""

from collections.abc import Iterable
from typing import Any

KINDS = {"单选": "single", "多选": "multiple", "填写": "text", "矩阵": "matrix"}
_NAMES = {code: name for name, code in KINDS.items()}
_OPTIONAL = "（可以不答）"
_ROW = ">"
HELP = (
    "一题一块，块和块之间空一行。第一行写“题型：题目”，题型是单选、多选、填写、矩阵；后面一行写一个选项。"
    "矩阵的行用“>”起头。可以不答的，在题目后面写（可以不答）。"
)


def read(text: str) -> list[dict[str, Any]]:
    """The questions as ``services.set_questions`` takes them; what has no known kind has an empty one."""
    return [_question(block.splitlines()) for block in _blocks(text)]


def _blocks(text: str) -> Iterable[str]:
    lines = "\n".join(line.strip() for line in text.replace("\r", "").split("\n"))
    return [block for block in lines.split("\n\n") if block.strip()]


def _question(lines: list[str]) -> dict[str, Any]:
    first, *rest = [line for line in lines if line]
    kind, _, words = first.replace(":", "：", 1).partition("：")
    return {
        "kind": KINDS.get(kind.strip(), ""),
        "text": words.replace(_OPTIONAL, "").strip(),
        "options": [line for line in rest if not line.startswith(_ROW)],
        "rows": [line.removeprefix(_ROW).strip() for line in rest if line.startswith(_ROW)],
        "is_required": _OPTIONAL not in words,
    }


def written(questions: Iterable[Any]) -> str:
    """The same text from the questions there are."""
    return "\n\n".join(_block(row) for row in questions)


def _block(row: Any) -> str:
    first = f"{_NAMES[row.kind]}：{row.text}{'' if row.is_required else _OPTIONAL}"
    return "\n".join([first, *(f"{_ROW} {name}" for name in row.rows), *row.options])
