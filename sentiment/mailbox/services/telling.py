"""Who hears of what happens to a letter: those it waits for, and its writer."""

from datetime import datetime

from portal.notices.selectors import recipients_of
from portal.notices.services import queue, tell
from portal.notices.states import ChannelName
from portal.privacy.services import plain_text
from portal.subjects import ref
from sentiment.mailbox.models import Message

MAIL = "mailbox_response"
OFFER = "mailbox_offer"


def tell_organ(message: Message, words: str, *roles: str, at: datetime) -> None:
    """One message to each holder of the roles; the title of a letter is its writer's own words and stays out."""
    tell(
        recipients_of(message.organ.heir(), *roles, at=at),
        subject_line=f"{words}：{message.number}",
        body=f"请在工作台办理：/admin/sentiment/message/{message.pk}/change/",
        kind="mailbox",
        dedupe_key=f"mailbox|{message.pk}|{message.version}|{words}",
        at=at,
        about=ref(message),
    )


def tell_writer(message: Message, *, at: datetime, kind: str = MAIL, words: str = "有了答复") -> None:
    """By mail where an address was left; the mail holds neither question nor answer (``mails.py``)."""
    if not plain_text(message, "email"):
        return
    queue(
        channel=ChannelName.EMAIL,
        to="",
        subject_line=f"您的留言{message.number}{words}",
        body="",
        kind=kind,
        dedupe_key=f"mailbox|{message.pk}|{message.version}|writer",
        at=at,
        about=ref(message),
    )
