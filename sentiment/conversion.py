"""A letter of a citizen becomes a ticket of public opinion: the mailbox and the tickets know nothing of each other."""

from collections.abc import Mapping
from datetime import datetime

from portal.accounts import rules
from portal.accounts.models import Organ
from portal.actors import Actor
from portal.receipts.receivers import Carried, Receiver, Taken, register
from portal.screening.masks import redacted
from sentiment.tickets import services as tickets
from sentiment.tickets.codes import Kind, Level, Source
from sentiment.tickets.states import REGISTRARS


def _take(carried: Carried, *, added: Mapping[str, str], reason: str, actor: Actor, at: datetime) -> Taken:
    """The ticket's hours run from now: only now somebody says that it is more than one letter. Its writer and the files
    of the writer stay behind; level and field are for those who judge it."""
    facts = f"群众留言{carried.number}反映：\n{without_writer(carried, carried.text)}\n\n转为舆情的理由：{reason}"
    values = {
        "title": without_writer(carried, carried.title),
        "facts": facts,
        "source": Source.MAILBOX.value,
        "source_note": carried.number,
        "kind": Kind.INTERESTS.value,
        "known_at": at,
        "level": Level.ORDINARY.value,
    }
    organ = carried.organ
    made = tickets.register(organ=organ, values=values, concerned=[organ], actor=actor, at=at)
    return Taken(str(made.number))


def without_writer(carried: Carried, text: str) -> str:
    name = carried.name
    return redacted(text.replace(name, "留言人") if len(name) > 1 else text)


def _why_not(organ: Organ, actor: Actor) -> str:
    may = rules.holds(actor, REGISTRARS, organ.pk)
    return "" if may else "转为舆情要由承办机关或者政务公开办办理。"


def register_receiver() -> None:
    register(Receiver("ticket", "舆情", _take, _why_not))
