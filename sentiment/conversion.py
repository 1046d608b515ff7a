"""A letter of a citizen becomes a ticket of public opinion: the mailbox and the tickets know nothing of each other."""

from datetime import datetime

from portal.accounts import rules
from portal.actors import Actor
from portal.privacy.services import plain_text
from portal.screening.masks import redacted
from portal.workflow import Governed
from sentiment.mailbox.conversions import Conversion, register
from sentiment.mailbox.models import Message
from sentiment.tickets import services as tickets
from sentiment.tickets.codes import Kind, Level, Source
from sentiment.tickets.states import REGISTRARS


def _take(message: Governed, *, reason: str, actor: Actor, at: datetime) -> str:
    """The ticket's hours run from now: only now somebody says that it is more than one letter. Its writer stays behind;
    level and field are for those who judge it."""
    assert isinstance(message, Message)  # noqa: S101 - for the type checker
    facts = f"群众留言{message.number}反映：\n{_without_writer(message, message.text)}\n\n转为舆情的理由：{reason}"
    values = {
        "title": _without_writer(message, message.title),
        "facts": facts,
        "source": Source.MAILBOX.value,
        "source_note": message.number,
        "kind": Kind.INTERESTS.value,
        "known_at": at,
        "level": Level.ORDINARY.value,
    }
    organ = message.organ.heir()
    made = tickets.register(organ=organ, values=values, concerned=[organ], actor=actor, at=at)
    return str(made.number)


def _without_writer(message: Message, text: str) -> str:
    name = plain_text(message, "name")
    return redacted(text.replace(name, "留言人") if len(name) > 1 else text)


def _why_not(message: Governed, actor: Actor) -> str:
    may = rules.holds(actor, REGISTRARS, message.acting_organ_id)
    return "" if may else "转为舆情要由承办机关或者政务公开办办理。"


def register_conversion() -> None:
    register(Conversion("ticket", "舆情", _take, _why_not))
