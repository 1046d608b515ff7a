"""What the index knows of letters that are public."""

from django.db.models import QuerySet

from portal.search.entry import Choice, Entry
from portal.search.registry import SearchSource, register
from sentiment.mailbox.models import Message

LABEL = "sentiment.message"


def _public() -> "QuerySet[Message]":
    return Message.objects.public().select_related("organ")


def _entry(message: Message) -> Entry:
    return Entry(
        label=LABEL,
        pk=message.pk,
        title=message.public_title,
        body=f"{message.public_question}\n{message.public_answer}",
        url=message.get_absolute_url(),
        dated=message.received_on,
        kind=Choice("群众留言", "群众留言"),
        organ=Choice(message.organ.name, message.organ.name),
    )


def register_search() -> None:
    register(SearchSource(label=LABEL, public=_public, to_entry=_entry))
