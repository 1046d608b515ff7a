"""What must be true before a ticket moves on. Gates ask the row itself and import no model."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor
from sentiment.tickets.codes import MAJOR_LEVELS, RESULT_HEADINGS, Disposition, Level

FOUR_ITEMS = {"nature": "事件性质", "trend": "走势", "risk": "风险", "plan": "预控处置意见"}
"""What S0-3.9d asks of a grave matter."""


def is_major(ticket: Any) -> bool:
    return ticket.level in MAJOR_LEVELS


def is_to_be_approved(ticket: Any) -> bool:
    """重大 and not yet approved."""
    return bool(ticket.level == Level.MAJOR and ticket.will_respond and not ticket.approved_at)


def is_to_be_approved_by_city(ticket: Any) -> bool:
    """特别重大: the city government leads (S3-4.2e)."""
    return bool(ticket.level == Level.EXTREME and ticket.will_respond and not ticket.approved_at)


def will_be_answered(ticket: Any, _at: datetime) -> Sequence[str]:
    """S0-3.9c: the judgement says whether there is an answer."""
    return [] if ticket.will_respond else ["研判结论是不回应：要回应的，先重新研判"]


def will_not_be_answered(ticket: Any, _at: datetime) -> Sequence[str]:
    return ["研判结论是要回应：确定不回应的，先重新研判并写明理由"] if ticket.will_respond else []


def was_consulted(ticket: Any, _at: datetime) -> Sequence[str]:
    """S3-4.1b."""
    return ["重大以上舆情要先会商，并留下会商记录"] if is_major(ticket) and not ticket.consulted_at else []


def four_items_are_there(ticket: Any, _at: datetime) -> Sequence[str]:
    """S0-3.9d."""
    if not is_major(ticket):
        return []
    return [f"重大以上舆情要写{label}" for name, label in FOUR_ITEMS.items() if not getattr(ticket, name)]


def is_approved(ticket: Any, _at: datetime) -> Sequence[str]:
    """S0-3.9e: no answer leaves before it."""
    if not is_major(ticket) or ticket.approved_at:
        return []
    who = "市政府办分管领导" if ticket.level == Level.EXTREME else "分管领导或者主要负责人"
    return [f"重大以上舆情的处置意见要先报{who}批准"]


def is_answered(ticket: Any, _at: datetime) -> Sequence[str]:
    return [] if ticket.responses.public().exists() else ["还没有发布回应"]


def conference_was_held(ticket: Any, _at: datetime) -> Sequence[str]:
    """S4-1.12c."""
    return ["重大以上舆情要举行新闻发布会，还没有发布会的记录"] if is_major(ticket) and not ticket.conference_at else []


def result_is_public(ticket: Any, _at: datetime) -> Sequence[str]:
    """S3-4.4.1–6: each disposition ends with something everybody can read."""
    if ticket.responses.public().exclude(result="").exists():
        return []
    return [f"还没有公布{RESULT_HEADINGS.get(ticket.disposition, '处置结果')}"]


def transfer_is_recorded(ticket: Any, _at: datetime) -> Sequence[str]:
    """S3-4.4.6."""
    if ticket.disposition != Disposition.REFUTE or ticket.transferred_on:
        return []
    return ["虚假不实信息要移交公安、网络监管部门，还没有移交记录"]


def has_no_answer_yet(ticket: Any, _at: datetime) -> Sequence[str]:
    return ["已经发布过回应，不能并入别的舆情"] if ticket.responded_at else []


def not_the_judge(ticket: Any, actor: Actor) -> str:
    return "自己研判的，要由别人批准。" if actor.id is not None and actor.id == ticket.judge_id else ""
