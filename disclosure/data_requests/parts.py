"""The words of a request that everybody may come to read. Imports no model."""

from typing import Any

from portal.screening.locating import Part

NAMES = {"wanted": "需要的数据", "purpose": "用途", "answer": "答复"}


def parts_of(row: Any) -> list[Part]:
    return [Part(name, label, getattr(row, name)) for name, label in NAMES.items()]
