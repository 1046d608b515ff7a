"""What must be true before an answer moves on. Gates ask the row itself and import no model."""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from portal.actors import Actor
from portal.screening.kinds import SECRECY, Kind
from portal.screening.locating import Part
from portal.screening.selectors import undecided
from sentiment.responses.elements import ELEMENTS, LABELS, SCREENED, is_conference
from sentiment.tickets import gates as of_ticket
from sentiment.tickets.states import TicketState


def texts(response: Any) -> list[Part]:
    """All screened fields, so that what was emptied is looked at as well."""
    return [Part(name, LABELS[name], getattr(response, name)) for name in SCREENED]


def elements_are_there(response: Any, _at: datetime) -> Sequence[str]:
    """S4-1.13b and the result each disposition asks for."""
    return [f"还没有写{row.label}" for row in ELEMENTS if row.required(response) and not getattr(response, row.field)]


def conference_was_held(response: Any, at: datetime) -> Sequence[str]:
    if not is_conference(response):
        return []
    if response.held_at is None:
        return ["还没有写发布会时间"]
    return ["发布会还没有开，开过以后再发布"] if response.held_at > at else []


def ticket_is_in_response(response: Any, _at: datetime) -> Sequence[str]:
    if response.ticket.state == TicketState.RESPONDING:
        return []
    return ["舆情还没有进入回应：先研判，并由科室点“进入回应”"]


def plan_is_approved(response: Any, at: datetime) -> Sequence[str]:
    """S0-3.9e: 无审批不得发布回应."""
    return of_ticket.is_approved(response.ticket, at)


def organs_agree(response: Any, _at: datetime) -> Sequence[str]:
    """S3-4.2d: organs concerned say the same; their word holds for the text they read."""
    missing = response.organs_to_agree()
    return [f"涉事单位还没有确认这一稿口径一致：{'、'.join(organ.short_name for organ in missing)}"] if missing else []


def personal_data_is_settled(response: Any, _at: datetime) -> Sequence[str]:
    """law.md K: every personal datum is masked or stays for a lawful reason."""
    found = [each for each in undecided(response, texts(response)) if each.kind not in SECRECY]
    return [f"筛查发现没有处理：{_listed(found)}"] if found else []


def secrecy_words_are_settled(response: Any, _at: datetime) -> Sequence[str]:
    """A word that speaks of secrecy needs the written conclusion of the 保密审查员."""
    found = [each for each in undecided(response, texts(response)) if each.kind in SECRECY]
    return [f"等保密审查员逐处写结论：{_listed(found)}"] if found else []


def _listed(found: Sequence[Any]) -> str:
    counted = Counter(Kind(each.kind).label for each in found)
    return "、".join(f"{label}{count}处" for label, count in counted.items())


def not_the_drafter(response: Any, actor: Actor) -> str:
    return "自己起草的回应不能由自己把关。" if actor.id == response.drafter_id else ""


def not_the_clearer(response: Any, actor: Actor) -> str:
    return "保密审查和签发要由不同的人办理。" if actor.id == response.clearer_id else ""
