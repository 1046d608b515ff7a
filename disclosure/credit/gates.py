"""What must be true before a record moves on. Gates ask the row itself and import no model."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from disclosure.credit import parts
from disclosure.credit.codes import PartyType
from disclosure.credit.elements import KINDS
from disclosure.credit.periods import last_day, repairable_from
from portal.actors import Actor
from portal.clock import local
from portal.screening.kinds import SECRECY, Kind
from portal.screening.selectors import undecided


def is_repairable(record: Any) -> bool:
    return KINDS[record.kind].repairable


def is_not_overturned(record: Any) -> bool:
    return record.overturned_on is None


def elements_are_there(record: Any, _at: datetime) -> Sequence[str]:
    """S3-5.6a: what the official table of the kind asks for."""
    missing = [
        f"还没有填写{row.label}"
        for row in KINDS[record.kind].elements
        if row.required and getattr(record, row.field) in (None, "")
    ]
    if record.party_type == PartyType.ORGANISATION and not record.party_code:
        missing.append("法人及非法人组织要填统一社会信用代码")
    return missing


def dates_in_order(record: Any, at: datetime) -> Sequence[str]:
    """Nothing is published that is over already, or not yet decided."""
    today, end = local(at).date(), last_day(record)
    wrong = []
    if record.decided_on > today:
        wrong.append("决定日期不能晚于今天")
    if end is not None and end < today:
        wrong.append(f"公示期到{end}已满，不用再公示")
    return wrong


def personal_data_is_settled(record: Any, _at: datetime) -> Sequence[str]:
    """law.md K: every personal datum is masked or stays for a lawful reason."""
    found = [each for each in undecided(record, parts.texts(record)) if each.kind not in SECRECY]
    return [f"筛查发现没有处理：{_listed(found)}"] if found else []


def secrecy_words_are_settled(record: Any, _at: datetime) -> Sequence[str]:
    """S3-2.6f: a word that speaks of secrecy needs the written conclusion of the 保密审查员."""
    found = [each for each in undecided(record, parts.texts(record)) if each.kind in SECRECY]
    return [f"等保密审查员逐处写结论：{_listed(found)}"] if found else []


def _listed(found: Sequence[Any]) -> str:
    counted = Counter(Kind(each.kind).label for each in found)
    return "、".join(f"{label}{count}处" for label, count in counted.items())


def shown_long_enough(record: Any, at: datetime) -> Sequence[str]:
    """The shortest period of publicity has to be over before it can end early."""
    first = repairable_from(record)
    if first is None or local(at).date() >= first:
        return []
    return [f"最短公示期到{first}才满，以前不能因为信用修复停止公示"]


def period_is_over(record: Any, at: datetime) -> Sequence[str]:
    if record.ends_on is not None and record.ends_on < local(at).date():
        return []
    return ["公示期还没有满"]


def not_the_registrar(record: Any, actor: Actor) -> str:
    """S2-10.5b: nobody checks what he entered himself."""
    return "自己登记的信息不能由自己把关。" if actor.id == record.registrar_id else ""


def not_the_clearer(record: Any, actor: Actor) -> str:
    return "保密审查和审核公示要由不同的人办理。" if actor.id == record.clearer_id else ""
