"""What must be true before a row moves on. Gates ask the row itself and import no model."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.listings import parts
from disclosure.listings.elements import TEMPLATES
from portal.actors import Actor
from portal.clock import local
from portal.screening.kinds import SECRECY, Kind
from portal.screening.selectors import undecided


def elements_are_there(row: Any, _at: datetime) -> Sequence[str]:
    """What the template asks of a row with these values: what is always there, and what follows from another field."""
    elements = TEMPLATES[row.template].elements
    return [
        f"还没有填写{each.label}" for each in elements if each.is_asked(row.values) and not row.values.get(each.name)
    ]


def day_is_over(row: Any, at: datetime) -> Sequence[str]:
    """Nothing is published before it is decided."""
    wrong = row.formed_on > local(at).date()
    return [f"{TEMPLATES[row.template].day}不能晚于今天"] if wrong else []


def personal_data_is_settled(row: Any, _at: datetime) -> Sequence[str]:
    """law.md K: every personal datum is masked or stays for a lawful reason."""
    found = [each for each in undecided(row, parts.texts(row)) if each.kind not in SECRECY]
    return [f"筛查发现没有处理：{_listed(found)}"] if found else []


def secrecy_words_are_settled(row: Any, _at: datetime) -> Sequence[str]:
    """S3-2.6f: a word that speaks of secrecy needs the written conclusion of the 保密审查员."""
    found = [each for each in undecided(row, parts.texts(row)) if each.kind in SECRECY]
    return [f"等保密审查员逐处写结论：{_listed(found)}"] if found else []


def _listed(found: Sequence[Any]) -> str:
    counted = Counter(Kind(each.kind).label for each in found)
    return "、".join(f"{label}{count}处" for label, count in counted.items())


def not_the_registrar(row: Any, actor: Actor) -> str:
    """Nobody checks what he entered himself."""
    return "自己登记的不能由自己把关。" if actor.id == row.registrar_id else ""


def not_the_clearer(row: Any, actor: Actor) -> str:
    return "保密审查和审核公开要由不同的人办理。" if actor.id == row.clearer_id else ""
