"""The words of an appeal that leave the house: what its writer is told. Imports no model."""

from typing import Any

from portal.screening.locating import Part

NAMES = {"reply": "告知的内容"}


def parts_of(appeal: Any) -> list[Part]:
    return [Part(name, label, getattr(appeal, name)) for name, label in NAMES.items()]
